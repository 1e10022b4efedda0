"""The catalogue: good feeds by topic, ticked and subscribed to together."""

from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget

from feedreader.library import catalogue
from feedreader.opml import Outline
from feedreader.text.counts import plural
from feedreader.tui.screens.box import BoxScreen
from feedreader.tui.widgets.menu import Menu, MenuRow


class CatalogueScreen(BoxScreen[tuple[Outline, ...]]):
    """The result is what to subscribe to, in folders by topic."""

    BINDINGS = [
        Binding("space", "tick", "Tick", show=False),
        Binding("s,ctrl+s", "subscribe", "Subscribe", show=False),
        Binding("q", "close", "Close", show=False),
    ]
    box_classes = "box tall full"

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__("Catalogue", "space or enter ticks · s subscribes to the ticked · esc closes")
        self._known = known
        self._ticked: set[str] = set()
        self._entries: list[catalogue.CatalogueFeed | None] = []
        by_topic: dict[str, list[catalogue.CatalogueFeed]] = {}
        for feed in catalogue.load():
            by_topic.setdefault(feed.topic, []).append(feed)
        for _topic, feeds in by_topic.items():
            self._entries += [None, *feeds]
            self._entries[-len(feeds) - 1] = None
        self._topics = list(by_topic)
        self._menu = Menu(self._rows())

    def _rows(self) -> list[MenuRow]:
        topics = iter(self._topics)
        rows = []
        for feed in self._entries:
            if feed is None:
                rows.append(MenuRow(next(topics), heading=True))
                continue
            there = feed.url in self._known
            detail = f"{feed.language}  {feed.summary}" + ("  (subscribed)" if there else "")
            rows.append(MenuRow(feed.title, detail, ticked=there or feed.url in self._ticked))
        return rows

    def body(self) -> list[Widget]:
        """The menu."""
        return [self._menu]

    def on_mount(self) -> None:
        """Keys go to the menu."""
        self._menu.focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter ticks."""
        self.action_tick()

    def action_tick(self) -> None:
        """Ticks or unticks the feed under the cursor."""
        feed = self._entries[self._menu.cursor]
        if feed is not None and feed.url not in self._known:
            self._ticked ^= {feed.url}
            self._menu.show(self._rows())

    def action_subscribe(self) -> None:
        """Gives the ticked feeds, or the one under the cursor."""
        chosen = [feed for feed in self._entries if feed is not None and feed.url in self._ticked]
        if not chosen:
            self.notify("Tick a feed with space first.", markup=False)
            return
        self.notify(f"Subscribing to {plural(len(chosen), 'feed')} …", markup=False)
        self.dismiss(tuple(Outline(feed.url, feed.title, feed.site, feed.topic) for feed in chosen))
