"""Opening a link inside the reader: the story there comes into the library, unless it is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from feedreader.content.extract.records import StoryKind
from feedreader.engine import judging, pages, places
from feedreader.engine.messages import OpenPage, PageOpened, Refused
from feedreader.fetch import Fault
from feedreader.model.article import ArticleId, Wholeness
from feedreader.model.feed import Failure, FailureKind
from feedreader.text import urls

if TYPE_CHECKING:
    from feedreader.engine.options import Options
    from feedreader.engine.page_work import ReadPage
    from feedreader.engine.parts import Parts
    from feedreader.store import Store

NO_STORY = "There is no story at this address; open it in the browser."


@dataclass(frozen=True, slots=True)
class Opened:
    """A story that is in the library, and the bytes that were fetched for it now."""

    id: ArticleId
    size: int = 0


async def run(parts: Parts, request: OpenPage) -> None:
    """Brings the story at an address into the library. Emits PageOpened or Refused."""
    trust = await parts.writer.run(places.of_address, request.url)
    opened = await keep(parts, request.url, trust)
    if isinstance(opened, Failure):
        parts.emit(Refused(type(request).__name__, opened.sentence, opened.kind))
    else:
        parts.emit(PageOpened(request.url, opened.id))


async def keep(parts: Parts, url: str, trust: str = "") -> Opened | Failure:
    """The story at an address: the library's, else fetched and kept under "Saved pages"."""
    address = urls.web(url)
    if not address:
        return Failure(FailureKind.BAD_ADDRESS, "That is no web address.")
    async with parts.once.hold(f"open {address}"):
        known = await parts.writer.run(lambda store: store.articles.by_url(address))
        if known is not None:
            return Opened(known)
        answer, size = await pages.fetch(parts, address, trust)
        if isinstance(answer, Fault):
            return replace(answer.failure, sentence=pages.told(answer.failure))
        known = await parts.writer.run(_elsewhere, address, answer.url)
        if known is not None:
            return Opened(known, size)
        page = await parts.workers.call("read_page", answer.body, answer.url, answer.content_type, address)
        if isinstance(page, Failure):
            return page
        kept = await parts.writer.run(_keep, page, address, answer.url, parts.clock(), parts.options)
        return kept if isinstance(kept, Failure) else Opened(kept, size)


def _elsewhere(store: Store, asked: str, found: str) -> ArticleId | None:
    """The article that an address leads to in the end, if it is here; it is then known under
    both."""
    known = store.articles.by_url(found) if found != asked else None
    if known is not None:
        store.offline.add_alias(known, asked)
    return known


def _keep(
    store: Store, page: ReadPage, asked: str, found: str, now: datetime, options: Options
) -> ArticleId | Failure:
    if page.kind == StoryKind.NOT_AN_ARTICLE or not page.prepared.document:
        return Failure(FailureKind.NOT_A_FEED, page.sentence or NO_STORY)
    with store.write():
        known = _elsewhere(store, asked, page.url)
        if known is not None:
            return known
        feed = store.offline.saved_pages(now)
        if feed is None:
            return Failure(FailureKind.BROKEN, NO_STORY)
        applied = store.articles.apply(feed, (page.prepared,), (), (), now)
        article = applied.new_ids[0] if applied.new_ids else store.articles.by_url(asked)
        if article is None:
            return Failure(FailureKind.BROKEN, NO_STORY)
        for address in (found, page.url):
            store.offline.add_alias(article, address)
        # Nobody is to find it among the unread news: it came because somebody followed a link.
        store.articles.set_read((article,), True)
        store.offline.came_whole(article, now)
        if page.kind == StoryKind.ARTICLE:
            judging.note(store, article, options, now)
        else:
            store.offline.judge(article, Wholeness.FEED, page.sentence)
    return article
