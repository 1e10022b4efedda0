"""robots.txt, by the examples of RFC 9309 and by what servers send."""

from __future__ import annotations

import time

import pytest

from feedreader.fetch import robots

SITE = "https://site.example"


def may(text: str, path: str, agent: str = "feedreader") -> bool:
    return robots.allowed(robots.rules(text, agent), SITE + path)


def test_where_it_stands() -> None:
    assert (
        robots.address("https://me:secret@site.example:8443/people/ada?x#y")
        == "https://site.example:8443/robots.txt"
    )


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("<html><body>Not found: no such page</body></html>", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("\ufeffuser-agent : *  # all\ndisallow : /a # not this", "/ab", False),
        ("User-agent: *\r\nDisallow: /people/", "/people", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: FeedReader/2\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: feedreader\nAllow: /", "/a", True),
        (
            "User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: *\nDisallow: /c",
            "/c",
            False,
        ),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nAllow: /page\nDisallow: /page", "/page", True),
        ("User-agent: *\nDisallow: /*?author=", "/?author=3", False),
        ("User-agent: *\nDisallow: /*.php$", "/a.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/a.php5", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*/x/*/y", "/1/x/2/y/3", False),
        ("User-agent: *\nDisallow: /b%C3%BCcher", "/b%c3%bccher", False),
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
    ],
)
def test_who_may_go_where(text: str, path: str, allowed: bool) -> None:
    assert may(text, path) is allowed


def test_a_hostile_file_takes_no_time() -> None:
    start = time.process_time()
    text = "User-agent: *\nDisallow: /" + "*a" * 2_000 + "$\n" + "Disallow: /x\n" * 30_000
    assert may(text, "/" + "a" * 8_000 + "b")
    assert time.process_time() - start < 2
