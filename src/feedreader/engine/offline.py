"""A download: articles made whole for reading without a network, within a budget."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.engine import whole
from feedreader.engine.addresses import interleaved, place
from feedreader.engine.evicting import make_room
from feedreader.engine.messages import Download, Downloaded, DownloadProgress
from feedreader.errors import FeedreaderError
from feedreader.model.article import ArticleId, Wholeness

if TYPE_CHECKING:
    from feedreader.engine.options import Options
    from feedreader.engine.parts import Parts
    from feedreader.store import Store
    from feedreader.store.whole_records import Candidate

_log = logging.getLogger(__name__)

AT_ONCE = 8
"""Articles under way at a time."""

LATER = timedelta(days=1)
"""How long a download after a refresh leaves an article alone that it could not make whole."""

CANCELLED = "It was cancelled."
METERED = "The line is metered; the settings say not to download there."
FULL = "The room for pictures is used up ({size:,} MB); the settings say how much there is."


async def run(parts: Parts, request: Download) -> None:
    """Makes articles whole. Emits DownloadProgress for each, and Downloaded, also when it is
    cancelled."""
    async with parts.once.hold("download"):
        batch = Batch(parts, request)
        try:
            await batch.run()
        except asyncio.CancelledError:
            batch.reason = CANCELLED
        batch.end()


class Batch:
    """A download under way: what is left to do, and the count of what is done."""

    def __init__(self, parts: Parts, request: Download) -> None:
        self._parts = parts
        self._request = request
        self._marks: dict[ArticleId, Wholeness] = {}
        self._waiting: deque[Candidate] = deque()
        self._tally = whole.Tally()
        self._protected: frozenset[int] = frozenset()
        self._done = 0
        self.reason = ""
        """Why it ended early."""

    async def run(self) -> None:
        """Works through the articles, newest first, servers by turns."""
        parts, options = self._parts, self._parts.options
        found = await parts.writer.run(_plan, self._request, options)
        self._marks = {each.id: each.wholeness for each in found}
        by_policy = not self._request.articles
        if by_policy and not options.download_on_metered and await parts.line.is_metered():
            self.reason = METERED
            return
        left = todo(found, parts.clock(), named=bool(self._request.articles))
        self._waiting.extend(interleaved([(place(each.url), each) for each in left]))
        self._done = len(found) - len(left)
        self._protected = frozenset(each.id for each in found)
        self._tally.kept = await make_room(parts, self._protected)
        self._progress()
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(AT_ONCE, len(left))):
                    group.create_task(self._consume())
        except BaseExceptionGroup as group:
            library, _ = group.split(FeedreaderError)
            raise _first(library) if library is not None else group from None
        if left:
            await make_room(parts, self._protected)

    def end(self) -> None:
        """Says how the download came out; what was not reached counts as it was before."""
        marks = list(self._marks.values())
        full, none = marks.count(Wholeness.WHOLE), marks.count(Wholeness.FEED)
        self._parts.emit(
            Downloaded(
                asked=len(marks),
                whole=full,
                in_part=len(marks) - full - none,
                failed=none,
                size=self._tally.fetched,
                reason=self.reason,
            )
        )

    async def _consume(self) -> None:
        budget = self._parts.options.download_budget
        while self._waiting:
            if self._tally.kept >= budget:
                self.reason = FULL.format(size=budget // 1_000_000)
                return
            await self._one(self._waiting.popleft())

    async def _one(self, each: Candidate) -> None:
        """Makes one article whole. Whatever is wrong with it, the download goes on."""
        try:
            if place(each.url) not in self._tally.silent:
                self._marks[each.id] = await whole.make(self._parts, each.id, each.feed, self._tally)
        except FeedreaderError:
            raise  # the library, not the article
        except Exception:
            _log.exception("article %s could not be downloaded", each.id)
        self._done += 1
        self._progress()

    def _progress(self) -> None:
        self._parts.emit(DownloadProgress(self._done, len(self._marks), self._tally.fetched))


def todo(found: Sequence[Candidate], now: datetime, *, named: bool) -> list[Candidate]:
    """Those of the articles that are worth a try: not whole yet, and, unless a person `named`
    them, not tried within the last day."""
    since = int((now - LATER).timestamp())
    return [
        each for each in found if each.wholeness is not Wholeness.WHOLE and (named or each.looked_at <= since)
    ]


def _plan(store: Store, request: Download, options: Options) -> tuple[Candidate, ...]:
    """The articles named, else those of the policy (unread ones where it is off: somebody asks
    for it all the same)."""
    if request.articles:
        return store.offline.named(request.articles)
    policy = options.download if options.download != "off" else "unread"
    return store.offline.wanted(policy, options.download_newest)


def _first(group: BaseExceptionGroup[FeedreaderError]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
