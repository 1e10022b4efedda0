"""Looking at a feed without storing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine import addresses
from feedreader.engine.messages import Inspect, Inspected, Refused
from feedreader.fetch import Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind, Validators

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts

_NAMED = 8
"""Feeds of a page that a sentence names."""


async def run(parts: Parts, request: Inspect) -> None:
    """Reads a feed from an address or from the bytes given. Emits Inspected or Refused."""
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
        return
    sentence = parsed.sentence
    if parsed.kind is FailureKind.NOT_A_FEED:
        links = await parts.workers.call("feed_links", answer.body, answer.url)
        if links and not isinstance(links, Failure):
            named = ", ".join(link.url for link in addresses.offers(links)[:_NAMED])
            sentence = f"{sentence} It names these feeds: {named}"
    parts.emit(Refused(name, sentence, parsed.kind))


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
