"""Pictures for terminals that show pixels: what they would show, decoded again."""

from __future__ import annotations

import base64
import re

import pytest
from PIL import Image
from tests.media.pictures import BLUE, GREEN, RED, WHITE, encoded, near, opened, photograph, scene
from tests.media.test_media_symbols import distance, line_drawing

from feedreader.media import kitty, pixels, sixel
from feedreader.media.records import Refusal


def test_kitty_shows_the_picture_that_was_sent() -> None:
    png = pixels.png(encoded(photograph()), 300, 200)
    assert isinstance(png, bytes)
    sent = kitty.transmit(png, 77, 30, 10)
    payload = b"".join(re.findall(rb"\x1b_G[^;]*;([^\x1b]*)\x1b\\", sent))
    image = opened(base64.b64decode(payload))
    assert (image.format, image.size) == ("PNG", (300, 200))
    assert distance(image.convert("RGB"), photograph().resize((300, 200), Image.Resampling.LANCZOS)) < 2


def test_holes_stay_or_are_filled() -> None:
    data = encoded(line_drawing((0, 0, 0)))
    clear = pixels.png(data, 100, 100)
    filled = pixels.png(data, 100, 100, background=0x101010)
    assert isinstance(clear, bytes)
    assert isinstance(filled, bytes)
    assert opened(clear).getpixel((0, 0)) == (0, 0, 0, 0)
    assert opened(filled).getpixel((0, 0)) == (0xF4, 0xF4, 0xF2)


def decoded(sixels: bytes) -> Image.Image:
    """A small reader of sixels, after DEC STD 070."""
    found = re.fullmatch(rb'\x1bP0;1;0q"1;1;(\d+);(\d+)(.*)\x1b\\', sixels, re.DOTALL)
    assert found
    image = Image.new("RGB", (int(found[1]), int(found[2])), (255, 0, 255))
    palette: dict[int, tuple[int, int, int]] = {}
    x = top = colour = 0
    for part in re.finditer(
        rb"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])|(.)", found[3], re.DOTALL
    ):
        assert part[10] is None, part[10]
        if part[1]:
            red, green, blue = (round(int(part[place]) * 255 / 100) for place in (2, 3, 4))
            palette[int(part[1])] = (red, green, blue)
        elif part[5]:
            colour = int(part[5])
        elif part[9]:
            x, top = 0, top + 6 * (part[9] == b"-")
        else:
            count, bits = int(part[6] or 1), (part[7] or part[8])[0] - 63
            for across in range(x, x + count):
                for row in range(6):
                    if bits >> row & 1:
                        image.putpixel((across, top + row), palette[colour])
            x += count
    return image


def sixels(image: Image.Image, width: int, height: int, **options: int) -> Image.Image:
    data = sixel.encode(encoded(image), width, height, **options)
    assert isinstance(data, bytes)
    shown = decoded(data)
    assert shown.size == (width, height)
    return shown


def test_sixels_show_the_picture() -> None:
    shown = sixels(scene(), 60, 40)
    corners = ((0.2, 0.2, RED), (0.8, 0.2, BLUE), (0.2, 0.8, GREEN), (0.8, 0.8, WHITE))
    assert all(near(shown, *corner, 6) for corner in corners)
    # Every pixel is painted: none keeps the ground's magenta.
    assert (255, 0, 255) not in {colour for _, colour in shown.getcolors(10_000) or []}


@pytest.mark.parametrize(("colours", "most"), [(256, 11), (128, 14), (16, 60)])
def test_a_photograph_in_few_colours(colours: int, most: float) -> None:
    image = photograph()
    shown = sixels(image, 150, 101, colours_most=colours)
    assert distance(shown, image.resize((150, 101), Image.Resampling.LANCZOS)) < most
    assert len(shown.getcolors(100_000) or []) <= colours


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (13, 6), (200, 7), (300, 60)])
def test_all_sizes(size: tuple[int, int]) -> None:
    assert near(sixels(Image.new("RGB", (9, 9), (200, 100, 50)), *size), 0.99, 0.99, (200, 100, 50), 4)


def test_sixels_have_no_holes() -> None:
    shown = sixels(line_drawing((255, 255, 255)), 100, 100, background=0x102030)
    assert near(shown, 0, 0, (0x10, 0x20, 0x30), 4)


def test_long_runs_are_counted() -> None:
    data = sixel.encode(encoded(Image.new("RGB", (300, 60), (0, 0, 0))), 300, 60)
    assert isinstance(data, bytes)
    assert data.count(b"!300~") == 10
    assert len(data) < 200


def test_no_picture() -> None:
    for data in (b"", b"nonsense", encoded(scene())[:40]):
        assert isinstance(pixels.png(data, 10, 10), Refusal)
        assert isinstance(sixel.encode(data, 10, 10), Refusal)
