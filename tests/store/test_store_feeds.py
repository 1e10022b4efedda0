"""Feeds: organising, polling, two processes at once, hosts that asked for a pause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedreader.model.author import Author
from feedreader.model.feed import (
    Failure,
    FailureKind,
    Feed,
    FeedFormat,
    FeedId,
    FeedInfo,
    Health,
    Pace,
    Validators,
)
from feedreader.store import Store
from feedreader.store.records import Pause, PollResult, PreparedArticle

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

URL = "https://example.org/feed"
HOUR = timedelta(hours=1)


def result(now: datetime, **rest: object) -> PollResult:
    given: dict[str, object] = {
        "validators": Validators('"e1"', "Mon, 23 Nov 2026"),
        "body_digest": "d1",
        "parser_version": 3,
        "next_due": now + HOUR,
        "reason": "Every hour.",
        "checked": now,
    }
    return PollResult(**{**given, **rest})  # type: ignore[arg-type]


def due(store: Store, now: datetime) -> list[str]:
    titles = [store.feeds.get(feed) for feed in store.feeds.due(now)]
    return [feed.url for feed in titles if feed]


def test_feeds_stand_by_folder_and_then_by_title(store: Store, now: datetime) -> None:
    for title, folder in (
        ("beta", ""),
        ("Älpha", ""),
        ("gamma", "a folder"),
        ("Delta", "A folder"),
        ("x", "Z"),
    ):
        store.feeds.add(f"https://{title}.example/", now, title=title, folder=folder)
    assert [feed.title for feed in store.feeds.all()] == ["Älpha", "beta", "Delta", "gamma", "x"]
    assert store.feeds.folders() == ("a folder", "A folder", "Z")


def test_a_feed_is_shown_by_its_name_or_its_address(store: Store, now: datetime) -> None:
    feed = store.feeds.add("https://news.example/feed.xml", now)

    def title() -> str:
        return store.feeds.title(feed)

    assert title() == "news.example/feed.xml"
    store.feeds.record_check(feed, result(now, info=FeedInfo(FeedFormat.ATOM10, title="The News")))
    assert title() == "The News"
    store.feeds.set_title(feed, "Mine")
    store.feeds.record_check(feed, result(now, info=FeedInfo(FeedFormat.ATOM10, title="Other")))
    assert (title(), store.feeds.custom_title(feed)) == ("Mine", "Mine")
    store.feeds.set_title(feed, "")
    assert title() == "Other"


def test_tags_keep_their_order_and_case_once(store: Store, now: datetime) -> None:
    feed = store.feeds.add(URL, now, tags=("Zeta", "alpha", "ZETA", ""))
    assert store.feeds.tags(feed) == ("Zeta", "alpha")
    assert store.feeds.used_tags() == ("alpha", "Zeta")
    store.feeds.set_tags(feed, ())
    assert store.feeds.tags(feed) == ()


def test_what_a_check_leaves_comes_back(store: Store, now: datetime) -> None:
    feed = store.feeds.add(URL, now, folder="World", tags=("a",))
    info = FeedInfo(
        FeedFormat.RSS20,
        title="The News",
        site_url="https://example.org/",
        description="All of it",
        language="en",
        icon="https://example.org/i.png",
        authors=(Author("Ann Hale", links=("https://hale.example/",)),),
        next_url="https://example.org/feed?page=2",
        pace=Pace(60, frozenset({1, 2}), frozenset({6})),
        warnings=("Not well-formed.",),
    )
    failure = Failure(FailureKind.BUSY, "Too many requests.", 429)
    store.feeds.record_check(
        feed,
        result(
            now,
            info=info,
            failure=failure,
            failures_in_a_row=2,
            changed=now - HOUR,
            interval=3600,
            hits=(1, 2, 3),
            moved_to="https://example.org/new",
            moved_seen=1,
        ),
    )
    assert store.feeds.get(feed) == Feed(
        id=feed,
        url=URL,
        title="The News",
        site_url="https://example.org/",
        description="All of it",
        language="en",
        icon="https://example.org/i.png",
        format=FeedFormat.RSS20,
        folder="World",
        tags=("a",),
        authors=info.authors,
        next_url="https://example.org/feed?page=2",
        health=Health(now, now - HOUR, now + HOUR, "Every hour.", failure, 2, ("Not well-formed.",)),
    )
    state = store.feeds.polling(feed)
    assert state is not None
    assert state.validators == Validators('"e1"', "Mon, 23 Nov 2026")
    assert (state.body_digest, state.parser_version, state.pace) == ("d1", 3, info.pace)
    assert (state.failure, state.failures_in_a_row) == (failure, 2)
    assert (state.moved_to, state.moved_seen) == ("https://example.org/new", 1)
    assert (state.interval, state.hits, state.last_changed) == (3600, (1, 2, 3), now - HOUR)
    assert store.feeds.all_polling() == (state,)


def test_a_check_that_reached_nobody_leaves_the_last_one(store: Store, now: datetime) -> None:
    feed = store.feeds.add(URL, now)
    store.feeds.record_check(feed, result(now, changed=now))
    later = now + HOUR
    failure = Failure(FailureKind.NO_NETWORK, "No network.")
    store.feeds.record_check(feed, result(later, checked=None, failure=failure))
    found = store.feeds.get(feed)
    assert found is not None
    assert (found.health.last_checked, found.health.last_changed) == (now, now)
    assert found.health.failure == failure


def test_a_feed_is_due_at_its_time_and_a_gone_one_never(store: Store, now: datetime) -> None:
    one, two, gone = (store.feeds.add(f"https://{name}.example/", now) for name in ("one", "two", "gone"))
    assert len(due(store, now)) == 3
    store.feeds.record_check(one, result(now, next_due=now + HOUR))
    store.feeds.record_check(two, result(now, next_due=now + 2 * HOUR))
    store.feeds.record_check(gone, result(now, next_due=None, reason="It is gone."))
    assert due(store, now) == []
    assert due(store, now + HOUR) == ["https://one.example/"]
    assert due(store, now + 3 * HOUR) == ["https://one.example/", "https://two.example/"]
    found = store.feeds.get(gone)
    assert found is not None
    assert (found.health.next_due, found.health.reason) == (None, "It is gone.")


def test_the_address_moves_unless_another_feed_has_it(store: Store, now: datetime) -> None:
    one = store.feeds.add(URL, now)
    store.feeds.add("https://taken.example/", now)
    store.feeds.record_check(one, result(now, url="https://taken.example/", moved_seen=3))
    state = store.feeds.polling(one)
    assert state is not None
    assert state.url == URL
    store.feeds.record_check(one, result(now, url="https://new.example/", moved_seen=3))
    state = store.feeds.polling(one)
    assert state is not None
    assert (state.url, state.title, state.moved_seen) == ("https://new.example/", "new.example", 0)


def test_two_processes_never_poll_one_feed_twice(path: Path, now: datetime) -> None:
    with Store.open(path) as one, Store.open(path) as two:
        feeds = [one.feeds.add(f"https://{number}.example/", now) for number in range(4)]
        assert one.feeds.claim(feeds[:3], "one", now, HOUR) == tuple(feeds[:3])
        assert two.feeds.claim(feeds, "two", now, HOUR) == (feeds[3],)
        assert two.feeds.due(now) == ()
        one.feeds.release(feeds[:1], "one")
        two.feeds.release(feeds[1:2], "two")
        assert two.feeds.due(now) == (feeds[0],)
        one.feeds.record_check(feeds[1], result(now))
        assert two.feeds.claim(feeds, "two", now, HOUR) == (feeds[0], feeds[1], feeds[3])
        assert two.feeds.claim(feeds, "three", now + 2 * HOUR, HOUR) == tuple(feeds)


def test_a_removed_feed_is_not_polled_but_kept(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = fill(URL, make("one"))
    assert store.feeds.set_removed([feed], now) == (feed,)
    assert store.feeds.set_removed([feed], now) == ()
    assert (store.feeds.all(), store.feeds.get(feed), store.feeds.by_url(URL)) == ((), None, None)
    assert store.feeds.due(now) == ()
    assert store.feeds.claim([feed], "one", now, HOUR) == ()
    assert store.feeds.polling(feed) is None
    assert store.feeds.removed_by_url(URL) == feed
    # What the engine was fetching when the person removed it is there after an undo.
    assert store.articles.apply(feed, [make("two")], (), (), now).new == 1
    again = store.feeds.add(URL, now)
    assert store.feeds.set_removed([feed], None) == ()
    store.feeds.delete([again])
    assert store.feeds.set_removed([feed], None) == (feed,)
    assert store.feeds.all()[0].articles == 2


def test_deleting_a_feed_leaves_nothing_of_it(store: Store, fill: Fill, make: Make) -> None:
    fill("https://other.example/", make("kept"))
    feed = fill(URL, make("one", tags=("moon",), authors=("Ann Hale",)), tags=("a",))
    store.feeds.delete([feed])
    for table in ("texts", "bodies", "articles", "tallies"):
        assert store._db.number(f"SELECT count(*) FROM {table}") == 1
    for table in ("article_tags", "article_authors", "feed_tags"):
        assert store._db.number(f"SELECT count(*) FROM {table}") == 0
    assert store.check.problems() == ()


def test_a_hosts_pause_survives_and_ends(path: Path, now: datetime) -> None:
    with Store.open(path) as store:
        store.hosts.pause("busy.example", now + HOUR, "It asked for an hour.")
        store.hosts.pause("busy.example", now + HOUR / 2, "Half an hour.")
    with Store.open(path) as store:
        pause = Pause("busy.example", now + HOUR, "It asked for an hour.")
        assert store.hosts.paused("busy.example") == pause
        assert store.hosts.paused("calm.example") is None
        assert store.hosts.all_paused(now) == (pause,)
        assert store.hosts.all_paused(now + 2 * HOUR) == ()
        store.hosts.resume("busy.example")
        assert store.hosts.paused("busy.example") is None


def test_where_a_feed_answered_from_is_kept_with_it(store: Store, now: datetime) -> None:
    feed = store.feeds.add(URL, now)
    told = []
    for inside in (True, False, True):
        store.feeds.record_check(feed, result(now, inside=inside))
        state = store.feeds.polling(feed)
        assert state is not None
        told.append((state.inside, store.feeds.all_polling()[0].inside))
    assert told == [(True, True), (False, False), (True, True)]


def test_a_doctor_finds_and_mends(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, make("one"), make("two"))
    assert store.check.problems() == ()
    store._db.run("UPDATE tallies SET unread = 7")
    store._db.run("UPDATE articles SET search_rowid = NULL WHERE id = 1")
    assert tuple(each.sentence for each in store.check.problems()) == (
        "1 feed has a wrong unread number.",
        "1 article cannot be found by searching.",
    )
    store.check.mend(lambda body: "plain")
    assert store.check.problems() == ()
    assert store.feeds.all()[0].unread == 2


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://127.0.0.1:8000/a/feed.xml", "127.0.0.1:8000/a/feed.xml"),
        ("https://ann:secret@example.org/feed?token=secret#x", "example.org/feed"),
        ("https://example.org/", "example.org"),
        ("https://example.org/?feed=rss", "example.org"),
    ],
)
def test_a_feed_that_has_not_said_its_title_is_named_after_its_address(
    store: Store, now: datetime, url: str, name: str
) -> None:
    """By more than its host: a host has many feeds."""
    assert store.feeds.title(store.feeds.add(url, now)) == name
    feed = store.feeds.add(f"{url}#2", now, title="Mine")
    store.feeds.set_title(feed, "")
    assert store.feeds.title(feed) == name
