"""A picture cut into the rows of its page."""

from __future__ import annotations

import base64
import random
import re

from PIL import Image
from tests.media.pictures import encoded, opened, photograph, scene
from tests.media.test_media_graphics import decoded
from tests.media.test_media_symbols import distance

from feedreader.media.records import Protocol
from feedreader.media.sheets import Sheet, sheet

COLUMNS, ROWS, CELL = 30, 10, (9, 19)
SIZE = (COLUMNS * CELL[0], ROWS * CELL[1])


def grainy() -> Image.Image:
    """A photograph with the grain that a real one has."""
    chance = random.Random(7)
    noise = Image.new("RGB", SIZE)
    noise.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(SIZE[0] * SIZE[1])])
    return Image.blend(photograph(*SIZE), noise, 0.06)


def drawn(image: Image.Image, protocol: Protocol) -> Sheet:
    made = sheet(encoded(image), COLUMNS, ROWS, protocol, 77)
    assert isinstance(made, Sheet)
    assert Sheet.from_bytes(made.to_bytes()) == made
    return made


def inline(line: bytes) -> Image.Image:
    """iTerm2's picture of one row."""
    found = re.fullmatch(rb"\x1b\]1337;File=([^:]*):([^\x07]*)\x07", line)
    assert found
    assert b"width=30;height=1;" in found[1]
    return opened(base64.b64decode(found[2]))


def joined(rows: list[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", SIZE)
    for number, row in enumerate(rows):
        assert row.size == (SIZE[0], CELL[1])
        whole.paste(row, (0, number * CELL[1]))
    return whole


def test_the_rows_make_the_picture() -> None:
    # Rows have colours of their own, so that there are more of them than in one picture.
    for image in (grainy(), scene(*SIZE)):
        assert distance(joined([decoded(line) for line in drawn(image, Protocol.SIXEL).lines]), image) < 8
        assert distance(joined([inline(line) for line in drawn(image, Protocol.ITERM2).lines]), image) < 5


def test_rows_are_sent_in_few_bytes() -> None:
    photographs = [inline(line) for line in drawn(grainy(), Protocol.ITERM2).lines]
    drawings = [inline(line) for line in drawn(scene(*SIZE), Protocol.ITERM2).lines]
    assert {row.format for row in photographs} == {"JPEG"}
    assert {row.format for row in drawings} == {"PNG"}
    # What is see-through stays so.
    clear = scene(*SIZE).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(SIZE))
    assert {inline(line).mode for line in drawn(clear, Protocol.ITERM2).lines} == {"RGBA"}


def test_kitty_gets_it_whole() -> None:
    made = drawn(scene(*SIZE), Protocol.KITTY)
    assert made.lines == ()
    assert made.number == 77
    assert b"c=30,r=10" in made.once
