"""The line in which one types what to find in the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from feedreader.tui.screens.box import OverScreen

if TYPE_CHECKING:
    from feedreader.tui.app import FeedreaderApp

HINT = "enter next · ↑ back · ^f another word · esc ends"


class FindScreen(OverScreen[None]):
    """Every letter finds at once; enter and up go on and back. What was looked for last stands there,
    chosen, so that the next letter takes its place. `find` takes the text and where to go (0 from
    here, 1 the next, -1 the one before) and gives which of how many."""

    BINDINGS = [
        Binding("escape", "close", "Close", show=False),
        Binding("ctrl+f", "anew", show=False, priority=True),
        Binding("down,ctrl+g", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    def __init__(self, find: Callable[[str, int], tuple[int, int]]) -> None:
        super().__init__()
        self._find = find
        self._line = Input(placeholder="Find in this article")
        self._line.cursor_blink = False
        self._told = Static(HINT, classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The line and how many were found."""
        with Vertical(classes="box"):
            yield self._line
            yield self._told

    def on_mount(self) -> None:
        """Typing begins at once."""
        self._line.value = cast("FeedreaderApp", self.app).reader.found_text
        self._line.focus()
        self._line.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter finds anew."""
        self._tell(event.value, 0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The next one."""
        self._tell(event.value, 1)

    def action_go(self, by: int) -> None:
        """The next one, or the one before."""
        self._tell(self._line.value, by)

    def _tell(self, text: str, by: int) -> None:
        number, of = self._find(text, by)
        told = f"{number} of {of}  ·  " if of else "Not in this article.  ·  " if text.strip() else ""
        self._told.update(told + HINT)

    def action_anew(self) -> None:
        """The key that opened the line: what stands there is chosen, to be typed over."""
        self._line.action_select_all()

    def action_close(self) -> None:
        """Ends and takes the marks away; the article stays where it is."""
        cast("FeedreaderApp", self.app).reader.found_text = self._line.value
        self.dismiss(None)
