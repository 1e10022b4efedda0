"""What stands over a headline list, and in one that is empty. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from feedreader.library import Counts
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.feed_rows import SAVED_PAGES
from feedreader.tui.format import count

_PLACES = {
    Place.ALL: "All articles",
    Place.TODAY: "Today",
    Place.UNREAD: "Unread",
    Place.STARRED: "Starred",
    Place.FOLLOWING: "Following",
}
_EMPTY = {
    Place.UNREAD: "Nothing unread. R asks the feeds for more.",
    Place.STARRED: "No stars yet: s stars the article under the cursor.",
    Place.TODAY: "Nothing from today yet. R asks the feeds.",
}


def place_name(query: Query, feeds: Mapping[FeedId, Feed]) -> str:
    """The place's name."""
    if query.place is Place.FEED and query.feed_id is not None:
        feed = feeds.get(query.feed_id)
        return feed.title if feed else SAVED_PAGES
    return _PLACES.get(query.place) or query.name or "Articles"


def unread_in(query: Query, counts: Counts, feeds: Mapping[FeedId, Feed]) -> int | None:
    """How many unread articles a list has, as far as the feed list's numbers tell: of searches,
    of starred articles, of tags and authors they do not."""
    if query.search or query.only is Only.STARRED:
        return None
    match query.place:
        case Place.ALL | Place.UNREAD:
            return counts.unread
        case Place.TODAY:
            return counts.today
        case Place.FOLLOWING:
            return counts.following
        case Place.FEED:
            return dict(counts.by_feed).get(query.feed_id or FeedId(0), 0)
        case Place.FOLDER:
            inside = {feed.id for feed in feeds.values() if feed.folder == query.name}
            return sum(number for feed, number in counts.by_feed if feed in inside)
        case _:
            return None


def list_title(
    query: Query, total: int, counts: Counts, feeds: Mapping[FeedId, Feed], *, cut: bool = False
) -> str:
    """Place, numbers, filter and order. `total` is the list's length; `cut` says that only its
    beginning has been read."""
    name = f"“{query.search}”" if query.search else place_name(query, feeds)
    parts = [name, _numbers(query, total, cut, counts, unread_in(query, counts, feeds))]
    if query.only is not Only.ALL:
        parts.append(f"{query.only} only")
    if query.sort is not Sort.NEWEST:
        parts.append(f"{query.sort} first")
    return " · ".join(parts)


def _numbers(query: Query, total: int, cut: bool, counts: Counts, unread: int | None) -> str:
    if query.place is Place.STARRED and query.only is Only.ALL and not query.search:
        return count(counts.starred)
    if unread is None:
        return f"{count(total)} and more" if cut else count(total)
    if query.place is Place.UNREAD or query.only is Only.UNREAD:
        return count(unread)
    if cut or unread == total:
        return f"{count(unread)} unread"
    return f"{count(unread)} unread of {count(total)}" if unread else count(total)


def nothing(query: Query, now: datetime) -> str:
    """What a list without articles says."""
    if query.search:
        from feedreader.library.query import unknown_field

        return f"Nothing found. {unknown_field(query.search, now)}".rstrip()
    if query.only is not Only.ALL:
        return f"Nothing {query.only} here; v shows all."
    return _EMPTY.get(query.place, "No articles here.")
