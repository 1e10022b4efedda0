"""Full text: an article as its own page shows it, kept beside what its feed gave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.content.extract.records import StoryKind
from feedreader.engine import bylines, judging, pages, places, profile
from feedreader.engine.addresses import place
from feedreader.engine.messages import FullText, StoryKept
from feedreader.errors import NotFoundError
from feedreader.fetch import Answer, Fault
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.model.document import EMPTY_DOCUMENT
from feedreader.model.feed import Failure, FailureKind
from feedreader.store.whole_records import TextSource
from feedreader.text import urls

if TYPE_CHECKING:
    from feedreader.engine.options import Options
    from feedreader.engine.page_work import ReadPage
    from feedreader.engine.parts import Parts
    from feedreader.store import Store

RETRY = timedelta(hours=1)
"""How long a page that failed is left alone."""

AGAIN = timedelta(days=7)
"""The same where an hour mends nothing: it is gone, behind a paywall, or no story."""

SILENT = frozenset({FailureKind.NO_NETWORK, FailureKind.TIMEOUT, FailureKind.BUSY, FailureKind.TLS})
"""After these a download leaves a server alone."""

NO_PAGE = "The feed gives no address for this story's page."
LESS = "The page gives less than the feed; the feed's text is shown."

_LESS = 0.7
"""Of the feed's words. A page with fewer was misread, or is another page."""


@dataclass(frozen=True, slots=True)
class Told:
    """How an article stands after its page was looked at; `size` in bytes fetched. `silent`: the
    server that did not answer."""

    wholeness: Wholeness
    sentence: str = ""
    size: int = 0
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """An article whose page is wanted, and the private server that it may lead to."""

    stored: StoredArticle
    trust: str


async def run(parts: Parts, request: FullText) -> None:
    """Brings an article's full text, unless it is here. Emits StoryKept."""
    told = await keep(parts, request.article_id)
    parts.emit(StoryKept(request.article_id, told.wholeness, told.sentence))


async def keep(parts: Parts, article: ArticleId) -> Told:
    """Fetches and keeps the page's text; what is here already, or failed lately, is not asked for
    again. Raises NotFoundError for an article that is gone."""
    now = parts.clock()
    subject = await parts.writer.run(_subject, article, now, parts.options)
    if isinstance(subject, Told):
        return subject
    url = urls.web(subject.stored.article.url)
    answer, size = await pages.fetch(parts, url, subject.trust)
    if isinstance(answer, Fault):
        told = await _unread(parts, article, answer.failure)
        return replace(told, silent=place(url) if answer.failure.kind in SILENT else "")
    known = replace(subject.stored.article, document=EMPTY_DOCUMENT)
    page = await parts.workers.call("read_page", answer.body, answer.url, answer.content_type, known)
    if isinstance(page, Failure):
        return replace(await _unread(parts, article, page), size=size)
    told = await parts.writer.run(_keep, article, page, answer, parts.clock(), parts.options)
    return replace(told, size=size)


def _subject(store: Store, article: ArticleId, now: datetime, options: Options) -> Subject | Told:
    """What to ask for; or how things stand where nothing is to be asked."""
    stored = store.articles.get(article)
    if stored is None:
        raise NotFoundError("That article is no longer in the library.")
    state = store.offline.get(article)
    if state.page_checked is not None:
        if state.source is TextSource.PAGE or not state.other:
            return Told(state.wholeness, state.missing)
        _back_to_page(store, article)
        verdict = judging.note(store, article, options, now)
        return Told(verdict.wholeness, verdict.missing)
    if not urls.web(stored.article.url):
        return Told(state.wholeness, NO_PAGE)
    if state.next_try is not None and now < state.next_try:
        return Told(state.wholeness, state.missing)
    return Subject(stored, places.of_feed(store, stored.feed_id))


def _back_to_page(store: Store, article: ArticleId) -> None:
    """Shows the page's text again, which a person had put aside."""
    from feedreader import content
    from feedreader.store import codec
    from feedreader.store.words import parted

    text = content.plain(codec.decode(store.offline.other_document(article) or b""))
    store.offline.exchange(article, parted(text))


async def _unread(parts: Parts, article: ArticleId, failure: Failure) -> Told:
    """The page did not come, or does not read. Where no server was asked nothing is noted."""
    wait = AGAIN if failure.kind in pages.FOR_GOOD else RETRY
    if failure.kind in pages.UNASKED:
        wait = timedelta(0)
    return await parts.writer.run(_failed, article, pages.told(failure), parts.clock() + wait)


def _failed(store: Store, article: ArticleId, sentence: str, again: datetime) -> Told:
    store.offline.failed(article, sentence, again)
    return Told(store.offline.get(article).wholeness, sentence)


def _keep(
    store: Store, article: ArticleId, page: ReadPage, answer: Answer, now: datetime, options: Options
) -> Told:
    """Stores what the page gave, whole or not at all."""
    with store.write():
        stored = store.articles.get(article)
        if stored is None:
            raise NotFoundError("That article is no longer in the library.")
        store.offline.add_alias(article, answer.url)
        if page.kind != StoryKind.ARTICLE or not page.prepared.document:
            return _failed(store, article, page.sentence or LESS, now + AGAIN)
        profile.visited(store, article, now + profile.FRESH)
        bylines.merge(store, stored, page.prepared.article.authors, answer.url, now)
        if page.words < _LESS * stored.article.words and store.offline.get(article).source is TextSource.FEED:
            return _failed(store, article, LESS, now + AGAIN)
        store.offline.add_alias(article, page.url)
        store.offline.keep_page(article, page.prepared, now)
        verdict = judging.note(store, article, options, now)
    return Told(verdict.wholeness, verdict.missing)
