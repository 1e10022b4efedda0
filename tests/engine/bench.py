"""The engine's jobs on a bench: a real store and a real HTTP client, work done in this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from feedreader.engine import (
    draw,
    inspect,
    offline,
    older,
    page,
    profile,
    refresh,
    story,
    subscribe,
    work,
)
from feedreader.engine.messages import (
    Download,
    Draw,
    Event,
    FeedDone,
    FullText,
    Inspect,
    Older,
    OpenPage,
    Profile,
    Refresh,
    RoundEnded,
    Subscribe,
    Summary,
)
from feedreader.engine.options import Options
from feedreader.engine.parts import Parts
from feedreader.engine.workers import Workers
from feedreader.engine.writer import Writer
from feedreader.fetch import Client
from feedreader.model.feed import Failure, FeedId
from feedreader.store import Store
from feedreader.store.records import PollState

E = TypeVar("E")
START = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

RUN: dict[type, Callable[[Parts, Any], Awaitable[object]]] = {
    Refresh: refresh.run,
    Subscribe: subscribe.run,
    Older: older.run,
    Profile: profile.run,
    Inspect: inspect.run,
    FullText: story.run,
    OpenPage: page.run,
    Draw: draw.run,
    Download: offline.run,
}


class Here(Workers):
    """Does the children's work in this process, and counts it."""

    def __init__(self) -> None:
        super().__init__(1)
        self.calls: list[str] = []
        self.warmed: list[int] = []
        self.failures: dict[str, Failure] = {}
        """Failures to give instead, by the address of what is read."""

    async def warm(self, calls: int) -> None:
        self.warmed.append(calls)

    async def call(self, name: str, *arguments: Any, deadline: float | None = None) -> Any | Failure:
        self.calls.append(name)
        for argument in arguments:
            if isinstance(argument, str) and argument in self.failures:
                return self.failures[argument]
        return work.FUNCTIONS[name](*arguments)


class Bench:
    """One library, one engine's worth of parts, and the events they emit."""

    def __init__(self, parts: Parts, events: list[Event], workers: Here, clock: list[datetime]) -> None:
        self.parts = parts
        self.events = events
        self.workers = workers
        self._clock = clock

    @property
    def now(self) -> datetime:
        return self._clock[0]

    def later(self, **passed: float) -> None:
        """Moves the clock on."""
        self._clock[0] += timedelta(**passed)

    async def run(self, request: Any) -> list[Event]:
        """Runs a job to its end; its events."""
        before = len(self.events)
        await RUN[type(request)](self.parts, request)
        return self.events[before:]

    async def last(self, request: Any, kind: type[E]) -> E:
        """Runs a job; its last event, of which the kind is known."""
        event = (await self.run(request))[-1]
        assert isinstance(event, kind), event
        return event

    async def round(self, **options: Any) -> Summary:
        """Runs a refresh; its summary, which accounts for every feed."""
        summary = (await self.last(Refresh(**options), RoundEnded)).summary
        assert summary.fetched + summary.unchanged + summary.failed + summary.skipped == summary.asked
        return summary

    async def add(self, *urls: str) -> list[FeedId]:
        """Subscribes to feeds in the library, without asking for them."""

        def work(store: Store) -> list[FeedId]:
            return [store.feeds.add(url, self.now) for url in urls]

        return await self.parts.writer.run(work)

    async def state(self, feed: FeedId) -> PollState:
        found = await self.parts.writer.run(lambda store: store.feeds.polling(feed))
        assert found is not None
        return found

    async def titles(self, feed: FeedId) -> list[str]:
        """The titles of a feed's stories in the library, in order of their ids."""

        def work(store: Store) -> list[str]:
            return [
                store.articles.title(known.id)
                for known in sorted(store.articles.known(feed), key=lambda k: k.id)
            ]

        return await self.parts.writer.run(work)

    def done(self, events: Sequence[Event] | None = None) -> dict[int, FeedDone]:
        """FeedDone by feed, the latest."""
        chosen = self.events if events is None else events
        return {event.feed_id: event for event in chosen if isinstance(event, FeedDone)}


async def until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Waits for something that another task or process brings about; fails past the limit."""
    async with asyncio.timeout(seconds):
        while True:
            if true():
                return
            await asyncio.sleep(0.005)


@asynccontextmanager
async def bench(
    library: Path, *, engine: Mapping[str, Any] | None = None, **options: Any
) -> AsyncIterator[Bench]:
    """A bench over the library at a path. `engine` are the engine's options, the rest the client's."""
    events: list[Event] = []
    clock = [START]
    workers = Here()
    writer = Writer(library)
    client = Client(
        "feedreader-test/1 (+https://example.invalid/)", timeout=5, clock=lambda: clock[0], **options
    )
    async with client:
        parts = Parts(
            options=Options(str(library), **(engine or {})),
            writer=writer,
            client=client,
            workers=workers,
            clock=lambda: clock[0],
            chance=lambda: 0.5,
            emit=events.append,
            owner=f"bench-{id(events)}",
        )
        try:
            yield Bench(parts, events, workers, clock)
        finally:
            await writer.close()
