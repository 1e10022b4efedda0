"""What stands over a headline list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.tui.feeds_of import feed

from feedreader.library import Counts
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.headings import list_title, nothing, unread_in

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COUNTS = Counts(
    unread=1204,
    starred=31,
    today=9,
    following=2,
    articles=4000,
    by_feed=((FeedId(1), 12), (FeedId(2), 5), (FeedId(3), 0)),
)
FEEDS = {each.id: each for each in (feed(1, "Lantern", "World"), feed(2, "Wire", "World"), feed(3, "Kite"))}
LANTERN = Query(Place.FEED, feed_id=FeedId(1))


@pytest.mark.parametrize(
    ("query", "total", "title"),
    [
        (Query(Place.UNREAD), 1210, "Unread · 1,204"),
        (Query(Place.TODAY), 11, "Today · 9 unread of 11"),
        (Query(Place.FOLLOWING), 2, "Following · 2 unread"),
        (Query(Place.STARRED), 33, "Starred · 31"),
        (Query(Place.ALL), 4000, "All articles · 1,204 unread of 4,000"),
        (LANTERN, 40, "Lantern · 12 unread of 40"),
        (LANTERN, 12, "Lantern · 12 unread"),
        (Query(Place.FEED, feed_id=FeedId(3)), 7, "Kite · 7"),
        (Query(Place.FOLDER, name="World"), 50, "World · 17 unread of 50"),
        (replace(LANTERN, only=Only.UNREAD), 13, "Lantern · 12 · unread only"),
        (
            replace(LANTERN, only=Only.STARRED, sort=Sort.OLDEST),
            3,
            "Lantern · 3 · starred only · oldest first",
        ),
        (Query(Place.ALL, search="moon"), 38, "“moon” · 38"),
        (Query(Place.TAG, name="space"), 6, "space · 6"),
    ],
)
def test_the_title_tells_what_is_unread_now(query: Query, total: int, title: str) -> None:
    assert list_title(query, total, COUNTS, FEEDS) == title


def test_while_only_the_beginning_is_read_no_length_is_told() -> None:
    assert list_title(Query(Place.ALL), 400, COUNTS, FEEDS, cut=True) == "All articles · 1,204 unread"
    assert list_title(Query(Place.ALL, search="a"), 400, COUNTS, FEEDS, cut=True) == "“a” · 400 and more"


def test_of_a_search_the_unread_number_is_not_known() -> None:
    assert unread_in(Query(Place.ALL, search="moon"), COUNTS, FEEDS) is None
    assert unread_in(replace(LANTERN, feed_id=FeedId(99)), COUNTS, FEEDS) == 0


def test_an_empty_list_says_why() -> None:
    assert nothing(Query(Place.ALL, search="moon"), NOW) == "Nothing found."
    assert nothing(Query(Place.ALL, search="autor:x"), NOW).endswith("did you mean “author:”?")
    assert nothing(Query(Place.ALL, only=Only.STARRED), NOW) == "Nothing starred here; v shows all."
    assert "R asks" in nothing(Query(Place.UNREAD), NOW)
