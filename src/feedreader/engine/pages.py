"""A story's page: one polite request, whoever wants it, and remembered for a few minutes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import poll
from feedreader.fetch import PAGE_ACCEPT, Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts

PAGE_CAP = 8 * 1024 * 1024
"""Bytes of a page. Pages with everything inlined reach 5 MB."""

_REMEMBERED = timedelta(minutes=5)
"""Whoever opens a story wants its text and its authors: one page, two jobs."""
_ROOM = 16 * 1024 * 1024

FOR_GOOD = frozenset(
    {
        FailureKind.NOT_FOUND,
        FailureKind.GONE,
        FailureKind.BAD_ADDRESS,
        FailureKind.TOO_LARGE,
        FailureKind.TOO_SLOW,
        FailureKind.BROKEN,
    }
)
"""Failures that an hour does not mend."""

UNASKED = frozenset({FailureKind.NO_NETWORK, FailureKind.BUSY, FailureKind.PRIVATE})
"""Failures after which no server was asked, so that the next try bothers none."""


class RecentPages:
    """The pages that came in the last minutes, at most 16 MB of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[datetime, Answer]] = OrderedDict()

    def get(self, url: str, now: datetime) -> Answer | None:
        """The page at an address, if it came lately."""
        found = self._kept.get(url)
        if found is None or now - found[0] > _REMEMBERED:
            return None
        return found[1]

    def put(self, url: str, answer: Answer, now: datetime) -> None:
        """Remembers a page."""
        self._kept[url] = (now, answer)
        self._kept.move_to_end(url)
        while sum(len(each.body) for _, each in self._kept.values()) > _ROOM:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forgets all of them."""
        self._kept.clear()


def told(failure: Failure) -> str:
    """A failure's sentence for a page or a picture: what `fetch` advises to do about a feed is left
    out."""
    if not failure.status:
        return failure.sentence
    return failure.sentence.partition("; ")[0].rstrip(".") + "."


async def fetch(parts: Parts, url: str, trust: str) -> tuple[Answer | Fault, int]:
    """The page at an address, and the bytes that were fetched for it now. A stranger named the
    address, so that it leads to public servers only, or to `trust` (the feed's
    own, see `places`)."""
    async with parts.once.hold(f"page {url}"):
        known = parts.pages.get(url, parts.clock())
        if known is not None:
            return known, 0
        answer = await poll.ask(
            parts, Request(url, accept=PAGE_ACCEPT, cap=PAGE_CAP, untrusted=True, trust=trust)
        )
        if isinstance(answer, Fault):
            return answer, 0
        parts.pages.put(url, answer, parts.clock())
        return answer, len(answer.body)
