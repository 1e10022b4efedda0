"""Which feeds a round asks, in which order, and why it leaves the others alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from feedreader.engine.addresses import interleaved, place
from feedreader.engine.messages import Refresh
from feedreader.normalise import schedule

if TYPE_CHECKING:
    from feedreader.store.records import Pause, PollState


@dataclass(frozen=True, slots=True)
class Plan:
    """`ask`, hosts by turns, and `skip`, each with one sentence that says why."""

    ask: tuple[PollState, ...]
    skip: tuple[tuple[PollState, str], ...]


def plan(states: Sequence[PollState], pauses: Mapping[str, Pause], now: datetime, request: Refresh) -> Plan:
    """The round over `states`. A feed that may not be asked now is skipped; in a round over what
    is due it is not counted at all."""
    ask: list[tuple[str, PollState]] = []
    skip: list[tuple[PollState, str]] = []
    for state in states:
        host = place(state.url)
        reason = why_not(state, pauses.get(host), now, request)
        if not reason:
            ask.append((host, state))
        elif not request.due_only:
            skip.append((state, reason))
    return Plan(tuple(interleaved(ask)), tuple(skip))


def why_not(state: PollState, pause: Pause | None, now: datetime, request: Refresh) -> str:
    """Why a feed is not to be asked now, one sentence; empty when it may be."""
    return "" if request.force else rule(state, pause, now, request)


def rule(state: PollState, pause: Pause | None, now: datetime, request: Refresh) -> str:
    """The rule that stands against asking a feed now, one sentence; empty when none does. A
    round over what is due keeps to the whole schedule, a person's own round to what the servers
    want."""
    if pause is not None and pause.until > now:
        return schedule.not_before(pause.until, pause.reason, now)
    if request.due_only and state.next_due is not None and state.next_due > now:
        return schedule.not_before(state.next_due, state.reason, now)
    found = schedule.may_refresh_now(state, now)
    return schedule.not_before(found.until, found.reason, now) if found.until else found.reason
