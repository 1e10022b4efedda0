"""Finding a feed where a person pointed: at the feed, or at a page of its site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedreader.engine import addresses, poll
from feedreader.errors import UsageError
from feedreader.fetch import Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind
from feedreader.text import urls
from feedreader.text.counts import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedreader.content.page import FeedLink
    from feedreader.engine.parts import Parts
    from feedreader.engine.work import Fresh

_NO_HTTPS = frozenset({FailureKind.NO_NETWORK, FailureKind.TLS, FailureKind.REFUSED, FailureKind.TIMEOUT})
"""After these, what the person typed without a scheme is tried over plain http."""

_STOP_GUESSING = frozenset({FailureKind.NO_NETWORK, FailureKind.TIMEOUT, FailureKind.BUSY, FailureKind.TLS})
"""After these, a server is left alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that reads: the address to keep, the answer, and what a child made of it."""

    url: str
    answer: Answer
    fresh: Fresh


async def find(parts: Parts, candidates: Sequence[str], pick: int) -> Found | tuple[FeedLink, ...] | Failure:
    """The feed at the first of the addresses that answers, or the one that the page there
    offers. Several offers are returned, unless `pick` (from 1) names one of them. Raises
    UsageError when there are fewer than `pick`."""
    page = await _first(parts, candidates)
    if isinstance(page, Failure):
        return page
    asked, answer = page
    found = await _read(parts, asked, answer)
    if isinstance(found, Found) or found.kind is not FailureKind.NOT_A_FEED:
        return found
    links = await offered(parts, answer)
    if pick > len(links) > 0:
        raise UsageError(
            f"The site offers {plural(len(links), 'feed')}; pick a number from 1 to {len(links)}."
        )
    if links and (len(links) == 1 or pick):
        return await _follow(parts, links[max(pick, 1) - 1].url, answer)
    if links:
        return links
    return await _guess(parts, answer)


async def offered(parts: Parts, answer: Answer) -> tuple[FeedLink, ...]:
    """The feeds that a page names, those of comments left out; empty when it does not read."""
    links = await parts.workers.call("feed_links", answer.body, answer.url)
    return () if isinstance(links, Failure) else addresses.offers(links)


async def _first(parts: Parts, candidates: Sequence[str]) -> tuple[str, Answer] | Failure:
    """The first address that answers, or why the first of all did not."""
    first: Failure | None = None
    for address in candidates:
        answer = await poll.ask(parts, Request(address, cap=parts.options.cap))
        if isinstance(answer, Answer):
            return address, answer
        first = first or answer.failure
        if answer.failure.kind not in _NO_HTTPS:
            break
    return first or Failure(FailureKind.BAD_ADDRESS, "That is no web address.")


def _named(parts: Parts, url: str, page: Answer) -> Request:
    """For an address that a page gave. A page reaches private addresses on its own server only, and
    only if it came from there itself."""
    trust = addresses.place(page.url) if page.inside else ""
    return Request(url, cap=parts.options.cap, untrusted=True, trust=trust)


async def _follow(parts: Parts, url: str, page: Answer) -> Found | Failure:
    """The feed at an address that a page gave."""
    answer = await poll.ask(parts, _named(parts, url, page))
    if isinstance(answer, Fault):
        return answer.failure
    return await _read(parts, url, answer)


async def _read(parts: Parts, asked: str, answer: Answer) -> Found | Failure:
    fresh = await parts.workers.call(
        "parse_feed", answer.body, answer.content_type, answer.url, parts.clock(), ()
    )
    if isinstance(fresh, Failure):
        return fresh
    return Found(answer.moved_to or asked, answer, fresh)


async def _guess(parts: Parts, page: Answer) -> Found | Failure:
    """Tries where feeds usually are, one after another, until the first that reads."""
    for url in addresses.guesses(page.url):
        answer = await poll.ask(parts, _named(parts, url, page))
        if isinstance(answer, Fault):
            if answer.failure.kind in _STOP_GUESSING:
                break
            continue
        found = await _read(parts, url, answer)
        if isinstance(found, Found):
            return found
    return Failure(FailureKind.NOT_A_FEED, f"No feed was found at {urls.shown(page.url)}.")
