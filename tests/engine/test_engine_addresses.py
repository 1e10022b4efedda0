"""What a person types, what a page offers, and in which order hosts are asked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from feedreader.engine import addresses


@dataclass(frozen=True)
class Link:
    url: str
    title: str = ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.com", ("https://example.com/", "http://example.com/")),
        ("  example.com/blog ", ("https://example.com/blog", "http://example.com/blog")),
        ("example.com:8080/x", ("https://example.com:8080/x", "http://example.com:8080/x")),
        ("localhost:8000", ("https://localhost:8000/", "http://localhost:8000/")),
        ("https://example.com/feed", ("https://example.com/feed",)),
        ("http://example.com/feed", ("http://example.com/feed",)),
        ("feed://example.com/rss", ("https://example.com/rss",)),
        ("feed:https://example.com/rss", ("https://example.com/rss",)),
        ("FEED:http://example.com/rss", ("http://example.com/rss",)),
        ("<https://example.com/a>", ("https://example.com/a",)),
        ("//example.com/a", ("https://example.com/a", "http://example.com/a")),
        ("javascript:alert(1)", ()),
        ("file:///etc/passwd", ()),
        ("ftp://example.com/a", ()),
        ("data:text/html,x", ()),
        ("", ()),
        ("two words.com", ()),
        ("word", ()),
        ("-oProxyCommand=x", ()),
    ],
)
def test_what_was_typed(text: str, expected: tuple[str, ...]) -> None:
    assert addresses.typed(text) == expected


def test_guesses_start_with_the_page_s_own_folder_and_are_few() -> None:
    tries = addresses.guesses("https://example.com/blog/first.html")
    assert tries[0] == "https://example.com/blog/feed"
    assert "https://example.com/feed.json" in tries
    assert len(tries) == len(set(tries)) <= 10


def test_guesses_of_a_front_page() -> None:
    assert addresses.guesses("https://example.com/")[:2] == (
        "https://example.com/feed",
        "https://example.com/rss",
    )


def test_comments_feeds_are_offered_only_alone() -> None:
    stories = Link("https://example.com/feed/", "Example » Feed")
    comments = Link("https://example.com/comments/feed/", "Example » Comments Feed")
    assert addresses.offers([comments, stories]) == (stories,)
    assert addresses.offers([comments]) == (comments,)


def test_the_same_stories_in_two_formats_are_one_offer() -> None:
    rss = Link("https://example.com/rss.xml", "Example (RSS)")
    atom = Link("https://example.com/atom.xml", "Example (Atom 1.0)")
    other = Link("https://example.com/science.xml", "Example Science (RSS)")
    assert addresses.offers([rss, atom, other]) == (rss, other)


def test_one_address_written_twice_is_one_offer() -> None:
    first = Link("https://example.com/feed", "News")
    again = Link("http://www.example.com/feed/", "All of the news")
    assert addresses.offers([first, again]) == (first,)


def test_untitled_feeds_are_not_taken_for_one() -> None:
    links = [Link("https://example.com/a.xml"), Link("https://example.com/b.xml")]
    assert addresses.offers(links) == tuple(links)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.COM/x", "example.com"),
        ("https://example.com:443/x", "example.com"),
        ("http://example.com:443/x", "example.com:443"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("https://user:secret@example.com/", "example.com"),
        ("http://[::1]:x/", ""),
        ("http://[::1]:8000/x", "[::1]:8000"),
        ("https://[2001:DB8::1]/x", "[2001:db8::1]"),
    ],
)
def test_a_place_is_host_and_port(url: str, expected: str) -> None:
    assert addresses.place(url) == expected


def test_hosts_take_turns() -> None:
    keyed = [("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5), ("b", 6)]
    assert addresses.interleaved(keyed) == [1, 4, 5, 2, 6, 3]
