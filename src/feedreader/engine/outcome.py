"""What a poll leaves behind in the library: when to ask next, and why. Pure; the rules themselves
stand in `normalise.schedule` and `normalise.moving`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from feedreader.normalise import schedule, seen
from feedreader.normalise.moving import moved
from feedreader.store.records import PollResult

if TYPE_CHECKING:
    from feedreader.engine.work import Fresh
    from feedreader.fetch import Answer, Fault
    from feedreader.model.feed import Failure
    from feedreader.normalise.schedule import Due
    from feedreader.store.records import PollState

PARSER_VERSION = seen.VERSION


def answered(
    feed: PollState, answer: Answer, fresh: Fresh | None, now: datetime, chance: float, minutes: int
) -> PollResult:
    """After an answer that reads (`fresh`), or one without news (None)."""
    new = fresh.new if fresh is not None else ()
    dates = [each.article.published for each in new if each.article.published is not None]
    pace = fresh.info.pace if fresh is not None else None
    due = schedule.after(schedule.Checked(len(new), dates, answer.max_age, pace), feed, now, chance, minutes)
    move = moved(feed, answer.moved_to, now)
    different = fresh is not None and bool(fresh.new or fresh.changed or fresh.renamed)
    return replace(
        _result(feed, due, now),
        validators=answer.validators,
        body_digest=answer.digest or feed.body_digest,
        parser_version=PARSER_VERSION,
        changed=now if different else None,
        info=fresh.info if fresh is not None else None,
        moved_to=move.moved_to,
        moved_seen=move.moved_seen,
        url=move.url,
        inside=answer.inside,
    )


def unreadable(
    feed: PollState, answer: Answer, failure: Failure, now: datetime, chance: float, minutes: int
) -> PollResult:
    """After an answer that is no feed, or that no child could read. Its validators and its hash
    are kept: the same bytes are neither sent nor tried again."""
    due = schedule.after(schedule.Failed(failure, online=True), feed, now, chance, minutes)
    return replace(
        _result(feed, due, now),
        validators=answer.validators,
        body_digest=answer.digest or feed.body_digest,
        parser_version=PARSER_VERSION,
        failure=failure,
    )


def failed(
    feed: PollState, fault: Fault, now: datetime, chance: float, minutes: int, *, online: bool
) -> tuple[PollResult, datetime | None]:
    """After a request that brought no answer, and until when its host wants to be left alone.
    `online`: others could be reached meanwhile."""
    outcome = schedule.Failed(fault.failure, fault.retry_after, online)
    due = schedule.after(outcome, feed, now, chance, minutes)
    return replace(_result(feed, due, now), failure=fault.failure), due.pause_until


def _result(feed: PollState, due: Due, now: datetime) -> PollResult:
    """The schedule's decision; all else as it was."""
    return PollResult(
        validators=feed.validators,
        body_digest=feed.body_digest,
        parser_version=feed.parser_version,
        next_due=due.next_due,
        reason=due.reason,
        checked=now if due.reached else None,
        failures_in_a_row=due.failures_in_a_row,
        moved_to=feed.moved_to,
        moved_seen=feed.moved_seen,
        interval=due.interval,
        hits=due.hits,
        inside=feed.inside,
    )
