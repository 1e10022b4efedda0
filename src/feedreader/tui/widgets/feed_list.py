"""The feed list: places, folders and feeds with their unread counts."""

from __future__ import annotations

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from feedreader.model.query import Query
from feedreader.tui.cells import cell_len, clip, fill
from feedreader.tui.feed_rows import FeedRow
from feedreader.tui.format import count
from feedreader.tui.widgets.line_view import LineView


class FeedList(LineView):
    """Rows with a cursor. Enter opens a place; a click on a folder's sign folds it."""

    has_heading = True
    COMPONENT_CLASSES = {
        "feeds--row",
        "feeds--unread",
        "feeds--count",
        "feeds--folder",
        "feeds--trouble",
        "feeds--open",
    }

    class Opened(Message):
        """The person opens a place."""

        def __init__(self, row: FeedRow) -> None:
            super().__init__()
            self.row = row

    class Folded(Message):
        """The person folds or unfolds a folder."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[FeedRow] = []
        self.cursor = 0
        self.open_key = ""
        self.title = "Feeds"

    def show(self, rows: list[FeedRow], title: str = "Feeds") -> None:
        """The rows changed: the cursor stays on its row, and only what is different is drawn."""
        key, before = self.current.key if self.current else "", self.rows
        self.rows = rows
        if title == self.title and [row.key for row in before] == [row.key for row in rows]:
            for number, row in enumerate(rows):
                if row != before[number]:
                    self.redraw_lines(number, number)
            return
        self.title = title
        self.cursor = next(
            (n for n, row in enumerate(rows) if row.key == key), min(self.cursor, len(rows) - 1)
        )
        self.refresh()

    @property
    def current(self) -> FeedRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def open_query(self, query: Query) -> None:
        """Marks the place that the headline list shows, and puts the cursor there."""
        self.open_key = FeedRow(query, "", 0).key
        self.move_to_query(query)
        self.refresh()

    def move_to_query(self, query: Query) -> None:
        """Puts the cursor on a place's row, if it is there."""
        for number, row in enumerate(self.rows):
            if row.opens(query):
                self._move_to(number)

    def open_query_quietly(self, query: Query) -> None:
        """As open_query, the cursor left where it is."""
        key = FeedRow(query, "", 0).key
        if key != self.open_key:
            self.open_key = key
            self.refresh()

    def heading(self) -> str:
        """The pane's name, and whether feeds are left out."""
        return self.title

    def line_count(self) -> int:
        """One line a row."""
        return len(self.rows)

    def make_line(self, index: int, width: int) -> Strip:
        """A row: sign, name, count on the right."""
        row = self.rows[index]
        number = count(row.unread) if row.unread else ""
        sign = "" if row.folded is None else "▸ " if row.folded else "▾ "
        indent = " " + "  " * row.depth + sign
        trouble = "! " if row.trouble else ""
        room = width - cell_len(indent) - cell_len(trouble) - cell_len(number) - 2
        name = "feeds--folder" if row.folded is not None else "feeds--unread" if row.unread else "feeds--row"
        style = self.style(name)
        segments = [
            Segment(indent, style),
            Segment(trouble, self.style("feeds--trouble")),
            Segment(fill(clip(row.text, room), room), style),
            Segment(f" {number} ", self.style("feeds--count")),
        ]
        if index == self.cursor:
            over = self.style("line--cursor" if self.has_focus else "line--cursor-idle")
            segments = list(Segment.apply_style(segments, post_style=over))
        elif row.key == self.open_key:
            segments = list(Segment.apply_style(segments, post_style=self.style("feeds--open")))
        return Strip(segments).adjust_cell_length(width, style)

    def _move_to(self, number: int) -> None:
        number = max(0, min(number, len(self.rows) - 1))
        if number == self.cursor:
            return
        before, self.cursor = self.cursor, number
        if not self._reveal():
            self.redraw_lines(before, before)
            self.redraw_lines(number, number)

    def _reveal(self) -> bool:
        if self.top <= self.cursor < self.top + self.page:
            return False
        third = max(1, self.page // 3)
        if self.cursor < self.top:
            return self.scroll_to_line(self.cursor - third)
        return self.scroll_to_line(self.cursor - self.page + 1 + third)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        super().on_resize()
        self._reveal()

    def line_clicked(self, index: int, x: int) -> None:
        """A click opens; on a folder's sign it folds."""
        self._move_to(index)
        row = self.rows[index]
        if row.folded is not None and x <= 2:
            self.post_message(self.Folded(row.query.name))
        else:
            self.action_enter()

    def action_move_down(self) -> None:
        """Next row."""
        self._move_to(self.cursor + 1)

    def action_move_up(self) -> None:
        """Previous row."""
        self._move_to(self.cursor - 1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._move_to(self.cursor + max(1, self.page // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._move_to(self.cursor - max(1, self.page // 2))

    def action_move_top(self) -> None:
        """First row."""
        self._move_to(0)

    def action_move_bottom(self) -> None:
        """Last row."""
        self._move_to(len(self.rows) - 1)

    def action_enter(self) -> None:
        """Opens the place."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))
