"""The search line: the list above changes with every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from feedreader.library.query import FIELDS
from feedreader.tui.screens.box import OverScreen

if TYPE_CHECKING:
    from feedreader.tui.app import FeedreaderApp
    from feedreader.tui.screens.reader import ReaderScreen

HINT = "enter keeps · esc ends · " + " ".join(f"{field}:" for field in FIELDS)


class SearchScreen(OverScreen[str]):
    """The result is the search to keep, or None."""

    BINDINGS = [
        Binding("escape", "close", "Close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._line = Input(
            value=text, placeholder="Search every article: words, author:name, feed:name, is:unread …"
        )
        self._line.cursor_blink = False
        self._told = Static(HINT, classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The line at the foot of the screen, and under it what can stand there."""
        with Vertical(classes="box"):
            yield self._line
            yield self._told

    def on_mount(self) -> None:
        """Typing begins at once."""
        self._line.focus()

    @property
    def _reader(self) -> ReaderScreen:
        return cast("FeedreaderApp", self.app).reader

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter asks again; the desk answers the last one only."""
        self._reader.search_typed(event.value)
        self._told.update(self._reader.search_trouble(event.value) or HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the search and goes to the list."""
        self.dismiss(event.value)

    def action_move(self, by: int) -> None:
        """The list's cursor, without leaving the line."""
        listed = self._reader.headlines
        listed.move_to(listed.cursor + by)

    def action_close(self) -> None:
        """Back to the list as it was."""
        self.dismiss(None)
