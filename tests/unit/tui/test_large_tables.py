"""Tables of a stranger's making: their first line comes before they are looked at whole, cells stand
where HTML puts them, and nothing is lost on the way."""

from __future__ import annotations

import pytest

from feedreader.model.document import Cell, Inlines, Quote, Span, Table
from feedreader.tui.article import grid
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.article.grid import Grid
from feedreader.tui.article.lines import Setting
from feedreader.tui.article.tables import TALLEST, table_lines


def cell(text: str, columns: int = 1, rows: int = 1, *, header: bool = False) -> Cell:
    return Cell((Span(text),) if text else (), header=header, colspan=columns, rowspan=rows)


def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(cell(text, header=header) for text in texts)


def texts(table: Table, width: int = 60) -> list[str]:
    return [line.text.rstrip() for line in table_lines(table, width)]


@pytest.mark.parametrize(("rows", "columns"), [(3_000, 100), (40_000, 2)])
def test_the_first_line_needs_a_sample_of_the_cells(
    rows: int, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    read = grid.text_of

    def counting(spans: Inlines) -> str:
        nonlocal looked
        looked += 1
        return read(spans)

    monkeypatch.setattr(grid, "text_of", counting)
    lines = table_lines(Table((row(*["12"] * columns),) * rows), 70)
    assert next(lines).text
    assert looked < 3 * grid.SAMPLE
    assert sum(1 for _ in lines) == rows - 1


def test_what_the_sample_did_not_show_is_wrapped_and_not_lost() -> None:
    rows = [row(str(number), "short") for number in range(9_000)]
    rows[4_321] = row("4321", "a text that is longer than any of those that were measured")
    found = texts(Table(tuple(rows)))
    at = next(n for n, text in enumerate(found) if text.lstrip().startswith("4321"))
    told = [text.split("│")[1].strip() for text in found[at : at + 20] if "│" in text]
    assert "a text that is longer than any of those that were measured" in " ".join(told)


def test_the_last_figures_of_an_ascending_column_are_measured() -> None:
    found = texts(Table(tuple(row(f"n{n}", f"{n * n:,}") for n in range(5_000))))
    assert len(found) == 5_000
    assert found[-1].endswith("24,990,001")


def test_a_colspan_that_nothing_divides_makes_no_columns() -> None:
    table = Table(tuple((cell(f"left {n}", 50), cell(f"right {n}", 50)) for n in range(3)))
    assert texts(table) == ["left 0 │ right 0", "left 1 │ right 1", "left 2 │ right 2"]


def test_a_cell_over_several_columns_has_the_room_of_them_all() -> None:
    table = Table(
        (
            (cell("Ships and their cargo", 2, header=True), cell("Port", header=True)),
            row("Heron", "herring", "Orrin"),
            row("Tern", "kites", "Veldmar"),
        )
    )
    assert texts(table) == [
        "Ships and their cargo │ Port",
        "─────────┼────────────┼────────",
        "Heron    │ herring    │ Orrin",
        "Tern     │ kites      │ Veldmar",
    ]


def test_a_cell_that_reaches_down_keeps_the_others_in_their_columns() -> None:
    table = Table(
        (
            (cell("Orrin", 1, 2), cell("Monday"), cell("gale")),
            (cell("Tuesday"), cell("drizzle")),
            (cell("Hask"), cell("Monday"), cell("calm")),
        )
    )
    assert texts(table) == [
        "Orrin │ Monday  │ gale",
        "      │ Tuesday │ drizzle",
        "Hask  │ Monday  │ calm",
    ]


def test_a_row_like_none_before_it_keeps_its_cells() -> None:
    rows = [(cell("a", 2), cell("b", 2))] * 4_000
    table = Table((*rows, row("one", "two", "three", "four")))
    words = " ".join(texts(table)[-3:]).replace("│", " ").split()
    assert words[-4:] == ["one", "two", "three", "four"]


def test_a_cell_ends_somewhere() -> None:
    endless = Cell((Span("word\n" * 50_000),))
    lines = list(table_lines(Table(((endless, cell("beside")),)), 40))
    assert len(lines) == TALLEST
    assert lines[-1].text.startswith("…")


def test_a_table_of_more_columns_than_can_be_shown_is_not_filled_up() -> None:
    wide = row(*(f"h{n}" for n in range(4_000)), header=True)
    found = Grid(Table((wide, *[row("x")] * 4_000)))
    assert found.columns == 4_000
    assert sum(len(slots) for slots in found.cells()) == 8_000


def test_a_broken_line_in_a_short_cell_stays_two_lines() -> None:
    assert texts(Table((row("a\nb", "c"),))) == ["a │ c", "b │"]


def test_the_lines_of_a_table_are_told_apart_and_its_header_from_them() -> None:
    table = Table((row("Port", "Ships", header=True), row("Orrin", "3"), row("Hask", "4")))
    lines = list(lay_out((table, Quote((table,))), 60, setting=Setting()))
    told = [(line.table, line.head) for line in lines]
    assert told == [
        *[(0, True)] * 2,
        *[(0, False)] * 2,
        (None, False),
        *[(1, True)] * 2,
        *[(1, False)] * 2,
    ]
