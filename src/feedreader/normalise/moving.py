"""When a feed's stored address follows a permanent redirect. Pure.

A 301 or 308 is followed at once, but servers send them by mistake, and captive networks lie: the
address changes only when it was seen on three days (UTC), so over more than 24 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

SIGHTINGS = 3


class State(Protocol):
    """What is remembered: the address, where it was seen to lead, on how many days."""

    @property
    def url(self) -> str: ...

    @property
    def moved_to(self) -> str: ...

    @property
    def moved_seen(self) -> int: ...

    @property
    def last_checked(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Move:
    """What to remember. `url` is the feed's new address, empty as long as it stays."""

    moved_to: str = ""
    moved_seen: int = 0
    url: str = ""


def moved(state: State, moved_to: str, now: datetime) -> Move:
    """After an answer that came by permanent redirects from `moved_to` (empty: it came from the
    stored address itself, and what was seen before is forgotten). Never from https to http."""
    if not moved_to or moved_to == state.url:
        return Move()
    if state.url.startswith("https:") and not moved_to.startswith("https:"):
        return Move()
    if moved_to != state.moved_to:
        return Move(moved_to, 1)
    last = state.last_checked
    another_day = last is None or last.astimezone(UTC).date() != now.astimezone(UTC).date()
    seen = state.moved_seen + another_day
    return Move(url=moved_to) if seen >= SIGHTINGS else Move(moved_to, seen)
