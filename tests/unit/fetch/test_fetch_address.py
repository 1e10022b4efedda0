"""Addresses on their way through redirects, and who gets to know the password."""

from __future__ import annotations

import pytest

from feedreader.fetch.address import Target, follow, target


def made(url: str) -> Target:
    found = target(url)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/xml,x",
        "/etc/passwd",
        "http://",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    assert target(url) is None


def test_an_address_taken_apart() -> None:
    found = made("HTTP://u:p%40w@Example.org:8080/a?b#c")
    assert found.url == "http://example.org:8080/a?b"
    assert (found.scheme, found.host, found.name, found.port) == (
        "http",
        "example.org:8080",
        "example.org",
        8080,
    )
    assert found.authorization() == "Basic dTpwQHc="
    assert found.with_credentials() == "http://u:p%40w@example.org:8080/a?b"


def test_the_schemes_own_port_is_not_part_of_the_host() -> None:
    assert made("https://example.org:443/x").host == "example.org"
    assert made("https://example.org:443/x").port == 443


def test_an_ipv6_host() -> None:
    found = made("http://[2001:db8::1]:8000/x")
    assert (found.host, found.name, found.port) == ("[2001:db8::1]:8000", "2001:db8::1", 8000)


def test_a_backslash_does_not_make_a_host_of_the_user_name() -> None:
    found = made("https://good.example\\@bad.example/")
    assert (found.name, found.userinfo) == ("good.example", "")


def test_no_credentials_no_header() -> None:
    assert made("https://example.org/").authorization() == ""


@pytest.mark.parametrize(
    ("start", "location", "kept"),
    [
        ("https://u:p@a.example/x", "/y", True),
        ("https://u:p@a.example/x", "https://a.example/y", True),
        ("http://u:p@a.example/x", "https://a.example/y", True),
        ("http://u:p@a.example/x", "https://a.example:444/y", False),
        ("https://u:p@a.example/x", "https://b.example/y", False),
        ("https://u:p@a.example/x", "https://a.example:8443/y", False),
        ("https://u:p@a.example/x", "https://evil:pw@b.example/y", False),
        ("https://u:p@a.example/x", "//b.example/y", False),
        ("https://u:p@a.example/x", "https://sub.a.example/y", False),
    ],
)
def test_credentials_stay_with_their_host(start: str, location: str, kept: bool) -> None:
    first = made(start)
    second = follow(first, first, location)
    assert second is not None
    assert bool(second.authorization()) is kept
    assert "@" not in second.url


def test_credentials_come_back_with_the_host_and_strangers_ones_never_apply() -> None:
    first = made("https://u:p@a.example/")
    second = follow(first, first, "https://evil:pw@b.example/")
    assert second is not None
    third = follow(first, second, "https://x:y@a.example/z")
    assert third is not None
    assert third.userinfo == "u:p"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:x", "mailto:a@b", "http://["])
def test_a_redirect_to_nowhere(location: str) -> None:
    first = made("https://a.example/")
    assert follow(first, first, location) is None
