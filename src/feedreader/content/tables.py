"""Tables: those of data become tables, those that only lay out a page are dissolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedreader.content.flow import Flow, Handle
from feedreader.content.hidden import is_hidden
from feedreader.content.inline import Style
from feedreader.content.tree import Element, classes, names, short_text, text_of
from feedreader.model.document import Block, Cell, Inlines, Paragraph, Span, Table
from feedreader.text.clean import line

LONGEST_CELL = 600
"""Characters; a table without headers and with more in one cell lays out text."""
_WIDEST = 100
_MOST_CELLS = 20_000
"""Of a document. What stands below is told row by row: every cell costs the article's opening 5 µs."""
_CELLS_A_LINE = 100
_LONGEST_TOLD = 100_000

_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center)")
_BLOCKS = names("h1 h2 h3 h4 h5 h6 figure blockquote pre table article section iframe video hr")


def table(flow: Flow, element: Element, style: Style) -> None:
    """`<table>`."""
    rows = list(_rows(element))
    if flow.too_nested or not _is_data(element, rows):
        flow.flush()
        flow.walk(element, style)
        flow.flush()
        return
    caption: Inlines = ()
    rest: list[Block] = []
    for child in element:
        if child.tag == "caption":
            caption, more = flow.inlines(child, style)
            rest += more
    made: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        flow.context.cells += sum(1 for _ in _cells(row))
        if flow.context.cells > _MOST_CELLS:
            rest += _told(rows[number:])
            break
        cells = _row(flow, row, style, rest)
        if any(cell.spans for cell in cells):
            made.append(cells)
    if made:
        flow.add(Table(tuple(made), caption))
    flow.add(*rest)


def _told(rows: list[Element]) -> Iterator[Paragraph]:
    for row in rows:
        said = (
            line(text_of(cell), _LONGEST_TOLD) for cell in _cells(row) if not is_hidden(cell, cell.keys())
        )
        cells = filter(None, said)
        while told := " · ".join(islice(cells, _CELLS_A_LINE)):
            yield Paragraph((Span(told),))


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _is_data(element: Element, rows: list[Element]) -> bool:
    if element.get("role") in {"presentation", "none"}:
        return False
    # Ours, and those of Markdown converters that mark them.
    if "data-table" in classes(element).split():
        return bool(rows)
    if next(islice(element.iter("table"), 1, None), None) is not None:
        return False
    cells = [list(_cells(row)) for row in rows]
    if not any(len(row) > 1 for row in cells):
        return False
    inside = {below.tag for below in element.iter()}
    headed = bool(inside & {"th", "caption", "thead"})
    if inside & _BLOCKS - {"figure"} and not headed:
        return False
    if headed:
        return True
    if len(rows) < 2 or "img" in inside:
        return False
    return all(short_text(cell, LONGEST_CELL) is not None for row in cells for cell in row)


def _row(flow: Flow, row: Element, style: Style, rest: list[Block]) -> tuple[Cell, ...]:
    out: list[Cell] = []
    aligned = _align(row)
    for cell in _cells(row):
        if is_hidden(cell, cell.keys()):
            continue
        spans, more = flow.inlines(cell, style)
        rest += more
        out.append(
            Cell(
                spans,
                cell.tag == "th",
                _span(cell.get("colspan")),
                _span(cell.get("rowspan")),
                _align(cell) or aligned,
            )
        )
    return tuple(out)


def _span(value: str | None) -> int:
    if not value:
        return 1
    try:
        return max(1, min(int(value), _WIDEST))
    except ValueError:
        return 1


def _align(element: Element) -> str:
    found = _ALIGN.search((element.get("style") or "").lower())
    value = found[1] if found else (element.get("align") or "").lower()
    return value if value in {"left", "right", "center"} else ""


HANDLERS: dict[str, Handle] = {"table": table}
