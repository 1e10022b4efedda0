"""What stands over the reader; a box there has a title, something in the middle, a hint. Escape closes it."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

T = TypeVar("T")


class OverScreen(ModalScreen[T]):
    """A screen over the reader, which closes once: a second key on its way when the first one closed it
    would close the reader below."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """See Screen; does nothing where this screen is no longer on top."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class BoxScreen(OverScreen[T]):
    """What all boxes have. `body` gives what stands between title and hint."""

    BINDINGS = [Binding("escape", "close", "Close", show=False)]
    box_classes = "box"

    def __init__(self, title: str, hint: str = "esc closes") -> None:
        super().__init__()
        self.box_title = title
        self.box_hint = hint

    def compose(self) -> ComposeResult:
        """Title, body, hint; the title may be a feed's text, so it is never markup."""
        with Vertical(classes=self.box_classes):
            yield Static(self.box_title, classes="title", markup=False)
            yield from self.body()
            yield Static(self.box_hint, classes="hint", markup=False)

    def body(self) -> list[Widget]:
        """The middle."""
        return []

    def action_close(self) -> None:
        """Closes without a result."""
        self.dismiss(None)
