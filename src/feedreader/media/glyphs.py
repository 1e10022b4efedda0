"""The characters that a cell can be drawn with, each as the part of the cell that it inks.

A cell is looked at as 4 x 8 points, row by row from the top left, the first the highest of 32 bits.
Halves, quarters and octants fall exactly on points; of thirds and diagonals a point has its nearer
side. A shape and its inverse are the same choice with the two colours changed round, so that only
one of them is listed.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from feedreader.media.records import Protocol

WIDTH = 4
HEIGHT = 8
POINTS = WIDTH * HEIGHT
FULL = (1 << POINTS) - 1

# U+2580 to U+259F that are needed: lower eighths, left quarters, and four of the quadrants, the
# others being inverses.
_LOWER = "▁▂▃▄▅▆▇"
_LEFT = {"▎": 1, "▌": 2, "▊": 3}
_QUADRANTS = {"▘": 0b1000, "▝": 0b0100, "▖": 0b0010, "▗": 0b0001, "▚": 0b1001}
_SEXTANTS = range(0x1FB00, 0x1FB3C)
_DIAGONALS = range(0x1FB3C, 0x1FB68)
_OCTANTS = 0x1CD00
# Octants that stood in Unicode before, as quadrants, quarters or in other blocks, bit 0 being the
# upper left and bit 7 the lower right one: these have no place in the row from U+1CD00 on.
_ELSEWHERE = bytes.fromhex("00 01 02 03 05 0a 0f 14 28 3f 40 50 55 5a 5f 80 a0 a5 aa af c0 f0 f5 fa fc ff")
_PLACES = {"UPPER": 0.0, "UPPER MIDDLE": 1 / 3, "LOWER MIDDLE": 2 / 3, "LOWER": 1.0}
_SIDES = {"LEFT": 0.0, "CENTRE": 0.5, "RIGHT": 1.0}
_DIAGONAL = re.compile("(UPPER|LOWER) (LEFT|RIGHT) BLOCK DIAGONAL (.+) (LEFT|CENTRE) TO (.+) (CENTRE|RIGHT)")


@functools.cache
def shapes(protocol: Protocol) -> tuple[tuple[int, int, str], ...]:
    """(points, their number, character) for every shape that `protocol` may use, simple ones first."""
    found: dict[int, str] = {0: " "}
    _add(found, {_lines(8 - height): character for height, character in enumerate(_LOWER, 1)})
    if protocol is not Protocol.HALF_BLOCKS:
        _add(found, {_columns(width): character for character, width in _LEFT.items()})
        _add(found, {_grid(quarters, 2, 2): character for character, quarters in _QUADRANTS.items()})
    if protocol in (Protocol.SEXTANTS, Protocol.OCTANTS):
        _add(found, {_sextant(code): chr(code) for code in _SEXTANTS})
        _add(found, {_diagonal(code): chr(code) for code in _DIAGONALS})
    if protocol is Protocol.OCTANTS:
        rest = (bits for bits in range(256) if bits not in _ELSEWHERE)
        _add(found, {_octant(bits): chr(_OCTANTS + place) for place, bits in enumerate(rest)})
    return tuple((points, points.bit_count(), character) for points, character in found.items())


def _add(found: dict[int, str], more: dict[int, str]) -> None:
    for points, character in more.items():
        if points not in found and FULL - points not in found:
            found[points] = character


def _lines(empty: int) -> int:
    return (1 << WIDTH * (HEIGHT - empty)) - 1


def _columns(width: int) -> int:
    line = (1 << width) - 1 << WIDTH - width
    return int(f"{line:x}" * HEIGHT, 16)


def _grid(bits: int, across: int, down: int) -> int:
    """`bits` of a coarser grid, the first the highest, as points."""
    points = 0
    for point in range(POINTS):
        row, column = divmod(point, WIDTH)
        # A point belongs to what holds its middle: thirds of 8 rows are 3, 2 and 3 of them.
        place = (2 * row + 1) * down // (2 * HEIGHT) * across + column * across // WIDTH
        points |= (bits >> across * down - 1 - place & 1) << POINTS - 1 - point
    return points


def _octant(bits: int) -> int:
    return _grid(int(f"{bits:08b}"[::-1], 2), 2, 4)


def _sextant(code: int) -> int:
    digits = unicodedata.name(chr(code)).rpartition("-")[2]
    return _grid(sum(1 << 6 - int(digit) for digit in digits), 2, 3)


def _diagonal(code: int) -> int:
    """The part of a cell on one side of a straight line, from the character's name."""
    found = _DIAGONAL.fullmatch(unicodedata.name(chr(code)))
    if not found:
        return 0
    upper, left, from_y, from_x, to_y, to_x = found.groups()
    x1, y1, x2, y2 = _SIDES[from_x], _PLACES[from_y], _SIDES[to_x], _PLACES[to_y]

    def side(x: float, y: float) -> float:
        return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)

    corner = side(_SIDES[left], _PLACES[upper])
    points = 0
    for point in range(POINTS):
        row, column = divmod(point, WIDTH)
        if side((column + 0.5) / WIDTH, (row + 0.5) / HEIGHT) * corner > 0:
            points |= 1 << POINTS - 1 - point
    return points
