"""Who wrote this: what an article's own page says of its authors. Only when a person asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import addresses, bylines, pages
from feedreader.engine.messages import Profile, ProfileKnown
from feedreader.errors import NotFoundError
from feedreader.fetch import Fault
from feedreader.model.feed import Failure, FailureKind
from feedreader.text import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedreader.engine.parts import Parts
    from feedreader.model.article import ArticleId
    from feedreader.model.author import Author
    from feedreader.store import Store

FRESH = timedelta(days=30)
"""How long what a page said is taken as known."""

RETRY = timedelta(hours=1)
"""How long a page that failed is left alone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An article whose page is wanted: its address, and its feed's, which the person trusts."""

    url: str
    feed_url: str


async def run(parts: Parts, request: Profile) -> None:
    """Reads the article's page for its authors, at most once in 30 days. Emits ProfileKnown,
    also when the page could not be read: then nothing has changed."""
    subject = await parts.writer.run(_subject, request.article_id, parts.clock())
    changed = False
    if subject is not None:
        changed = await _learn(parts, request.article_id, subject)
    parts.emit(ProfileKnown(request.article_id, changed))


async def _learn(parts: Parts, article: ArticleId, subject: Subject) -> bool:
    trust = addresses.place(subject.feed_url)
    answer, _ = await pages.fetch(parts, subject.url, trust)
    if isinstance(answer, Fault):
        if answer.failure.kind is not FailureKind.NO_NETWORK:
            wait = FRESH if answer.failure.kind in pages.FOR_GOOD else RETRY
            await parts.writer.run(visited, article, parts.clock() + wait)
        return False
    authors = await parts.workers.call("page_authors", answer.body, answer.url)
    if isinstance(authors, Failure):
        authors = ()
    return await parts.writer.run(_save, article, authors, answer.url, parts.clock())


def _subject(store: Store, article: ArticleId, now: datetime) -> Subject | None:
    """The article's page, or None when it has none, when what it says is known and fresh, or
    when it failed lately."""
    stored = store.articles.get(article)
    if stored is None:
        raise NotFoundError("That article is no longer in the library.")
    if not urls.web(stored.article.url):
        return None
    feed = store.feeds.get(stored.feed_id)
    checked = [store.authors.profile_checked(author.id) for author in stored.authors]
    known = bool(checked) and all(when is not None and now - when < FRESH for when in checked)
    if known or now.timestamp() < _next_visit(store, article):
        return None
    return Subject(stored.article.url, feed.url if feed else "")


def _next_visit(store: Store, article: ArticleId) -> float:
    """When the article's page may be asked for again, epoch seconds."""
    return float(store.state.get(f"page.next/{article}") or 0)


def visited(store: Store, article: ArticleId, again: datetime) -> None:
    """Notes that an article's page was looked at, and when to look again."""
    store.state.set(f"page.next/{article}", str(int(again.timestamp())))


def _save(store: Store, article: ArticleId, found: Sequence[Author], source: str, now: datetime) -> bool:
    """Merges what the page says into the authors' records; whether anything shows that did not."""
    with store.write():
        stored = store.articles.get(article)
        if stored is None:
            return False
        visited(store, article, now + FRESH)
        return bylines.merge(store, stored, found, source, now)
