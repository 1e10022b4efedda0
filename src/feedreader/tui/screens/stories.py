"""The part for whole stories: full text, related stories, keeping them offline."""

from __future__ import annotations

from dataclasses import replace
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
from feedreader.text.counts import plural
from feedreader.tui.panes import Pane
from feedreader.tui.screens.picturing import PicturePart

if TYPE_CHECKING:
    from feedreader.library import Library
    from feedreader.library.offline import OfflineArticle
    from feedreader.model.article import Headline, StoredArticle

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
        if self.open_article is not None and self.open_article.id == article_id:
            self._show_anew(self.library.articles.get(article_id))

    def _show_anew(self, stored: StoredArticle) -> None:
        self.open_article = stored
        # What the page shows, not what was known: an author's profile may have come in between.
        if stored != self.article_view.article:
            self.article_view.show_changed(stored)
            self.author_changed()

    def picture_came(self) -> None:
        """See PicturePart: what the head says is missing may be here now."""
        stored = self.open_article
        if stored is None or not stored.missing:
            return

        def then(now: OfflineArticle) -> None:
            story = self.open_article
            if story is not None and story.id == stored.id and now.missing != story.missing:
                self._show_anew(replace(story, wholeness=now.wholeness, missing=now.missing))
                self.headlines.reread()

        self.at_desk(lambda library: library.offline.article(stored.id), then, group="missing")

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
                self.article_view.show_below(rows, self.epoch_now)

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
        key = self.key_of("feed.cancel")
        cancels = f"; {key} cancels" if key else ""
        self.say(f"Keeping {plural(len(ids), 'story', 'stories')}{cancels}.")
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
