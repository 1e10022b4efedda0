"""Addresses: normal, safe, honest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.errors import UsageError
from feedreader.text import urls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org", "http://example.org/"),
        (" HTTPS://Example.ORG:443/A?b#c ", "https://example.org/A?b#c"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("http://example.org:/x", "http://example.org/x"),
        ("http://example.org./x", "http://example.org./x"),
        ("//example.org/x", "https://example.org/x"),
        ("http:/example.org/x", "http://example.org/x"),
        ("http:///example.org/x", "http://example.org/x"),
        ("http:\\\\example.org\\x", "http://example.org/x"),
        ("http://example.org?q", "http://example.org/?q"),
        ("http://example.org/a/../b/./c/..", "http://example.org/b/"),
        ("http://example.org/../../x", "http://example.org/x"),
        ("http://example.org/a/%2e%2E/b", "http://example.org/b"),
        (
            "http://example.org/a b\u00e9?q=\u00fc \x1b#f g",
            "http://example.org/a%20b%C3%A9?q=%C3%BC%20%1B#f%20g",
        ),
        ("http://exa\nmple.org/a\tb\r", "http://example.org/ab"),
        ('http://example.org/"<>`{}|^', "http://example.org/%22%3C%3E%60%7B%7D%7C%5E"),
        ("http://example.org/a%20b%zz", "http://example.org/a%20b%zz"),
        ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/"),
        ("http://stra\u00dfe.example/", "http://xn--strae-oqa.example/"),
        ("http://\u65b0\u805e\u3002jp/", "http://xn--efvv70d.jp/"),
        ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
        ("http://ex%61mple.org/", "http://example.org/"),
        ("http://my_host.example/", "http://my_host.example/"),
        ("http://localhost:8000/feed", "http://localhost:8000/feed"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[0:0::FFFF]/", "http://[::ffff]/"),
        ("http://user:p%40ss@example.org/", "http://user:p%40ss@example.org/"),
        ("http://good.example@evil.example/", "http://good.example@evil.example/"),
        ("http://a@b@evil.example/", "http://a%40b@evil.example/"),
        ("http://good.example\\@evil.example/", "http://good.example/@evil.example/"),
        ("http://@example.org/", "http://example.org/"),
    ],
)
def test_web(url: str, expected: str) -> None:
    assert urls.web(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        None,
        "   ",
        "example.org/x",
        "/path",
        "page.html",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:a@b.example",
        "vbscript:x",
        "about:blank",
        "http://",
        "https://?x",
        "http:///",
        "http://exa mple.org/",
        "http://a..b/",
        "http://example.org:99999/",
        "http://example.org:-1/",
        "http://example.org:8a/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[x]/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://a.0x1g.1/",
        "http://09.1.1.1/",
        "http://ex^ample/",
        "http://exam%00ple/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 200 + "b/",
        "http://\u202e.org/",
        "http://example.org/" + "a" * 20_000,
        "http://xn--\ud800/",
        "-http://example.org",
        "exec:ls",
        "http://%/",
    ],
)
def test_what_is_no_web_address(url: str | None) -> None:
    assert urls.web(url) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("page.html", "https://example.org/dir/page.html"),
        ("/root", "https://example.org/root"),
        ("../up", "https://example.org/up"),
        ("?q=1", "https://example.org/dir/feed.xml?q=1"),
        ("#part", "https://example.org/dir/feed.xml#part"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("\\\\cdn.example\\x", "https://cdn.example/x"),
        ("http://other.example/", "http://other.example/"),
        ("https:page", "https://example.org/dir/page"),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("//[", ""),
    ],
)
def test_relative_addresses(url: str, expected: str) -> None:
    assert urls.web(url, "https://example.org/dir/feed.xml") == expected


def test_a_base_that_is_none_gives_nothing() -> None:
    assert urls.web("page.html", "file:///home/") == ""
    assert urls.web("page.html", "nonsense") == ""


@given(st.text(max_size=50), st.sampled_from(["", "http://example.org/a/b", "http://[", "x"]))
def test_any_text_gives_a_safe_address_or_nothing(text: str, base: str) -> None:
    for address in (urls.web(text, base), urls.web("http://" + text), urls.link("mailto:" + text)):
        assert address == "" or address.startswith(("http://", "https://", "mailto:"))
        assert all("!" <= char <= "~" for char in address)
        assert urls.link(address) == address
    urls.shown(text)
    urls.shown("http://example.org/" + text)
    urls.without_trackers(text)
    urls.typed(text)


def test_link_lets_mail_pass() -> None:
    assert urls.link("MAILTO:a@b.example?subject=x y") == "mailto:a@b.example?subject=x%20y"
    assert urls.link("mailto:") == ""
    assert urls.link("http://example.org") == "http://example.org/"
    assert urls.link("tel:123") == ""


def test_host() -> None:
    assert urls.host("https://user:pw@Example.org:8443/x") == "example.org"
    assert urls.host("https://good.example\\@evil.example/") == "good.example"
    assert urls.host("http://[::1]/") == "::1"
    assert urls.host("nonsense") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org/a?b#c", "example.org/a?b#c"),
        ("https://example.org/?q", "example.org/?q"),
        ("http://example.org:8080/a", "example.org:8080/a"),
        ("https://www.bank.example@evil.example/login", "evil.example/login"),
        ("https://user:secret@example.org/feed", "example.org/feed"),
        ("https://b\u00fccher.example/", "b\u00fccher.example"),
        ("https://\u65b0\u805e.jp/", "\u65b0\u805e.jp"),
        ("https://p\u0430ypal.example/", "xn--pypal-4ve.example"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"),
        (
            "https://\u043d\u043e\u0432\u043e\u0441\u0442\u0438.example/",
            "\u043d\u043e\u0432\u043e\u0441\u0442\u0438.example",
        ),
        ("https://\u05d0\u05d1\u05d2.example/", "xn--4dbcd.example"),
        ("https://example.org/wiki/%E4%B8%AD%20%2F", "example.org/wiki/\u4e2d%20%2F"),
        ("https://example.org/%D7%90%D7%91", "example.org/%D7%90%D7%91"),
        ("https://example.org/%E2%80%AEgnp.exe", "example.org/%E2%80%AEgnp.exe"),
        ("https://example.org/%1B%5B31m", "example.org/%1B%5B31m"),
        ("no\x1b[31m address", "no address"),
    ],
)
def test_shown(url: str, expected: str) -> None:
    assert urls.shown(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.example/a?utm_source=x&id=5&fbclid=y", "https://e.example/a?id=5"),
        ("https://e.example/a?UTM_Medium=x", "https://e.example/a"),
        ("https://e.example/a?b=%20+&c", "https://e.example/a?b=%20+&c"),
        ("https://e.example/a#xtor=RSS-1", "https://e.example/a"),
        ("https://e.example/a?mc_cid=1#part", "https://e.example/a#part"),
        ("https://e.example/a?", "https://e.example/a?"),
        ("https://e.example/utm_source=x", "https://e.example/utm_source=x"),
    ],
)
def test_without_trackers(url: str, expected: str) -> None:
    assert urls.without_trackers(url) == expected


def test_same_page() -> None:
    assert urls.same_page("http://www.example.org/a/?utm_source=x#top", "https://user:pw@EXAMPLE.org/a")
    assert urls.same_page("http://example.org", "http://example.org/")
    assert not urls.same_page("http://example.org/a?id=1", "http://example.org/a?id=2")
    assert not urls.same_page("http://example.org/a", "http://example.org/b")
    assert not urls.same_page("", "")
    assert not urls.same_page("http://example.org:81/", "http://example.org/")


def test_browser_argument() -> None:
    assert urls.browser_argument(" https://example.org/a b") == "https://example.org/a%20b"
    for bad in ("--new-window", "javascript:alert(1)", "file:///etc/passwd", "", None):
        with pytest.raises(UsageError, match="cannot be opened"):
            urls.browser_argument(bad)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.org/feed", "https://example.org/feed"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("http://example.org", "http://example.org/"),
        ("feed:https://example.org/f", "https://example.org/f"),
        ("feed://example.org/f", "https://example.org/f"),
        ("<https://example.org/f>", "https://example.org/f"),
        ("//example.org", "https://example.org/"),
        ("file:///etc/passwd", ""),
        ("javascript:1", ""),
        ("two words", ""),
        ("", ""),
    ],
)
def test_typed(text: str, expected: str) -> None:
    assert urls.typed(text) == expected
