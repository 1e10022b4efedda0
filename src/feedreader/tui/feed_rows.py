"""The rows of the feed list: places, folders that fold, feeds. A pure function."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from feedreader.library import Counts
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Place, Query

SAVED_PAGES = "Saved pages"


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row: what it opens, its text, how many unread, how far in. `folded` is None for what
    does not fold. `trouble` is set where the feed's last refresh failed."""

    query: Query
    text: str
    unread: int
    depth: int = 0
    folded: bool | None = None
    trouble: bool = False

    @property
    def key(self) -> str:
        """Names the row across rebuilds and restarts."""
        return f"{self.query.place}:{self.query.feed_id or self.query.name}"

    def opens(self, query: Query) -> bool:
        """Whether this is the row of the place that a list shows."""
        return self.key == FeedRow(query, "", 0).key


def feed_rows(
    feeds: Sequence[Feed],
    counts: Counts,
    folded: Collection[str],
    *,
    following: bool = False,
    saved_pages: FeedId | None = None,
    only_unread: bool = False,
    kept: Query = Query(),
) -> list[FeedRow]:
    """All rows, top to bottom; Following only where somebody is followed. Feeds without a folder stand
    under no folder, at the end. With `only_unread`, feeds and folders without unread articles are
    left out, but for the place `kept` and feeds in trouble."""
    unread: Mapping[int, int] = dict(counts.by_feed)
    rows = [
        FeedRow(Query(Place.TODAY), "Today", counts.today),
        FeedRow(Query(Place.UNREAD), "Unread", counts.unread),
        FeedRow(Query(Place.STARRED), "Starred", counts.starred),
        FeedRow(Query(Place.ALL), "All articles", counts.unread),
    ]
    if following or counts.following:
        rows.insert(3, FeedRow(Query(Place.FOLLOWING), "Following", counts.following))
    if saved_pages is not None:
        rows.append(FeedRow(Query(Place.FEED, feed_id=saved_pages), SAVED_PAGES, unread.get(saved_pages, 0)))
    folders: dict[str, list[Feed]] = {}
    for feed in feeds:
        wanted = unread.get(feed.id) or feed.health.failure is not None or _shows(kept, feed)
        if wanted or not only_unread:
            folders.setdefault(feed.folder, []).append(feed)
    for name in sorted(folders, key=lambda name: (not name, name.casefold())):
        inside = folders[name]
        if name:
            total = sum(unread.get(feed.id, 0) for feed in inside)
            rows.append(FeedRow(Query(Place.FOLDER, name=name), name, total, folded=name in folded))
            if name in folded:
                continue
        rows += [_feed_row(feed, unread.get(feed.id, 0), 1 if name else 0) for feed in inside]
    return rows


def _shows(query: Query, feed: Feed) -> bool:
    if query.place is Place.FEED:
        return query.feed_id == feed.id
    return query.place is Place.FOLDER and query.name == feed.folder


def next_unread(rows: Sequence[FeedRow], query: Query) -> FeedRow | None:
    """The first feed (or folded folder) with unread articles after the row of a place, or of its
    first feed where it is a folder; past the end from the top. None when there is no other."""
    at = next((n for n, row in enumerate(rows) if row.opens(query)), -1)
    for row in (*rows[at + 1 :], *rows[: max(0, at)]):
        if row.unread and (row.query.place is Place.FEED or row.folded):
            return row
    return None


def _feed_row(feed: Feed, unread: int, depth: int) -> FeedRow:
    query = Query(Place.FEED, feed_id=feed.id)
    return FeedRow(query, feed.title, unread, depth, trouble=feed.health.failure is not None)
