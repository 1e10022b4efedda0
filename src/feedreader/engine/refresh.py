"""One polite round over many feeds."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from feedreader.engine import poll
from feedreader.engine.addresses import place
from feedreader.engine.messages import FeedDone, Outcome, Refresh, RoundEnded, RoundStarted, Summary
from feedreader.engine.outcome import PARSER_VERSION
from feedreader.engine.plan import plan, rule, why_not
from feedreader.engine.poll import Polled
from feedreader.errors import FeedreaderError
from feedreader.library.feeds import Feeds
from feedreader.model.feed import FailureKind, FeedId

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.parts import Parts
    from feedreader.fetch import Fault
    from feedreader.store import Store
    from feedreader.store.records import Pause, PollState

_log = logging.getLogger(__name__)

AT_ONCE = 50
"""Feeds under way at a time, from request to library: bounds connections, and the bodies that
wait for a child."""

CLAIMED = 100
"""Feeds claimed at a time. A claim outlives an engine that is killed; few should."""

CLAIM_LASTS = timedelta(minutes=5)

HOPELESS = 20
"""So many feeds unreachable and none reached: there is no network, and no use in asking the
others. (A dead name fails sooner than a live one answers; a list may hold several.)"""

ELSEWHERE = "Another refresh is asking for it right now."
OFFLINE = "Not asked: there is no network."


async def run(parts: Parts, request: Refresh) -> Summary:
    """Asks for feeds that are due, stores what came, and accounts for every feed asked for. Before,
    feeds that were removed long ago go for good.

    Emits RoundStarted, a FeedDone for each feed, Online on a change, RoundEnded also when it is
    cancelled; returns its summary."""
    round_ = Round(parts, request)
    try:
        # Not behind the round: who waits only for its end may then send the engine away.
        await _tidy(parts)
        await round_.run()
    except asyncio.CancelledError:
        return round_.end(cancelled=True)
    return round_.end()


class Round:
    """A round under way: what is left to do, and the count of what is done."""

    def __init__(self, parts: Parts, request: Refresh) -> None:
        self._parts = parts
        self._request = request
        self._began = time.monotonic()
        self._summary = Summary(asked=0)
        self._waiting: deque[PollState] = deque()
        self._claimed: deque[PollState] = deque()
        self._claiming = asyncio.Lock()
        self._asking: dict[FeedId, PollState] = {}
        self._claimed_at = parts.clock()
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._pauses: dict[str, Pause] = {}
        self._done = 0
        self._reached = 0
        self._unreached: list[tuple[PollState, Fault]] = []
        self._cut_off = False

    async def run(self) -> None:
        """Asks all feeds that may be asked."""
        now = self._parts.clock()
        states, pauses = await self._parts.writer.run(_look, self._request.feeds, now)
        self._pauses = {pause.host: pause for pause in pauses}
        made = plan(states, self._pauses, now, self._request)
        self._summary = Summary(asked=len(made.ask) + len(made.skip))
        self._parts.emit(RoundStarted(self._summary.asked))
        for state, sentence in made.skip:
            self._count(state, Polled(Outcome.SKIPPED, sentence))
        if made.skip and not made.ask:
            # Nobody is going to be asked, but who wants news is to know why there cannot be any.
            way = await self._parts.client.has_way(state.url for state, _ in made.skip)
            self._cut_off = not way
            self._parts.network(way)
        self._waiting.extend(made.ask)
        consumers = min(AT_ONCE, len(made.ask))
        try:
            async with asyncio.TaskGroup() as group:
                # Children start while the first answers are on their way.
                group.create_task(self._parts.workers.warm(sum(map(_unparsed, made.ask))))
                for _ in range(consumers):
                    group.create_task(self._consume())
        except BaseExceptionGroup as group:
            library, _ = group.split(FeedreaderError)
            raise library.exceptions[0] if library is not None else group from None
        finally:
            await self._give_back()
        # Only now is it known whether it was the network or the feeds' own names.
        for state, fault in self._unreached:
            await poll.miss(self._parts, state, fault, online=self._reached > 0)

    def end(self, *, cancelled: bool = False) -> Summary:
        """Says how the round came out; what was not asked counts as skipped."""
        left = self._summary.asked - self._done
        offline = self._cut_off or (bool(self._unreached) and not self._reached)
        if offline:
            self._parts.network(False)
        summary = replace(
            self._summary,
            skipped=self._summary.skipped + left,
            seconds=time.monotonic() - self._began,
            offline=offline,
            cancelled=cancelled,
        )
        self._parts.emit(RoundEnded(summary))
        return summary

    async def _give_back(self) -> None:
        """Releases what was claimed and not asked (the round was cut short)."""
        asked = [state for state, _ in self._unreached]
        left = [state.id for state in (*self._claimed, *self._asking.values(), *asked)]
        if left:
            await self._parts.writer.run(_release, left, self._parts.owner)

    async def _consume(self) -> None:
        while (state := await self._next()) is not None:
            await self._one(state)

    async def _one(self, state: PollState) -> None:
        """Asks one feed. Whatever is wrong with it, the round goes on."""
        try:
            polled = await self._ask(state)
        except FeedreaderError:
            raise  # the library, not the feed
        except Exception:
            _log.exception("feed %s failed", state.id)
            await self._parts.writer.run(_release, [state.id], self._parts.owner)
            polled = Polled(Outcome.FAILED, "An error in feedreader; the log has the details.")
        if polled.fault is not None and polled.fault.failure.kind is FailureKind.NO_NETWORK:
            self._unreached.append((state, polled.fault))
        elif polled.outcome is not Outcome.SKIPPED:
            self._reached += 1
            self._parts.network(True)
        del self._asking[state.id]
        self._count(state, polled)

    async def _ask(self, state: PollState) -> Polled:
        host = place(state.url)
        # Waiting here and not in the client: when a host asks for a pause, nothing is on its way
        # to it any more.
        gate = self._gates.setdefault(host, asyncio.Semaphore(self._parts.options.per_host))
        async with gate:
            now = self._parts.clock()
            pause = self._pauses.get(host)
            held = OFFLINE if self._hopeless() else why_not(state, pause, now, self._request)
            if not held and now - self._claimed_at > CLAIM_LASTS / 2 and not await self._renew(state):
                held = ELSEWHERE
            if held:
                await self._parts.writer.run(_release, [state.id], self._parts.owner)
                return Polled(Outcome.SKIPPED, held)
            broken = rule(state, pause, now, self._request)
            polled = await poll.poll(self._parts, state, again=self._request.force)
            if polled.pause is not None:
                self._pauses[polled.pause.host] = polled.pause
        if broken and not polled.sentence:
            return replace(polled, sentence=f"Asked all the same. {broken}")
        return polled

    async def _renew(self, state: PollState) -> bool:
        """Claims a feed anew that waited long for its turn."""
        return bool(await self._parts.writer.run(_claim, [state], self._parts.clock(), self._parts.owner))

    def _hopeless(self) -> bool:
        return not self._reached and len(self._unreached) >= HOPELESS

    async def _next(self) -> PollState | None:
        """A feed that is ours to ask; None when none is left."""
        async with self._claiming:
            while not self._claimed and self._waiting:
                some = [self._waiting.popleft() for _ in range(min(CLAIMED, len(self._waiting)))]
                self._claimed_at = self._parts.clock()
                await self._claim(some)
            if not self._claimed:
                return None
            state = self._claimed.popleft()
            self._asking[state.id] = state
            return state

    async def _claim(self, some: list[PollState]) -> None:
        """Claims feeds in the library; those that another engine has, or has just asked, are
        skipped."""
        ours = await self._parts.writer.run(_claim, some, self._parts.clock(), self._parts.owner)
        for state in some:
            mine = ours.get(state.id)
            if mine is None:
                self._count(state, Polled(Outcome.SKIPPED, ELSEWHERE))
            else:
                self._claimed.append(mine)

    def _count(self, state: PollState, polled: Polled) -> None:
        self._done += 1
        counted = self._summary
        self._summary = replace(
            counted,
            fetched=counted.fetched + (polled.outcome is Outcome.FETCHED),
            unchanged=counted.unchanged + (polled.outcome is Outcome.UNCHANGED),
            failed=counted.failed + (polled.outcome is Outcome.FAILED),
            skipped=counted.skipped + (polled.outcome is Outcome.SKIPPED),
            new=counted.new + polled.new,
            changed=counted.changed + polled.changed,
        )
        self._parts.emit(
            FeedDone(
                state.id,
                polled.title or state.title,
                polled.outcome,
                polled.new,
                polled.changed,
                polled.sentence,
                self._done,
                counted.asked,
            )
        )


def _unparsed(state: PollState) -> bool:
    """Whether a feed's answer is sure to be parsed, if one comes."""
    return state.parser_version != PARSER_VERSION


def _look(
    store: Store, feeds: tuple[FeedId, ...], now: datetime
) -> tuple[tuple[PollState, ...], tuple[Pause, ...]]:
    """The feeds asked for, all when none is named, and the hosts that want a pause."""
    if feeds:
        found = [store.feeds.polling(feed) for feed in dict.fromkeys(feeds)]
        states = tuple(state for state in found if state is not None)
    else:
        states = store.feeds.all_polling()
    return states, store.hosts.all_paused(now)


async def _tidy(parts: Parts) -> None:
    """Deletes what was removed long ago. The next round tries again where that fails."""
    try:
        await parts.writer.run(_purge, parts.clock())
    except Exception:
        _log.exception("removed feeds were not deleted")


def _purge(store: Store, now: datetime) -> None:
    Feeds(store, lambda: now).purge(now)


def _claim(store: Store, some: list[PollState], now: datetime, owner: str) -> dict[FeedId, PollState]:
    """Claims what nobody else is asking or has asked since the round looked."""
    before = {state.id: state for state in some}
    ours: dict[FeedId, PollState] = {}
    with store.write():
        for feed in store.feeds.claim([state.id for state in some], owner, now, CLAIM_LASTS):
            state = store.feeds.polling(feed)
            if state is None:
                continue
            seen = before[feed]
            if (state.last_checked, state.next_due) == (seen.last_checked, seen.next_due):
                ours[feed] = state
            else:
                store.feeds.release((feed,), owner)
    return ours


def _release(store: Store, feeds: list[FeedId], owner: str) -> None:
    store.feeds.release(feeds, owner)
