"""How many cells a picture takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.media.fit import MOST, fit
from feedreader.media.records import CellSize

sides = st.integers(1, 5000)
room = st.integers(1, 300)
cells = st.builds(CellSize, st.integers(4, 30), st.integers(8, 60))


@pytest.mark.parametrize(
    ("size", "columns", "rows", "expected"),
    [
        ((1200, 800), 80, 40, (80, 27)),
        ((800, 1200), 80, 40, (53, 40)),
        ((1200, 800), 300, 300, (240, 80)),
        ((100, 100), 80, 40, (20, 10)),
        ((16, 16), 80, 40, (4, 2)),
        ((1, 1), 80, 40, (1, 1)),
        ((5000, 10), 80, 40, (80, 1)),
        ((10, 5000), 80, 40, (1, 40)),
        ((0, 0), 60, 40, (60, 20)),
        ((800, 0), 60, 10, (30, 10)),
        ((800, 600), 0, -3, (1, 1)),
    ],
)
def test_known_ones(size: tuple[int, int], columns: int, rows: int, expected: tuple[int, int]) -> None:
    assert fit(*size, columns, rows) == expected


def test_other_cells() -> None:
    assert fit(800, 800, 80, 80, CellSize(10, 10)) == (80, 80)
    assert fit(800, 800, 80, 80, CellSize(9, 18)) == (80, 40)


@given(sides, sides, room, room, cells)
def test_it_stays_in_its_room(width: int, height: int, columns: int, rows: int, cell: CellSize) -> None:
    wide, high = fit(width, height, columns, rows, cell)
    assert 1 <= wide <= min(columns, MOST)
    assert 1 <= high <= min(rows, MOST)


@given(sides, sides, room, room, cells)
def test_proportions_are_right(width: int, height: int, columns: int, rows: int, cell: CellSize) -> None:
    """One of the sides is rounded to whole cells, by half a cell at most; none is left short."""
    wide, high = fit(width, height, columns, rows, cell)
    ideal_high = wide * cell.width * height / width / cell.height
    ideal_wide = high * cell.height * width / height / cell.width
    exact = abs(high - ideal_high) <= 0.5 or abs(wide - ideal_wide) <= 0.5
    assert exact or 1 in (wide, high)


@given(sides, sides, cells)
def test_never_more_than_twice_its_pixels(width: int, height: int, cell: CellSize) -> None:
    wide, high = fit(width, height, 297, 297, cell)
    assert (wide - 1) * cell.width < 2 * width
    assert (high - 1) * cell.height < 2 * height


def test_whoever_asks_may_have_it_larger() -> None:
    cell = CellSize(10, 20)
    assert fit(100, 100, 200, 100, cell) == (20, 10)
    assert fit(100, 100, 200, 100, cell, enlarged=4) == (40, 20)
    # A large one is as large as its room, either way.
    assert fit(4000, 2000, 120, 40, cell, enlarged=4) == fit(4000, 2000, 120, 40, cell) == (120, 30)


@given(sides, sides, room, room, st.integers(0, 50), cells)
def test_more_room_is_never_a_smaller_picture(
    width: int, height: int, columns: int, rows: int, more: int, cell: CellSize
) -> None:
    wide, high = fit(width, height, columns, rows, cell)
    wider, higher = fit(width, height, columns + more, rows + more, cell)
    assert wider >= wide
    assert higher >= high
