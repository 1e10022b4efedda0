"""Full-text search over real indexes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from feedreader import content
from feedreader.library import Library
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.store import Store, search
from feedreader.store.codec import decode
from feedreader.store.records import PreparedArticle

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

URL = "https://example.org/feed"


@pytest.fixture
def find(library: Library) -> Callable[..., list[str]]:
    """Titles of what a search finds, in order; without "About "."""

    def ask(text: str, **rest: object) -> list[str]:
        ids = library.lists.ids(Query(search=text, **rest))  # type: ignore[arg-type]
        assert library.lists.count(Query(search=text, **rest)) == len(ids)  # type: ignore[arg-type]
        return [row.title.removeprefix("About ") for row in library.lists.rows(ids)]

    return ask


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("naive", True),
        ("naïve", True),
        ("NAÏVE", True),
        ("nai\u0308ve", True),
        ("naiv", True),
        ("nai", False),
        ("strasse", False),
        ("straße", True),
        ("हिन्दी", True),
        ("हिन्द", True),
        ("हि", False),
        ("москва", True),
        ("е\u0301ж", False),
        ("c++", True),
        ("e-mail", True),
        ("don't", True),
        ("3.14", True),
        ("emoji🚀", False),
    ],
)
def test_words_are_found_in_any_case_and_with_or_without_accents(
    fill: Fill, make: Make, find: Callable[..., list[str]], typed: str, found: bool
) -> None:
    fill(
        URL,
        make("it", text="A naïve Straße; हिन्दी in МОСКВА. C++ by e-mail: don't round 3.14 🚀"),
        make("no"),
    )
    assert find(typed) == (["it"] if found else [])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("東京", ["tokyo"]),
        ("京都", ["tokyo", "kyoto"]),
        ("東京都", ["tokyo"]),
        ("都", ["tokyo", "kyoto"]),
        ("大阪", []),
        ("都東", []),
        ("ニュース", ["tokyo"]),
        ("学校", []),
        ("학교", ["korea"]),
        ("โลก", ["thai"]),
        ("2026年の東京", ["tokyo"]),
        ("Python入門", ["kyoto"]),
        ("入門 kyoto", ["kyoto"]),
    ],
)
def test_scripts_that_part_no_words(
    fill: Fill, make: Make, find: Callable[..., list[str]], typed: str, found: list[str]
) -> None:
    fill(
        URL,
        make("tokyo", text="2026年の東京都のニュースです。"),
        make("kyoto", text="京都大学のPython入門書"),
        make("korea", text="학교에서 배운다"),
        make("thai", text="สวัสดีชาวโลก"),
    )
    assert find(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        '"""',
        "AND",
        "OR NOT",
        "NEAR(",
        "NEAR(a b, 3)",
        "*",
        "a*b",
        ":",
        "title:",
        "nosuch:word",
        "{title} : x",
        "^plain",
        "-plain",
        "+",
        "(plain",
        "plain)",
        "'; DROP TABLE articles; --",
        "\\",
        "%",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "is:",
        "is:nonsense",
        "since:never",
        "since:99999999999d",
        "since:9999y",
        'author:"',
        "tag:\ud800",
        "feed:%",
        "\ufffe",
        "ᦰ a\u19b0b \u1cf2",
        "word " * 500,
    ],
)
def test_nothing_typed_is_syntax(fill: Fill, make: Make, find: Callable[..., list[str]], typed: str) -> None:
    fill(URL, make("one"))
    find(typed)
    find(f"plain {typed}")
    find(typed, place=Place.TAG, name=typed)
    find(typed, place=Place.FOLDER, name=typed)


def test_operators_are_words(fill: Fill, make: Make, find: Callable[..., list[str]]) -> None:
    fill(URL, make("one", text="this and that"), make("two", text="this or that"))
    assert find("this AND that ") == ["one"]
    assert find("this OR that ") == ["two"]
    assert find("NEAR ") == []


def test_the_last_word_may_be_half_typed(fill: Fill, make: Make, find: Callable[..., list[str]]) -> None:
    fill(URL, make("one", text="the parliament"), make("two", title="A parliament", text="seat"))
    assert find("parl") == ["A parliament", "one"]
    assert find("pa") == ["A parliament"]
    assert find("p") == []
    assert find("parl ") == []
    assert find("parl seat") == []
    assert find('"parl"') == []


def test_titles_and_bylines_first_then_the_newest(
    fill: Fill, make: Make, find: Callable[..., list[str]]
) -> None:
    fill(
        URL,
        make("new", text="the moon", days=1),
        make("old", text="the moon", days=9),
        make("title", title="Moon", text="word", days=5),
        make("older title", title="To the moon", text="word", days=7),
        make("byline", text="word", authors=("Moon Unit",), days=6),
    )
    assert find("moon") == ["Moon", "byline", "To the moon", "new", "old"]
    assert find("moon", sort=Sort.OLDEST) == ["old", "To the moon", "byline", "Moon", "new"]
    assert find("moon sort:newest") == ["new", "Moon", "byline", "To the moon", "old"]


def test_a_limit_gives_the_first_of_the_same_order(fill: Fill, make: Make, library: Library) -> None:
    fill(
        URL, *(make(f"a{n}", title="Moon" if n % 3 == 0 else "", text="moon", days=n % 7) for n in range(60))
    )
    whole = library.lists.ids(Query(search="moon"))
    assert len(whole) == len(set(whole)) == 60
    for limit in (1, 19, 20, 21, 40, 60, 100):
        assert library.lists.ids(Query(search="moon"), limit) == whole[:limit]


def test_common_words_give_what_rare_ones_give(
    fill: Fill, make: Make, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(
        URL, *(make(f"a{n}", title="Moon" if n % 3 == 0 else "", text="moon", days=n % 7) for n in range(60))
    )
    queries = [Query(search="moon"), Query(search="moon title:a1"), Query(search="moon", only=Only.UNREAD)]
    rare = [library.lists.ids(query, 25) for query in queries]
    monkeypatch.setattr(search, "RARE", 5)
    assert [library.lists.ids(query, 25) for query in queries] == rare


def test_field_words_narrow(
    fill: Fill, make: Make, library: Library, find: Callable[..., list[str]], now: datetime
) -> None:
    fill(
        "https://lantern.example/feed",
        make("one", text="moon", authors=("Óscar Hale",), tags=("Space",), days=1),
        make("two", text="moon", authors=("Bo Lind",), days=40),
        title="The Lantern",
        folder="World",
    )
    fill("https://harbour.example/feed", make("three", text="moon"), tags=("space",), title="Harbour Wire")
    library.marks.set_read([2], True)
    library.marks.set_starred([1], True)
    for typed, found in {
        "moon author:oscar": ["one"],
        'author:"oscar hale"': ["one"],
        "author:nobody": [],
        "feed:lantern": ["one", "two"],
        "feed:harbour.example": ["three"],
        "folder:world": ["one", "two"],
        "folder:world feed:harbour": [],
        "tag:SPACE": ["three", "one"],
        "title:three": ["three"],
        "title:moon": [],
        "moon title:about author:lind": ["two"],
        "is:unread": ["three", "two"],
        "is:read moon": ["one"],
        "is:starred": ["two"],
        "is:saved": [],
        "is:read is:unread": ["three", "one", "two"],
        "since:7d": ["three", "one"],
        "since:2026-11-23": ["three"],
        "since:12w sort:oldest": ["two", "one", "three"],
    }.items():
        assert sorted(find(typed)) == sorted(found), typed
    assert find("is:read", only=Only.UNREAD) == []
    assert find("since:12w sort:oldest") == ["two", "one", "three"]


def test_a_search_stays_in_its_place(fill: Fill, make: Make, find: Callable[..., list[str]]) -> None:
    one = fill(URL, make("one", text="moon", tags=("x",)), folder="World")
    fill("https://example.net/feed", make("two", text="moon"))
    assert find("moon", place=Place.FEED, feed_id=one) == ["one"]
    assert find("moon", place=Place.FOLDER, name="World") == ["one"]
    assert find("moon", place=Place.TAG, name="X") == ["one"]
    assert find("moon", place=Place.STARRED) == []


def test_a_phrase_keeps_its_order(fill: Fill, make: Make, find: Callable[..., list[str]]) -> None:
    fill(
        URL,
        make("one", text="The prime minister spoke."),
        make("two", text="A minister in his prime."),
        make("three", title="Prime\u2014Minister!", text="word"),
    )
    assert find('"prime minister"') == ["Prime\u2014Minister!", "one"]
    assert find("prime minister ") == ["Prime\u2014Minister!", "one", "two"]
    assert find('"prime minister" spoke') == ["one"]


def test_a_changed_article_is_found_by_its_new_words_only(
    store: Store, fill: Fill, make: Make, find: Callable[..., list[str]], now: datetime
) -> None:
    feed = fill(URL, make("one", text="before"))
    store.articles.apply(feed, [make("two", text="other")], [(1, make("one", text="after"))], (), now)
    assert (find("before"), find("after"), find("other")) == ([], ["one"], ["two"])
    assert store.search.rebuild(lambda body: content.plain(decode(body))) == 2
    assert (find("before"), find("after"), find("other")) == ([], ["one"], ["two"])
    store.articles.apply(feed, [make("three", text="later")], (), (), now)
    assert (find("after"), find("later")) == (["one"], ["three"])


def test_a_purged_feeds_words_find_nothing_that_came_later(
    store: Store, library: Library, fill: Fill, make: Make, find: Callable[..., list[str]]
) -> None:
    feed = fill(URL, make("one", text="moon"))
    store.feeds.delete([feed])
    fill("https://example.net/feed", make("two", text="sun"))
    assert (find("moon"), find("sun")) == ([], ["two"])
