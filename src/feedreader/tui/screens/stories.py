"""The part for whole stories: full text, related stories, keeping them offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine.messages import (
    Downloaded,
    DownloadProgress,
    FullText,
    OpenPage,
    PageOpened,
    StoryKept,
)
from feedreader.errors import FeedreaderError
from feedreader.model.article import ArticleId, Wholeness
from feedreader.tui.article.below import below_lines
from feedreader.tui.panes import Pane
from feedreader.tui.screens.picturing import PicturePart

if TYPE_CHECKING:
    from feedreader.library import Library
    from feedreader.model.article import Headline

NEIGHBOURS = 4


class StoryPart(PicturePart):
    """Everything that makes a story whole."""

    def start_stories(self) -> None:
        """Nothing is asked for yet."""
        self.start_pictures()
        self._page_wanted = ""
        self._asked_full: set[ArticleId] = set()
        self._by_hand: set[ArticleId] = set()
        self.set_page()

    # --- full text

    def action_full_text(self) -> None:
        """The story as its page shows it; once that is here, the feed's own text again."""
        stored = self.chosen_article
        if stored is None or not stored.article.url:
            self.say("This article has no page to fetch.", bad=True)
            return

        def then(went_back: bool) -> None:
            if went_back:
                self.say("The feed's own text; w brings the page's back.")
                self._article_changed(stored.id)
            else:
                self.say("Fetching the whole story …")
                self._by_hand.add(stored.id)
                self.services.engine.send(FullText(stored.id))

        self.at_desk(lambda lib: lib.offline.show_feed_text(stored.id), then)

    def fetch_if_teaser(self) -> None:
        """A teaser is made whole while one begins to read; the text stays where it is."""
        stored, default = self.open_article, self.services.look.full_text
        if stored is None or stored.id in self._asked_full:
            return

        def then(wanted: bool) -> None:
            if wanted:
                self._asked_full.add(stored.id)
                self.services.engine.send(FullText(stored.id))

        self.at_desk(lambda lib: lib.offline.wants_full_text(stored, default), then, group="teaser")

    def story_kept(self, event: StoryKept) -> None:
        """More of a story is here."""
        self.headlines.reread()
        self._article_changed(event.article_id)
        # What is missing stands in the article's head; a toast is for who asked.
        if event.sentence and event.article_id in self._by_hand:
            self.say(event.sentence, bad=event.wholeness is Wholeness.FEED)
        self._by_hand.discard(event.article_id)

    def _article_changed(self, article_id: ArticleId) -> None:
        """The library knows more of an article: the open page takes it in at its place."""
        if self.open_article is None or self.open_article.id != article_id:
            return
        before = self.open_article
        self.open_article = self.library.articles.get(article_id)
        if self.open_article != before:
            self.article_view.show_changed(self.open_article)
            self.author_changed()

    # --- related stories

    def read_page(self, url: str) -> None:
        """A story by its address: from the library, else from its page, which is kept."""
        try:
            found = self.library.articles.find(url)
        except FeedreaderError:
            self._page_wanted = url
            self.say("Fetching the story …")
            self.services.engine.send(OpenPage(url))
        else:
            self.go_to(found)

    def page_opened(self, event: PageOpened) -> None:
        """The story came."""
        if event.url == self._page_wanted:
            self._page_wanted = ""
            self.go_to(event.article_id)

    def neighbours_changed(self) -> None:
        """Below the story: the nearest by text, if near enough."""
        stored = self.open_article
        if stored is None:
            return

        def work(library: Library) -> list[Headline]:
            return library.lists.rows(library.lists.similar(stored.id, NEIGHBOURS))

        def then(rows: list[Headline]) -> None:
            if self.open_article is not None and self.open_article.id == stored.id:
                lines = below_lines(rows, self.article_view.text_width, self.epoch_now)
                self.article_view.show_below(tuple(lines))

        self.at_desk(work, then, group="neighbours")

    # --- offline

    def action_keep(self) -> None:
        """The article whole, on this disk."""
        article_id = self._kept_id()
        if article_id is None:
            self.say("Put the cursor on an article first.")
            return
        self.say("Keeping the whole story …")
        self.services.engine.send(FullText(article_id))
        self.keep_offline((article_id,))

    def _kept_id(self) -> ArticleId | None:
        if self.memory.pane in (Pane.ARTICLE, Pane.AUTHOR) and self.open_article is not None:
            return self.open_article.id
        return self.headlines.current_id

    def action_keep_list(self) -> None:
        """Every article of the list whole."""
        ids = tuple(ArticleId(each) for each in self.headlines.ids)
        if not ids:
            self.say("There is nothing in this list.")
            return
        self.say(f"Keeping {len(ids):,} stories; ctrl+x cancels.")
        self.keep_offline(ids)

    def keep_offline(self, ids: tuple[ArticleId, ...]) -> None:
        """Asks the engine for whole stories."""
        from feedreader.engine.messages import Download

        self.services.engine.send(Download(ids))

    def download_progress(self, event: DownloadProgress) -> None:
        """How far it is."""
        if event.total > 1:
            self.update_status(note=f"offline {event.done}/{event.total} · {event.size / 1e6:.1f} MB")

    def downloaded(self, event: Downloaded) -> None:
        """All that could be had is here."""
        self.update_status(note="")
        self.headlines.reread()
        if event.asked > 1 or event.reason:
            self.say(told(event), bad=bool(event.failed and not event.whole))
        if self.open_article is not None:
            self._article_changed(self.open_article.id)


def told(event: Downloaded) -> str:
    """A download in one sentence."""
    parts = [f"{event.whole:,} whole"]
    if event.in_part:
        parts.append(f"{event.in_part:,} in part")
    if event.failed:
        parts.append(f"{event.failed:,} with the feed's text only")
    sentence = f"Kept offline: {', '.join(parts)} ({event.size / 1e6:.1f} MB)."
    return f"{sentence} {event.reason}" if event.reason else sentence
