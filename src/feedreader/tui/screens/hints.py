"""Links by their labels: typed letters choose one, its real host is shown, then one decides."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from feedreader.text.urls import shown
from feedreader.tui.screens.box import OverScreen


class HintScreen(OverScreen[str]):
    """The result is the chosen address, None when none was chosen."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._labels = labels
        self._typed = ""

    def compose(self) -> ComposeResult:
        """One line at the foot of the screen."""
        with Vertical(classes="box"):
            yield Static("Type a label · esc closes", id="told", markup=False)

    def on_key(self, event: events.Key) -> None:
        """A letter of a label, or the end."""
        event.stop()
        if event.key == "escape" or not event.character:
            self.dismiss(None)
            return
        self._typed += event.character.lower()
        if self._typed in self._labels:
            self.dismiss(self._labels[self._typed])
        elif not any(label.startswith(self._typed) for label in self._labels):
            self.dismiss(None)


class LinkScreen(OverScreen[str]):
    """What to do with an address: "open", "read" or "copy". The real host stands first."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        """The address and the three ways."""
        with Vertical(classes="box tallish"):
            yield Static(shown(self._url), classes="title", markup=False)
            yield Static("enter browser · r read here · y copy · esc closes", classes="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """One of the ways, or none."""
        event.stop()
        self.dismiss({"enter": "open", "o": "open", "r": "read", "y": "copy"}.get(event.key))
