"""Entries that come again just as they came before: known by a mark, and not made ours again. Pure.

Most of a feed that changed is as it was; to make an article of an entry takes twenty times as long
as to read it.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from feedreader.normalise.addresses import base_of

if TYPE_CHECKING:
    from feedreader.parse.raw import RawFeed

VERSION = 2
"""Raised when the same bytes would give other articles: every feed is then read anew, once."""

HALF = 32
"""Characters of an article's digest that speak of what is shown; the mark of its entry follows."""

UNMARKED = "0" * HALF
"""The mark of an entry that is never taken as seen."""


def marks(feed: RawFeed, url: str) -> list[str]:
    """A mark for each entry: 32 hexadecimal digits over all that its article is made from, which is the
    entry, and of the feed where relative addresses start (`url` is its final address), its language, its
    name and its authors.

    Only an entry whose guid no other entry has is marked: whether another one is the same story
    shows when it is made ours."""
    frame = repr((VERSION, base_of(feed, url), feed.language, feed.title, feed.people))
    guids = Counter(entry.guid.strip() for entry in feed.entries)
    return [
        _mark(frame, repr(entry)) if guids[entry.guid.strip()] == 1 and entry.guid.strip() else UNMARKED
        for entry in feed.entries
    ]


def _mark(frame: str, entry: str) -> str:
    return blake2b(f"{frame}\0{entry}".encode("utf-8", "replace"), digest_size=HALF // 2).hexdigest()


def mark_of(digest: str) -> str:
    """The mark in a stored article's digest; `UNMARKED` where it has none."""
    return digest[HALF:] or UNMARKED
