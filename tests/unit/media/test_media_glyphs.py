"""The shapes of characters, against their names."""

from __future__ import annotations

import unicodedata

import pytest

from feedreader.media import glyphs
from feedreader.media.cells import _ALLOWED
from feedreader.media.records import SYMBOLS, Protocol


def picture(points: int) -> list[str]:
    rows = [points >> 4 * (7 - row) & 15 for row in range(8)]
    return [f"{row:04b}".replace("0", ".").replace("1", "#") for row in rows]


def shape(character: str) -> list[str]:
    found = {drawn: points for points, _, drawn in glyphs.shapes(Protocol.OCTANTS)}
    return picture(found[character])


def test_blocks() -> None:
    assert shape(" ") == ["...."] * 8
    assert shape("▂") == ["...."] * 6 + ["####"] * 2
    assert shape("▎") == ["#..."] * 8
    assert shape("▊") == ["###."] * 8
    assert shape("▝") == ["..##"] * 4 + ["...."] * 4
    assert shape("▚") == ["##.."] * 4 + ["..##"] * 4


def test_sextants() -> None:
    assert shape("\U0001fb00") == ["##.."] * 3 + ["...."] * 5
    assert shape("\U0001fb01") == ["..##"] * 3 + ["...."] * 5
    assert shape("\U0001fb03") == ["...."] * 3 + ["##.."] * 2 + ["...."] * 3


def test_diagonals() -> None:
    lower_left = shape("\U0001fb41")
    assert lower_left[7] == "####"
    assert lower_left[0].startswith(".")


def test_octants() -> None:
    assert shape("\U0001cd00") == ["...."] * 2 + ["##.."] * 2 + ["...."] * 4
    octants = glyphs.shapes(Protocol.OCTANTS)
    codes = {
        ord(character)
        for _, _, character in octants
        if ord(character) >= 0x1CD00 and ord(character) < 0x1CE00
    }
    assert max(codes) <= 0x1CDE5
    assert len(glyphs._ELSEWHERE) == 26
    # 256 patterns without the 26 are the 230 places of the block.
    assert glyphs._OCTANTS + 256 - 26 - 1 == 0x1CDE5


@pytest.mark.parametrize("code", [0x1FB13, 0x1FB14, 0x1FB27, 0x1FB3B])
def test_sextants_are_named_for_their_parts(code: int) -> None:
    digits = unicodedata.name(chr(code)).rpartition("-")[2]
    inked = glyphs._sextant(code)
    for digit in range(1, 7):
        row, column = divmod(digit - 1, 2)
        middle = (row * 8 // 3 + 1) * 4 + column * 2
        assert bool(inked >> 31 - middle & 1) == (str(digit) in digits)


@pytest.mark.parametrize("protocol", SYMBOLS)
def test_a_set(protocol: Protocol) -> None:
    shapes = glyphs.shapes(protocol)
    points = [inked for inked, _, _ in shapes]
    assert len(points) == len(set(points))
    assert not any(glyphs.FULL ^ inked in points for inked in points)
    assert all(inked.bit_count() == size < glyphs.POINTS for inked, size, _ in shapes)
    assert all(_ALLOWED.fullmatch(character) for _, _, character in shapes)


def test_finer_sets_hold_the_coarser() -> None:
    octants, sextants, quadrants = (
        {drawn for _, _, drawn in glyphs.shapes(protocol)}
        for protocol in (Protocol.OCTANTS, Protocol.SEXTANTS, Protocol.QUADRANTS)
    )
    assert quadrants < sextants < octants
    assert (len(quadrants), len(sextants), len(octants)) == (16, 66, 184)
