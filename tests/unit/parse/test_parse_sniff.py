"""What kind of thing a body is, and what is said of one that is no feed."""

from __future__ import annotations

import pytest

from feedreader import parse
from feedreader.parse.sniff import Kind, kind


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", Kind.EMPTY),
        (b" \r\n\t", Kind.EMPTY),
        (b"\xef\xbb\xbf\n", Kind.EMPTY),
        (b"\x00\x00\x00", Kind.EMPTY),
        (b"\x89PNG\r\n\x1a\n....", Kind.BINARY),
        (b"%PDF-1.7", Kind.BINARY),
        (bytes(range(1, 32)) * 8, Kind.BINARY),
        (b'{"version": "x"}', Kind.JSON),
        (b"\xef\xbb\xbf\n [1]", Kind.JSON),
        (b"<?xml version='1.0'?><rss/>", Kind.XML),
        (b"\xef\xbb\xbf<rss/>", Kind.XML),
        ("<?xml version='1.0' encoding='utf-16'?><rss/>".encode("utf-16"), Kind.XML),
        ("<rss/>".encode("utf-16-be"), Kind.XML),
        (b"<!-- <html> --><?x <html> ?><rss version='2.0'/>", Kind.XML),
        (b"<!DOCTYPE html><feed xmlns='http://www.w3.org/2005/Atom'/>", Kind.XML),
        (b"<!DOCTYPE html><title>x</title>", Kind.HTML),
        (b"<!doctype HTML PUBLIC '-//W3C//DTD XHTML'>\n<HTML>", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>", Kind.HTML),
        (b"<!DOCTYPE html><my-app></my-app>", Kind.HTML),
        (b"<br /><b>Warning</b>: x<br /><?xml version='1.0'?><rss version='2.0'></rss>", Kind.XML),
        (b"<html><body><pre><rss version='2.0'></rss></pre>", Kind.HTML),
        (b"Not found", Kind.HTML),
    ],
)
def test_kind_is_told_from_the_bytes(body: bytes, expected: Kind) -> None:
    assert kind(body) is expected


def test_declared_type_breaks_ties_only() -> None:
    assert kind(b"<my-app></my-app>", "text/html; charset=utf-8") is Kind.HTML
    assert kind(b"<my-app></my-app>", "application/xml") is Kind.XML
    assert kind(b"<rss version='2.0'></rss>", "text/html") is Kind.XML
    assert kind(b"<html></html>", "application/rss+xml") is Kind.HTML


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The answer is empty."),
        (b"<!DOCTYPE html><html></html>", "This is a web page, not a feed."),
        (b"gone fishing", "This is plain text, not a feed."),
        (b"%PDF-1.4", "This is a PDF document, not a feed."),
        (
            b"<opml version='2.0'><body/></opml>",
            "This is a list of subscriptions (OPML), not a feed: import it instead.",
        ),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "This is a site map, not a feed."),
        (b"<note><to>Tove</to></note>", "This is XML, but not a feed."),
        (b"<!-- nothing else -->", "The answer ends before a feed begins."),
        (b"<rss version=", "The feed's XML is too broken to be read."),
        (b'{"error": "no"}', "This is JSON, but not a list of stories."),
        (b'[{"id": 1, "name": "a person"}]', "This is JSON, but not a list of stories."),
        (b'{"items": [', "The JSON is broken near line 1; nothing could be read."),
        (b"[" * 200_000, "The JSON is nested too deeply to be read."),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, sentence: str) -> None:
    with pytest.raises(parse.NotAFeed) as caught:
        parse.feed(body)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("body", [b"<rss version='2.0'/>", b"<feed xmlns='http://www.w3.org/2005/Atom'/>"])
def test_a_feed_without_entries_is_a_feed(body: bytes) -> None:
    assert parse.feed(body).entries == ()
