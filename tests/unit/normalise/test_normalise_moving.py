"""When the stored address follows a permanent redirect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from feedreader.normalise.moving import Move, moved

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OLD, NEW = "https://old.example/feed", "https://new.example/feed"


@dataclass(frozen=True)
class State:
    """What is remembered."""

    url: str = OLD
    moved_to: str = ""
    moved_seen: int = 0
    last_checked: datetime | None = None


def sightings(hours: float, times: int, to: str = NEW) -> list[Move]:
    moves, state, now = [], State(), NOW
    for _ in range(times):
        move = moved(state, to, now)
        moves.append(move)
        state = State(move.url or OLD, move.moved_to, move.moved_seen, now)
        now += timedelta(hours=hours)
    return moves


def test_three_days_settle_it() -> None:
    assert sightings(24, 3) == [Move(NEW, 1), Move(NEW, 2), Move(url=NEW)]


def test_many_sightings_in_a_day_do_not() -> None:
    assert all(not move.url for move in sightings(1, 11))
    assert any(move.url for move in sightings(1, 48))


def test_an_answer_from_the_old_address_starts_anew() -> None:
    assert moved(State(OLD, NEW, 2, NOW - timedelta(days=1)), "", NOW) == Move()


def test_another_place_starts_anew() -> None:
    assert moved(State(OLD, NEW, 2, NOW - timedelta(days=1)), "https://third.example/", NOW) == Move(
        "https://third.example/", 1
    )


def test_never_back_to_plain_http() -> None:
    assert sightings(24, 5, "http://new.example/feed") == [Move()] * 5
