"""The author's own page, and WordPress's interface: one polite visit for an author, kept 30 days,
and only where the story's page left something open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import bylines, manners, pages, poll
from feedreader.fetch import Answer, Fault, Request
from feedreader.model.author import AuthorKind, Origin
from feedreader.model.feed import Failure
from feedreader.text import urls

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts
    from feedreader.model.article import ArticleId
    from feedreader.model.author import Author, AuthorId, StoredAuthor
    from feedreader.store import Store

FRESH = timedelta(days=30)
"""How long what an author's page said, or that it said nothing, is taken as known."""

RETRY = timedelta(hours=1)
"""How long a page that failed is left alone."""

MOST = 3
"""Authors of one article whose pages are visited."""

_SENTENCE = 160
"""Characters of a biography that a box under a story may have shortened."""
_ENDS = (".", "!", "?", ")", "\u201d", '"', "\u3002")

_JSON = "application/json"
_CAP = 1024 * 1024
"""Bytes of an answer of WordPress's interface; honest ones have 2 kB."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An author whose own page may say what is missing; `url` is empty where none is known."""

    id: AuthorId
    name: str
    url: str = ""


def due(store: Store, article: ArticleId, now: datetime) -> tuple[Visit, ...]:
    """The article's authors of whom a role, a biography or a picture is missing, and who were not
    visited lately. Their page must be on the article's site or its feed's."""
    stored = store.articles.get(article)
    if stored is None:
        return ()
    feed = store.feeds.get(stored.feed_id)
    sites = [urls.host(stored.article.url), urls.host(feed.url if feed else "")]
    found: list[Visit] = []
    for author in stored.authors:
        again = store.authors.next_visit(author.id)
        if not _lacks(author.profile) or (again is not None and now < again):
            continue
        url = author.profile.url
        own = bool(_path(url)) and any(_one_site(urls.host(url), site) for site in sites)
        named = own and not urls.same_page(url, stored.article.url)
        found.append(Visit(author.id, author.profile.name, url if named else ""))
    return tuple(found[:MOST])


async def visit(parts: Parts, wanted: Visit, trust: str, api: str = "") -> bool:
    """Visits an author's page, then WordPress's interface where a page offers it (`api`: the
    story's did); whether the profile says more now."""
    async with parts.once.hold(f"author {wanted.id}"):
        if not await parts.writer.run(_still_due, wanted.id, parts.clock()):
            return False
        changed = False
        if wanted.url:
            changed, offered = await _own(parts, wanted, trust)
            api = offered or api
        gaps = await parts.writer.run(_has_gaps, wanted.id)
        if api and gaps:
            changed = await _interface(parts, wanted, api, trust) or changed
        return changed


async def _own(parts: Parts, wanted: Visit, trust: str) -> tuple[bool, str]:
    welcome = await manners.welcome(parts, wanted.url, trust)
    if not welcome:
        if welcome is False:
            await _again(parts, wanted, manners.KEPT)
        return False, ""
    answer, _ = await pages.fetch(parts, wanted.url, trust)
    if isinstance(answer, Fault):
        await _missed(parts, wanted, wanted.url, answer)
        return False, ""
    page = await parts.workers.call("author_page", answer.body, answer.url, wanted.name)
    if isinstance(page, Failure) or page.author is None:
        await _again(parts, wanted, FRESH)
        return False, "" if isinstance(page, Failure) else page.api
    saved = await parts.writer.run(_save, wanted, page.author, answer.url, Origin.OWN, parts.clock())
    return saved, page.api


async def _interface(parts: Parts, wanted: Visit, api: str, trust: str) -> bool:
    if not await manners.welcome(parts, api, trust):
        return False
    answer = await poll.ask(parts, Request(api, accept=_JSON, cap=_CAP, untrusted=True, trust=trust))
    if not isinstance(answer, Answer):
        await _missed(parts, wanted, api, answer)
        return False
    author = await parts.workers.call("wordpress_user", answer.body, answer.url, wanted.name)
    if author is None or isinstance(author, Failure):
        await _again(parts, wanted, FRESH)
        return False
    return await parts.writer.run(_save, wanted, author, answer.url, Origin.INTERFACE, parts.clock())


async def _missed(parts: Parts, wanted: Visit, url: str, fault: Fault) -> None:
    """Remembers that nothing came. Where no server was asked nothing is noted."""
    kind, status = fault.failure.kind, fault.failure.status or 0
    if kind in pages.UNASKED:
        return
    if status in manners.REFUSALS:
        await manners.refused(parts, url)
    gone = kind in pages.FOR_GOOD or 400 <= status < 500
    await _again(parts, wanted, FRESH if gone else RETRY)


async def _again(parts: Parts, wanted: Visit, wait: timedelta) -> None:
    again = parts.clock() + wait
    await parts.writer.run(lambda store: store.authors.set_next_visit(wanted.id, again))


def _save(store: Store, wanted: Visit, said: Author, source: str, origin: Origin, now: datetime) -> bool:
    with store.write():
        known = store.authors.get(wanted.id)
        if known is None:
            return False
        store.authors.set_next_visit(known.id, now + FRESH)
        return bylines.learn(store, known, said, source, origin, now)


def _still_due(store: Store, author: AuthorId, now: datetime) -> bool:
    """Another job may have visited meanwhile."""
    known: StoredAuthor | None = store.authors.get(author)
    again = store.authors.next_visit(author)
    return known is not None and _lacks(known.profile) and (again is None or again <= now)


def _has_gaps(store: Store, author: AuthorId) -> bool:
    """Whether the interface, which knows of no roles, could say something new."""
    known = store.authors.get(author)
    return known is not None and not (known.profile.bio and known.profile.avatar)


def _lacks(profile: Author) -> bool:
    whole = profile.role and profile.avatar and not _cut(profile.bio)
    return profile.kind is AuthorKind.PERSON and not whole


def _cut(bio: str) -> bool:
    """Whether a biography is missing, or may be the beginning of one: stories' pages show a
    sentence of it, or 250 characters and a "Read more"."""
    return len(bio) < _SENTENCE or not bio.endswith(_ENDS)


def _path(url: str) -> str:
    """What stands behind the host: a site's front page is nobody's own."""
    return urls.web(url).partition("://")[2].partition("/")[2]


def _one_site(one: str, other: str) -> bool:
    """Whether two hosts are one site's: the same, or one below the other."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return bool(one and other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
