"""The page's tables: wide ones are moved sideways with keys and wheel, and to what is found in them;
the header row of a long one stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from feedreader.tui.article.lines import BLANK, Line
from feedreader.tui.article.wide import shift_to_show, shown
from feedreader.tui.cells import cell_len
from feedreader.tui.widgets.page_view import PageView

NOTHING = range(0)


class TablePage(PageView):
    """A page on which tables that are wider than it are moved sideways."""

    class Sideways(Message):
        """`sideways` has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shifts: dict[int, int] = {}
        self._heads: dict[int, range] = {}
        """The header rows of tables, as they are needed."""
        self.sideways = (False, False)
        """Whether a table in sight can be moved to what is right of it, and left of it."""

    def shown_line(self, index: int) -> Line:
        """See PageView."""
        line = self._lines[index]
        return shown(line, self._shift_of(line)) if line.wide else line

    def content_changed(self) -> None:
        """See PageView."""
        super().content_changed()
        self._shifts.clear()

    def sight_changed(self) -> None:
        """See PageView."""
        super().sight_changed()
        now = (self._movable(1) is not None, self._movable(-1) is not None)
        if now != self.sideways:
            self.sideways = now
            self.post_message(self.Sideways())

    def move_table(self, by: int, *, line: int | None = None) -> bool:
        """The first table in sight that can be moved (or the one on `line`), a column on to what
        is right (by 1) or left (by -1) of it. False when there is none."""
        row = self._movable(by, line)
        if row is None or row.wide is None:
            return False
        at = self._shift_of(row)
        ahead = [stop for stop in row.wide.stops if (stop > at if by > 0 else stop < at)]
        self._shift(row, ahead[0] if by > 0 else ahead[-1])
        return True

    @property
    def table_in_sight(self) -> bool:
        """Whether a wide table is in sight."""
        return any(line.wide is not None for line in self.lines_in_sight())

    def show_cells(self, index: int, start: int, end: int) -> None:
        """Moves the table on a line so that the characters `start` to `end` of it are in sight."""
        line = self._lines[index]
        if line.wide is not None:
            first, last = cell_len(line.text[:start]), cell_len(line.text[:end])
            self._shift(line, shift_to_show(line.wide, self._shift_of(line), first, last))

    def _movable(self, by: int, line: int | None = None) -> Line | None:
        numbers = range(self.top, self.top + self.page) if line is None else (line,)
        for number in numbers:
            row = self._lines[number] if number < len(self._lines) else BLANK
            if row.wide is not None:
                at = self._shift_of(row)
                if at < row.wide.stops[-1] if by > 0 else at > 0:
                    return row
        return None

    def _shift_of(self, row: Line) -> int:
        return self._shifts.get(row.table, 0) if row.table is not None else 0

    def _shift(self, row: Line, to: int) -> None:
        if row.table is None or to == self._shift_of(row):
            return
        self._shifts[row.table] = to
        for number in [n for n in self._strips if n < len(self._lines) and self._lines[n].table == row.table]:
            del self._strips[number]
        self.refresh()
        self.sight_changed()

    # --- the header row of a long table stays in sight

    def covered(self, top: int) -> int:
        """See PageView."""
        return len(self._stuck(top))

    def line_at(self, y: int) -> int:
        """See LineView."""
        stuck = self._stuck(self.top)
        at = y - self.heading_height
        return stuck[at] if 0 <= at < len(stuck) else super().line_at(y)

    def _stuck(self, top: int) -> range:
        """The header's lines that stand over the rows from `top` on, their own place being further
        up. None where as little of the table is left as they would cover."""
        lines = self._lines
        table = lines[top].table if top < len(lines) else None
        if table is None or lines[top].head:
            return NOTHING
        heads = self._heads.get(table)
        if heads is None:
            heads = self._heads[table] = _head_above(lines, top)
        last = top + len(heads)
        left = last < len(lines) and lines[last].table == table
        return heads if left and 3 * len(heads) <= self.page else NOTHING

    def _lay_out(self) -> None:
        self._heads = {}
        super()._lay_out()

    # --- the mouse

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """The table under the pointer."""
        self._wheel(event, 1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """As on_mouse_scroll_right."""
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With shift, sideways over a wide table."""
        if event.shift:
            self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As on_mouse_scroll_down."""
        if event.shift:
            self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        index = self.line_at(event.y)
        if 0 <= index < len(self._lines) and self._lines[index].wide is not None:
            # The lines do not move as well, at the table's end either.
            event.prevent_default()
            event.stop()
            self.move_table(by, line=index)


def _head_above(lines: Sequence[Line], index: int) -> range:
    """The header of the table that line `index` is of."""
    table, first = lines[index].table, index
    while first > 0 and lines[first - 1].table == table:
        first -= 1
    last = first
    while lines[last].head and lines[last].table == table:
        last += 1
    return range(first, last)
