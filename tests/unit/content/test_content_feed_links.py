"""Feeds that a page names."""

from __future__ import annotations

import pytest

from feedreader.content.page import FeedLink, feed_links
from feedreader.model.feed import FeedFormat

URL = "https://lantern.example/news/"


def test_declared_feeds_in_order() -> None:
    html = b"""<link rel="alternate" type="application/rss+xml" title=" All  news " href="/feed.xml">
        <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom">
        <link rel="alternate" type="application/feed+json" href="https://lantern.example/feed.json">
        <link rel="feed" href="/h-feed"><link rel="alternate" type="application/rss+xml" href="/feed.xml">"""
    assert feed_links(html, URL) == (
        FeedLink("https://lantern.example/feed.xml", "All news", FeedFormat.RSS20),
        FeedLink("https://lantern.example/news/atom", "", FeedFormat.ATOM10),
        FeedLink("https://lantern.example/feed.json", "", FeedFormat.JSON_FEED),
        FeedLink("https://lantern.example/h-feed"),
    )


def test_links_that_look_like_feeds_come_last() -> None:
    html = b"""<a href="/rss/sport.xml">Sport</a><a href="/feedback">Say</a><a href="https://other.example/rss">Other</a>
        <a href="https://feedly.com/i/subscription/feed/x">+</a><link rel=alternate type=application/rss+xml href=/all>"""
    assert [link.url for link in feed_links(html, URL)] == [
        "https://lantern.example/all",
        "https://lantern.example/rss/sport.xml",
    ]


def test_the_base_of_the_page_counts() -> None:
    html = b"<base href='https://cdn.example/x/'><link rel=alternate type=application/rss+xml href='feed'>"
    assert [link.url for link in feed_links(html, URL)] == ["https://cdn.example/x/feed"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="stylesheet" type="text/css" href="/feed.css">',
    ],
)
def test_other_alternates_are_no_feeds(link: str) -> None:
    assert feed_links(link.encode(), URL) == ()
