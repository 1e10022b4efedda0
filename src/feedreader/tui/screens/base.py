"""What every part of the reader's screen works with: its panes, its services, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen

from feedreader.library import Library
from feedreader.model.article import ArticleId, StoredArticle
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Query
from feedreader.tui.actions import shown_key
from feedreader.tui.memory import KEY, Memory, dump
from feedreader.tui.panes import Pane
from feedreader.tui.services import Services
from feedreader.tui.widgets.article_view import ArticleView
from feedreader.tui.widgets.author_panel import AuthorPanel
from feedreader.tui.widgets.bars import KeyBar, Status, StatusLine
from feedreader.tui.widgets.feed_list import FeedList
from feedreader.tui.widgets.headline_list import HeadlineList
from feedreader.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from feedreader.tui.app import FeedreaderApp

T = TypeVar("T")

SECONDS, ERROR_SECONDS = 4, 8
"""How long a toast stands before the next one takes its place. One that tells of an error stands
until then, or until it is sent away, however long nobody looks."""
STAYS = 30 * 86_400.0


class ReaderBase(Screen[None]):
    """The panes and what they share. The parts of the reader's screen add to it: lists,
    articles, marks, feeds, panes, rounds."""

    def __init__(self, services: Services, library: Library, memory: Memory) -> None:
        super().__init__()
        self.services = services
        self.library = library
        """The screen's own connection: short, indexed reads only. Changes go to the desk."""
        self.memory = memory
        self.query_shown: Query = memory.query
        self.feed_by_id: dict[FeedId, Feed] = {}
        self.open_article: StoredArticle | None = None
        self.feed_list = FeedList(id="feeds")
        self.headlines = HeadlineList(library.lists.rows, id="headlines")
        self.headlines.now = lambda: self.epoch_now
        self.article_view = ArticleView(id="article")
        self.author_panel = AuthorPanel(id="author")
        self.status_line = StatusLine(id="status")
        self.key_bar: KeyBar
        self._error_until = 0.0
        self.found_text = ""
        """What was looked for last in an article."""

    @property
    def reader_app(self) -> FeedreaderApp:
        """The app, by its type."""
        return cast("FeedreaderApp", self.app)

    @property
    def epoch_now(self) -> int:
        """Now, in epoch seconds."""
        return int(self.services.now().timestamp())

    def pane_widget(self, pane: Pane) -> LineView:
        """The widget of a pane."""
        match pane:
            case Pane.FEEDS:
                return self.feed_list
            case Pane.HEADLINES:
                return self.headlines
            case Pane.ARTICLE:
                return self.article_view
            case Pane.AUTHOR:
                return self.author_panel

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """A toast, which takes the place of the one before unless that was an error just now. Errors
        stay: Escape or a click sends them away. Feed text may stand in it: it is never markup."""
        now = monotonic()
        if now >= self._error_until:
            self.app.clear_notifications()
        if not bad:
            self.notify(sentence, markup=False, timeout=SECONDS)
            return
        self._error_until = now + ERROR_SECONDS
        key = self.key_of("pane.back")
        title = f"{key} closes this" if key else ""
        self.notify(sentence, title=title, markup=False, severity="error", timeout=STAYS)

    def key_of(self, action: str) -> str:
        """The first key of an action ("pane.back"), as it is shown; empty where it has none."""
        return shown_key(self.reader_app.keys_in_force[action].split(",")[0])

    def dismiss_errors(self) -> bool:
        """Sends the toasts away when an error is among them; False when none is."""
        if not any(toast.severity == "error" for toast in self.app._notifications):
            return False
        self._error_until = 0.0
        self.app.clear_notifications()
        return True

    def at_desk(
        self, work: Callable[[Library], T], then: Callable[[T], Any] | None = None, *, group: str = ""
    ) -> None:
        """Does `work` beside the screen, then calls `then` with the result."""
        self.reader_app.desk.do(work, then, group=group)

    def update_status(self, **changes: Any) -> None:
        """Changes what the status line says."""
        status: Status = replace(self.status_line.status, **changes)
        self.status_line.show(status)

    def remember(self, **changes: Any) -> None:
        """Keeps what the person arranged, now, so that no crash or kill loses it."""
        memory = replace(self.memory, **changes)
        if memory != self.memory:
            self.memory = memory
            text = dump(memory)
            self.at_desk(lambda library: library.state.set(KEY, text), group="remember")

    # --- what the parts offer each other

    def show_pane(self, pane: Pane) -> None:
        """Makes a pane active."""
        raise NotImplementedError

    def show_place(self, query: Query, *, cursor: int = 0) -> None:
        """Shows another list."""
        raise NotImplementedError

    def list_reread(self) -> None:
        """The list as the library has it now, nothing kept in place."""
        self.show_place(self.query_shown, cursor=self.headlines.current_id or 0)

    def read_article(self, article_id: ArticleId, *, stay: bool = False) -> None:
        """Opens an article."""
        raise NotImplementedError

    def counts_changed(self) -> None:
        """Unread counts are read again."""
        raise NotImplementedError

    def list_changed(self) -> None:
        """Articles came or went: the list is read again."""
        raise NotImplementedError

    def author_changed(self, *, ask: bool = False) -> None:
        """The author panel or card is made again; with `ask`, the article's page is looked at."""
        raise NotImplementedError

    def pictures_changed(self) -> None:
        """Whether pictures are drawn has changed: the page is set anew."""
        raise NotImplementedError

    def mark_read(self, ids: Sequence[ArticleId], read: bool) -> None:
        """Marks articles."""
        raise NotImplementedError
