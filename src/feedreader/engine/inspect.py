"""Looking at a feed or a page without storing it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedreader.content import MOST_FEEDS
from feedreader.content.extract.records import StoryKind
from feedreader.engine import addresses
from feedreader.engine.messages import Inspect, Inspected, Refused
from feedreader.fetch import Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind, Validators
from feedreader.parse import sniff

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts

_PAGES = frozenset({sniff.Kind.HTML, sniff.Kind.XML})

_NAMED = 8
"""Feeds of a page that a sentence names."""


async def run(parts: Parts, request: Inspect) -> None:
    """Reads a feed, or a page as a feed of one article, from an address or from the bytes given.
    Emits Inspected, or Refused for what is neither."""
    name = type(request).__name__
    answer = await _answer(parts, request)
    if isinstance(answer, Failure):
        parts.emit(Refused(name, answer.sentence, answer.kind))
        return
    parsed = await parts.workers.call(
        "read_feed", answer.body, answer.content_type, answer.url, parts.clock()
    )
    if not isinstance(parsed, Failure):
        parts.emit(Inspected(parsed.info, parsed.articles, answer.url))
    elif parsed.kind is FailureKind.NOT_A_FEED:
        parts.emit(await _page(parts, answer, parsed))
    else:
        parts.emit(Refused(name, parsed.sentence, parsed.kind))


async def _page(parts: Parts, answer: Answer, no_feed: Failure) -> Inspected | Refused:
    """What is no feed, as a page: its story, else why there is none and which feeds it names."""
    if sniff.kind(answer.body, answer.content_type) not in _PAGES or b"<" not in answer.body:
        return Refused(Inspect.__name__, no_feed.sentence, no_feed.kind)
    page = await parts.workers.call("see_page", answer.body, answer.url, answer.content_type)
    if isinstance(page, Failure):
        return Refused(Inspect.__name__, page.sentence, page.kind)
    is_story = page.kind != StoryKind.NOT_AN_ARTICLE and page.article.document.blocks
    if is_story and not _is_front(answer.url):
        return Inspected(page.info, (page.article,), answer.url)
    sentence = no_feed.sentence
    if page.sentence and page.sentence not in sentence:
        sentence = f"{sentence} {page.sentence}"
    links = await parts.workers.call("feed_links", answer.body, answer.url)
    if is_story and (not links or isinstance(links, Failure)):
        return Inspected(page.info, (page.article,), answer.url)
    if links and not isinstance(links, Failure):
        offers = addresses.offers(links)
        named = ", ".join(link.url for link in offers[:_NAMED])
        least = "at least " if len(links) >= MOST_FEEDS else ""
        more = f" and {least}{len(offers) - _NAMED} more" if len(offers) > _NAMED else ""
        sentence = f"{sentence} It names these feeds: {named}{more}"
    return Refused(Inspect.__name__, sentence, no_feed.kind)


def _is_front(url: str) -> bool:
    """Whether an address is a site's front page; one that names feeds is no story, however much
    text it has."""
    return bool(url) and not urlsplit(url).path.strip("/") and not urlsplit(url).query


async def _answer(parts: Parts, request: Inspect) -> Answer | Failure:
    """The bytes to read, from the request or from the network."""
    if request.body is not None:
        return Answer(request.base, 200, request.body, "", Validators())
    failure: Failure | None = None
    for address in addresses.typed(request.target):
        answer = await parts.client.get(Request(address, cap=parts.options.cap))
        if not isinstance(answer, Fault):
            return answer
        failure = failure or answer.failure
    return failure or Failure(FailureKind.BAD_ADDRESS, "That is no web address.")
