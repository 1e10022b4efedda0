"""When a feed is asked again, and why. Pure: what came, what was and the clock in; a time and a
sentence out.

The publisher's wishes (Cache-Control, Expires, Retry-After, ttl, skipHours, skipDays) only ever
lengthen the wait. A feed that seldom brings anything new is asked less often, up to once a day;
one that fails waits longer each time. Everything decided here is stored, so that a restart is no
reason to ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median_low
from typing import Protocol

from feedreader.model.feed import Failure, FailureKind, Pace

BASE_MINUTES = 60
SLOWEST = timedelta(hours=24)
"""The longest wait of our own choosing for a feed that works."""
LONGEST_WISH = timedelta(days=7)
"""The longest wait that a publisher is granted; years are sent by mistake."""
LONGEST_FAILURE = timedelta(hours=24)
LONGEST_MISSING = timedelta(days=7)
"""For 404: the feed may come back, but hardly soon."""
OFFLINE = timedelta(minutes=5)
MANUAL = timedelta(minutes=5)
"""A person's refresh is granted when the last request is this old."""
BUSY = timedelta(minutes=30)
"""The pause of a host that answers 429 without saying for how long."""
KEPT_HITS = 10
_JITTER = 0.2
_SHARE = 4
"""A feed is asked about four times between two stories."""
_UNASKED = frozenset({FailureKind.NO_NETWORK, FailureKind.REFUSED, FailureKind.BAD_ADDRESS})
"""Failures after which no publisher was asked, so that a person's next try bothers none."""
_UNREACHED = _UNASKED | {FailureKind.TIMEOUT}
_GONE = "The server says that the feed is gone for good; it is not asked any more."


class State(Protocol):
    """What is remembered of a feed between two requests. `interval` is how many seconds of our
    own choosing lie behind `next_due`, 0 where a wish of the publisher decided; `hits` are the
    moments (epoch seconds) at which new stories appeared. Both go back as they were given."""

    @property
    def last_checked(self) -> datetime | None: ...

    @property
    def next_due(self) -> datetime | None: ...

    @property
    def reason(self) -> str: ...

    @property
    def failure(self) -> Failure | None: ...

    @property
    def failures_in_a_row(self) -> int: ...

    @property
    def interval(self) -> int: ...

    @property
    def hits(self) -> tuple[int, ...]: ...

    @property
    def pace(self) -> Pace: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """The feed answered (200, 226 or 304). `new` counts new articles, `dates` are theirs where
    known; `pace` is what the body asks for, None where nothing was parsed."""

    new: int = 0
    dates: Sequence[datetime] = ()
    max_age: int | None = None
    pace: Pace | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The feed brought nothing. `online`: other hosts answered meanwhile, so that a name that is
    not found, or a host that is not reached, is the feed's own fault."""

    failure: Failure
    retry_after: datetime | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The decision. `next_due` None: never again. `reason`: why then, one sentence without the
    time (`not_before` adds it). `reached`: the server answered, so this counts as checked.
    `pause_until`: the whole host is left alone until then, None where it need not be."""

    next_due: datetime | None
    reason: str
    interval: int = 0
    hits: tuple[int, ...] = ()
    failures_in_a_row: int = 0
    reached: bool = True
    pause_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a person's refresh goes out, the rule that forbids it or that it breaks, and until when
    that holds (None: no rule, or for good)."""

    allowed: bool
    reason: str = ""
    until: datetime | None = None


def after(
    outcome: Checked | Failed, state: State, now: datetime, jitter: float, minutes: int = BASE_MINUTES
) -> Due:
    """When to ask next after `outcome`. `jitter` is a random number from 0 to 1, `minutes` the
    shortest interval that the person set."""
    if isinstance(outcome, Failed):
        return _after_failure(outcome, state, now, jitter, minutes)
    hits = _hits(outcome, state, now)
    interval = _spread(_own_interval(hits, now, minutes), jitter)
    best = (now + interval, _own_reason(interval, minutes), True)
    for wish, sentence in _wishes(outcome, state):
        if now + wish > best[0]:
            best = (now + wish, sentence, False)
    pace = outcome.pace if outcome.pace is not None else state.pace
    allowed = _past_skips(best[0], pace)
    if allowed > best[0]:
        best = (allowed, "The feed asks not to be fetched in the hours or on the days before.", False)
    due, reason, own = best
    return Due(due, reason, _seconds(interval) if own else 0, hits)


def may_refresh_now(state: State, now: datetime, force: bool = False) -> Permission:
    """Whether a person's refresh of one feed may go out now. The plain interval does not bind it,
    nor does a failure that reached nobody; the publisher's wishes do. `force` overrides them, and
    `reason` names the rule it breaks."""
    rule, until = _rule(state, now)
    return Permission(force or not rule, rule, until)


def not_before(due: datetime, reason: str, now: datetime, zone: tzinfo | None = None) -> str:
    """ "Not before 14:05: the server asked for 12 h." in the person's time zone (None: the
    system's); with the date where that is not the same day."""
    local, today = due.astimezone(zone), now.astimezone(zone)
    when = f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d %H:%M}"
    return f"Not before {when}: {reason[:1].lower()}{reason[1:]}" if reason else f"Not before {when}."


def span(length: timedelta) -> str:
    """A length of time for a sentence: "5 min", "12 h", "3 days"."""
    minutes = max(1, round(length.total_seconds() / 60))
    if minutes < 100:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"


def _after_failure(outcome: Failed, state: State, now: datetime, jitter: float, minutes: int) -> Due:
    kind = outcome.failure.kind
    reached = kind not in _UNREACHED
    if kind is FailureKind.GONE:
        return Due(None, _GONE, 0, state.hits, state.failures_in_a_row + 1)
    if kind is FailureKind.NO_NETWORK and not outcome.online:
        reason = "There was no network; it is tried again soon."
        return Due(now + OFFLINE, reason, _seconds(OFFLINE), state.hits, state.failures_in_a_row, False)
    times = state.failures_in_a_row + 1
    longest = LONGEST_MISSING if kind is FailureKind.NOT_FOUND else LONGEST_FAILURE
    wait = min(timedelta(minutes=minutes) * 2 ** min(times - 1, 20), max(longest, timedelta(minutes=minutes)))
    wait = _spread(wait, jitter)
    often = f"{times} times in a row" if times > 1 else "the last time"
    due = Due(
        now + wait,
        f"It failed {often}, so it rests for {span(wait)}.",
        _seconds(wait),
        state.hits,
        times,
        reached,
    )
    return _with_pause(due, outcome, now)


def _with_pause(due: Due, outcome: Failed, now: datetime) -> Due:
    pause = outcome.retry_after
    if pause is None and outcome.failure.status == 429:
        pause = now + BUSY
    if pause is None or pause <= now or due.next_due is None:
        return due
    if pause < due.next_due:
        reason, interval, until = due.reason, due.interval, due.next_due
    else:
        reason, interval, until = f"The server asked for a pause of {span(pause - now)}.", 0, pause
    return Due(until, reason, interval, due.hits, due.failures_in_a_row, due.reached, pause)


def _hits(outcome: Checked, state: State, now: datetime) -> tuple[int, ...]:
    if not outcome.new:
        return state.hits
    last = int(now.timestamp())
    # Dates ahead of the clock, and those of an archive that came at once, say when the stories were made.
    made = [min(int(date.timestamp()), last) for date in outcome.dates] or [last]
    return tuple(sorted({*state.hits, *made}))[-KEPT_HITS:]


def _own_interval(hits: Sequence[int], now: datetime, minutes: int) -> timedelta:
    """A quarter of the usual time between two stories, between `minutes` and a day. Stories that
    come together count as one; the time since the last one counts once it is longer than usual."""
    floor = timedelta(minutes=minutes)
    slowest = max(SLOWEST, floor)
    if not hits:
        return floor
    base = int(floor.total_seconds())
    moments = [hits[0]]
    for hit in hits[1:]:
        if hit - moments[-1] >= base:
            moments.append(hit)
    gaps = [after - before for before, after in pairwise(moments)]
    silence = max(0, int(now.timestamp()) - hits[-1])
    usual = median_low(gaps) if gaps else 0
    return max(floor, min(timedelta(seconds=max(usual, silence) / _SHARE), slowest))


def _own_reason(interval: timedelta, minutes: int) -> str:
    if interval <= timedelta(minutes=minutes) * (1 + _JITTER):
        return f"It is asked every {span(timedelta(minutes=minutes))}."
    return f"It seldom brings anything new, so it is asked every {span(interval)}."


def _wishes(outcome: Checked, state: State) -> list[tuple[timedelta, str]]:
    pace = outcome.pace if outcome.pace is not None else state.pace
    age = min(timedelta(seconds=max(outcome.max_age or 0, 0)), LONGEST_WISH)
    ttl = min(timedelta(minutes=max(pace.ttl_minutes, 0)), LONGEST_WISH)
    return [
        (age, f"The server asked for {span(age)}."),
        (ttl, f"The feed asks to be fetched every {span(ttl)}."),
    ]


def _past_skips(due: datetime, pace: Pace) -> datetime:
    """The first moment from `due` on whose hour and day (UTC) the feed does not exclude; `due`
    itself where it excludes everything."""
    if not pace.skip_hours and not pace.skip_days:
        return due
    moment = due.astimezone(UTC)
    for _ in range(8 * 24):
        if moment.hour not in pace.skip_hours and moment.weekday() not in pace.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def _rule(state: State, now: datetime) -> tuple[str, datetime | None]:
    """The rule that forbids a request now, one sentence, empty where none does; and until when."""
    due = state.next_due
    if due is None:
        return (state.reason or _GONE) if state.last_checked is not None else "", None
    if due <= now or (state.failure is not None and state.failure.kind in _UNASKED):
        return "", None
    if state.interval == 0 and state.last_checked is not None:
        return state.reason or "The server asked for a longer pause.", due
    asked = due - timedelta(seconds=state.interval)
    if state.last_checked is not None:
        asked = max(asked, state.last_checked)
    if timedelta(0) <= now - asked < MANUAL:
        return f"It was asked less than {span(MANUAL)} ago.", asked + MANUAL
    return "", None


def _spread(length: timedelta, jitter: float) -> timedelta:
    """`length`, up to a tenth shorter or longer, in whole seconds."""
    return timedelta(seconds=round(length.total_seconds() * (1 - _JITTER / 2 + _JITTER * jitter)))


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
