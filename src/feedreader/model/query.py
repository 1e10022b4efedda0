"""What a headline list shows: a place, a filter, an order and perhaps a search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from feedreader.model.author import AuthorId
from feedreader.model.feed import FeedId


class Place(StrEnum):
    """Where the list stands in the feed list."""

    ALL = "all"
    TODAY = "today"
    UNREAD = "unread"
    STARRED = "starred"
    FOLLOWING = "following"
    FEED = "feed"
    FOLDER = "folder"
    TAG = "tag"
    AUTHOR = "author"


class Only(StrEnum):
    """Filter on top of the place."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


class Sort(StrEnum):
    """Order of the list. A search without an order of its own is ranked."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST = "longest"
    SHORTEST = "shortest"


@dataclass(frozen=True, slots=True)
class Query:
    """One list. `search` holds plain words and field words (`author:`, `feed:`, `tag:`,
    `title:`, `is:unread`, `is:starred`); see library.query."""

    place: Place = Place.ALL
    feed_id: FeedId | None = None
    author_id: AuthorId | None = None
    name: str = ""
    """Folder's or tag's name, for those places."""
    only: Only = Only.ALL
    sort: Sort = Sort.NEWEST
    search: str = ""
