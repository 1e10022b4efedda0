"""Reading without a network: how whole articles are, whose text is shown, what each feed is to keep."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from feedreader.errors import NotFoundError
from feedreader.library.undo import Change, change
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.store.records import Step, StepKind
from feedreader.store.whole_records import (
    OfflineTotals,
    PicturePolicy,
    PictureState,
    StoredPicture,
    TextPolicy,
    TextSource,
)
from feedreader.text.urls import web

SHOWN_FEED = "The feed's text is shown; the page's is kept beside it."

_TEXTS = {
    TextPolicy.DEFAULT: "as the settings say",
    TextPolicy.AUTO: "from their pages where the feed gives a teaser",
    TextPolicy.FEED: "from the feed alone",
    TextPolicy.PAGE: "always from their pages",
}
_PICTURES = {
    PicturePolicy.DEFAULT: "as the settings say",
    PicturePolicy.ON: "on",
    PicturePolicy.OFF: "off",
}


@dataclass(frozen=True, slots=True)
class OfflineArticle:
    """What is on this disk of an article. `other`: the other text (the feed's, or the page's) is
    kept beside the one shown. `pictures` of its pictures are here, `bytes` large; `page_checked`
    is when its page was read."""

    wholeness: Wholeness
    missing: str
    source: TextSource
    other: bool
    page_checked: datetime | None
    pictures: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """An article that is not whole: its title and what is missing."""

    id: ArticleId
    title: str
    wholeness: Wholeness
    missing: str


class Offline:
    """What is kept for reading without a network."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def article(self, article: ArticleId) -> OfflineArticle:
        """What is on this disk of an article; "the feed's text" for one that is gone."""
        state = self._store.offline.get(article)
        kept = [each for each in self._store.pictures.of_article(article) if each.state is PictureState.KEPT]
        return OfflineArticle(
            state.wholeness,
            state.missing,
            state.source,
            state.other,
            state.page_checked,
            len(kept),
            sum({each.digest: each.size for each in kept}.values()),
        )

    def wanted(self, policy: str, newest: int) -> tuple[ArticleId, ...]:
        """The articles that a download by the settings' policy is about, newest first ("off" counts
        as "unread")."""
        only = policy if policy != "off" else "unread"
        return tuple(each.id for each in self._store.offline.wanted(only, newest))

    def lacking(self, articles: Iterable[int]) -> tuple[Lacking, ...]:
        """Those of some articles that are not whole, and why."""
        found = []
        for article in articles:
            state = self._store.offline.get(ArticleId(article))
            if state.wholeness is not Wholeness.WHOLE:
                title = self._store.articles.title(ArticleId(article))
                found.append(Lacking(ArticleId(article), title, state.wholeness, state.missing))
        return tuple(found)

    def totals(self) -> OfflineTotals:
        """The whole stories of the library in figures."""
        return OfflineTotals(
            self._store.offline.counts(),
            len(self._store.pictures.files()),
            self._store.pictures.total(),
            self._store.pictures.without(),
        )

    def wants_full_text(self, stored: StoredArticle, default: str = "auto") -> bool:
        """Whether opening an article is to fetch its page, by its feed's rule (`default`: the
        settings' `full_text`). Not when it is here, failed lately, or the person went back to the
        feed's text."""
        state = self._store.offline.get(stored.id)
        if state.page_checked is not None or not web(stored.article.url):
            return False
        if state.next_try is not None and self._clock() < state.next_try:
            return False
        own = self._store.offline.text_policy(stored.feed_id)
        policy = TextPolicy(default) if own is TextPolicy.DEFAULT else own
        if policy is not TextPolicy.AUTO:
            return policy is TextPolicy.PAGE
        from feedreader.normalise.teaser import is_teaser

        return state.source is TextSource.PAGE or is_teaser(stored.article)

    def show_feed_text(self, article: ArticleId) -> bool:
        """Shows the feed's own text again and keeps the page's beside it; False when there is no
        other. (A request for the full text brings the page's back, without a network.)"""
        from feedreader import content
        from feedreader.store import codec
        from feedreader.store.words import parted

        offline = self._store.offline
        state = offline.get(article)
        document = offline.other_document(article)
        if state.source is TextSource.FEED or document is None:
            return False
        with self._store.write():
            offline.exchange(article, parted(content.plain(codec.decode(document))))
            offline.judge(article, Wholeness.FEED, SHOWN_FEED)
        return True

    def text_policy(self, feed: FeedId) -> TextPolicy:
        """Whose text is wanted for a feed's articles."""
        return self._store.offline.text_policy(feed)

    def picture_policy(self, feed: FeedId) -> PicturePolicy:
        """Whether a feed's pictures are wanted."""
        return self._store.offline.picture_policy(feed)

    def pictures_of(self, feed: FeedId, default: str) -> str:
        """Whether a feed's pictures are to be shown: its own rule, "on" or "off", else the
        settings' `pictures`."""
        own = self._store.offline.picture_policy(feed)
        return default if own is PicturePolicy.DEFAULT else own.value

    def picture_size(self, url: str) -> tuple[int, int] | None:
        """Width and height in pixels of a picture that is on this disk, as far as the library
        knows; None for any other."""
        found = self._kept(url)
        return (found.width, found.height) if found else None

    def picture_file(self, url: str) -> tuple[str, bytes] | None:
        """The digest and the bytes of a picture that is on this disk; None for any other."""
        from feedreader.media.keep import Shelf
        from feedreader.media.records import Extension

        found = self._kept(url)
        if found is None:
            return None
        # The shelf stands beside the library, where the engine keeps it.
        shelf = Shelf(self._store.path.parent / "pictures")
        data = shelf.read(found.digest, Extension(found.extension))
        return (found.digest, data) if data else None

    def _kept(self, url: str) -> StoredPicture | None:
        found = self._store.pictures.find(web(url))
        return found if found is not None and found.digest else None

    def set_text_policy(self, feed: FeedId, policy: TextPolicy) -> Change | None:
        """Whose text is wanted for a feed's articles from now on; None when nothing was different.
        Raises `NotFoundError`."""
        title, before = self._title(feed), self._store.offline.text_policy(feed)
        if before is policy:
            return None
        with self._store.write():
            self._store.offline.set_text_policy((feed,), policy)
            sentence = f"Articles of {title}: {_TEXTS[policy]}"
            return self._journal(StepKind.TEXT, feed, (before, policy), sentence)

    def set_picture_policy(self, feed: FeedId, policy: PicturePolicy) -> Change | None:
        """Whether a feed's pictures are wanted from now on; None when nothing was different.
        Raises `NotFoundError`."""
        title, before = self._title(feed), self._store.offline.picture_policy(feed)
        if before is policy:
            return None
        with self._store.write():
            self._store.offline.set_picture_policy((feed,), policy)
            sentence = f"Pictures of {title}: {_PICTURES[policy]}"
            return self._journal(StepKind.PICTURES, feed, (before, policy), sentence)

    def saved_pages(self) -> FeedId | None:
        """The feed that holds pages saved one by one, for a list of its own; None while there are
        none. It is no subscription, and `Feeds.all` leaves it out."""
        return self._store.offline.saved_pages()

    def _title(self, feed: FeedId) -> str:
        found = self._store.feeds.get(feed)
        if found is None:
            raise NotFoundError(f"There is no feed {feed}; `feedreader feeds` shows them.")
        return found.title

    def _journal(self, kind: StepKind, feed: FeedId, values: tuple[str, str], sentence: str) -> Change:
        step = Step(kind, array("q", [feed]), before=str(values[0]), after=str(values[1]))
        return change(self._store.journal.add(sentence, (step,), self._clock()), sentence, (step,))
