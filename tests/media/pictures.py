"""Pictures made for the tests."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

RED, BLUE, GREEN, WHITE = (220, 30, 30), (30, 30, 220), (30, 200, 30), (250, 250, 250)


def scene(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """Four quarters: red, blue, green, white from the top left, so that every turn is told."""
    image = Image.new("RGB", (width, height), RED)
    pen = ImageDraw.Draw(image)
    pen.rectangle([width // 2, 0, width, height // 2 - 1], fill=BLUE)
    pen.rectangle([0, height // 2, width // 2 - 1, height], fill=GREEN)
    pen.rectangle([width // 2, height // 2, width, height], fill=WHITE)
    return image if mode == "RGB" else image.convert(mode)


def photograph(width: int = 600, height: int = 400) -> Image.Image:
    """Soft and in more colours than any palette has, the same every time."""
    across, down = Image.linear_gradient("L"), Image.radial_gradient("L")
    parts = (across.rotate(90), down, across)
    return Image.merge("RGB", parts).resize((width, height), Image.Resampling.BICUBIC)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def near(image: Image.Image, x: float, y: float, colour: tuple[int, int, int], within: int = 24) -> bool:
    """Whether `colour` is at a place given in parts of width and height."""
    seen = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(seen, tuple)
    return all(abs(a - b) <= within for a, b in zip(seen, colour, strict=True))


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def lying_png(width: int, height: int, body: bytes = b"\0" * 64) -> bytes:
    """A header that promises `width` x `height` pixels of one byte, and next to nothing behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(body))
        + chunk(b"IEND", b"")
    )


def svg(body: str, attributes: str = 'width="300" height="200"', before: str = "") -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {space} {attributes}>{body}</svg>".encode()
