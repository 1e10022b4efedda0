"""Authors: one person is one record, and every field remembers where it came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from feedreader.model.article import ArticleId
from feedreader.model.author import Author, AuthorKind
from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.store.records import PreparedArticle, Selection

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

SITE = "example.org"
ANN = Author("Ann Hale", "https://example.org/by/ann")


def test_an_address_makes_one_author_across_sites_and_spellings(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, ANN, now)
    assert (
        store.authors.upsert("other.example", Author("A. Hale", "http://www.example.org/by/ann/"), now) == one
    )
    assert store.authors.find("a. hale")[0].id == one


def test_a_name_makes_one_author_on_one_site_only(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, Author("Ann Hale"), now)
    assert store.authors.upsert(SITE, Author("ANN  HALE"), now) == one
    assert store.authors.upsert(SITE, ANN, now) == one
    assert store.authors.upsert("other.example", Author("Ann Hale"), now) != one


def test_two_addresses_for_one_name_are_two_people(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, ANN, now)
    assert store.authors.upsert(SITE, Author("Ann Hale", "https://example.org/by/ann2"), now) != one


def test_a_sites_front_page_is_nobodys_address(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, Author("Ann Hale", "https://example.org/"), now)
    assert store.authors.upsert(SITE, Author("Bo Lind", "https://example.org/"), now) != one
    assert store.authors.upsert(SITE, Author("Ann Hale", "https://example.org"), now) == one


def test_a_feed_fills_what_is_unknown_and_overwrites_nothing(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, Author("Ann Hale", role="Editor"), now)
    store.authors.upsert(
        SITE, Author("Ann Hale", ANN.url, role="Writer", links=("https://hale.example/",)), now
    )
    found = store.authors.get(one)
    assert found is not None
    assert found.profile == Author("Ann Hale", ANN.url, role="Editor", links=("https://hale.example/",))


def test_a_profile_keeps_its_history(store: Store, now: datetime) -> None:
    one = store.authors.upsert(SITE, Author("Ann Hale", role="Reporter"), now)
    later = now + timedelta(days=40)
    profile = Author("Ann Hale", ANN.url, role="Editor", bio="Long.", kind=AuthorKind.PERSON)
    store.authors.save_profile(one, profile, "https://example.org/by/ann", later)
    store.authors.save_profile(one, profile, "https://example.org/by/ann", later + timedelta(days=1))
    found = store.authors.get(one)
    assert found is not None
    assert found.profile == profile
    assert store.authors.profile_checked(one) == later + timedelta(days=1)
    roles = [each for each in store.authors.history(one) if each.field == "role"]
    assert [(each.value, each.source, each.first_seen, each.last_seen) for each in roles] == [
        ("Reporter", "feed", now, now),
        ("Editor", "https://example.org/by/ann", later, later + timedelta(days=1)),
    ]


def test_numbers_of_an_author(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = fill("https://example.org/feed", *(make(f"a{n}", days=n, authors=(ANN,)) for n in range(3)))
    store.articles.set_read([1], True)
    (found,) = store.authors.find("hale")
    assert (found.site, found.articles, found.unread) == (SITE, 3, 2)
    assert (found.first_seen, found.last_seen) == (
        int((now - timedelta(days=2)).timestamp()),
        int(now.timestamp()),
    )
    store.feeds.set_removed([feed], now)
    gone = store.authors.get(found.id)
    assert gone is not None
    assert (gone.articles, gone.unread) == (0, 0)


def test_following_gathers_what_is_there_and_what_comes(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    feed = fill("https://example.org/feed", make("one", authors=(ANN,)), make("two", authors=("Bo Lind",)))
    (ann,) = store.authors.find("ann")
    assert list(store.authors.set_followed([ann.id], True)) == [ann.id]
    assert list(store.authors.set_followed([ann.id], True)) == []
    store.articles.apply(
        feed, [make("three", days=-0.1, authors=("Bo Lind", ANN)), make("four")], (), (), now
    )
    followed = Selection(followed=True)
    assert [row.title for row in store.articles.rows(store.articles.ids(followed))] == [
        "About three",
        "About one",
    ]
    assert store.articles.counts(0).following == 2
    assert [each.id for each in store.authors.followed()] == [ann.id]
    store.authors.set_followed([ann.id], False)
    assert list(store.articles.ids(followed)) == []


def test_a_page_can_name_the_authors_anew(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    fill("https://example.org/feed", make("one", authors=("Example Desk",)))
    ann = store.authors.upsert(SITE, ANN, now, "page")
    store.authors.set_followed([ann], True)
    store.authors.link(ArticleId(1), [ann])
    store.authors.set_byline(ArticleId(1), "Ann Hale")
    assert [each.profile for each in store.authors.of_article(ArticleId(1))] == [ANN]
    assert store.articles.rows([1])[0].byline == "Ann Hale"
    assert list(store.articles.ids(Selection(followed=True))) == [1]
