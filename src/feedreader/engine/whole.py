"""One article made whole: its text, its pictures, its authors' faces, its related stories."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedreader.engine import judging, page, pictures, places, profile, story
from feedreader.engine.addresses import place
from feedreader.model.article import ArticleId, Wholeness
from feedreader.model.feed import Failure
from feedreader.normalise import wanted
from feedreader.store.whole_records import PictureState, TextSource

if TYPE_CHECKING:
    from feedreader.engine.options import Options
    from feedreader.engine.parts import Parts
    from feedreader.model.feed import FeedId
    from feedreader.store import Store

SIDE_BY_SIDE = 8
"""Pictures of a download under way at a time: each may have 20 MB, and one that the person looks at
must not wait behind many."""


_ROUNDS = 3
"""Looks at an article before it is left as it is."""


@dataclass(slots=True)
class Tally:
    """Bytes of a download: `fetched` over the network, `kept` on the shelf by now; and servers
    that are left alone for the rest of it, because they did not answer."""

    kept: int = 0
    fetched: int = 0
    silent: set[str] = field(default_factory=set)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SIDE_BY_SIDE))


@dataclass(frozen=True, slots=True)
class Needs:
    """What an article lacks: its page, pictures, related stories; all by address."""

    page: bool = False
    pictures: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


async def make(parts: Parts, article: ArticleId, feed: FeedId, tally: Tally) -> Wholeness:
    """Fetches what an article lacks, related stories one level deep; stores each part at once, so
    that nothing is fetched again when this is cut short. Returns how whole it is then."""
    trust = await parts.writer.run(places.of_feed, feed)
    tried = await _alone(parts, article, trust, tally)
    if not tally.silent and await parts.writer.run(_from_its_page, article):
        # Who wrote it belongs to a whole story; the face is fetched with the last pictures.
        await profile.learn(parts, article)
    needs = await parts.writer.run(_needs, article, parts.options)
    for url in needs.related:
        if place(url) not in tally.silent:
            await _related(parts, url, trust, tally)
    return await _finish(parts, article, trust, tally, tried)


def _from_its_page(store: Store, article: ArticleId) -> bool:
    """The page was read, so its authors cost no request more than their own pages."""
    return store.offline.get(article).source is TextSource.PAGE


async def _alone(parts: Parts, article: ArticleId, trust: str, tally: Tally) -> set[str]:
    """The article's own text and pictures. Returns the pictures that were tried."""
    needs = await parts.writer.run(_needs, article, parts.options)
    if needs.page:
        told = await story.keep(parts, article)
        tally.fetched += told.size
        if told.silent:
            tally.silent.add(told.silent)
        needs = await parts.writer.run(_needs, article, parts.options)
    await _pictures(parts, needs.pictures, trust, tally)
    return {url.partition("#")[0] for url in needs.pictures}


async def _finish(parts: Parts, article: ArticleId, trust: str, tally: Tally, tried: set[str]) -> Wholeness:
    """The verdict. Another story may have shown an author's face meanwhile: that one is fetched
    first."""
    for _ in range(_ROUNDS):
        wholeness, untried = await parts.writer.run(_done, article, parts)
        more = [url for url in untried if url not in tried]
        if not more:
            break
        tried.update(more)
        await _pictures(parts, more, trust, tally)
    return wholeness


async def _pictures(parts: Parts, urls: Sequence[str], trust: str, tally: Tally) -> None:
    async def one(url: str) -> None:
        async with tally.gate:
            await _picture(parts, url, trust, tally)

    # Not a group of tasks: an error of the library comes out as itself.
    await asyncio.gather(*map(one, urls))


async def _picture(parts: Parts, url: str, trust: str, tally: Tally) -> None:
    host = place(url)
    if host in tally.silent:
        return
    got = await pictures.get(parts, url, trust)
    tally.fetched += got.size
    if got.silent:
        tally.silent.add(host)
    if got.size and got.kept and got.picture is not None:
        tally.kept += got.picture.size


async def _related(parts: Parts, url: str, trust: str, tally: Tally) -> None:
    """A related story: its text and pictures, but not what is related to it."""
    opened = await page.keep(parts, url, trust)
    if isinstance(opened, Failure):
        if opened.kind in story.SILENT:
            tally.silent.add(place(url))
        return
    tally.fetched += opened.size
    tried = await _alone(parts, opened.id, trust, tally)
    await _finish(parts, opened.id, trust, tally, tried)


def _needs(store: Store, article: ArticleId, options: Options) -> Needs:
    stored = store.articles.get(article)
    if stored is None:
        return Needs()
    wants = judging.wants_page(store, stored, options) and not judging.chosen_feed(store.offline.get(article))
    urls: tuple[str, ...] = ()
    if judging.wants_pictures(store, stored.feed_id, options):
        authors = [each.profile for each in stored.authors]
        urls = tuple(each.url for each in wanted.pictures(stored.article, authors))
    return Needs(wants, urls, wanted.related(stored.article))


def _done(store: Store, article: ArticleId, parts: Parts) -> tuple[Wholeness, tuple[str, ...]]:
    """Notes the verdict; with it the pictures that nobody has asked for yet."""
    with store.write():
        store.offline.looked(article, parts.clock())
        verdict = judging.note(store, article, parts.options, parts.clock())
        urls = _needs(store, article, parts.options).pictures if verdict.missing else ()
        wanted_still = [each for each in store.pictures.several(urls) if each.state is PictureState.WANTED]
    return verdict.wholeness, tuple(each.url for each in wanted_still)
