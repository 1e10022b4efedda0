"""Entries that come again as they were: left out, unless anything could make another article of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedreader import normalise
from feedreader.model.feed import FeedFormat, Pace
from feedreader.normalise.seen import UNMARKED, VERSION, mark_of, marks
from feedreader.parse.raw import RawEntry, RawFeed, RawPerson, RawText

URL = "https://feeds.example/site.xml"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENTRY = RawEntry(guid="1", link="/one", title=RawText("One", "text"), content=RawText("<p>x", "html"))
FEED = RawFeed(FeedFormat.RSS20, title="The Site", link="https://site.example/", entries=(ENTRY,))


def mark(feed: RawFeed, url: str = URL) -> str:
    return marks(feed, url)[0]


@pytest.mark.parametrize(
    "other",
    [
        replace(FEED, entries=(replace(ENTRY, content=RawText("<p>x", "text")),)),
        replace(FEED, entries=(replace(ENTRY, published="2026-01-01"),)),
        replace(FEED, entries=(replace(ENTRY, guid_is_link=True),)),
        replace(FEED, link="https://other.example/"),
        replace(FEED, title="Another site"),
        replace(FEED, people=(RawPerson("Jane Doe"),)),
        replace(FEED, language="de"),
        replace(FEED, base="https://base.example/"),
    ],
)
def test_whatever_an_article_is_made_from_is_in_its_mark(other: RawFeed) -> None:
    assert mark(other) != mark(FEED)
    assert len(mark(FEED)) == len(UNMARKED)


def test_the_version_is_in_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark(FEED)
    monkeypatch.setattr("feedreader.normalise.seen.VERSION", VERSION + 1)
    assert mark(FEED) != before


def test_what_a_feed_says_of_its_pace_and_its_other_entries_is_not() -> None:
    other = replace(
        FEED, pace=Pace(ttl_minutes=9), warnings=("W",), entries=(ENTRY, replace(ENTRY, guid="2"))
    )
    assert mark(other) == mark(FEED)


def test_entries_that_may_be_one_story_have_no_mark() -> None:
    feed = replace(FEED, entries=(ENTRY, replace(ENTRY, title=None, guid=" 1 "), replace(ENTRY, guid="")))
    assert marks(feed, URL) == [UNMARKED] * 3


def test_a_known_entry_is_not_made_an_article_again() -> None:
    body = (
        "<rss version='2.0'><channel><title>S</title>"
        "<item><guid>1</guid><title>One</title></item><item><title>No guid</title></item>{}</channel></rss>"
    )
    first = normalise.parse_feed(body.format("").encode(), "", URL, NOW)
    known = {mark_of(article.digest) for article in first.articles}
    assert not first.seen
    more = body.format("<item><guid>2</guid><title>Two</title></item>").encode()
    again = normalise.parse_feed(more, "", URL, NOW, known)
    assert [article.title for article in again.articles] == ["No guid", "Two"]
    assert again.seen == (mark_of(first.articles[0].digest),)
    assert normalise.parse_feed(more, "", URL, NOW).articles[1:] == again.articles


def test_a_digest_of_an_older_library_has_no_known_mark() -> None:
    assert mark_of("short") == UNMARKED
    assert mark_of("a" * 32 + "b" * 32) == "b" * 32


@pytest.mark.parametrize(
    "other",
    [
        replace(FEED, description="Said anew"),
        replace(FEED, icon="/icon.png"),
        replace(FEED, self_url="https://feeds.example/other.xml"),
        replace(FEED, hub_url="https://hub.example/"),
        replace(FEED, format=FeedFormat.ATOM10),
        replace(FEED, base="https://site.example/", link="https://elsewhere.example/"),
    ],
)
def test_what_no_article_is_made_from_is_not_in_its_mark(other: RawFeed) -> None:
    assert mark(other) == mark(FEED)


def test_the_feeds_own_address_counts_where_relative_ones_start_from_it() -> None:
    alone = replace(FEED, link="")
    assert mark(alone) != mark(alone, "https://moved.example/")
    assert mark(FEED) == mark(FEED, "https://moved.example/")
