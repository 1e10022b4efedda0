"""An article's links: the real host is shown before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.widget import Widget

from feedreader.text.urls import shown
from feedreader.tui.screens.box import BoxScreen
from feedreader.tui.widgets.menu import Menu, MenuRow


class LinksScreen(BoxScreen[tuple[str, str]]):
    """The result is what to do ("open" or "copy") and the address."""

    BINDINGS = [
        Binding("y", "copy", "Copy", show=False),
        *[Binding(str(number), f"number({number})", show=False) for number in range(1, 10)],
    ]
    box_classes = "box tall full"

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__("Links", "enter or 1-9 opens · y copies · esc closes")
        self._urls = list(urls)
        rows = [MenuRow(f"{number:>2}  {shown(url)}") for number, url in enumerate(urls, 1)]
        self._menu = Menu(rows)

    def body(self) -> list[Widget]:
        """The menu."""
        return [self._menu]

    def on_mount(self) -> None:
        """Keys go to the menu."""
        self._menu.focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter opens."""
        self.dismiss(("open", self._urls[message.index]))

    def action_number(self, number: int) -> None:
        """A digit opens."""
        if number <= len(self._urls):
            self.dismiss(("open", self._urls[number - 1]))

    def action_copy(self) -> None:
        """Copies the address under the cursor."""
        self.dismiss(("copy", self._urls[self._menu.cursor]))
