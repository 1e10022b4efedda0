"""One feed's turn: the request, a child's work, one short transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedreader.engine import outcome
from feedreader.engine.addresses import place
from feedreader.engine.messages import AuthorPublished, Outcome
from feedreader.engine.outcome import PARSER_VERSION
from feedreader.errors import NotFoundError
from feedreader.fetch import Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind, FeedId, Validators
from feedreader.normalise import schedule
from feedreader.store.records import Applied, Pause

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.parts import Parts
    from feedreader.engine.work import Fresh
    from feedreader.model.article import ArticleId
    from feedreader.store import Store
    from feedreader.store.records import PollResult, PollState

ANNOUNCED = 5
"""Stories of one feed that are announced at a time; the others are in the list all the same."""

_IN_THE_BODY = frozenset(
    {FailureKind.EMPTY, FailureKind.NOT_A_FEED, FailureKind.BROKEN, FailureKind.TOO_SLOW}
)
"""Failures that lie in the bytes: the same ones are not tried again."""


@dataclass(frozen=True, slots=True)
class Polled:
    """How a feed's turn came out, as `FeedDone` tells it. `pause` when its host wants one;
    `fault` when no answer came, which is not stored yet (`miss` does that)."""

    outcome: Outcome
    sentence: str = ""
    new: int = 0
    changed: int = 0
    title: str = ""
    pause: Pause | None = None
    fault: Fault | None = None


def state(store: Store, feed: FeedId) -> PollState:
    """A feed's state. Raises NotFoundError when it is not, or no longer, subscribed."""
    found = store.feeds.polling(feed)
    if found is None:
        raise NotFoundError("That feed is no longer in the library.")
    return found


async def poll(parts: Parts, feed: PollState, *, again: bool = False) -> Polled:
    """Asks a feed and stores what came. `again` reads anew a body that did not read before."""
    before = feed.failure if feed.failure and feed.failure.kind in _IN_THE_BODY else None
    current = feed.parser_version == PARSER_VERSION and not (again and before)
    validators = feed.validators if current else Validators()
    answer = await parts.client.get(Request(feed.url, validators, cap=parts.options.cap))
    if isinstance(answer, Fault):
        if answer.failure.kind is FailureKind.NO_NETWORK:
            return Polled(Outcome.FAILED, answer.failure.sentence, fault=answer)
        return await miss(parts, feed, answer, online=True)
    same = answer.not_modified or (current and answer.digest == feed.body_digest)
    if same and before is not None:
        return await _unreadable(parts, feed, answer, before)
    if same:
        return await _unchanged(parts, feed, answer)
    fresh = await read(parts, feed.id, answer)
    if isinstance(fresh, Failure):
        return await _unreadable(parts, feed, answer, fresh)
    return await keep(parts, feed, answer, fresh)


async def read(parts: Parts, feed: FeedId, answer: Answer) -> Fresh | Failure:
    """What a child makes of a body, compared with the feed's stories in the library."""
    known = await parts.writer.run(lambda store: store.articles.known(feed))
    fresh: Fresh | Failure = await parts.workers.call(
        "parse_feed", answer.body, answer.content_type, answer.url, parts.clock(), known
    )
    return fresh


async def keep(parts: Parts, feed: PollState, answer: Answer, fresh: Fresh) -> Polled:
    """Stores a feed's stories and when to ask next, in one transaction."""
    now = parts.clock()
    result = outcome.answered(feed, answer, fresh, now, parts.chance(), parts.options.interval)
    applied = await parts.writer.run(_keep, feed.id, fresh, result, now)
    if applied.new_ids and feed.last_changed is not None:  # a feed's first stories are no news
        for event in await parts.writer.run(_announced, applied.new_ids):
            parts.emit(event)
    return Polled(Outcome.FETCHED, new=applied.new, changed=applied.changed, title=fresh.info.title)


async def miss(parts: Parts, feed: PollState, fault: Fault, *, online: bool) -> Polled:
    """Stores that no answer came, and the pause that the host asked for. `online`: others could
    be reached, so that it is this feed's own failure."""
    result, until = outcome.failed(
        feed, fault, parts.clock(), parts.chance(), parts.options.interval, online=online
    )
    pause = Pause(fault.host or place(feed.url), until, result.reason) if until else None
    await parts.writer.run(_miss, feed.id, result, pause)
    return Polled(Outcome.FAILED, fault.failure.sentence, pause=pause, fault=fault)


async def ask(parts: Parts, request: Request) -> Answer | Fault:
    """A request that polls no feed (pages, older stories, what is not subscribed yet): not sent
    to a host that wants a pause, and a pause that it asks for is remembered."""
    host, now = place(request.url), parts.clock()
    pause = await parts.writer.run(lambda store: store.hosts.paused(host))
    if pause is not None and pause.until > now:
        sentence = schedule.not_before(pause.until, pause.reason, now)
        return Fault(Failure(FailureKind.BUSY, sentence), pause.until, host)
    answer = await parts.client.get(request)
    if isinstance(answer, Fault) and answer.host:
        status = answer.failure.status
        until = answer.retry_after or (now + schedule.BUSY if status == 429 else None)
        if until is not None and until > now:
            reason = f"The server asked for a pause of {schedule.span(until - now)}."
            await parts.writer.run(lambda store: store.hosts.pause(answer.host, until, reason))
    return answer


async def _unreadable(parts: Parts, feed: PollState, answer: Answer, failure: Failure) -> Polled:
    result = outcome.unreadable(feed, answer, failure, parts.clock(), parts.chance(), parts.options.interval)
    await parts.writer.run(_miss, feed.id, result, None)
    return Polled(Outcome.FAILED, failure.sentence)


async def _unchanged(parts: Parts, feed: PollState, answer: Answer) -> Polled:
    result = outcome.answered(feed, answer, None, parts.clock(), parts.chance(), parts.options.interval)
    await parts.writer.run(_miss, feed.id, result, None)
    return Polled(Outcome.UNCHANGED)


def _announced(store: Store, articles: tuple[ArticleId, ...]) -> list[AuthorPublished]:
    """What to tell of new stories by authors whom the person wants to hear of."""
    return [
        AuthorPublished(author.id, author.profile.name, article, store.articles.title(article))
        for author, article in store.authors.announced(articles)[:ANNOUNCED]
    ]


def _miss(store: Store, feed: FeedId, result: PollResult, pause: Pause | None) -> None:
    with store.write():
        store.feeds.record_check(feed, result)
        if pause is not None:
            store.hosts.pause(pause.host, pause.until, pause.reason)


def _keep(store: Store, feed: FeedId, fresh: Fresh, result: PollResult, now: datetime) -> Applied:
    with store.write():
        # First what the feed says of itself: its site is where authors without an address write.
        store.feeds.record_check(feed, result)
        return store.articles.apply(feed, fresh.new, fresh.changed, fresh.renamed, now, fresh.remarked)
