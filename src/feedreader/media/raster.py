"""Pictures made of pixels: opened, decoded no larger than needed, turned upright, in plain colours.

All of Pillow's decoding stands here. Only the decoder that the bytes name is loaded and asked, so
that a strange file never meets the forty others that Pillow has.
"""

from __future__ import annotations

import importlib
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from feedreader.media import sniff
from feedreader.media.limits import MAX_PIXELS, too_large
from feedreader.media.records import Checked, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

Wanted = Callable[[int, int], tuple[int, int]]
"""From the size of the picture as it is seen to the size that is needed, in pixels."""

_PLUGINS = {
    "jpeg": ("JpegImagePlugin", "JpegImageFile"),
    "png": ("PngImagePlugin", "PngImageFile"),
    "gif": ("GifImagePlugin", "GifImageFile"),
    "webp": ("WebPImagePlugin", "WebPImageFile"),
    "avif": ("AvifImagePlugin", "AvifImageFile"),
    "bmp": ("BmpImagePlugin", "BmpImageFile"),
    "ico": ("IcoImagePlugin", "IcoImageFile"),
}
# What Pillow raises for broken files, found by feeding it broken files: not only OSError.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    struct.error,
)
_ORIENTATION = 0x0112
# From this value on, width and height change places.
_TURNED = 5
# Above this, colours are converted a band of rows at a time: 40 million pixels of a palette are
# 40 MB, in RGB they would be 160.
_WHOLE = 4_000_000
_PREVIEW = 64


def header(data: bytes, name: str) -> Checked | Refusal:
    """What the header says, `name` as `sniff.kind` tells it. Decodes nothing."""
    if name == "webp":
        # Pillow makes room for the whole canvas as soon as it opens one.
        refusal = too_large(*sniff.webp_size(data))
        if refusal:
            return refusal
    try:
        with _quiet(), _open(data, name) as image:
            width, height = image.size
            if _orientation(image) >= _TURNED:
                width, height = height, width
            frames = sniff.gif_frames(data) if name == "gif" else getattr(image, "n_frames", 1)
    except _BROKEN:
        return Refusal("The picture is damaged: it does not even say how large it is.")
    return Checked(name, width, height, max(1, frames))


def shows(data: bytes) -> bool:
    """Whether anything of a picture that is cut off would be seen."""
    return not isinstance(load(data, lambda *_: (_PREVIEW, _PREVIEW)), Refusal)


def load(data: bytes, wanted: Wanted, *, smooth: bool = False) -> Image | Refusal:
    """The first frame, upright, exactly as large as `wanted` says, in mode L, RGB, or (only where
    something is see-through) RGBA. Colours are sRGB. A cut-off picture shows what there is.
    `smooth`: no edge is made sharper than it is, which in a few large points would be a halo."""
    name = sniff.kind(data)
    if name == "svg":
        return _drawn(data, wanted)
    found = header(data, name) if name else Refusal("This is not a picture that can be read.")
    if isinstance(found, Refusal):
        return found
    refusal = too_large(found.width, found.height)
    if refusal:
        return refusal
    try:
        with _quiet():
            return _decoded(data, name, wanted, smooth)
    except _BROKEN:
        return Refusal("The picture is damaged and cannot be decoded.")


def _drawn(data: bytes, wanted: Wanted) -> Image | Refusal:
    from feedreader.media import vector

    size = vector.size(data)
    if isinstance(size, Refusal):
        return size
    target = wanted(*size)
    png = vector.render(data, *target)
    return png if isinstance(png, Refusal) else load(png, lambda *_: target)


def _decoded(data: bytes, name: str, wanted: Wanted, smooth: bool) -> Image | Refusal:
    from feedreader.media import colours

    whole = True
    image = _open(data, name)
    target, orientation = _prepare(image, wanted, smooth)
    try:
        image.load()
    except _BROKEN:
        whole = False
        image = _open(data, name)
        _prepare(image, wanted, smooth)
        with _forgiving():
            image.load()
    small = _resized(image, target, smooth)
    if not whole and _flat(small):
        return Refusal("The picture is cut off before anything of it can be seen.")
    seen = _upright(colours.standard(small, image.info.get("icc_profile")), orientation)
    # Pillow writes some of it (comments, profiles) into whatever is made of the picture.
    seen.info = {}
    return seen


def _prepare(image: ImageFile, wanted: Wanted, smooth: bool) -> tuple[tuple[int, int], int]:
    """How much is needed of the picture as it lies, which a JPEG's decoder is told; and how it is
    to be turned then."""
    width, height = image.size
    orientation = _orientation(image)
    if orientation >= _TURNED:
        height, width = wanted(height, width)
    else:
        width, height = wanted(width, height)
    # Twice as much, where the points are few and every one is seen: 0.3 dB nearer to the picture.
    spare = 2 if smooth else 1
    image.draft(None, (width * spare, height * spare))
    return (max(1, width), max(1, height)), orientation


def _resized(image: Image, size: tuple[int, int], smooth: bool) -> Image:
    """In plain colours and in `size`; averaged in linear time, by bands where it is very large."""
    from PIL.Image import Resampling

    from feedreader.media import colours

    width, height = image.size
    factor = min(width // size[0], height // size[1])
    banded = width * height > _WHOLE and factor >= 2
    plain = _by_bands(image, factor) if banded else colours.plain(image)
    method = Resampling.HAMMING if smooth else Resampling.LANCZOS
    return plain if plain.size == size else plain.resize(size, method, reducing_gap=2.0)


def _by_bands(image: Image, factor: int) -> Image:
    from PIL import Image as pillow  # noqa: N813

    from feedreader.media import colours

    width, height = image.size
    rows = max(1, _WHOLE // 4 // width // factor) * factor
    parts = [
        colours.plain(image.crop((0, top, width, min(top + rows, height)))).reduce(factor)
        for top in range(0, height, rows)
    ]
    mode = max((part.mode for part in parts), key=("L", "RGB", "CMYK", "RGBA").index)
    whole = pillow.new(mode, (parts[0].width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        whole.paste(part if part.mode == mode else part.convert(mode), (0, top))
        top += part.height
    return whole


def _flat(image: Image) -> bool:
    extrema = image.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    return all(low == high for low, high in bands)


def _orientation(image: Image) -> int:
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # Pillow would decode it all, to look behind the pixels
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _upright(image: Image, orientation: int) -> Image:
    """As it is to be seen (Exif 2.32, 4.6.5.1.6)."""
    from PIL.Image import Transpose

    turn = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)


def _open(data: bytes, name: str) -> ImageFile:
    module, opener = _PLUGINS[name]
    image: ImageFile = getattr(importlib.import_module(f"PIL.{module}"), opener)(BytesIO(data))
    return image


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow's warnings tell of broken files, which is no news here; but one that says that a
    picture inside a picture is too large (an icon may hold a PNG) stops it."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ValueError("too large") from error


@contextmanager
def _forgiving() -> Iterator[None]:
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
