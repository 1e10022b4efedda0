"""The rows of the feed list."""

from __future__ import annotations

from tests.unit.tui.feeds_of import feed

from feedreader.library import Counts
from feedreader.model.feed import FeedId
from feedreader.model.query import Place, Query
from feedreader.tui.feed_rows import FeedRow, feed_rows, next_unread

FEEDS = (
    feed(1, "Lantern", "World"),
    feed(2, "Wire", "World"),
    feed(3, "Orrery", "Science"),
    feed(4, "Kite"),
    feed(5, "Broken", failed=True),
)
COUNTS = Counts(unread=17, by_feed=((FeedId(1), 12), (FeedId(2), 0), (FeedId(3), 0), (FeedId(4), 5)))
PLACES = ["Today", "Unread", "Starred", "All articles"]
UNREAD = Query(Place.UNREAD)


def of(number: int) -> Query:
    """The place of a feed."""
    return Query(Place.FEED, feed_id=FeedId(number))


def names(rows: list[FeedRow]) -> list[str]:
    """The rows' texts after the places."""
    texts = [row.text for row in rows]
    assert texts[:4] == PLACES
    return texts[4:]


def test_folders_come_first_and_fold() -> None:
    assert names(feed_rows(FEEDS, COUNTS, ())) == [
        "Science", "Orrery", "World", "Lantern", "Wire", "Kite", "Broken",
    ]  # fmt: skip
    assert names(feed_rows(FEEDS, COUNTS, {"World"})) == ["Science", "Orrery", "World", "Kite", "Broken"]


def test_feeds_without_unread_articles_can_be_left_out_but_not_trouble_and_not_the_open_one() -> None:
    rows = feed_rows(FEEDS, COUNTS, (), only_unread=True)
    assert names(rows) == ["World", "Lantern", "Kite", "Broken"]
    assert "Wire" in names(feed_rows(FEEDS, COUNTS, (), only_unread=True, kept=of(2)))
    assert "Orrery" in names(
        feed_rows(FEEDS, COUNTS, (), only_unread=True, kept=Query(Place.FOLDER, name="Science"))
    )


def test_the_next_unread_feed_goes_round() -> None:
    rows = feed_rows(FEEDS, COUNTS, ())
    found = next_unread(rows, UNREAD)
    assert found is not None
    assert found.query == of(1)
    found = next_unread(rows, of(1))
    assert found is not None
    assert found.query == of(4)
    found = next_unread(rows, of(4))
    assert found is not None
    assert found.query == of(1)
    folder = next_unread(feed_rows(FEEDS, COUNTS, {"World"}), UNREAD)
    assert folder is not None
    assert folder.query == Query(Place.FOLDER, name="World")


def test_there_may_be_no_other_unread_feed() -> None:
    one = Counts(unread=5, by_feed=((FeedId(4), 5),))
    assert next_unread(feed_rows(FEEDS, one, ()), of(4)) is None
    assert next_unread([], UNREAD) is None
