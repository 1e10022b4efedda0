"""The article's part: opening, paging on, neighbours, links, the author beside it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.timer import Timer

from feedreader.content import links as document_links
from feedreader.errors import FeedreaderError
from feedreader.model.article import ArticleId, StoredArticle
from feedreader.text.urls import shown
from feedreader.tui.article.author import FOLLOW, LINK, OPEN
from feedreader.tui.article.places import Place
from feedreader.tui.browser import open_in_browser
from feedreader.tui.near import unread_near
from feedreader.tui.panes import Pane
from feedreader.tui.screens.base import ReaderBase
from feedreader.tui.widgets.article_view import ArticleView
from feedreader.tui.widgets.author_panel import AuthorPanel
from feedreader.tui.widgets.headline_list import HeadlineList

SHORT_READ = 0.02
KEEP_AFTER = 1.0
"""Seconds of rest after which the place in an article is kept."""


@dataclass(frozen=True, slots=True)
class _Left:
    """Where to come back to: an article and the pane that had the keys."""

    article_id: ArticleId
    pane: Pane


class ArticlePart(ReaderBase):
    """What happens around one article."""

    _came_from: list[_Left]
    _asked: set[ArticleId]
    _author_number: int

    def start_articles(self) -> None:
        """Nothing is open yet."""
        self._came_from = []
        self._asked = set()
        self._author_number = 0
        self._keeping: Timer | None = None
        self.author_panel.next_key = self.key_of("pane.next")
        self.article_view.author_key = self.key_of("read.author")

    # --- opening

    def on_headline_list_opened(self, message: HeadlineList.Opened) -> None:
        """Enter on a headline."""
        self._came_from.clear()
        self.read_article(message.article_id)

    def read_article(self, article_id: ArticleId, *, stay: bool = False) -> None:
        """Opens an article where it was left; with `stay` the keys stay in their pane."""
        self.keep_position()
        try:
            stored = self.library.articles.get(article_id)
        except FeedreaderError as error:
            self.say(str(error), bad=True)
            return
        self.open_article = stored
        self._author_number = 0
        if not self.status_line.status.note.startswith("offline"):
            self.update_status(note="")
        listed = self.headlines
        if listed.current_id != article_id:
            listed.move_to_id(article_id)
        position = stored.position if SHORT_READ < stored.position < 1 else 0.0
        self.dress_page()
        self.article_view.card = None
        self.article_view.show(stored, position)
        if not stay:
            self.show_pane(Pane.ARTICLE)
        if self.services.look.open_marks_read and not stored.read:
            self.mark_read([article_id], True)
        self.article_view.call_after_refresh(self._opened, article_id)

    def _opened(self, article_id: ArticleId) -> None:
        """The article stands on the screen: what goes with it may be looked up. Before, the desk
        would share the interpreter with the painting; and an article that could not be drawn must
        not be what the next start begins with."""
        if self.open_article is None or self.open_article.id != article_id:
            return
        self.author_changed()
        self.neighbours_changed()
        self.fetch_if_teaser()
        self.remember(article=article_id, cursor=self.headlines.current_id or 0)

    def keep_position(self) -> None:
        """How far the open article is read, into the library."""
        stored = self.open_article
        if stored is None or self.article_view.article is None:
            return
        article_id, position = stored.id, self.article_view.position
        if position is not None and (position := round(position, 4)) != stored.position:
            self.at_desk(lambda lib: lib.articles.set_position(article_id, position))

    def keep_position_soon(self) -> None:
        """Keeps the place once the scrolling rests, so that no kill loses more than seconds."""
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_AFTER, self.keep_position)

    # --- moving on

    def action_page(self) -> None:
        """A page on; at the end, the next unread article."""
        if self.open_article is None or self.memory.pane is not Pane.ARTICLE:
            current = self.headlines.current_id
            if self.memory.pane in (Pane.HEADLINES, Pane.FEEDS) and current is not None:
                if self.open_article is None or self.open_article.id != current:
                    self.read_article(current)
                    return
                self.show_pane(Pane.ARTICLE)
        if not self.article_view.page_down():
            self.action_next_unread()

    def action_next_unread(self) -> None:
        """The next unread article of this list, or of the whole library."""
        self._to_unread(1)

    def action_previous_unread(self) -> None:
        """The unread article before this one."""
        self._to_unread(-1)

    def _to_unread(self, by: int) -> None:
        listed, query = self.headlines, self.query_shown
        ids, at = listed.ids, listed.cursor
        current = listed.current_id
        elsewhere = self.open_article is None or self.open_article.id != current
        row = listed.row(current) if current is not None and elsewhere else None
        if row is not None and not row.read:
            self.read_article(row.id)
            return
        # At the desk, where the marks made so far are written before this is asked.
        self.at_desk(lambda lib: unread_near(lib, query, ids, at, by), self._read_unread, group="near")

    def _read_unread(self, found: ArticleId | None) -> None:
        if found is None:
            self.say("No more unread articles in this list.")
            return
        self._came_from.clear()
        self.read_article(found)

    def action_next_article(self) -> None:
        """The article below."""
        self._to_neighbour(1)

    def action_previous_article(self) -> None:
        """The article above."""
        self._to_neighbour(-1)

    def _to_neighbour(self, by: int) -> None:
        found = self.neighbour(by)
        if found is None:
            self.say(
                "This is the last article of the list."
                if by > 0
                else "This is the first article of the list."
            )
        else:
            self._came_from.clear()
            self.read_article(found)

    def neighbour(self, by: int) -> ArticleId | None:
        """See ListPart."""
        raise NotImplementedError

    # --- links

    @property
    def chosen_article(self) -> StoredArticle | None:
        """The open article while its pane is active, else the one under the cursor."""
        if self.memory.pane in (Pane.ARTICLE, Pane.AUTHOR) and self.open_article is not None:
            return self.open_article
        current = self.headlines.current_id
        if current is None:
            return self.open_article
        try:
            return self.library.articles.get(current)
        except FeedreaderError:
            # Another process took the article's feed away; the list shows it until it is read again.
            return None

    def action_open_browser(self) -> None:
        """The article's page, in the browser."""
        stored = self.chosen_article
        if stored is None or not stored.article.url:
            self.say("This article has no address to open.", bad=True)
        else:
            self.open_address(stored.article.url)

    def open_address(self, url: str) -> None:
        """Opens an address in the browser, its real host told first."""
        try:
            open_in_browser(url, self.services.look.browser, self.app)
        except FeedreaderError as error:
            self.say(str(error), bad=True)
        else:
            self.say(f"Opening {shown(url)}")

    def action_copy_link(self) -> None:
        """The article's address, to the clipboard."""
        stored = self.chosen_article
        if stored is None or not stored.article.url:
            self.say("This article has no address to copy.", bad=True)
        else:
            self.copy_address(stored.article.url)

    def copy_address(self, url: str) -> None:
        """An address to the clipboard (OSC 52)."""
        self.app.copy_to_clipboard(url)
        self.say(f"Copied {shown(url)}")

    def action_link_list(self) -> None:
        """The article's links in a list."""
        from feedreader.tui.screens.links import LinksScreen

        stored = self.chosen_article
        if stored is None:
            self.say("Open an article first.")
            return
        own = [stored.article.url] if stored.article.url else []
        files = [enclosure.url for enclosure in stored.article.enclosures]
        urls = list(dict.fromkeys([*own, *document_links(stored.article.document), *files]))
        if not urls:
            self.say("This article has no links.")
            return
        self.app.push_screen(LinksScreen(urls), self._link_chosen)

    def _link_chosen(self, chosen: tuple[str, str] | None) -> None:
        if chosen is None:
            return
        what, url = chosen
        if what == "copy":
            self.copy_address(url)
        else:
            self.follow_link(url)

    def enter_place(self, place: Place) -> None:
        """See WithinPart."""
        raise NotImplementedError

    def dress_page(self) -> None:
        """See WithinPart."""
        raise NotImplementedError

    def fetch_if_teaser(self) -> None:
        """See StoryPart."""
        raise NotImplementedError

    def neighbours_changed(self) -> None:
        """See StoryPart."""
        raise NotImplementedError

    def follow_link(self, url: str) -> None:
        """A story that the library has opens inside; everything else in the browser."""
        try:
            found = self.library.articles.find(url)
        except FeedreaderError:
            self.open_address(url)
            return
        if self.open_article is not None and found == self.open_article.id:
            self.open_address(url)
        else:
            self.go_to(found)

    def go_to(self, article_id: ArticleId) -> None:
        """Opens an article; Escape comes back to this one."""
        if self.open_article is not None:
            self._came_from.append(_Left(self.open_article.id, self.memory.pane))
        self.read_article(article_id)

    def go_back(self) -> bool:
        """Back to the article one came from; False when there is none."""
        if not self._came_from:
            return False
        left = self._came_from.pop()
        self.read_article(left.article_id)
        self.show_pane(left.pane)
        return True

    def on_article_view_link_chosen(self, message: ArticleView.LinkChosen) -> None:
        """Enter or a click on a link."""
        self.enter_place(message.place)

    def on_article_view_target(self, message: ArticleView.Target) -> None:
        """A click in the author's card."""
        self._target(message.target)

    def on_author_panel_chosen(self, message: AuthorPanel.Chosen) -> None:
        """Enter in the author panel."""
        self._target(message.target)

    def _target(self, target: str) -> None:
        if target.startswith(OPEN):
            self.go_to(ArticleId(int(target.removeprefix(OPEN))))
        elif target.startswith(LINK):
            self.open_address(target.removeprefix(LINK))
        elif target == FOLLOW:
            self.action_follow()

    def action_follow(self) -> None:
        """See AuthorPart."""
        raise NotImplementedError
