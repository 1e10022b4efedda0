"""Which feeds a round asks and why not the others; values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feedreader.engine.messages import Refresh
from feedreader.engine.plan import plan, rule, why_not
from feedreader.model.feed import FeedId
from feedreader.store.records import Pause, PollState

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


SERVER = "The server asked for 12 h."
MANUAL, TIMER, FORCED = Refresh(), Refresh(due_only=True), Refresh(force=True)


def state(
    number: int,
    *,
    host: str = "a.example",
    due: timedelta | None = timedelta(),
    interval: int = 3600,
    reason: str = SERVER,
) -> PollState:
    """A feed that was asked yesterday; `interval` 0 means that a server chose when next."""
    return PollState(
        FeedId(number),
        f"https://{host}/{number}",
        f"Feed {number}",
        last_checked=NOW - timedelta(days=1),
        next_due=None if due is None else NOW + due,
        interval=interval,
        reason=reason,
    )


def test_due_feeds_are_asked_hosts_by_turns() -> None:
    made = plan([state(1), state(2), state(3, host="b.example")], {}, NOW, TIMER)
    assert [each.id for each in made.ask] == [1, 3, 2]
    assert made.skip == ()


def test_what_a_server_wants_binds_a_person_too_and_is_said() -> None:
    made = plan([state(1, due=timedelta(hours=2), interval=0)], {}, NOW, MANUAL)
    assert made.ask == ()
    ((skipped, sentence),) = made.skip
    assert skipped.id == 1
    assert sentence.startswith("Not before ")
    assert "the server asked for 12 h" in sentence


def test_our_own_interval_binds_the_timer_only() -> None:
    waiting = state(1, due=timedelta(minutes=30), reason="It is asked every 60 min.")
    assert plan([waiting], {}, NOW, MANUAL).ask == (waiting,)
    assert plan([waiting], {}, NOW, TIMER).ask == ()


def test_who_is_asked_again_at_once_is_told_when() -> None:
    just = replace(
        state(1, due=timedelta(minutes=59), interval=3600), last_checked=NOW - timedelta(minutes=1)
    )
    ((_, sentence),) = plan([just], {}, NOW, MANUAL).skip
    when = (NOW + timedelta(minutes=4)).astimezone()
    assert sentence == f"Not before {when:%H:%M}: it was asked less than 5 min ago."


def test_what_is_not_due_is_no_part_of_a_timer_s_round() -> None:
    made = plan([state(1), state(2, due=timedelta(hours=2))], {}, NOW, TIMER)
    assert [each.id for each in made.ask] == [1]
    assert made.skip == ()


def test_a_gone_feed_is_not_asked_unless_forced() -> None:
    gone = state(1, due=None, reason="It is gone.")
    assert why_not(gone, None, NOW, MANUAL) == why_not(gone, None, NOW, TIMER) == "It is gone."
    assert plan([gone], {}, NOW, FORCED).ask == (gone,)


def test_a_pause_holds_every_feed_of_its_host() -> None:
    pauses = {"a.example": Pause("a.example", NOW + timedelta(minutes=5), "It is busy.")}
    made = plan([state(1), state(2, host="b.example")], pauses, NOW, MANUAL)
    assert [each.id for each in made.ask] == [2]
    assert "it is busy" in made.skip[0][1]


def test_a_pause_that_is_over_holds_nothing() -> None:
    pauses = {"a.example": Pause("a.example", NOW, "It was busy.")}
    assert len(plan([state(1)], pauses, NOW, MANUAL).ask) == 1


def test_force_asks_what_is_not_due_and_what_is_paused_and_knows_the_rule() -> None:
    pauses = {"a.example": Pause("a.example", NOW + timedelta(minutes=5), "It is busy.")}
    waiting = state(2, host="b.example", due=timedelta(hours=1), interval=0)
    made = plan([state(1), waiting], pauses, NOW, FORCED)
    assert len(made.ask) == 2
    assert "the server asked for 12 h" in rule(waiting, None, NOW, FORCED)
