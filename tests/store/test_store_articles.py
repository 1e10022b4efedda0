"""What a round of a feed does to the articles, and what is found afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feedreader.model.article import Article, ArticleId, Enclosure, LeadImage
from feedreader.model.author import Author
from feedreader.model.document import Document, Paragraph, Span
from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.store.records import Applied, KnownArticle, PreparedArticle, Selection

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

URL = "https://example.org/feed"


def newest(store: Store) -> list[str]:
    return [row.title for row in store.articles.rows(store.articles.ids(Selection()))]


def test_an_article_comes_back_as_it_went_in(store: Store, fill: Fill, now: datetime) -> None:
    article = Article(
        identity="tag:example.org,2026:1",
        digest="ab" * 32,
        title="A title",
        url="https://example.org/1",
        summary="Some words",
        published=now - timedelta(days=1),
        updated=now,
        document=Document((Paragraph((Span("Some words"),)),), "de"),
        language="de",
        authors=(
            Author("Ann Hale", "https://example.org/by/ann", role="Editor", links=("https://hale.example/",)),
            Author("The Desk"),
        ),
        tags=("Space", "Moon", "space"),
        lead=LeadImage("https://example.org/1.jpg", caption="A boat"),
        enclosures=(Enclosure("https://example.org/1.mp3", "audio/mpeg", 5, duration=9),),
        comments_url="https://example.org/1#comments",
        words=2,
        minutes=1,
    )
    feed = fill(URL, prepare(article, "Some words"), title="Example")
    stored = store.articles.get(ArticleId(1))
    assert stored is not None
    assert stored.article == replace(article, tags=("Space", "Moon"))
    assert (stored.feed_id, stored.feed_title, stored.first_seen) == (feed, "Example", now)
    assert (stored.read, stored.starred, stored.saved, stored.position) == (False, False, False, 0.0)
    assert [author.profile.name for author in stored.authors] == ["Ann Hale", "The Desk"]
    (row,) = store.articles.rows([1])
    assert (row.title, row.byline, row.feed_title) == ("A title", "Ann Hale, The Desk", "Example")
    assert store.articles.known(feed) == (
        KnownArticle("tag:example.org,2026:1", ArticleId(1), "ab" * 32, "https://example.org/1", ""),
    )


def test_an_identity_that_is_the_address_comes_back(store: Store, fill: Fill, make: Make) -> None:
    feed = fill(URL, make("https://example.org/a", url="https://example.org/a"))
    assert store.articles.known(feed)[0].identity == "https://example.org/a"
    stored = store.articles.get(ArticleId(1))
    assert stored is not None
    assert stored.article.identity == "https://example.org/a"


@pytest.mark.parametrize("digest", ["ab" * 32, "AB" * 32, "abc", "not hexadecimal", ""])
def test_any_digest_comes_back(store: Store, fill: Fill, make: Make, digest: str) -> None:
    prepared = make("one")
    feed = fill(URL, replace(prepared, article=replace(prepared.article, digest=digest), title_digest=digest))
    assert (store.articles.known(feed)[0].digest, store.articles.known(feed)[0].title_digest) == (
        digest,
        digest,
    )


def test_of_two_with_one_date_the_first_in_the_feed_is_newer(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, make("one", days=None), make("two", days=None), make("three", days=1))
    assert newest(store) == ["About one", "About two", "About three"]


def test_a_date_that_lies_ahead_is_shown_but_not_sorted_by(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    fill(URL, make("future", days=-400), make("tomorrow", days=-0.5), make("now", days=0))
    assert newest(store) == ["About tomorrow", "About future", "About now"]
    stored = store.articles.get(ArticleId(3))
    assert stored is not None
    assert stored.article.published == now + timedelta(days=400)
    assert store.articles.rows([3])[0].published == int(now.timestamp())


def test_the_same_identity_is_stored_once(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = fill(URL, make("one"), make("two"), make("one", title="Again"))
    assert len(newest(store)) == 2
    assert store.articles.apply(feed, [make("one"), make("three")], (), (), now).new == 1
    other = fill("https://example.net/feed", make("one"))
    assert len(store.articles.known(other)) == 1


def test_a_changed_article_keeps_its_marks(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = fill(URL, make("one", text="The old text", tags=("old",), authors=("Ann Hale",)))
    store.articles.set_read([1], True)
    store.articles.set_starred([1], True)
    store.articles.set_position(ArticleId(1), 0.4)
    new = make("one", title="Better", text="The new text", tags=("new",), authors=("Bo Lind",), days=2)
    assert store.articles.apply(feed, (), [(1, new)], (), now) == Applied(changed=1)
    stored = store.articles.get(ArticleId(1))
    assert stored is not None
    assert (stored.article.title, stored.article.tags, stored.article.authors) == (
        "Better",
        ("new",),
        (Author("Bo Lind"),),
    )
    assert (stored.read, stored.starred, stored.position) == (True, True, 0.4)
    assert stored.first_seen == now
    assert store.feeds.all()[0].unread == 0


def test_a_renamed_article_keeps_its_place_and_marks(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    feed = fill(URL, make("one"))
    store.articles.set_read([1], True)
    assert store.articles.apply(feed, (), (), [(1, make("other"))], now) == Applied(renamed=1)
    assert [(known.identity, known.id) for known in store.articles.known(feed)] == [("other", 1)]
    assert store.articles.rows([1])[0].read


def test_another_digest_is_taken_over_and_changes_nothing_else(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    feed = fill(URL, make("one"), make("two"))
    other = fill("https://example.net/feed", make("three"))
    store.articles.set_read([1], True)
    before, untouched = store.articles.get(ArticleId(1)), store.articles.known(other)
    assert before is not None
    remarked = [(1, "a" * 64), (3, "b" * 64)]
    assert store.articles.apply(feed, (), (), (), now + timedelta(days=1), remarked) == Applied()
    digest = {each.id: each.digest for each in store.articles.known(feed)}
    assert digest == {1: "a" * 64, 2: make("one").article.digest}
    assert store.articles.known(other) == untouched
    marked = replace(before, article=replace(before.article, digest="a" * 64))
    assert store.articles.get(ArticleId(1)) == marked
    assert [each.unread for each in store.feeds.all()] == [1, 1]
    assert store.articles.miscounted() == 0


def test_what_does_not_belong_to_the_feed_is_not_touched(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    one = fill(URL, make("one"))
    two = fill("https://example.net/feed", make("two"), make("three"))
    assert store.articles.apply(two, (), [(1, make("stolen"))], (), now) == Applied()
    assert store.articles.apply(two, (), (), [(2, make("two"))], now) == Applied()
    assert store.articles.known(one)[0].identity == "one"
    assert store.articles.apply(FeedId(99), [make("lost")], (), (), now) == Applied()


def test_counts_follow_every_change(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    one = fill(URL, *(make(f"a{number}", days=number) for number in range(5)))
    two = fill("https://example.net/feed", make("b"))
    store.articles.set_read([1, 2, 99], True)
    store.articles.set_read([2, 3], True)
    store.articles.set_starred([4], True)
    counts = store.articles.counts(int(now.timestamp()) - 86_400)
    assert (counts.unread, counts.starred, counts.today, counts.articles) == (3, 1, 3, 6)
    assert dict(counts.by_feed) == {one: 2, two: 1}
    assert store.articles.miscounted() == 0
    store.feeds.set_removed([one], now)
    counts = store.articles.counts(int(now.timestamp()) - 86_400)
    assert (counts.unread, counts.starred, counts.today, counts.articles) == (1, 0, 1, 1)
    assert dict(counts.by_feed) == {two: 1}


def test_marks_say_what_they_changed(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, make("one"), make("two"))
    assert list(store.articles.set_read([1, 2, 3], True)) == [1, 2]
    assert list(store.articles.set_read([1, 2], True)) == []
    assert list(store.articles.set_saved([2], True)) == [2]
    assert [row.saved for row in store.articles.rows([1, 2])] == [False, True]


def test_rows_stand_in_the_order_asked(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, *(make(f"a{number}") for number in range(1200)))
    ids = [*range(1200, 0, -1), 5000]
    assert [row.id for row in store.articles.rows(ids)] == ids[:-1]


def test_an_article_is_found_by_any_spelling_of_its_address(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    fill(URL, make("one", url="https://www.example.org/2026/story/?p=1"), make("two", url=""))
    for spelling in (
        "http://example.org/2026/story?p=1",
        "https://www.example.org/2026/story/?p=1&utm_source=feed#top",
        " HTTPS://EXAMPLE.org/2026/story/?p=1 ",
    ):
        assert store.articles.by_url(spelling) == 2
    for other in ("https://example.org/2026/story/?p=2", "https://example.org/2026/", "", "nonsense"):
        assert store.articles.by_url(other) is None


def test_a_removed_feeds_articles_do_not_show(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = fill(URL, make("one", tags=("moon",), authors=("Ann Hale",)))
    fill("https://example.net/feed", make("two", tags=("moon",), authors=("Ann Hale",)))
    store.feeds.set_removed([feed], now)
    assert newest(store) == ["About two"]
    assert store.articles.rows([1]) == []
    assert store.articles.get(ArticleId(1)) is None
    assert store.articles.by_url("https://example.org/one") is None
    assert list(store.articles.ids(Selection(tags=("moon",)))) == [2]
    store.feeds.set_removed([feed], None)
    assert len(newest(store)) == 2


def test_a_fuller_body_keeps_everything_else(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, make("one", text="Short", authors=("Ann Hale",)))
    fuller = prepare(
        Article(
            "x",
            "y",
            "Page title",
            document=Document((Paragraph((Span("Whole story"),)),)),
            words=900,
            minutes=4,
        ),
        "Whole story",
    )
    store.articles.set_body(ArticleId(1), fuller)
    stored = store.articles.get(ArticleId(1))
    assert stored is not None
    assert (stored.article.title, stored.article.identity, stored.article.words) == ("About one", "one", 900)
    assert stored.article.document.blocks == (Paragraph((Span("Whole story"),)),)


def test_hostile_strings_are_only_strings(store: Store, make: Make, now: datetime) -> None:
    nasty = "'); DROP TABLE articles; -- \" % _ \\ [/x] \u202e \ufffd" + "é" * 70_000
    feed = store.feeds.add("https://example.org/'feed\"", now, title=nasty, folder=nasty, tags=(nasty, "%"))
    article = make("x'\"", title=nasty, text=nasty, authors=(nasty,), tags=(nasty,))
    assert store.articles.apply(feed, [article], (), (), now).new == 1
    stored = store.articles.get(ArticleId(1))
    assert stored is not None
    assert (stored.article.title, stored.article.tags, stored.feed_title) == (nasty, (nasty,), nasty)
    assert store.feeds.in_folder(nasty) == (feed,)
    assert store.authors.find("%") != ()
    assert store.authors.find("_x_") == ()
    assert store.check.problems() == ()
