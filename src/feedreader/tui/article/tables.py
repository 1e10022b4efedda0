"""Tables. One whose columns keep a readable width stays within the page and wraps in its cells;
any other keeps its columns as wide as their text and is moved sideways (see `wide`), so that
nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedreader.model.document import Cell, Inlines, Mark, Span, Table
from feedreader.tui.article.flow import flow, written
from feedreader.tui.article.lines import BLANK, Line, Part, Role, Wide, line
from feedreader.tui.cells import cell_len

GAP = 3
LEAST = 12
"""A column that must wrap is no narrower than this, nor than its longest word of up to WORD."""
WORD = 20
MOST = 40
"""A column that need not wrap is no wider than this."""
TALL = 6
"""Lines that a cell may take by wrapping, until its column is MOST cells wide."""
COLUMNS = 100
"""A table of more is told row by row: a stranger's may have one row of 8,000 cells, and each of
8,000 others would be filled up to that."""

Rows = list[list[Cell]]


def table_lines(table: Table, width: int, spare: int = 0) -> Iterator[Line]:
    """The table as lines of at most `width` cells; one that does not fit may use `spare` more,
    and where that is too little, its lines are `wide`."""
    rows = [_spread(row) for row in table.rows if row]
    columns = max(map(len, rows), default=0)
    if columns > COLUMNS:
        yield from _records(rows, width)
    elif columns:
        rows = [[*row, *[Cell(())] * (columns - len(row))] for row in rows]
        wanted = [_width(rows, number) for number in range(columns)]
        needed = [_needed(rows, number, wanted[number]) for number in range(columns)]
        room = width - GAP * (columns - 1)
        if sum(needed) <= room:
            yield from _grid(rows, _shrunk(wanted, needed, room))
        else:
            yield from _whole(rows, [min(each, MOST) for each in wanted], width + spare, id(table))
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


def _width(rows: Rows, number: int) -> int:
    """As wide as the text of a column."""
    return max(1, max(cell_len(text) for row in rows for text in _text(row[number].spans).split("\n")))


def _needed(rows: Rows, number: int, wanted: int) -> int:
    """Cells under which a column cannot be read well."""
    if wanted <= LEAST:
        return wanted
    word = max((cell_len(word) for row in rows for word in _text(row[number].spans).split()), default=0)
    return min(wanted, max(LEAST, min(word, WORD), min(wanted // TALL, MOST)))


def _shrunk(wanted: list[int], needed: list[int], room: int) -> list[int]:
    """The widest columns give up cells until all fit; none goes below what it needs."""

    def at_most(level: int) -> list[int]:
        return [min(want, max(need, level)) for want, need in zip(wanted, needed, strict=True)]

    low, high = 0, max(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(at_most(middle)) <= room else (low, middle - 1)
    widths = at_most(low)
    left = room - sum(widths)
    for number, want in enumerate(wanted):
        if left and widths[number] < want:
            widths[number] += 1
            left -= 1
    return widths


def _whole(rows: Rows, widths: list[int], room: int, name: int) -> Iterator[Line]:
    """Every column side by side; where they take more than `room`, as wide lines. The first column
    stays in sight unless it takes more than half."""
    lead = widths[0] + GAP - 1 if 2 * (widths[0] + GAP) <= room else 0
    window = max(2, room - lead - 2)
    widths = [width if lead and not number else min(width, window) for number, width in enumerate(widths)]
    total = sum(widths) + GAP * (len(widths) - 1)
    if total <= room:
        yield from _grid(rows, widths)
        return
    before = () if lead else (Part(" "),)
    most = total + len(before) - lead - 1 - window
    stops, at = [0], 0
    for width in widths[1:] if lead else widths:
        at += width + GAP
        if stops[-1] < most:
            stops.append(at)
    wide = Wide(name, lead, lead + 2 + window, tuple(stops))
    for made in _grid(rows, widths):
        yield made._replace(parts=(*before, *made.parts), wide=wide) if made.parts else made


def _grid(rows: Rows, widths: list[int]) -> Iterator[Line]:
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


def _numeric(rows: Rows, number: int) -> bool:
    texts = [_text(row[number].spans).strip() for row in rows if not row[number].header]
    filled = [text for text in texts if text]
    return (
        bool(filled)
        and all(text[-1:].isdigit() or text.endswith("%") for text in filled)
        and all(sum(char.isalpha() for char in text) == 0 for text in filled)
    )


def _records(rows: Rows, width: int) -> Iterator[Line]:
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
