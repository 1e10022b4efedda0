"""Which proxy the environment names for a host."""

from __future__ import annotations

import pytest

from feedreader.fetch import proxies
from feedreader.fetch.address import target


def between(url: str, **environ: str) -> str:
    """Where the proxy for an address stands, empty for none."""
    asked = target(url)
    assert asked is not None
    found = proxies.of(environ).between(asked)
    return found.shown if found else ""


def test_each_scheme_has_its_own() -> None:
    environ = {"HTTP_PROXY": "http://one:1", "HTTPS_PROXY": "two:2"}
    assert between("http://news.example/", **environ) == "one:1"
    assert between("https://news.example/", **environ) == "two:2"
    assert between("https://news.example/", HTTP_PROXY="http://one:1") == ""
    assert between("https://news.example/") == ""


def test_one_for_all_and_lower_case_first() -> None:
    assert between("http://news.example/", ALL_PROXY="all:3", http_proxy="own:1") == "own:1"
    assert between("https://news.example/", ALL_PROXY="all:3", http_proxy="own:1") == "all:3"
    assert between("http://news.example/", HTTP_PROXY="upper:1", http_proxy="lower:1") == "lower:1"
    assert between("http://news.example/", HTTP_PROXY="", ALL_PROXY=" ") == ""


@pytest.mark.parametrize(
    ("direct", "url", "is_direct"),
    [
        ("*", "http://news.example/", True),
        ("news.example", "http://news.example/", True),
        ("news.example", "http://www.news.example/", True),
        (".news.example", "http://news.example/", True),
        ("*.news.example", "http://a.news.example/", True),
        ("news.example", "http://badnews.example/", False),
        ("other.example, NEWS.example", "http://news.example/", True),
        ("other.example news.example", "http://news.example/", True),
        ("news.example:8080", "http://news.example:8080/", True),
        ("news.example:8080", "http://news.example/", False),
        ("10.0.0.0/8", "http://10.1.2.3/", True),
        ("10.0.0.0/8", "http://11.1.2.3/", False),
        ("10.1.2.3", "http://10.1.2.3:81/", True),
        ("[fd00::1]", "http://[fd00::1]/", True),
        ("fd00::/8", "http://[fd00::1]/", True),
        ("nonsense/77", "http://news.example/", False),
        (",, ,", "http://news.example/", False),
        ("*.", "http://news.example/", False),
        ("news.example", "http://news.example./", True),
        ("news.example:080", "http://news.example/", True),
        ("news.example:\u00b2", "http://news.example/", False),
        ("news.example:\u0668\u0660", "http://news.example/", False),
        ("news.example:" + "8" * 5000, "http://news.example/", False),
    ],
)
def test_hosts_without_one(direct: str, url: str, is_direct: bool) -> None:
    assert (between(url, http_proxy="p:1", NO_PROXY=direct) == "") == is_direct


@pytest.mark.parametrize(
    "host", ["localhost", "localhost.", "a.localhost", "127.0.0.1:80", "127.9.9.9", "[::1]:8000"]
)
def test_this_computer_is_never_behind_one(host: str) -> None:
    assert between(f"http://{host}/", http_proxy="p:1") == ""


def test_names_and_passwords_are_kept_apart_from_what_is_shown() -> None:
    found = proxies.of({"HTTPS_PROXY": "http://ann:s%20e@proxy.example"}).https
    assert found is not None
    assert (found.url, found.shown) == ("http://proxy.example:80", "proxy.example:80")
    assert (found.auth, found.variable) == ((b"ann", b"s e"), "HTTPS_PROXY")


@pytest.mark.parametrize(
    ("value", "url"), [("socks5h://p", "socks5://p:1080"), ("SOCKS5://p:9", "socks5://p:9")]
)
def test_socks(value: str, url: str) -> None:
    found = proxies.of({"ALL_PROXY": value}).http
    assert found is not None
    assert (found.url, found.socks) == (url, True)


@pytest.mark.parametrize(
    "value",
    [
        "ftp://p:1",
        "socks4://p",
        "http://",
        "http://p:99999",
        "http://p:x",
        "http://b\u00fccher:1",
        "http://a b",
        "http://[",
        "\x1b]0;x\x07",
    ],
)
def test_one_that_cannot_be_used_is_a_sentence(value: str) -> None:
    found = proxies.of({"http_proxy": value}).http
    assert found is not None
    assert (
        found.problem
        == "http_proxy names a proxy that cannot be used; give one as http://host:port, or unset it."
    )
