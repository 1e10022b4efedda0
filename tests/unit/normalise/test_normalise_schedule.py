"""When a feed is asked again, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.model.feed import Failure, FailureKind, Pace
from feedreader.normalise import schedule
from feedreader.normalise.schedule import Checked, Due, Failed, after, may_refresh_now, not_before, span

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class State:
    """What is remembered of a feed."""

    last_checked: datetime | None = None
    next_due: datetime | None = None
    reason: str = ""
    failure: Failure | None = None
    failures_in_a_row: int = 0
    interval: int = 0
    hits: tuple[int, ...] = ()
    pace: Pace = field(default_factory=Pace)


def failed(
    kind: FailureKind, status: int = 0, retry: timedelta | None = None, online: bool = False
) -> Failed:
    return Failed(Failure(kind, "It did not work.", status), NOW + retry if retry else None, online)


def then(state: State, due: Due, now: datetime, failure: Failure | None = None) -> State:
    """The state that a decision leaves behind."""
    return replace(
        state,
        last_checked=now if due.reached else state.last_checked,
        next_due=due.next_due,
        reason=due.reason,
        failure=failure,
        failures_in_a_row=due.failures_in_a_row,
        interval=due.interval,
        hits=due.hits,
    )


def wait(due: Due, now: datetime = NOW) -> timedelta:
    assert due.next_due is not None
    return due.next_due - now


def test_an_hour_give_or_take_a_tenth() -> None:
    waits = [wait(after(Checked(), State(), NOW, jitter)) for jitter in (0.0, 0.5, 1.0)]
    assert waits == [timedelta(minutes=54), timedelta(minutes=60), timedelta(minutes=66)]


def test_the_persons_own_interval() -> None:
    due = after(Checked(), State(), NOW, 0.5, minutes=180)
    assert wait(due) == 3 * HOUR
    assert due.reason == "It is asked every 3 h."


def test_what_the_server_says_only_lengthens() -> None:
    due = after(Checked(max_age=12 * 3600), State(), NOW, 0.5)
    assert (wait(due), due.reason, due.interval) == (12 * HOUR, "The server asked for 12 h.", 0)
    assert wait(after(Checked(max_age=60), State(), NOW, 0.5)) == HOUR
    assert wait(after(Checked(max_age=0), State(), NOW, 0.5)) == HOUR
    assert wait(after(Checked(max_age=10**9), State(), NOW, 0.5)) == schedule.LONGEST_WISH


def test_what_the_feed_says_only_lengthens() -> None:
    due = after(Checked(pace=Pace(ttl_minutes=240)), State(), NOW, 0.5)
    assert (wait(due), due.reason) == (4 * HOUR, "The feed asks to be fetched every 4 h.")
    assert wait(after(Checked(pace=Pace(ttl_minutes=5)), State(), NOW, 0.5)) == HOUR
    assert wait(after(Checked(pace=Pace(ttl_minutes=525_600)), State(), NOW, 0.5)) == schedule.LONGEST_WISH


def test_a_304_keeps_what_the_feed_said_before() -> None:
    assert wait(after(Checked(), State(pace=Pace(ttl_minutes=240)), NOW, 0.5)) == 4 * HOUR


def test_hours_to_skip() -> None:
    pace = Pace(skip_hours=frozenset({13, 14}))
    due = after(Checked(pace=pace), State(), NOW, 0.5)
    assert due.next_due == datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert due.interval == 0


def test_days_to_skip() -> None:
    pace = Pace(skip_days=frozenset({0, 1}))
    assert after(Checked(pace=pace), State(), NOW, 0.5).next_due == datetime(2026, 3, 4, 0, 0, tzinfo=UTC)


def test_skipping_everything_is_nonsense() -> None:
    pace = Pace(skip_hours=frozenset(range(24)))
    assert wait(after(Checked(pace=pace), State(), NOW, 0.5)) == HOUR


def simulated(gap: timedelta, days: int) -> list[timedelta]:
    """The waits of a feed that brings one story every `gap`."""
    now, state, waits = NOW, State(), []
    story = NOW - timedelta(minutes=1)
    while now < NOW + days * DAY:
        new = []
        while story <= now:
            new.append(story)
            story += gap
        due = after(Checked(len(new), new), state, now, 0.5)
        waits.append(wait(due, now))
        state = then(state, due, now)
        assert due.next_due is not None
        now = due.next_due
    return waits


@pytest.mark.parametrize(
    ("gap", "shortest", "longest"),
    [
        (timedelta(minutes=10), HOUR, HOUR),
        (HOUR, HOUR, HOUR),
        (12 * HOUR, 2 * HOUR, 4 * HOUR),
        (2 * DAY, 11 * HOUR, 13 * HOUR),
        (14 * DAY, DAY, DAY),
    ],
)
def test_a_feed_that_seldom_changes_is_asked_less_often(
    gap: timedelta, shortest: timedelta, longest: timedelta
) -> None:
    settled = simulated(gap, 60)[-10:]
    assert all(shortest <= each <= longest for each in settled), settled


def test_a_feed_asleep_for_years_is_asked_once_a_day_from_the_start() -> None:
    dates = [NOW - timedelta(days=1000 + n) for n in range(20)]
    due = after(Checked(20, dates), State(), NOW, 0.5)
    assert wait(due) == DAY
    assert "seldom" in due.reason


def test_a_digest_of_ten_stories_a_week_is_one_event() -> None:
    dates = [NOW - timedelta(weeks=week, minutes=n) for week in range(4) for n in range(2)]
    assert wait(after(Checked(8, dates), State(), NOW, 0.5)) == DAY


def test_stories_of_the_future_count_as_now() -> None:
    due = after(Checked(1, [NOW + 400 * DAY]), State(), NOW, 0.5)
    assert due.hits == (int(NOW.timestamp()),)


def test_failures_wait_longer_each_time() -> None:
    state, waits = State(), []
    for _ in range(8):
        due = after(failed(FailureKind.HTTP, 500), state, NOW, 0.5)
        waits.append(wait(due) / HOUR)
        state = then(state, due, NOW)
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
    assert "8 times in a row" in due.reason


def test_a_missing_feed_waits_up_to_a_week() -> None:
    due = after(failed(FailureKind.NOT_FOUND, 404), State(failures_in_a_row=20), NOW, 0.5)
    assert wait(due) == 7 * DAY


def test_success_ends_the_row() -> None:
    assert after(Checked(), State(failures_in_a_row=5), NOW, 0.5).failures_in_a_row == 0


def test_gone_is_gone() -> None:
    due = after(failed(FailureKind.GONE, 410), State(), NOW, 0.5)
    assert due.next_due is None
    assert "gone" in due.reason


def test_no_network_is_no_failure_of_the_feed() -> None:
    due = after(failed(FailureKind.NO_NETWORK), State(failures_in_a_row=2), NOW, 0.9)
    assert (wait(due), due.failures_in_a_row, due.reached) == (schedule.OFFLINE, 2, False)


def test_a_name_that_is_gone_while_others_answer_is_a_failure() -> None:
    due = after(failed(FailureKind.NO_NETWORK, online=True), State(failures_in_a_row=2), NOW, 0.5)
    assert (wait(due), due.failures_in_a_row, due.reached) == (4 * HOUR, 3, False)


@pytest.mark.parametrize(
    ("kind", "reached"),
    [
        (FailureKind.REFUSED, False),
        (FailureKind.TIMEOUT, False),
        (FailureKind.HTTP, True),
        (FailureKind.NOT_A_FEED, True),
    ],
)
def test_only_an_answer_counts_as_checked(kind: FailureKind, reached: bool) -> None:
    assert after(failed(kind), State(), NOW, 0.5).reached is reached


def test_a_host_that_asks_for_a_pause_gets_it() -> None:
    due = after(failed(FailureKind.BUSY, 429, 6 * HOUR), State(), NOW, 0.5)
    assert (wait(due), due.pause_until, due.interval) == (6 * HOUR, NOW + 6 * HOUR, 0)
    assert due.reason == "The server asked for a pause of 6 h."
    short = after(failed(FailureKind.BUSY, 503, timedelta(minutes=2)), State(), NOW, 0.5)
    assert (wait(short), short.pause_until) == (HOUR, NOW + timedelta(minutes=2))


def test_too_many_requests_pause_the_host_in_any_case() -> None:
    assert after(failed(FailureKind.BUSY, 429), State(), NOW, 0.5).pause_until == NOW + schedule.BUSY
    assert after(failed(FailureKind.BUSY, 503), State(), NOW, 0.5).pause_until is None


class TestPermission:
    """A person presses the key."""

    def test_twenty_presses_are_one_request(self) -> None:
        state, asked, now = State(), 0, NOW
        for _ in range(20):
            if may_refresh_now(state, now).allowed:
                asked += 1
                state = then(state, after(Checked(), state, now, 0.5), now)
            now += timedelta(seconds=2)
        assert asked == 1

    def test_twenty_presses_at_a_silent_server_are_one_request(self) -> None:
        state, asked, now = State(), 0, NOW
        outcome = failed(FailureKind.TIMEOUT)
        for _ in range(20):
            if may_refresh_now(state, now).allowed:
                asked += 1
                state = then(state, after(outcome, state, now, 0.5), now, outcome.failure)
            now += timedelta(seconds=2)
        assert asked == 1

    def test_the_plain_interval_does_not_bind(self) -> None:
        state = then(State(), after(Checked(), State(), NOW, 0.5), NOW)
        refused = may_refresh_now(state, NOW + timedelta(minutes=4))
        assert refused == schedule.Permission(
            False, "It was asked less than 5 min ago.", NOW + schedule.MANUAL
        )
        assert may_refresh_now(state, NOW + timedelta(minutes=6)).allowed

    def test_nor_does_a_failures_rest(self) -> None:
        state = then(State(), after(failed(FailureKind.HTTP, 500), State(), NOW, 0.5), NOW)
        assert may_refresh_now(state, NOW + timedelta(minutes=6)).allowed

    @pytest.mark.parametrize(
        ("outcome", "words"),
        [
            (Checked(max_age=12 * 3600), "asked for 12 h"),
            (Checked(pace=Pace(ttl_minutes=600)), "every 10 h"),
            (Checked(pace=Pace(skip_hours=frozenset(range(12, 20)))), "hours"),
            (failed(FailureKind.BUSY, 429, 6 * HOUR), "pause of 6 h"),
            (failed(FailureKind.GONE, 410), "gone"),
        ],
    )
    def test_the_publishers_wishes_bind_and_force_names_them(
        self, outcome: Checked | Failed, words: str
    ) -> None:
        state = then(State(), after(outcome, State(), NOW, 0.5), NOW)
        refused = may_refresh_now(state, NOW + timedelta(minutes=30))
        assert not refused.allowed
        assert words in refused.reason
        assert refused.until == state.next_due
        forced = may_refresh_now(state, NOW + timedelta(minutes=30), force=True)
        assert (forced.allowed, forced.reason) == (True, refused.reason)

    def test_what_is_due_may_go(self) -> None:
        state = then(State(), after(Checked(max_age=12 * 3600), State(), NOW, 0.5), NOW)
        assert may_refresh_now(state, NOW + 13 * HOUR) == schedule.Permission(True)

    def test_a_new_feed_may_go(self) -> None:
        assert may_refresh_now(State(), NOW).allowed

    @pytest.mark.parametrize("online", [False, True])
    @pytest.mark.parametrize(
        ("kind", "allowed"),
        [
            (FailureKind.NO_NETWORK, True),
            (FailureKind.REFUSED, True),
            (FailureKind.BAD_ADDRESS, True),
            (FailureKind.TIMEOUT, False),
            (FailureKind.TLS, False),
            (FailureKind.NOT_FOUND, False),
        ],
    )
    def test_a_failure_that_reached_nobody_binds_nobody(
        self, kind: FailureKind, allowed: bool, online: bool
    ) -> None:
        outcome = failed(kind, online=online)
        state = then(State(NOW), after(outcome, State(NOW), NOW, 0.5), NOW, outcome.failure)
        assert may_refresh_now(state, NOW + timedelta(seconds=10)).allowed is allowed

    def test_a_clock_set_back_does_not_lock_the_feed(self) -> None:
        state = State(last_checked=NOW + 5 * DAY, next_due=NOW + 5 * DAY + HOUR, interval=3600)
        assert may_refresh_now(state, NOW).allowed


def test_a_sentence_with_the_persons_clock() -> None:
    zone = timezone(timedelta(hours=2))
    reason = "The server asked for 12 h."
    assert not_before(NOW + HOUR, reason, NOW, zone) == "Not before 15:00: the server asked for 12 h."
    assert (
        not_before(NOW + DAY, reason, NOW, zone) == "Not before 2026-03-03 14:00: the server asked for 12 h."
    )
    assert not_before(NOW + HOUR, "", NOW, zone) == "Not before 15:00."


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(seconds=20), "1 min"),
        (90 * timedelta(minutes=1), "90 min"),
        (12 * HOUR, "12 h"),
        (7 * DAY, "7 days"),
    ],
)
def test_spans(length: timedelta, expected: str) -> None:
    assert span(length) == expected


OUTCOMES = st.one_of(
    st.builds(
        Checked,
        st.integers(0, 5),
        st.lists(
            st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
            max_size=5,
        ),
        st.none() | st.integers(-5, 10**12),
        st.none()
        | st.builds(
            Pace,
            st.integers(0, 10**7),
            st.frozensets(st.integers(0, 23)),
            st.frozensets(st.integers(0, 6)),
        ),
    ),
    st.builds(
        failed,
        st.sampled_from(list(FailureKind)),
        st.sampled_from([0, 404, 429, 503]),
        st.none() | st.timedeltas(timedelta(0), timedelta(days=30)),
        st.booleans(),
    ),
)


@given(st.lists(OUTCOMES, min_size=1, max_size=6), st.floats(0, 1))
def test_whatever_happens_the_next_time_is_within_bounds(
    outcomes: list[Checked | Failed], jitter: float
) -> None:
    state, now = State(), NOW
    for outcome in outcomes:
        due = after(outcome, state, now, jitter)
        assert due.reason.endswith(".")
        assert len(due.hits) <= schedule.KEPT_HITS
        if due.next_due is not None:
            assert now + timedelta(minutes=5) <= due.next_due <= now + timedelta(days=38)
        state = then(state, due, now)
