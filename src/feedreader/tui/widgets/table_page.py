"""The page's wide tables: moved sideways with keys and wheel, and to what is found in them."""

from __future__ import annotations

from textual import events
from textual.message import Message

from feedreader.tui.article.lines import Line, Wide
from feedreader.tui.article.wide import shift_to_show, shown
from feedreader.tui.cells import cell_len
from feedreader.tui.widgets.page_view import PageView


class TablePage(PageView):
    """A page on which tables that are wider than it are moved sideways."""

    class Sideways(Message):
        """`sideways` has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shifts: dict[int, int] = {}
        self.sideways = (False, False)
        """Whether a table in sight can be moved to what is right of it, and left of it."""

    def shown_line(self, index: int) -> Line:
        """See PageView."""
        line = self._lines[index]
        return shown(line, self._shifts.get(line.wide.table, 0)) if line.wide else line

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
        wide = self._movable(by, line)
        if wide is None:
            return False
        at = self._shifts.get(wide.table, 0)
        ahead = [stop for stop in wide.stops if (stop > at if by > 0 else stop < at)]
        self._shift(wide, ahead[0] if by > 0 else ahead[-1])
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
            at = self._shifts.get(line.wide.table, 0)
            self._shift(line.wide, shift_to_show(line.wide, at, first, last))

    def _movable(self, by: int, line: int | None = None) -> Wide | None:
        numbers = range(self.top, self.top + self.page) if line is None else (line,)
        for number in numbers:
            wide = self._lines[number].wide if number < len(self._lines) else None
            if wide is not None:
                at = self._shifts.get(wide.table, 0)
                if at < wide.stops[-1] if by > 0 else at > 0:
                    return wide
        return None

    def _shift(self, wide: Wide, to: int) -> None:
        if to == self._shifts.get(wide.table, 0):
            return
        self._shifts[wide.table] = to
        rows = [n for n, line in enumerate(self._lines) if line.wide and line.wide.table == wide.table]
        self.drop_lines(rows)
        self.redraw_lines(rows[0], rows[-1])
        self.sight_changed()

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
        index = self.top + event.y - self.heading_height
        if 0 <= index < len(self._lines) and self._lines[index].wide is not None:
            # The lines do not move as well, at the table's end either.
            event.prevent_default()
            event.stop()
            self.move_table(by, line=index)
