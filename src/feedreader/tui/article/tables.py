"""Tables: columns shrink and wrap to fit; where that would be unreadable, every row is told
as a list of "heading: value", so that nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedreader.model.document import Cell, Inlines, Mark, Span, Table
from feedreader.tui.article.flow import flow, written
from feedreader.tui.article.lines import BLANK, Line, Part, Role, line
from feedreader.tui.cells import cell_len

LEAST = 6
GAP = 3


def table_lines(table: Table, width: int) -> Iterator[Line]:
    """The table as lines of at most `width` cells."""
    rows = [_spread(row) for row in table.rows if row]
    columns = max(map(len, rows), default=0)
    if columns:
        if columns * (LEAST + GAP) - GAP > width:
            yield from _records(rows, width)
        else:
            rows = [[*row, *[Cell(())] * (columns - len(row))] for row in rows]
            yield from _grid(rows, _widths(rows, width), width)
    if table.caption:
        yield from flow(table.caption, width, Role.CAPTION)


def _spread(row: Sequence[Cell]) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        cells.append(replace(cell, colspan=1))
        cells += [Cell((), header=cell.header)] * (min(cell.colspan, 50) - 1)
    return cells


def _text(spans: Inlines) -> str:
    return "".join(written(span) for span in spans)


def _widths(rows: list[list[Cell]], width: int) -> list[int]:
    """Column widths: as wide as the text, or the widest shrink until all fit."""
    widths = [
        max(
            1,
            max(
                max((cell_len(part) for part in _text(row[number].spans).split("\n")), default=0)
                for row in rows
            ),
        )
        for number in range(len(rows[0]))
    ]
    room = width - GAP * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(widths)
        second = max((w for w in widths if w < widest), default=LEAST)
        many = widths.count(widest)
        step = max(1, min(widest - max(second, LEAST), (sum(widths) - room) // many or 1))
        over = sum(widths) - room
        for number, each in enumerate(widths):
            if each == widest and over > 0:
                widths[number] -= min(step, over)
                over -= step
    return widths


def _grid(rows: list[list[Cell]], widths: list[int], width: int) -> Iterator[Line]:
    numeric = [_numeric(rows, number) for number in range(len(widths))]
    wrapped = False
    for index, row in enumerate(rows):
        head = all(cell.header or not cell.spans for cell in row)
        cells = [
            list(
                flow(
                    cell.spans,
                    w,
                    Role.TABLE_HEAD if cell.header else Role.BODY,
                    Mark.STRONG if cell.header else Mark.NONE,
                )
            )
            for cell, w in zip(row, widths, strict=True)
        ]
        height = max((len(lines) for lines in cells), default=1) or 1
        if wrapped and index and not head:
            yield BLANK
        wrapped = height > 1
        for at in range(height):
            yield _row_line(row, cells, widths, numeric, at)
        if head and index < len(rows) - 1 and not all(c.header for c in rows[index + 1]):
            yield line("─┼─".join("─" * w for w in widths), Role.RULE)
            wrapped = False


def _row_line(
    row: list[Cell], cells: list[list[Line]], widths: list[int], numeric: list[bool], at: int
) -> Line:
    parts: list[Part] = []
    for number, (cell, lines, width) in enumerate(zip(row, cells, widths, strict=True)):
        if number:
            parts.append(Part(" │ ", Role.RULE))
        made = lines[at] if at < len(lines) else BLANK
        space = max(0, width - made.width)
        align = cell.align or ("right" if numeric[number] else "left")
        left = space if align == "right" else space // 2 if align == "center" else 0
        parts += [Part(" " * left), *made.parts, Part(" " * (space - left))]
    return Line(tuple(part for part in parts if part.text))


def _numeric(rows: list[list[Cell]], number: int) -> bool:
    texts = [_text(row[number].spans).strip() for row in rows if not row[number].header]
    filled = [text for text in texts if text]
    return (
        bool(filled)
        and all(text[-1:].isdigit() or text.endswith("%") for text in filled)
        and all(sum(char.isalpha() for char in text) == 0 for text in filled)
    )


def _records(rows: list[list[Cell]], width: int) -> Iterator[Line]:
    heads = [_text(cell.spans) for cell in rows[0]] if all(cell.header for cell in rows[0]) else []
    for index, row in enumerate(rows[1:] if heads else rows):
        if index:
            yield BLANK
        for number, cell in enumerate(row):
            if not cell.spans:
                continue
            label = heads[number] if number < len(heads) else ""
            name = (Span(f"{label}: ", Mark.STRONG),) if label else ()
            yield from flow((*name, *cell.spans), width)
