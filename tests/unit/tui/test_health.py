"""How a feed is doing, in lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.unit.tui.feeds_of import feed

from feedreader.model.feed import Failure, FailureKind, Health
from feedreader.tui.health import health_lines

NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


def test_after_a_failure_that_reached_nobody_the_last_answer_is_told_as_one() -> None:
    health = Health(
        last_checked=NOW - timedelta(days=3),
        failure=Failure(FailureKind.REFUSED, "a.example refused the connection."),
    )
    told = [line.text for line in health_lines(replace(feed(1, "Wire"), health=health), NOW, 100, "%Y-%m-%d")]
    (answered,) = (each for each in told if each.startswith("Last answered: "))
    assert answered.endswith("(3 d ago)")
    assert not any("asked" in each for each in told)
