"""The line in which one types what to find in the article."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class FindScreen(ModalScreen[None]):
    """Every letter finds at once; enter and up go on and back. `find` takes the text and where to
    go (0 from here, 1 the next, -1 the one before) and gives which of how many."""

    BINDINGS = [
        Binding("escape", "close", "Close", show=False),
        Binding("down,ctrl+g", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    def __init__(self, find: Callable[[str, int], tuple[int, int]], text: str = "") -> None:
        super().__init__()
        self._find = find
        self._line = Input(value=text, placeholder="Find in this article: enter next, up back, esc closes")
        self._line.cursor_blink = False
        self._told = Static("", classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The line and how many were found."""
        with Vertical(classes="box"):
            yield self._line
            yield self._told

    def on_mount(self) -> None:
        """Typing begins at once."""
        self._line.focus()

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
        self._told.update(f"{number} of {of}" if of else "Not in this article." if text.strip() else "")

    def action_close(self) -> None:
        """Ends; what was found stays in sight."""
        self.dismiss(None)
