"""One of several: which feed of a site."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from feedreader.text.urls import shown
from feedreader.tui.screens.box import BoxScreen
from feedreader.tui.widgets.menu import Menu, MenuRow


class ChooseScreen(BoxScreen[int]):
    """Rows of title and address; the result is the number of the chosen row."""

    box_classes = "box tall"

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__(title, "enter chooses · esc closes")
        self._menu = Menu([MenuRow(text, shown(url)) for text, url in rows], tall=True)

    def body(self) -> list[Widget]:
        """The menu."""
        return [self._menu]

    def on_mount(self) -> None:
        """Keys go to the menu."""
        self._menu.focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Chosen."""
        self.dismiss(message.index)


class ContentsScreen(BoxScreen[int]):
    """An article's headings; the result is the number of the chosen one."""

    box_classes = "box tall"

    def __init__(self, headings: Sequence[tuple[int, str]]) -> None:
        super().__init__("Contents", "enter jumps · esc closes")
        least = min(level for level, _ in headings)
        self._menu = Menu([MenuRow("  " * (level - least) + text) for level, text in headings])

    def body(self) -> list[Widget]:
        """The menu."""
        return [self._menu]

    def on_mount(self) -> None:
        """Keys go to the menu."""
        self._menu.focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Chosen."""
        self.dismiss(message.index)
