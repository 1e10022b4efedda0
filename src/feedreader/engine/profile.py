"""Who wrote this: what an article's own page says of its authors. Only when a person asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import addresses, poll
from feedreader.engine.messages import Profile, ProfileKnown
from feedreader.errors import NotFoundError
from feedreader.fetch import PAGE_ACCEPT, Fault, Request
from feedreader.model.author import AuthorKind
from feedreader.model.feed import Failure, FailureKind
from feedreader.text import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedreader.engine.parts import Parts
    from feedreader.model.article import ArticleId, StoredArticle
    from feedreader.model.author import Author, StoredAuthor
    from feedreader.store import Store

FRESH = timedelta(days=30)
"""How long what a page said is taken as known."""

RETRY = timedelta(hours=1)
"""How long a page that failed is left alone."""

_FOR_GOOD = frozenset(
    {FailureKind.NOT_FOUND, FailureKind.GONE, FailureKind.BAD_ADDRESS, FailureKind.TOO_LARGE}
)
"""Failures that an hour does not mend."""

PAGE_CAP = 8 * 1024 * 1024
"""Bytes of a page. Pages with everything inlined reach 5 MB."""


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
    untrusted = addresses.place(subject.url) != addresses.place(subject.feed_url)
    answer = await poll.ask(
        parts, Request(subject.url, accept=PAGE_ACCEPT, cap=PAGE_CAP, untrusted=untrusted)
    )
    if isinstance(answer, Fault):
        if answer.failure.kind is not FailureKind.NO_NETWORK:
            wait = FRESH if answer.failure.kind in _FOR_GOOD else RETRY
            await parts.writer.run(_visited, article, parts.clock() + wait)
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


def _visited(store: Store, article: ArticleId, again: datetime) -> None:
    store.state.set(f"page.next/{article}", str(int(again.timestamp())))


def _save(store: Store, article: ArticleId, found: Sequence[Author], source: str, now: datetime) -> bool:
    """Merges what the page says into the authors' records; whether anything shows that did not.

    Where the feed named a person, that byline stands, for a page names others in its margins;
    where it named nobody, or a desk only, those on the page are its authors."""
    from feedreader.normalise import authors as merging

    with store.write():
        stored = store.articles.get(article)
        if stored is None:
            return False
        _visited(store, article, now + FRESH)
        site = urls.host(stored.article.url)
        changed = False
        strangers: list[Author] = []
        for author in found:
            old = _same(stored.authors, author, site)
            if old is None:
                strangers.append(author)
                continue
            merged = merging.merge(old.profile, author)
            store.authors.save_profile(old.id, merged, source, now)
            changed = changed or merged != old.profile
        if strangers and not any(known.profile.kind is AuthorKind.PERSON for known in stored.authors):
            _credit(store, stored, strangers, source, now)
            changed = True
    return changed


def _credit(
    store: Store, stored: StoredArticle, authors: Sequence[Author], source: str, now: datetime
) -> None:
    """Names these as the article's authors, ahead of the desks that the feed named."""
    site = urls.host(stored.article.url)
    ids = [store.authors.upsert(site, author, now, source) for author in authors]
    store.authors.link(stored.id, [*ids, *(known.id for known in stored.authors)])
    names = [author.name for author in (*authors, *(known.profile for known in stored.authors))]
    store.authors.set_byline(stored.id, ", ".join(dict.fromkeys(names)))


def _same(known: Sequence[StoredAuthor], author: Author, site: str) -> StoredAuthor | None:
    """The article's author that a page's author is: the one with its address, else the one with
    its name, unless that one has another address."""
    from feedreader.normalise import authors as merging

    def named(profile: Author) -> str:
        return merging.key(replace(profile, url=""), site)

    for each in known:
        if merging.key(each.profile, site) == merging.key(author, site):
            return each
    for each in known:
        if named(each.profile) == named(author) and not (each.profile.url and author.url):
            return each
    return None
