"""Where an entry's relative addresses start, and where its article is. Pure."""

from __future__ import annotations

from feedreader.parse.raw import RawEntry, RawFeed
from feedreader.text import urls


def base_of(feed: RawFeed, url: str) -> str:
    """Where a feed's relative addresses start: its xml:base, else its site, else itself."""
    return urls.web(feed.base, url) or urls.web(feed.link, url) or url


def base_in(entry: RawEntry, feed: RawFeed, url: str) -> str:
    """The same for one of its entries."""
    start = base_of(feed, url)
    return urls.web(entry.base, start) or start


def article_url(entry: RawEntry, base: str) -> str:
    """The article's address, absolute and without tracking parameters, "" where it has none."""
    found = urls.web(entry.link, base)
    if not found and entry.guid_is_link:
        found = urls.web(entry.guid, base) if "/" in entry.guid else ""
    return urls.without_trackers(found)
