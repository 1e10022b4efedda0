"""Drawings as rows of cells, and packed."""

from __future__ import annotations

import itertools
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.media.cells import CellRun, Cells

CHARACTERS = " ▀▄▌▘\U0001fb00\U0001fb67\U0001cd00\U0001cde5"
colour = st.sampled_from([0, 0xFFFFFF, 0x123456, 0xDC1E1E])
cell = st.tuples(st.sampled_from(CHARACTERS), colour, colour)


def made(columns: int, rows: int, what: list[tuple[str, int, int]]) -> Cells:
    text = "".join(character for character, _, _ in what).encode("utf-32-le")
    return Cells(
        columns, rows, text + b"".join(ink.to_bytes(3) + ground.to_bytes(3) for _, ink, ground in what)
    )


@st.composite
def drawings(draw: st.DrawFn) -> tuple[int, list[tuple[str, int, int]]]:
    columns, rows = draw(st.integers(1, 9)), draw(st.integers(1, 5))
    return columns, draw(st.lists(cell, min_size=columns * rows, max_size=columns * rows))


@given(drawings())
def test_rows_show_what_was_drawn(drawing: tuple[int, list[tuple[str, int, int]]]) -> None:
    columns, what = drawing
    cells = made(columns, len(what) // columns, what)
    shown = [(character, run) for row in cells.lines() for run in row for character in run.text]
    assert len(shown) == len(what)
    for (character, run), (wanted, ink, ground) in zip(shown, what, strict=True):
        assert character == wanted
        assert run.background == ground
        # A blank shows no foreground, so that it may take its neighbours'.
        assert run.foreground == ink or character == " "


@given(drawings())
def test_neighbours_are_merged(drawing: tuple[int, list[tuple[str, int, int]]]) -> None:
    columns, what = drawing
    for row in made(columns, len(what) // columns, what).lines():
        for left, right in itertools.pairwise(row):
            same_ground = left.background == right.background
            assert not (same_ground and left.foreground == right.foreground)
            assert not (same_ground and (left.text.isspace() or right.text.isspace()))


@given(drawings())
def test_there_and_back(drawing: tuple[int, list[tuple[str, int, int]]]) -> None:
    columns, what = drawing
    cells = made(columns, len(what) // columns, what)
    assert Cells.from_bytes(cells.to_bytes()) == cells


def test_a_row() -> None:
    cells = made(5, 1, [("▀", 1, 2), ("▄", 1, 2), (" ", 9, 2), ("▄", 3, 2), (" ", 0, 7)])
    assert cells.row(0) == (CellRun("▀▄ ", 1, 2), CellRun("▄", 3, 2), CellRun(" ", 0, 7))
    assert made(3, 1, [(" ", 5, 2), (" ", 6, 2), ("▄", 3, 2)]).row(0) == (CellRun("  ▄", 3, 2),)


def packed(columns: int, rows: int, data: bytes, magic: bytes = b"fc1") -> bytes:
    return struct.pack("<3sHH", magic, columns, rows) + zlib.compress(data)


def plain(text: str) -> bytes:
    return text.encode("utf-32-le") + bytes(6 * len(text))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"fc1",
        packed(1, 1, plain(" "), b"fc2"),
        packed(2, 1, plain(" ")),
        packed(1, 1, plain("  ")),
        packed(0, 1, b""),
        packed(1, 1, plain("\x1b")),
        packed(1, 1, plain("A")),
        packed(1, 1, plain("\u202e")),
        packed(1, 1, b"\0\0\x11\0" + bytes(6)),
        packed(1, 1, b"\0\xd8\0\0" + bytes(6)),
        packed(60_000, 60_000, b""),
        packed(500, 500, bytes(200_000_000)),
        b"fc1\1\0\1\0nonsense",
    ],
)
def test_what_is_no_drawing(data: bytes) -> None:
    with pytest.raises(ValueError, match="cells"):
        Cells.from_bytes(data)


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    with pytest.raises(ValueError, match="cells"):
        Cells.from_bytes(b"fc1" + data)


def test_wrong_sizes() -> None:
    with pytest.raises(ValueError, match="0 x 1"):
        Cells(0, 1, b"")
    with pytest.raises(ValueError, match="bytes"):
        Cells(1, 1, b"")
