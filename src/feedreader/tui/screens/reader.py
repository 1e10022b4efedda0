"""The reader's screen: four panes between a status line and a key bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Horizontal
from textual.dom import DOMNode
from textual.widget import Widget

from feedreader.library import Library
from feedreader.model.query import Place, Query
from feedreader.tui.actions import ACTIONS, Scope, bindings
from feedreader.tui.article.page import Wording
from feedreader.tui.memory import Memory
from feedreader.tui.panes import Pane
from feedreader.tui.screens.feeds import FeedPart
from feedreader.tui.screens.lists import overview
from feedreader.tui.screens.marks import MarkPart
from feedreader.tui.screens.pane_part import PanePart
from feedreader.tui.services import Services
from feedreader.tui.widgets.bars import KeyBar

MINUTE = 60.0


class ReaderScreen(PanePart, MarkPart, FeedPart):
    """All parts together."""

    BINDINGS = bindings(Scope.READER)
    AUTO_FOCUS = None

    def __init__(self, services: Services, library: Library, memory: Memory) -> None:
        super().__init__(services, library, memory)
        self._chain_of: Widget | None = None
        self._chain: list[tuple[DOMNode, BindingsMap]] = []
        self.key_bar = KeyBar([action for action in ACTIONS if action.footer], id="keys")
        look = services.look
        self.article_view.measure = memory.measure or look.measure
        self.article_view.wording = Wording(date_format=look.date_format)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """Textual's, made once for the pane that has the keys: it makes the chain twice for every
        key, 2 ms each time with our 70 bindings, which never change while the program runs."""
        if self.focused is None or self.focused is not self._chain_of:
            self._chain, self._chain_of = super()._binding_chain, self.focused
        return self._chain

    def compose(self) -> ComposeResult:
        """Status, panes, keys."""
        yield self.status_line
        with Horizontal(id="panes"):
            yield self.feed_list
            yield self.headlines
            yield self.article_view
            yield self.author_panel
        yield self.key_bar

    def on_mount(self) -> None:
        """Draws what the library has; everything else comes after the first frame."""
        self.start_articles()
        self.start_stories()
        self.start_rounds()
        self.key_bar.set_keys(self.reader_app.keys_in_force)
        memory = self.memory
        self.show_counts(overview(self.library))
        query = memory.query
        if query.place is Place.FEED and query.feed_id not in {
            *self.feed_by_id,
            self.library.offline.saved_pages(),
        }:
            query = Query(Place.UNREAD)
        self.show_place(query, cursor=memory.cursor)
        pane = memory.pane
        if memory.article and pane in (Pane.ARTICLE, Pane.AUTHOR) and self._still_there(memory.article):
            self.call_after_refresh(self._come_back, memory.article, pane)
            pane = Pane.ARTICLE
        elif pane in (Pane.ARTICLE, Pane.AUTHOR):
            pane = Pane.HEADLINES
        self.memory = replace(self.memory, pane=pane)
        self.place_panes()
        self.pane_widget(pane).focus(scroll_visible=False)
        self.call_after_refresh(self._settled)

    def _still_there(self, article: int) -> bool:
        return bool(self.library.lists.rows([article]))

    def _come_back(self, article: int, pane: Pane) -> None:
        from feedreader.model.article import ArticleId

        self.read_article(ArticleId(article))
        self.show_pane(pane)

    def _settled(self) -> None:
        if problems := (*self.services.problems, *self.reader_app.key_problems):
            self.say(told(problems), bad=True)
        self.set_interval(MINUTE, self._each_minute)
        self.refresh_due()

    def _each_minute(self) -> None:
        self.headlines.tick()
        self.refresh_due()

    def on_resize(self) -> None:
        """Other panes may fit now."""
        if self.is_mounted:
            self.follow_cell()
            self.place_panes()
            if self.open_article is not None:
                self.author_changed()

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on the key bar."""
        self.call_later(self.reader_app.do, message.action)

    def leave(self) -> None:
        """Before the program ends: the place in the article."""
        self.keep_position()
        self.viewer.close()


def told(problems: Sequence[str]) -> str:
    """What is wrong at the start, in one toast."""
    if len(problems) == 1:
        return problems[0]
    return f"{problems[0]} That is not all: `feedreader doctor` names the rest."
