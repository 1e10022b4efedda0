"""A stranger's picture -> the picture that is kept: reading size, our own encoding, no metadata."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

from feedreader.media import raster
from feedreader.media.check import check
from feedreader.media.records import Extension, Kept, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

# At 80, nothing is seen of the loss in a terminal, and a 1200 x 800 photograph has some 150 kB.
QUALITY = 80
_COLOURS = 256
# A drawing in few colours is kept as it is unless that costs more than twice a photograph's bytes.
_WORTH = 2


def shrink(data: bytes, *, max_width: int = 1200, max_height: int = 1600) -> tuple[Kept, bytes] | Refusal:
    """The picture no larger than `max_width` x `max_height` pixels, upright, its first frame alone,
    and what is to be known of it. Photographs become JPEG, drawings PNG, what is see-through PNG or
    WebP. The same bytes give the same bytes. Never raises for a bad picture."""
    checked = check(data)
    if isinstance(checked, Refusal):
        return checked
    image = raster.load(data, lambda width, height: within(width, height, max_width, max_height))
    if isinstance(image, Refusal):
        return image
    extension, kept = _encoded(image, lossy=checked.format == "jpeg")
    digest = hashlib.sha256(kept).hexdigest()
    return Kept(digest, image.width, image.height, len(kept), extension), kept


def within(width: int, height: int, max_width: int, max_height: int) -> tuple[int, int]:
    """The size scaled down, in proportion, to what is allowed; never up; at least 1 x 1."""
    scale = min(1.0, max_width / width, max_height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _encoded(image: Image, *, lossy: bool) -> tuple[Extension, bytes]:
    few = None if lossy else image.getcolors(_COLOURS)
    if image.mode == "RGBA":
        return (Extension.PNG, _png(image)) if few else (Extension.WEBP, _webp(image))
    photograph = _jpeg(image)
    if few:
        drawing = _png(image)
        if len(drawing) <= _WORTH * len(photograph):
            return Extension.PNG, drawing
    return Extension.JPG, photograph


def _jpeg(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _webp(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=2, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _png(image: Image) -> bytes:
    from PIL.Image import Quantize

    # Octree is the one that takes see-through colours; with so few, both keep each as it is.
    method = Quantize.FASTOCTREE if image.mode == "RGBA" else Quantize.MEDIANCUT
    out = BytesIO()
    drawing = image if image.mode == "L" else image.quantize(_COLOURS, method)
    drawing.save(out, "PNG", compress_level=9)
    return out.getvalue()
