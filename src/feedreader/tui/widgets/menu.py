"""A menu: rows with a cursor, each with a line of detail; some can be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from feedreader.tui.cells import cell_len, clip, fill
from feedreader.tui.widgets.line_view import LineView


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One row. A `heading` cannot be chosen; `ticked` is None where nothing is ticked."""

    text: str
    detail: str = ""
    heading: bool = False
    ticked: bool | None = None


class Menu(LineView):
    """Rows with a cursor; two lines each where `tall`."""

    COMPONENT_CLASSES = {"menu--row", "menu--detail", "menu--chosen"}

    class Chosen(Message):
        """Enter or a click on a row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, rows: Sequence[MenuRow], *, tall: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = list(rows)
        self.cursor = next((n for n, row in enumerate(self.rows) if not row.heading), 0)
        self._height = 2 if tall else 1

    def set_tall(self, tall: bool) -> None:
        """One line or two for a row."""
        self._height = 2 if tall else 1
        self.refresh()

    def show(self, rows: Sequence[MenuRow]) -> None:
        """Other rows; the cursor stays where it is."""
        self.rows = list(rows)
        self.cursor = min(self.cursor, max(0, len(self.rows) - 1))
        if self.rows and self.rows[self.cursor].heading:
            self._move(1)
        self.refresh()

    def line_count(self) -> int:
        """One or two lines a row."""
        return len(self.rows) * self._height

    def make_line(self, index: int, width: int) -> Strip:
        """A row's line."""
        number, part = divmod(index, self._height)
        row = self.rows[number]
        plain, faint = self.style("menu--row"), self.style("menu--detail")
        if row.heading:
            segments = [
                Segment(
                    fill(clip(f" {row.text}" if part == 0 else "", width), width), self.style("menu--chosen")
                )
            ]
        elif part == 1:
            segments = [Segment(fill(clip(f"    {row.detail}", width), width), faint)]
        else:
            tick = "" if row.ticked is None else "[x] " if row.ticked else "[ ] "
            style = self.style("menu--chosen") if row.ticked else plain
            text = clip(f"  {tick}{row.text}", width)
            rest = "" if self._height == 2 else clip(f"  {row.detail}", width - cell_len(text))
            segments = [Segment(text, style), Segment(fill(rest, width - cell_len(text)), faint)]
        if number == self.cursor and not row.heading:
            segments = list(Segment.apply_style(segments, post_style=self.style("line--cursor")))
        return Strip(segments, width)

    def _move(self, by: int) -> None:
        at = self.cursor + by
        step = 1 if by > 0 else -1
        while 0 <= at < len(self.rows) and self.rows[at].heading:
            at += step
        if not 0 <= at < len(self.rows):
            at = self.cursor
            if by < 0:
                self.scroll_to_line(0)
        self.cursor = at
        first, last = at * self._height, at * self._height + self._height - 1
        if first < self.top:
            self.scroll_to_line(first)
        elif last >= self.top + self.page:
            self.scroll_to_line(last - self.page + 1)
        self.refresh()

    def action_move_down(self) -> None:
        """Next row."""
        self._move(1)

    def action_move_up(self) -> None:
        """Previous row."""
        self._move(-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._move(min(max(1, self.page // self._height // 2), len(self.rows) - 1 - self.cursor))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._move(-min(max(1, self.page // self._height // 2), self.cursor))

    def action_move_top(self) -> None:
        """First row."""
        self.cursor = -1
        self._move(1)

    def action_move_bottom(self) -> None:
        """Last row."""
        self.cursor = len(self.rows)
        self._move(-1)

    def action_enter(self) -> None:
        """Chooses."""
        if 0 <= self.cursor < len(self.rows) and not self.rows[self.cursor].heading:
            self.post_message(self.Chosen(self.cursor))

    def line_clicked(self, index: int, x: int) -> None:
        """A click chooses."""
        if not self.rows[index // self._height].heading:
            self.cursor = index // self._height
            self.refresh()
            self.action_enter()
