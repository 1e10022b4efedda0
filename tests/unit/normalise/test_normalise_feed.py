"""Feeds from bytes to ours."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedreader import content, normalise
from feedreader.model.author import Author
from feedreader.model.feed import FeedFormat, FeedInfo, Pace
from feedreader.normalise.feed import to_feed
from feedreader.parse import NotAFeed
from feedreader.parse.raw import RawFeed, RawPerson

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://feeds.example/site.xml"


def test_a_feed_made_ours() -> None:
    raw = RawFeed(
        FeedFormat.RSS20,
        title="Tides &amp; <b>Boats</b>\x1b[2J",
        link="https://site.example/?utm_source=feed",
        self_url="//site.example/feed",
        description="<p>All about <i>the sea</i> &amp; more.</p>",
        language="EN-us",
        icon="/icon.png",
        people=(RawPerson("ann@site.example (Ann Lee)"),),
        next_url="?page=2",
        hub_url="javascript:x",
        pace=Pace(ttl_minutes=60),
        warnings=("Odd \x07thing.",),
    )
    assert to_feed(raw, URL) == FeedInfo(
        FeedFormat.RSS20,
        "Tides & Boats",
        "https://site.example/",
        "https://site.example/feed",
        "All about the sea & more.",
        "en-US",
        "https://site.example/icon.png",
        (Author("Ann Lee"),),
        "https://feeds.example/site.xml?page=2",
        "",
        Pace(ttl_minutes=60),
        ("Odd thing.",),
    )


def test_a_bare_feed_knows_at_least_its_own_address() -> None:
    assert to_feed(RawFeed(FeedFormat.ATOM10), URL) == FeedInfo(FeedFormat.ATOM10, feed_url=URL)


RSS = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Site</title><link>https://site.example/</link>
<item><title>AT&amp;amp;T &amp;lt;b&amp;gt; 1 &lt; 2</title><guid>https://site.example/</guid><link>/one</link>
<description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</description></item>
<item><guid>https://site.example/</guid><link>/two</link><description>Three. Four.</description></item>
</channel></rss>"""


def test_rss_from_bytes() -> None:
    parsed = normalise.parse_feed(RSS, "application/rss+xml", URL, NOW)
    assert (parsed.info.title, parsed.info.format) == ("The Site", FeedFormat.RSS20)
    one, two = parsed.articles
    assert (one.title, one.summary, one.url) == ("AT&T <b> 1 < 2", "One & two.", "https://site.example/one")
    assert (two.title, two.url) == ("Three", "https://site.example/two")
    assert one.identity != two.identity


def test_json_feed_from_bytes() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Site",
        "home_page_url": "https://site.example/",
        "items": [
            {
                "id": "1",
                "url": "https://site.example/1",
                "content_html": "<p>Hello <b>sea</b>.</p>",
                "date_published": "2026-02-01T10:00:00+01:00",
                "authors": [{"name": "Jane Doe", "url": "https://site.example/jane"}],
            }
        ],
    }
    (article,) = normalise.parse_feed(json.dumps(body).encode(), "application/feed+json", URL, NOW).articles
    assert article.title == "Hello sea"
    assert article.authors == (Author("Jane Doe", "https://site.example/jane"),)
    assert article.published == datetime(2026, 2, 1, 9, tzinfo=UTC)


def test_every_article_comes_with_its_plain_text() -> None:
    parsed = normalise.parse_feed(RSS, "", URL, NOW)
    assert [each.text for each in parsed.made] == [content.plain(each.document) for each in parsed.articles]
    assert parsed.made[1].text == "Three. Four."


def test_the_same_bytes_give_the_same_articles() -> None:
    first = normalise.parse_feed(RSS, "", URL, NOW)
    assert normalise.parse_feed(RSS, "", URL, NOW.replace(day=20)) == first


@pytest.mark.parametrize("body", [b"", b"<html><body>x</body></html>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        normalise.parse_feed(body, "", URL, NOW)
