"""A kept picture -> a PNG of just the pixels that its cells have, for terminals that show pixels."""

from __future__ import annotations

from io import BytesIO

from feedreader.media import colours, raster
from feedreader.media.records import Refusal

# Each level more costs as much time again, for a tenth of the bytes that cross a pipe once.
_LEVEL = 1


def png(data: bytes, width: int, height: int, *, background: int | None = None) -> bytes | Refusal:
    """The picture in a PNG of exactly `width` x `height` pixels (columns and rows times a cell's
    size; see `fit.fit`). What is see-through stays so, or is put on `background` (0xRRGGBB), where
    a drawing that would vanish gets another. Never raises for a bad picture."""
    image = raster.load(data, lambda *_: (width, height))
    if isinstance(image, Refusal):
        return image
    if background is not None:
        red, green, blue = background.to_bytes(3)
        image = colours.on_ground(image, (red, green, blue))
    out = BytesIO()
    image.save(out, "PNG", compress_level=_LEVEL)
    return out.getvalue()
