"""Where a table's cells stand, and how wide its columns would be. A table may have half a million
cells: what must be known before its first line is taken from a sample, the rest row by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from feedreader.model.document import Cell, Inlines, Span, Table
from feedreader.tui.article.flow import written
from feedreader.tui.cells import cell_len

GAP = 3
LEAST = 12
"""A column that must wrap is no narrower than this, nor than its longest word of up to WORD."""
WORD = 20
MOST = 40
"""A column that need not wrap is no wider than this."""
TALL = 6
"""Lines that a cell may take by wrapping, until its column is MOST cells wide."""
SAMPLE = 3_000
"""Cells that are measured of the beginning, and again of the rest: some 10 ms."""
MEASURED = 300
"""Characters of a cell that are measured: past MOST x TALL nothing more follows from them."""
SPANS = 50
"""Spans of a cell that are measured."""

Row = tuple[Cell, ...]


class Slot(NamedTuple):
    """A cell, the column it begins in, and how many it takes. None where no cell stands."""

    cell: Cell | None
    column: int
    columns: int = 1


class Column(NamedTuple):
    """`wanted`: as wide as its text; `needed`: under that it cannot be read well."""

    wanted: int
    needed: int
    numeric: bool


class Grid:
    """A table's cells in its columns: those in which a cell begins. A colspan that nothing else
    divides makes none."""

    def __init__(self, table: Table) -> None:
        self._rows = [row for row in table.rows if row]
        widest = max(map(len, self._rows), default=0)
        self._first = max(20, SAMPLE // max(1, widest))
        """Rows that are measured of the beginning."""
        begins = {place for row in _placed(self._rows[: self._first]) for _, place, _ in row}
        self._begins = sorted(begins | set(range(max(begins, default=-1) + 1, widest)))

    @property
    def columns(self) -> int:
        """How many there are."""
        return len(self._begins)

    def rows(self) -> Iterator[list[Slot]]:
        """Row by row, left to right, with a slot for every column."""
        return map(self._filled, _placed(self._rows))

    def cells(self) -> Iterator[list[Slot]]:
        """Row by row, without empty slots."""
        return map(self._slots, _placed(self._rows))

    def measure(self) -> list[Column]:
        """The columns' widths and kinds, from a sample of the rows."""
        step = max(1, len(self._rows) // self._first)
        later = chain(islice(self._rows, self._first, None, step), self._rows[self._first :][-1:])
        rows = [*islice(self.rows(), self._first), *(self._filled(row) for row in _placed(later))]
        texts: list[list[tuple[str, bool]]] = [[] for _ in self._begins]
        for row in rows:
            for cell, column, columns in row:
                if cell is not None and columns == 1:
                    texts[column].append((text_of(cell.spans), cell.header))
        found = [_column(each) for each in texts]
        if len(rows) < len(self._rows):  # Words that were not measured are not to be torn.
            found = [
                each if each.numeric else each._replace(wanted=max(LEAST, each.wanted)) for each in found
            ]
        for row in rows:
            for cell, column, columns in row:
                if cell is not None and columns > 1:
                    _widen(found, column, columns, text_of(cell.spans))
        return found

    def _slots(self, row: Iterable[Slot]) -> list[Slot]:
        slots: list[Slot] = []
        at = 0
        for cell, place, places in row:
            column = bisect_right(self._begins, place) - 1
            if column < at:  # A row like none of the sample: its cell has no column of its own.
                slots[-1] = _joined(slots[-1], cell)
                continue
            at = max(column + 1, bisect_left(self._begins, place + places))
            slots.append(Slot(cell, column, at - column))
        return slots

    def _filled(self, row: Iterable[Slot]) -> list[Slot]:
        filled: list[Slot] = []
        at = 0
        for slot in self._slots(row):
            filled += [Slot(None, gap) for gap in range(at, slot.column)]
            filled.append(slot)
            at = slot.column + slot.columns
        return filled + [Slot(None, gap) for gap in range(at, len(self._begins))]


def _placed(rows: Iterable[Row]) -> Iterator[list[Slot]]:
    """The cells at the places that HTML gives them (4.9.12): one that reaches down pushes those
    below it to the right."""
    down: list[tuple[int, int, int]] = []  # from, to, rows yet to come
    for row in rows:
        slots, reaching, at, over = [], [], 0, 0
        for cell in row:
            while over < len(down) and down[over][0] <= at:
                at = max(at, down[over][1])
                over += 1
            slots.append(Slot(cell, at, cell.colspan))
            if cell.rowspan > 1:
                reaching.append((at, at + cell.colspan, cell.rowspan))
            at += cell.colspan
        yield slots
        if down or reaching:
            down = sorted((start, stop, left - 1) for start, stop, left in (*down, *reaching) if left > 1)


def _joined(slot: Slot, cell: Cell | None) -> Slot:
    if cell is None or slot.cell is None:
        return slot if cell is None else slot._replace(cell=cell)
    first = slot.cell
    return slot._replace(cell=Cell((*first.spans, Span(" "), *cell.spans), first.header, align=first.align))


def text_of(spans: Inlines) -> str:
    """The beginning of what is written in a cell."""
    if len(spans) == 1:
        return written(spans[0])[:MEASURED]
    kept, size = [], 0
    for span in spans[:SPANS]:
        kept.append(written(span))
        size += len(kept[-1])
        if size >= MEASURED:
            break
    return "".join(kept)[:MEASURED]


def _column(texts: Sequence[tuple[str, bool]]) -> Column:
    rows = (row for text, _ in texts for row in text.split("\n"))
    wanted = max(1, max(map(cell_len, rows), default=1))
    needed = wanted
    if wanted > LEAST:
        word = max((cell_len(word) for text, _ in texts for word in text.split()), default=0)
        needed = min(wanted, max(LEAST, min(word, WORD), min(wanted // TALL, MOST)))
    return Column(wanted, needed, _numeric([text.strip() for text, header in texts if not header]))


def _numeric(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return (
        bool(filled)
        and all(text[-1].isdigit() or text.endswith("%") for text in filled)
        and not any(char.isalpha() for text in filled for char in text)
    )


def _widen(columns: list[Column], first: int, count: int, text: str) -> None:
    """Room for a cell that stands over several columns."""
    over = columns[first : first + count]
    lacks = min(MOST, cell_len(text)) - sum(each.wanted for each in over) - GAP * (count - 1)
    if lacks > 0:
        for number, each in enumerate(over):
            more = lacks // count + (number < lacks % count)
            columns[first + number] = Column(each.wanted + more, each.needed + more, each.numeric)
