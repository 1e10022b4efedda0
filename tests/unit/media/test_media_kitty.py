"""kitty's and iTerm2's escape sequences, taken apart again."""

from __future__ import annotations

import base64
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.media import iterm2, kitty
from feedreader.media.diacritics import DIACRITICS
from feedreader.media.records import Graphics, Protocol

COMMAND = re.compile(rb"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\")


def commands(sent: bytes) -> list[tuple[dict[str, str], bytes]]:
    found = list(COMMAND.finditer(sent))
    assert b"".join(one[0] for one in found) == sent
    return [(dict(key.split("=", 1) for key in one[1].decode().split(",")), one[2]) for one in found]


@given(st.binary(max_size=20_000), st.integers(1, 2**32 - 1), st.integers(1, 297), st.integers(1, 297))
def test_the_picture_arrives(png: bytes, image_id: int, columns: int, rows: int) -> None:
    parts = commands(kitty.transmit(png, image_id, columns, rows))
    first = parts[0][0]
    wanted = {"a": "T", "U": "1", "f": "100", "t": "d", "i": str(image_id), "q": "2"}
    assert wanted.items() <= first.items()
    assert (first["c"], first["r"]) == (str(columns), str(rows))
    assert [keys["m"] for keys, _ in parts] == ["1"] * (len(parts) - 1) + ["0"]
    assert all(set(keys) == {"m", "q"} for keys, _ in parts[1:])
    assert all(len(part) == 4096 for _, part in parts[:-1])
    assert len(parts[-1][1]) <= 4096
    assert base64.b64decode(b"".join(part for _, part in parts), validate=True) == png


@pytest.mark.parametrize(("image_id", "columns", "rows"), [(0, 1, 1), (2**32, 1, 1), (1, 0, 1), (1, 1, 298)])
def test_what_cannot_be_sent(image_id: int, columns: int, rows: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        kitty.transmit(b"", image_id, columns, rows)
    with pytest.raises(ValueError, match=r"\d"):
        kitty.placeholder_rows(image_id, columns, rows)


def read_cell(cell: str) -> tuple[int, int, int]:
    places = [DIACRITICS.index(mark) for mark in cell]
    return places[0], places[1], places[2] if len(places) > 2 else 0


@given(st.integers(1, 2**32 - 1), st.integers(1, 297), st.integers(1, 40))
def test_placeholders_say_where_they_are(image_id: int, columns: int, rows: int) -> None:
    lines = kitty.placeholder_rows(image_id, columns, rows)
    assert len(lines) == rows
    for row, line in enumerate(lines):
        before, *cells = line.split(kitty.PLACEHOLDER)
        assert before == ""
        assert [read_cell(cell) for cell in cells] == [
            (row, column, image_id >> 24) for column in range(columns)
        ]
    assert kitty.colour(image_id) | image_id >> 24 << 24 == image_id


def test_placeholders_to_the_letter() -> None:
    # The example of the specification: number 42, two rows of two.
    assert kitty.placeholder_rows(42, 2, 2) == (
        "\U0010eeee\u0305\u0305\U0010eeee\u0305\u030d",
        "\U0010eeee\u030d\u0305\U0010eeee\u030d\u030d",
    )
    assert kitty.placeholder_rows((2 << 24) + 42, 1, 1) == ("\U0010eeee\u0305\u0305\u030e",)


def test_the_marks() -> None:
    assert len(DIACRITICS) == len(set(DIACRITICS)) == 297
    assert list(DIACRITICS) == sorted(DIACRITICS)
    assert (DIACRITICS[0], DIACRITICS[29], DIACRITICS[-1]) == ("\u0305", "\u036f", "\U0001d244")
    for mark in DIACRITICS:
        assert (unicodedata.category(mark), unicodedata.combining(mark)) == ("Mn", 230)
        assert not unicodedata.decomposition(mark)
        assert unicodedata.normalize("NFC", "a" + mark) == "a" + mark


def test_forgetting() -> None:
    assert commands(kitty.delete(7)) == [({"a": "d", "d": "I", "i": "7", "q": "2"}, b"")]


def test_a_drawing() -> None:
    assert kitty.graphics(b"png", 9, 3, 2) == Graphics(
        Protocol.KITTY, 3, 2, kitty.transmit(b"png", 9, 3, 2), 9
    )


def test_iterm2() -> None:
    sent = iterm2.encode(b"\xff\xd8picture", 40, 12)
    found = re.fullmatch(rb"\x1b\]1337;File=([^:]*):([^\x07]*)\x07", sent)
    assert found
    keys = dict(key.split("=") for key in found[1].decode().split(";"))
    assert keys == {
        "inline": "1",
        "size": "9",
        "width": "40",
        "height": "12",
        "preserveAspectRatio": "0",
        "doNotMoveCursor": "1",
    }
    assert base64.b64decode(found[2]) == b"\xff\xd8picture"


def test_iterm2_in_parts() -> None:
    data = bytes(range(256)) * 3000
    sent = iterm2.encode(data, 40, 12, multipart=True)
    first, *parts, end, rest = sent.split(b"\x07")
    assert first.startswith(b"\x1b]1337;MultipartFile=inline=1;size=768000;width=40;height=12;")
    assert (end, rest) == (b"\x1b]1337;FileEnd", b"")
    head = b"\x1b]1337;FilePart="
    assert all(part.startswith(head) and len(part) < 1_000_000 for part in parts)
    assert len(parts) > 1
    assert base64.b64decode(b"".join(part[len(head) :] for part in parts)) == data
    assert iterm2.encode(b"small", 1, 1, multipart=True) == iterm2.encode(b"small", 1, 1)
