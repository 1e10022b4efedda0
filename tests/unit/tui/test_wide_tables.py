"""Tables: when they wrap, when they are moved sideways, and what is seen of them then."""

from __future__ import annotations

import pytest

from feedreader.model.document import Cell, Quote, Span, Table
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.article.grid import MOST
from feedreader.tui.article.lines import Line, Setting
from feedreader.tui.article.tables import COLUMNS, table_lines
from feedreader.tui.article.wide import shift_to_show, shown

HEADS = ("Port", "Ships", "Boxes", "Herring", "Passengers", "Kites", "Delays", "Weather", "Remarks")


def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((Span(text),) if text else (), header=header) for text in texts)


def ports() -> Table:
    """Nine columns, natural widths of 84 cells."""
    rows = [
        row("Veldmar", "12", "1,204", "much", "3,310", "none", "2", "drizzle", "busy"),
        row("Orrin", "3", "44", "some", "120", "eleven", "0", "a gale", "hens aboard"),
    ]
    return Table((row(*HEADS, header=True), *rows))


def seen(lines: list[Line], shift: int) -> list[str]:
    return [shown(line, shift).text for line in lines]


def test_a_table_that_fits_with_some_wrapping_stays_on_the_page() -> None:
    prose = "Nobody knows where the boxes are, and nobody has asked. " * 2
    table = Table(
        (row("Route", "Marks", "Remarks", header=True), row("Veldmar – Hask", "410", prose.strip()))
    )
    lines = list(table_lines(table, 60))
    assert all(line.wide is None and line.width <= 60 for line in lines)
    # The short columns keep their width, the prose goes over some lines.
    assert lines[2].text.startswith("Veldmar – Hask │   410 │ Nobody")
    assert 3 < len(lines) <= 8
    assert prose.split() == " ".join(line.text.split("│")[-1] for line in lines[2:]).split()


def test_words_are_not_torn_to_stay_on_the_page() -> None:
    """Three columns of long words: on 40 cells they are moved sideways, not cut into pieces."""
    table = Table((row("Uninterrupted", "Correspondence", "Administrations"),))
    assert [line.wide is None for line in table_lines(table, 60)] == [True]
    (line,) = table_lines(table, 40)
    assert line.wide is not None
    assert line.text.split(" │ ") == ["Uninterrupted", "Correspondence", "Administrations"]


def test_a_wide_table_keeps_its_columns_and_shows_a_part_of_them() -> None:
    lines = list(table_lines(ports(), 50))
    assert seen(lines, 0) == [
        "Port    │ Ships │ Boxes │ Herring │ Passengers │ ›",
        "────────┼───────┼───────┼─────────┼────────────┼─›",
        "Veldmar │    12 │ 1,204 │ much    │      3,310 │ ›",
        "Orrin   │     3 │    44 │ some    │        120 │ ›",
    ]
    (stops,) = {line.wide.stops for line in lines if line.wide}
    assert stops == (0, 8, 16, 26, 39)
    assert seen(lines, stops[2])[2] == "Veldmar │‹much    │      3,310 │ none   │      2 ›"
    last = seen(lines, stops[-1])
    assert last[0].rstrip() == "Port    │‹Kites  │ Delays │ Weather │ Remarks"
    assert last[3].rstrip() == "Orrin   │‹eleven │      0 │ a gale  │ hens aboard"


@pytest.mark.parametrize("width", [12, 16, 23, 38, 50, 70])
def test_every_cell_can_be_brought_into_sight(width: int) -> None:
    lines = list(table_lines(ports(), width))
    stops = next(line.wide.stops for line in lines if line.wide)
    texts = [text for stop in stops for text in seen(lines, stop)]
    assert all(len(text) <= width for text in texts)
    words = {word for cells in ports().rows for cell in cells for word in cell.spans[0].text.split()}
    together = " ".join(texts)
    assert {word for word in words if word not in together} == set()


def test_the_margin_is_used_before_a_table_is_moved() -> None:
    assert all(line.wide is not None for line in table_lines(ports(), 70))
    wider = list(table_lines(ports(), 70, spare=30))
    assert all(line.wide is None and line.width <= 100 for line in wider)


def test_a_column_has_a_greatest_width() -> None:
    table = Table((row(*HEADS, header=True), row("Veldmar", *["a remark that goes on and on " * 4] * 8)))
    lines = list(table_lines(table, 70))
    columns = lines[0].text.split(" │ ")
    assert max(map(len, columns)) == MOST
    assert len(lines) > 4


def test_a_first_column_that_takes_more_than_half_moves_with_the_others() -> None:
    table = Table((row("a very long name of a place", *"123456"), row("b", *["a thousand"] * 6)))
    lines = list(table_lines(table, 40))
    wide = lines[0].wide
    assert wide is not None
    assert wide.lead == 0
    assert shown(lines[1], 0).text.startswith(" b ")
    assert shown(lines[1], wide.stops[1]).text.startswith("‹a thousand")


def test_a_wide_table_within_a_quotation_keeps_the_bar() -> None:
    (first, *_) = lay_out((Quote((ports(),)),), 50)
    assert first.wide is not None
    for shift in first.wide.stops:
        text = shown(first, shift).text
        assert text.startswith("▌ Port    │")
        assert len(text) <= 50


def test_half_a_wide_character_is_a_blank() -> None:
    table = Table((row("港", *["漢字漢字漢字漢字"] * 4), row("b", *["x"] * 4)))
    for line in table_lines(table, 30):
        assert line.wide is not None
        for shift in range(line.wide.stops[-2] + 1):
            assert shown(line, shift).width == 30


def test_what_is_found_is_brought_into_sight_by_a_whole_column() -> None:
    line = list(table_lines(ports(), 50))[3]
    wide = line.wide
    assert wide is not None
    at = line.text.index("hens")
    shift = shift_to_show(wide, 0, at, at + 4)
    assert shift in wide.stops
    assert "hens" in shown(line, shift).text
    # It stays where it is in sight already; what always stays needs no move.
    assert shift_to_show(wide, shift, at, at + 4) == shift
    assert shift_to_show(wide, shift, 0, 5) == shift
    back = line.text.index("44")
    assert "44" in shown(line, shift_to_show(wide, shift, back, back + 2)).text


def test_a_table_of_absurdly_many_columns_is_told_row_by_row() -> None:
    heads = [f"H{n}" for n in range(COLUMNS + 1)]
    table = Table((row(*heads, header=True), row(*(f"value{n}" for n in range(COLUMNS + 1)))))
    lines = [line.text for line in table_lines(table, 40)]
    assert lines[0] == "H0: value0"
    assert len(lines) == COLUMNS + 1


def test_the_page_says_how_much_margin_there_is() -> None:
    lines = list(lay_out((ports(),), 70, setting=Setting(spare=20)))
    assert lines[0].wide is None
    assert lines[0].width > 70
