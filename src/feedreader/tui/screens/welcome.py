"""The first start: no error, no empty screen, four ways in."""

from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from feedreader.tui.screens.box import BoxScreen
from feedreader.tui.widgets.menu import Menu, MenuRow

CHOICES = (
    ("add_feed", "Add a feed or a site", "Type an address; a site's feed is found."),
    ("import_feeds", "Import your feeds", "An OPML file, or newsboat's urls file."),
    ("catalogue", "Choose from the catalogue", "Good feeds by topic, in several languages."),
    ("demo", "Walk round the demo", "An invented newsroom, on this machine, without a network."),
)

WORDS = (
    "feedreader gathers stories from feeds and keeps them on your disk, text and all: "
    "read them here, from the keyboard, with or without a network."
)


class WelcomeScreen(BoxScreen[str]):
    """The result names what to do first: an action, or the demo."""

    BINDINGS = [
        Binding("q", "app.quit", "Quit", show=False),
        *[Binding(str(number), f"number({number})", show=False) for number in range(1, 5)],
    ]

    def __init__(self) -> None:
        super().__init__("Welcome to feedreader", "enter or 1-4 chooses · esc looks round · q quits · ? help")
        rows = [
            MenuRow(f"{number}  {text}", "   " + detail)
            for number, (_, text, detail) in enumerate(CHOICES, 1)
        ]
        self._menu = Menu(rows, tall=True)
        self._menu.styles.height = len(rows) * 2

    def body(self) -> list[Widget]:
        """A sentence and the four ways."""
        return [Static(WORDS, markup=False), Static(""), self._menu, Static("")]

    def on_mount(self) -> None:
        """Keys go to the menu; in a low terminal its rows lose their second line."""
        if self.app.size.height < 20:
            self._menu.set_tall(False)
            self._menu.styles.height = len(CHOICES)
        self._menu.focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Chosen."""
        self.dismiss(CHOICES[message.index][0])

    def action_number(self, number: int) -> None:
        """A digit chooses."""
        self.dismiss(CHOICES[number - 1][0])
