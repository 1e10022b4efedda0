"""Tables. One whose columns keep a readable width stays within the page and wraps in its cells;
any other keeps its columns as wide as their text and is moved sideways (see `wide`), so that
nothing is cut off. Lines are made row by row, and a tall row's one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from feedreader.model.document import Cell, Mark, Span, Table
from feedreader.tui.article.flow import flow, written
from feedreader.tui.article.grid import GAP, MOST, Column, Grid, Slot, text_of
from feedreader.tui.article.lines import BLANK, Line, Part, Role, Wide, line
from feedreader.tui.cells import narrow

COLUMNS = 100
"""A table of more is told row by row: a stranger's may have one row of 8,000 cells, and each of
8,000 others would be filled up to that."""
TALLEST = 2_000
"""Lines of a cell; beside the last one hundreds of others may stand, each line as long as the row."""


def table_lines(table: Table, width: int, spare: int = 0, number: int = 0) -> Iterator[Line]:
    """The table as lines of at most `width` cells; one that does not fit may use `spare` more,
    and where that is too little, its lines are `wide`. `number` tells the page's tables apart."""
    grid = Grid(table)
    if grid.columns > COLUMNS:
        yield from _records(grid, width)
    elif grid.columns:
        columns = grid.measure()
        room = width - GAP * (grid.columns - 1)
        if sum(each.needed for each in columns) <= room:
            lines = _lines(grid, columns, _shrunk(columns, room))
        else:
            lines = _whole(grid, columns, width + spare)
        for made in lines:
            yield made._replace(table=number)
    if table.caption:
        yield from flow(table.caption, width, Role.CAPTION)


def _shrunk(columns: Sequence[Column], room: int) -> list[int]:
    """The widest columns give up cells until all fit; none goes below what it needs."""

    def at_most(level: int) -> list[int]:
        return [min(each.wanted, max(each.needed, level)) for each in columns]

    low, high = 0, max(each.wanted for each in columns)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(at_most(middle)) <= room else (low, middle - 1)
    widths = at_most(low)
    left = room - sum(widths)
    for number, each in enumerate(columns):
        if left and widths[number] < each.wanted:
            widths[number] += 1
            left -= 1
    return widths


def _whole(grid: Grid, columns: Sequence[Column], room: int) -> Iterator[Line]:
    """Every column side by side; where they take more than `room`, as wide lines. The first column
    stays in sight unless it takes more than half."""
    widths = [min(each.wanted, MOST) for each in columns]
    lead = widths[0] + GAP - 1 if 2 * (widths[0] + GAP) <= room else 0
    window = max(2, room - lead - 2)
    widths = [width if lead and not number else min(width, window) for number, width in enumerate(widths)]
    total = sum(widths) + GAP * (len(widths) - 1)
    if total <= room:
        yield from _lines(grid, columns, widths)
        return
    before = () if lead else (Part(" "),)
    most = total + len(before) - lead - 1 - window
    stops, at = [0], 0
    for width in widths[1:] if lead else widths:
        at += width + GAP
        if stops[-1] < most:
            stops.append(at)
    wide = Wide(lead, lead + 2 + window, tuple(stops))
    for made in _lines(grid, columns, widths):
        yield made._replace(parts=(*before, *made.parts), wide=wide) if made.parts else made


def _lines(grid: Grid, columns: Sequence[Column], widths: Sequence[int]) -> Iterator[Line]:
    wrapped, top, first = False, True, True
    for row, after in pairwise(chain(grid.rows(), [None])):
        assert row is not None
        cells = [slot.cell for slot in row if slot.cell is not None]
        head = all(cell.header or not cell.spans for cell in cells)
        top = top and head
        if wrapped and not first and not head:
            yield BLANK
        height = 0
        for made in _row(row, columns, widths):
            height += 1
            yield made._replace(head=True) if top else made
        wrapped, first = height > 1, False
        if head and after is not None and not all(slot.cell.header for slot in after if slot.cell):
            yield Line((Part("─┼─".join("─" * width for width in widths), Role.RULE),), head=top)
            wrapped, top = False, False


def _row(row: Sequence[Slot], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[Line]:
    """A row's lines. Blanks and bars between two cells are one part: a row may have 100 cells."""
    stands = []
    for cell, column, count in row:
        room = sum(widths[column : column + count]) + GAP * (count - 1)
        right = columns[column].numeric and count == 1
        align = (cell.align if cell else "") or ("right" if right else "left")
        stands.append((room, align, _cell(cell, room) if cell and cell.spans else iter(())))
    tall = True
    for at in range(TALLEST + 1):
        parts: list[Part] = []
        between, tall = "", False
        for number, (room, align, lines) in enumerate(stands):
            if number:
                between += " │ "
            made = next(lines, None)
            if made is None:
                between += " " * room
                continue
            tall = True
            space = max(0, room - made.width)
            left = space if align == "right" else space // 2 if align == "center" else 0
            if between or left:
                parts.append(Part(between + " " * left, Role.RULE))
            parts += made.parts
            between = " " * (space - left)
        if not tall and at:
            return
        if between:
            parts.append(Part(between, Role.RULE))
        yield Line(tuple(parts))


def _cell(cell: Cell, width: int) -> Iterator[Line]:
    role, mark = (Role.TABLE_HEAD, Mark.STRONG) if cell.header else (Role.BODY, Mark.NONE)
    if len(cell.spans) == 1:
        span = cell.spans[0]
        text = written(span)
        # Most cells are a word or a figure: what flow would make of it, in a fifth of the time.
        if len(text) <= width and narrow(text) and "\n" not in text and not span.note:
            yield line(text, role, span.marks | mark, span.href)
            return
    lines = flow(cell.spans, width, role, mark)
    yield from islice(lines, TALLEST - 1)
    if next(lines, None) is not None:
        yield line("…", role)


def _records(grid: Grid, width: int) -> Iterator[Line]:
    heads: dict[int, str] = {}
    for index, row in enumerate(grid.cells()):
        cells = [(slot.cell, slot.column) for slot in row if slot.cell is not None]
        if index == 0 and all(cell.header for cell, _ in cells):
            heads = {column: text_of(cell.spans) for cell, column in cells}
            continue
        if index > bool(heads):
            yield BLANK
        for cell, column in cells:
            if cell.spans:
                label = heads.get(column)
                name = (Span(f"{label}: ", Mark.STRONG),) if label else ()
                yield from flow((*name, *cell.spans), width)
