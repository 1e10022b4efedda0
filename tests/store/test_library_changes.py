"""Everything a person changes can be undone and done again, across restarts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedreader.errors import NotFoundError, UsageError
from feedreader.library import Imported, Library
from feedreader.library.feeds import KEPT
from feedreader.model.article import ArticleId
from feedreader.model.author import AuthorId
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query
from feedreader.opml import Outline
from feedreader.store import Store
from feedreader.store.journal import KEPT as KEPT_ENTRIES
from feedreader.store.records import PreparedArticle

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

URL = "https://example.org/feed"


def picture(library: Library) -> tuple[object, ...]:
    """All that a person can see of a library."""
    ids = library.lists.ids(Query())
    return (
        [(f.id, f.url, f.title, f.folder, f.tags, f.unread) for f in library.feeds.all()],
        library.lists.rows(ids),
        library.lists.counts(),
        [each.id for each in library.authors.followed()],
    )


CHANGES: dict[str, tuple[Callable[[Library], Any], str]] = {
    "read one": (lambda it: it.marks.set_read([1], True), "Marked “About three” read"),
    "unread": (lambda it: it.marks.set_read([2], False), "Marked “About two” unread"),
    "read many": (lambda it: it.marks.set_read([1, 2, 3], True), "Marked 2 articles read"),
    "labelled": (lambda it: it.marks.set_read([1], True, "Read in passing"), "Read in passing"),
    "read all": (lambda it: it.marks.read_all(Query()), "Marked 3 articles read"),
    "read all found": (lambda it: it.marks.read_all(Query(search="three")), "Marked “About three” read"),
    "star": (lambda it: it.marks.set_starred([1, 3], True), "Starred 2 articles"),
    "unstar": (lambda it: it.marks.set_starred([2], False), "Took the star off “About two”"),
    "subscribe": (
        lambda it: it.feeds.subscribe("https://new.example/feed", "New", "Folder", ("t",)),
        "Added the feed New",
    ),
    "unsubscribe": (lambda it: it.feeds.unsubscribe(FeedId(1)), "Removed the feed The News"),
    "rename": (lambda it: it.feeds.rename(FeedId(1), "Mine"), "Renamed the feed The News to Mine"),
    "rename back": (
        lambda it: it.feeds.rename(FeedId(1), ""),
        "Renamed the feed The News to example.org/feed",
    ),
    "move": (lambda it: it.feeds.move(FeedId(1), "Other"), "Moved the feed The News to the folder Other"),
    "move out": (lambda it: it.feeds.move(FeedId(1), ""), "Moved the feed The News out of the folder World"),
    "tags": (lambda it: it.feeds.set_tags(FeedId(1), ("b", "C")), "Tagged the feed The News: b, C"),
    "no tags": (lambda it: it.feeds.set_tags(FeedId(1), ()), "Took the tags off The News"),
    "follow": (lambda it: it.authors.follow(AuthorId(1)), "Followed Ann Hale"),
    "import": (
        lambda it: it.feeds.import_outlines(
            [Outline("https://a.example/", "A"), Outline("https://b.example/", "B")]
        ),
        "Imported 2 feeds",
    ),
}


@pytest.fixture
def full(library: Library, fill: Fill, make: Make) -> Library:
    """Two feeds; article 2 is read and starred."""
    fill(
        URL,
        *(make(name, authors=("Ann Hale",)) for name in ("one", "two", "three")),
        title="The News",
        folder="World",
        tags=("a", "B"),
    )
    fill("https://other.example/", make("four"))
    library.store.articles.set_read([2], True)
    library.store.articles.set_starred([2], True)
    return library


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_undone_and_done_again(full: Library, path: Path, name: str) -> None:
    change, sentence = CHANGES[name]
    before = picture(full)
    change(full)
    after = picture(full)
    assert before != after
    assert full.undo.last() == sentence
    with Store.open(path) as store:
        restarted = Library(store, full.clock)
        undone = restarted.undo.undo()
        assert undone is not None
        assert undone.sentence == f"Undone: {sentence}"
        assert picture(restarted) == before
        assert (restarted.undo.last(), restarted.undo.next()) == (None, sentence)
    redone = full.undo.redo()
    assert redone is not None
    assert redone.sentence == f"Done again: {sentence}"
    assert picture(full) == after
    assert full.store.articles.miscounted() == 0


def test_many_changes_go_back_one_by_one(full: Library) -> None:
    pictures = [picture(full)]
    for name in ("read one", "star", "rename", "move", "tags", "import", "follow", "unsubscribe"):
        CHANGES[name][0](full)
        pictures.append(picture(full))
    for expected in reversed(pictures[:-1]):
        assert full.undo.undo() is not None
        assert picture(full) == expected
    assert full.undo.undo() is None
    for expected in pictures[1:]:
        assert full.undo.redo() is not None
        assert picture(full) == expected
    assert full.undo.redo() is None


def test_a_new_change_drops_what_was_undone(full: Library) -> None:
    full.marks.set_read([1], True)
    full.marks.set_read([3], True)
    full.undo.undo()
    full.marks.set_starred([1], True)
    assert full.undo.next() is None
    assert full.undo.redo() is None
    assert full.undo.last() == "Starred “About three”"


def test_what_changes_nothing_is_no_change(full: Library) -> None:
    assert full.marks.set_read([2], True) is None
    assert full.marks.set_starred([], True) is None
    assert full.marks.read_all(Query(search="nowhere")) is None
    assert full.feeds.move(FeedId(1), "World") is None
    assert full.feeds.rename(FeedId(1), "The News") is None
    assert full.feeds.set_tags(FeedId(1), ("a", "B")) is None
    assert full.authors.follow(AuthorId(1), False) is None
    assert full.undo.last() is None


def test_a_change_tells_whether_the_feed_list_looks_different(full: Library) -> None:
    change = full.marks.set_read([1, 2, 3], True)
    assert change is not None
    assert not change.feeds
    assert full.feeds.unsubscribe(FeedId(1)).feeds


def test_the_newest_changes_are_kept(full: Library) -> None:
    for number in range(KEPT_ENTRIES + 30):
        full.marks.set_read([1], number % 2 == 0)
    count = 0
    while full.undo.undo():
        count += 1
    assert count == KEPT_ENTRIES


def test_a_long_title_is_cut_in_a_sentence(library: Library, fill: Fill, make: Make) -> None:
    fill(URL, make("one", title="word " * 100))
    change = library.marks.set_read([1], True)
    assert change is not None
    assert len(change.sentence) < 90
    assert change.sentence.endswith("…” read")


def test_subscribing_twice_gives_the_feed_that_is_there(full: Library) -> None:
    assert full.feeds.subscribe(URL, "Other name").title == "The News"
    assert full.undo.last() is None
    with pytest.raises(UsageError, match="not a web address"):
        full.feeds.subscribe("javascript:alert(1)")


def test_subscribing_again_brings_a_removed_feed_back(full: Library) -> None:
    before = picture(full)
    full.feeds.unsubscribe(FeedId(1))
    assert full.feeds.subscribe(URL, folder="Elsewhere").id == 1
    assert full.feeds.get(FeedId(1)).folder == "Elsewhere"
    full.undo.undo()
    assert [feed.id for feed in full.feeds.all()] == [2]
    full.undo.undo()
    assert picture(full) == before


def test_removed_feeds_go_for_good_after_a_month(full: Library, now: datetime) -> None:
    full.feeds.unsubscribe(FeedId(1))
    assert full.feeds.purge(now + KEPT) == 0
    assert full.feeds.purge(now + KEPT + timedelta(seconds=1)) == 1
    assert full.undo.last() is None
    assert full.store.check.problems() == ()
    assert full.feeds.subscribe(URL).unread == 0


def test_what_was_done_to_a_feed_that_went_for_good_is_not_undone(full: Library, now: datetime) -> None:
    """Its number goes to the next feed."""
    full.marks.set_read([1], True)
    last = full.feeds.subscribe("https://third.example/").id
    full.feeds.set_tags(last, ("old",))
    full.feeds.rename(last, "Old")
    full.feeds.unsubscribe(last)
    assert full.feeds.purge(now + 2 * KEPT) == 1
    assert full.undo.last() == "Marked “About three” read"
    full.store.feeds.add("https://fourth.example/", now)
    assert full.undo.undo() is not None
    assert full.undo.undo() is None


def test_an_import_tells_what_it_did_not_take(full: Library) -> None:
    outlines = [
        Outline("https://a.example/feed", "A", "https://a.example/", "Folder", ("x", "y")),
        Outline("https://a.example/feed", "A again"),
        Outline(URL, "Known"),
        Outline("file:///etc/passwd", "Not"),
    ]
    done = full.feeds.import_outlines(outlines, ("exec:rm",))
    assert isinstance(done, Imported)
    assert (done.added, done.already, done.refused) == (1, 2, ("exec:rm", "file:///etc/passwd"))
    (new,) = [feed for feed in full.feeds.all() if feed.id == 3]
    assert (new.title, new.site_url, new.folder, new.tags) == (
        "A",
        "https://a.example/",
        "Folder",
        ("x", "y"),
    )
    assert full.feeds.import_outlines(outlines).change is None
    exported = full.feeds.export()
    assert {each.url for each in exported.outlines} == {
        URL,
        "https://other.example/",
        "https://a.example/feed",
    }


def test_feeds_are_found_by_number_address_and_title(full: Library) -> None:
    for named in ("1", URL, "http://www.example.org/feed/", "the news", "NEWS", "Thé News"):
        assert full.feeds.find(named).id == 1
    full.feeds.subscribe("https://third.example/", "Other News")
    with pytest.raises(UsageError, match=r"Several feeds are meant by “new”: .*1 The News"):
        full.feeds.find("new")
    for named in ("99", "nothing", "", "\x1b[31m", "9" * 40):
        with pytest.raises(NotFoundError):
            full.feeds.find(named)


def test_articles_are_found_by_number_and_address(full: Library) -> None:
    assert full.articles.find(" 2 ") == 2
    assert full.articles.find("http://example.org/three?utm_source=x") == 1
    for named in ("99", "https://example.org/none", "", "x" * 5000, "9" * 40, "²", "\ud800"):
        with pytest.raises(NotFoundError):
            full.articles.find(named)
    full.articles.set_position(ArticleId(2), 0.5)
    assert full.articles.get(ArticleId(2)).position == 0.5


def test_lists_of_every_place(full: Library, clock: Any, make: Make, now: datetime) -> None:
    full.store.articles.apply(FeedId(2), [make("old", days=3, tags=("Moon",), words=999)], (), (), now)
    lists: dict[str, list[int]] = {
        name: list(full.lists.ids(query))
        for name, query in {
            "today": Query(Place.TODAY),
            "unread": Query(Place.UNREAD),
            "starred": Query(Place.STARRED),
            "feed": Query(Place.FEED, feed_id=FeedId(2)),
            "no feed": Query(Place.FEED),
            "folder": Query(Place.FOLDER, name="world"),
            "no folder": Query(Place.FOLDER, name="nowhere"),
            "article tag": Query(Place.TAG, name="moon"),
            "feed tag": Query(Place.TAG, name="b"),
            "no tag": Query(Place.TAG, name="nowhere"),
            "author": Query(Place.AUTHOR, author_id=AuthorId(1)),
            "no author": Query(Place.AUTHOR),
            "following": Query(Place.FOLLOWING),
            "only starred": Query(Place.FOLDER, name="World", only=Only.STARRED),
            "only unread": Query(Place.AUTHOR, author_id=AuthorId(1), only=Only.UNREAD),
            "starred and unread": Query(Place.STARRED, only=Only.UNREAD),
        }.items()
    }
    assert lists == {
        "today": [4, 3, 2, 1],
        "unread": [4, 3, 1, 5],
        "starred": [2],
        "feed": [4, 5],
        "no feed": [],
        "folder": [3, 2, 1],
        "no folder": [],
        "article tag": [5],
        "feed tag": [3, 2, 1],
        "no tag": [],
        "author": [3, 2, 1],
        "no author": [],
        "following": [],
        "only starred": [2],
        "only unread": [3, 1],
        "starred and unread": [],
    }


def test_a_list_says_where_a_feed_stands_also_one_that_was_removed(full: Library) -> None:
    url = "https://back.example/feed.xml"
    first = full.feeds.import_outlines((Outline(url, "Back", folder="Old", tags=("a",)),))
    assert first.change is not None
    full.undo.undo()
    full.feeds.import_outlines((Outline(url, "Back"),))
    (feed,) = [feed for feed in full.feeds.all() if feed.url == url]
    assert (feed.folder, feed.tags) == ("", ())
