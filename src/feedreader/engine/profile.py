"""Who wrote this: what an article's own page says of its authors, then their pages. Only when a
person asks, or wants the article kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import bylines, own_page, pages, places
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
    """An article whose authors are wanted: its page's address, empty where it is not to be asked
    for (now), and the private server that it may lead to."""

    url: str
    trust: str


async def run(parts: Parts, request: Profile) -> None:
    """Reads the article's page for its authors, and theirs for what is missing, each at most once
    in 30 days. Emits ProfileKnown as soon as something shows, and at the end, also when no page
    could be read: then nothing has changed."""

    def tell() -> None:
        parts.emit(ProfileKnown(request.article_id, True, more=True))

    changed = await learn(parts, request.article_id, tell)
    parts.emit(ProfileKnown(request.article_id, changed))


async def learn(parts: Parts, article: ArticleId, tell: Callable[[], None] = lambda: None) -> bool:
    """The same without events; whether the profiles say more than before. `tell` is called when
    they do and yet another page is going to be asked. Raises NotFoundError."""
    subject = await parts.writer.run(_subject, article, parts.clock())
    trust = subject.trust
    changed, api = await _from_page(parts, article, subject.url, trust) if subject.url else (False, "")
    told = not changed
    wanted = await parts.writer.run(own_page.due, article, parts.clock())
    for author in wanted:
        if not author.url and not (api and len(wanted) == 1):
            continue
        if not told:
            tell()
        told = True
        if await own_page.visit(parts, author, trust, api if len(wanted) == 1 else ""):
            changed, told = True, False
    return changed


async def _from_page(parts: Parts, article: ArticleId, url: str, trust: str) -> tuple[bool, str]:
    """What the article's page says; and where WordPress's interface says more, if it names that."""
    answer, _ = await pages.fetch(parts, url, trust)
    if isinstance(answer, Fault):
        if answer.failure.kind not in (FailureKind.NO_NETWORK, FailureKind.PRIVATE):
            wait = FRESH if answer.failure.kind in pages.FOR_GOOD else RETRY
            await parts.writer.run(visited, article, parts.clock() + wait)
        return False, ""
    found = await parts.workers.call("who_wrote", answer.body, answer.url)
    authors = () if isinstance(found, Failure) else found.authors
    saved = await parts.writer.run(_save, article, authors, answer.url, parts.clock())
    return saved, "" if isinstance(found, Failure) else found.api


def _subject(store: Store, article: ArticleId, now: datetime) -> Subject:
    """The article's page, unless it has none, what it says is known and fresh, or it failed
    lately."""
    stored = store.articles.get(article)
    if stored is None:
        raise NotFoundError("That article is no longer in the library.")
    checked = [store.authors.profile_checked(author.id) for author in stored.authors]
    known = bool(checked) and all(when is not None and now - when < FRESH for when in checked)
    asked = known or now.timestamp() < _next_visit(store, article)
    return Subject("" if asked else urls.web(stored.article.url), places.of_feed(store, stored.feed_id))


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
