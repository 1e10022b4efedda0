"""A picture as text: for each cell the character and the two colours that come closest.

All cells are worked out at once by Pillow's own operations, on a picture of 4 x 8 points a cell:
each cell's points fall into a lighter and a darker group, around two colours that are made to fit
(Lloyd's method, two rounds), and the character is the one whose shape leaves the least error.
80 x 27 cells of a 1200 x 800 JPEG take about 30 ms so; half blocks, which need no choice, 5 ms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from feedreader.media import colours, glyphs, raster
from feedreader.media.records import Cells, Protocol, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

_ROUNDS = 2
# Two colours nearer to each other than this (weighted, 0-255) are one: no seam in a clear sky.
_SAME = 5


def draw(
    data: bytes,
    columns: int,
    rows: int,
    background: int = 0x000000,
    *,
    protocol: Protocol = Protocol.SEXTANTS,
    grey: bool = False,
) -> Cells | Refusal:
    """The picture over `columns` x `rows` cells (see `fit.fit`; at most 500 x 500), what is
    see-through over `background` (0xRRGGBB). `protocol` is one of `records.SYMBOLS`; `grey` takes its
    colours away. Never raises for a bad picture."""
    fine = protocol is not Protocol.HALF_BLOCKS
    points = (columns * glyphs.WIDTH, rows * glyphs.HEIGHT) if fine else (columns, rows * 2)
    image = raster.load(data, lambda *_: points, smooth=True)
    if isinstance(image, Refusal):
        return image
    red, green, blue = background.to_bytes(3)
    flat = colours.on_ground(image, (red, green, blue))
    if grey:
        flat = flat.convert("L").convert("RGB")
    return _fine(flat, columns, rows, protocol) if fine else _halves(flat, columns, rows)


def _halves(image: Image, columns: int, rows: int) -> Cells:
    """Two points a cell, one above the other: upper half block, or a blank where they are equal."""
    line = columns * 3
    data = image.tobytes()
    upper, lower = bytearray(), bytearray()
    for top in range(0, 2 * rows * line, 2 * line):
        upper += data[top : top + line]
        lower += data[top + line : top + 2 * line]
    return _cells(columns, rows, "▀" * (columns * rows), bytes(upper), bytes(lower))


def _fine(image: Image, columns: int, rows: int, protocol: Protocol) -> Cells:
    mask = _split(image, columns, rows)
    chosen = [_nearest(points, protocol) for points in _points(mask, columns, rows)]
    shape = _mask([points for points, _ in chosen], columns, rows)
    ink, ground = _means(image, shape, columns, rows)
    text = "".join(character for _, character in chosen)
    return _cells(columns, rows, text, ink.tobytes(), ground.tobytes())


def _split(image: Image, columns: int, rows: int) -> Image:
    """Mode L, 255 where a point belongs to its cell's first group."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    def spread(small: Image) -> Image:
        return small.resize(image.size, Resampling.NEAREST)

    grey = image.convert("L")
    middle = spread(grey.resize((columns, rows), Resampling.BOX))
    mask = ImageChops.subtract(grey, middle).point(_POSITIVE)
    for _ in range(_ROUNDS):
        first, second = _means(image, mask, columns, rows)
        from_first = ImageChops.difference(image, spread(first)).convert("L")
        from_second = ImageChops.difference(image, spread(second)).convert("L")
        mask = ImageChops.subtract(from_second, from_first).point(_POSITIVE)
    return mask


_POSITIVE = [0] + [255] * 255


def _means(image: Image, mask: Image, columns: int, rows: int) -> tuple[Image, Image]:
    """The mean colour of each cell's points inside `mask` and outside, RGB, one pixel a cell.
    Pillow weighs colours by alpha when it scales, which is just this."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    means = []
    for part in (mask, ImageChops.invert(mask)):
        inked = image.copy()
        inked.putalpha(part)
        means.append(inked.resize((columns, rows), Resampling.BOX).convert("RGB"))
    return means[0], means[1]


def _points(mask: Image, columns: int, rows: int) -> list[int]:
    """Each cell's points as bits. A line of mode 1, packed and in hexadecimal, is a digit a cell."""
    lines = _digits(mask, columns)
    found: list[int] = []
    for top in range(0, rows * glyphs.HEIGHT, glyphs.HEIGHT):
        cells = zip(*lines[top : top + glyphs.HEIGHT], strict=True)
        found += [int("".join(cell), 16) for cell in cells]
    return found


def _digits(mask: Image, columns: int) -> list[str]:
    from PIL.Image import Dither

    packed = mask.convert("1", dither=Dither.NONE).tobytes().hex()
    line = (columns + 1) // 2 * 2
    return [packed[at : at + columns] for at in range(0, len(packed), line)]


def _mask(points: list[int], columns: int, rows: int) -> Image:
    """The other way round: mode L, 255 where a cell's character has ink."""
    from PIL import Image

    cells = [f"{value:08x}" for value in points]
    filler = "0" * (columns % 2)
    lines = []
    for top in range(0, columns * rows, columns):
        lines += ["".join(line) + filler for line in zip(*cells[top : top + columns], strict=True)]
    size = (columns * glyphs.WIDTH, rows * glyphs.HEIGHT)
    return Image.frombytes("1", size, bytes.fromhex("".join(lines))).convert("L")


@lru_cache(maxsize=1 << 16)
def _nearest(points: int, protocol: Protocol) -> tuple[int, str]:
    """The shape that leaves the least error, given that each of its two parts shows the mean of the
    points that it covers: of n points with i of the first group, i * (n - i) / n."""
    best, ink, character = 1e9, 0, " "
    inked = points.bit_count()
    for shape, size, drawn in glyphs.shapes(protocol):
        inside = (points & shape).bit_count()
        outside = inked - inside
        error = outside * (glyphs.POINTS - size - outside) / (glyphs.POINTS - size)
        if size:
            error += inside * (size - inside) / size
        if error < best:
            best, ink, character = error, shape, drawn
            if not error:
                break
    return ink, character


def _cells(columns: int, rows: int, text: str, ink: bytes, ground: bytes) -> Cells:
    """Cells whose colours hardly differ become blanks: fewer runs to write, and no seams."""
    characters = list(text)
    pairs = bytearray()
    for cell, character in enumerate(characters):
        at = cell * 3
        first, second = ink[at : at + 3], ground[at : at + 3]
        if character != " " and _same(first, second):
            characters[cell] = character = " "
        pairs += second if character == " " else first
        pairs += second
    return Cells(columns, rows, "".join(characters).encode("utf-32-le") + bytes(pairs))


def _same(first: bytes, second: bytes) -> bool:
    red, green, blue = first[0] - second[0], first[1] - second[1], first[2] - second[2]
    return abs(red) * 3 + abs(green) * 6 + abs(blue) < _SAME * 10
