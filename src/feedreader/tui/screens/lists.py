"""The headline list's part: which place it shows, filter, order."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from feedreader.library import Counts, Library
from feedreader.model.article import ArticleId
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.feed_rows import feed_rows
from feedreader.tui.frozen import merged
from feedreader.tui.headings import list_title, nothing
from feedreader.tui.near import searched_words
from feedreader.tui.screens.base import ReaderBase
from feedreader.tui.widgets.headline_list import COMPACT, RELAXED

FIRST_IDS = 400
"""Read before the first paint; the rest follows from the desk."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the feed list is made of."""

    feeds: tuple[Feed, ...]
    counts: Counts
    following: bool
    saved_pages: FeedId | None


def overview(library: Library) -> Overview:
    """Feeds and counts as the library has them now."""
    return Overview(
        library.feeds.all(),
        library.lists.counts(),
        bool(library.authors.followed()),
        library.offline.saved_pages(),
    )


class ListPart(ReaderBase):
    """Places, filter and order of the headline list."""

    list_is_cut = False
    """Only the beginning of the list's ids has been read."""
    _counts = Counts()
    _dressed_for: Query | None = None
    """What the heading above the list tells of."""

    # --- places

    def show_place(self, query: Query, *, cursor: int = 0) -> None:
        """Shows a list at once as far as a screen reaches; the rest of its ids follows."""
        self.query_shown = query
        ids = self.library.lists.ids(query, limit=FIRST_IDS)
        self.dress_list(query, ids, cut=len(ids) == FIRST_IDS)
        at = ids.index(cursor) if cursor and cursor in ids else 0
        self.headlines.show(ids, title=self.headlines.title, cursor=at)
        self.feed_list.open_query(query)
        if self.list_is_cut:
            self.at_desk(
                lambda lib: lib.lists.ids(query),
                lambda all_ids: self.all_ids(query, all_ids, cursor),
                group="list",
            )
        if not query.search:
            self.remember(query=query)

    def dress_list(self, query: Query, ids: array[int], *, cut: bool = False) -> None:
        """What stands around a list's rows."""
        listed = self.headlines
        self.list_is_cut, self._dressed_for = cut, query
        listed.title = self._title(query, len(ids))
        feed = self.feed_by_id.get(query.feed_id) if query.feed_id is not None else None
        plain = query.place is Place.FEED and not query.search and query.sort is Sort.NEWEST
        listed.more = "Show More" if plain and feed and feed.next_url else ""
        listed.show_feed = query.place is not Place.FEED
        listed.empty = nothing(query, self.services.now())
        listed.words = searched_words(query, self.services.now())
        self.article_view.set_words(listed.words)

    def _title(self, query: Query, total: int) -> str:
        return list_title(query, total, self._counts, self.feed_by_id, cut=self.list_is_cut)

    def all_ids(self, query: Query, ids: array[int], cursor: int = 0) -> None:
        """The rest of a list's ids came."""
        if query != self.query_shown:
            return
        self.list_is_cut = False
        self.headlines.title = self._title(query, len(ids))
        self.headlines.merge(ids)
        if cursor and self.headlines.current_id != cursor and self.headlines.cursor == 0:
            self.headlines.move_to_id(cursor)

    def list_changed(self) -> None:
        """Articles came: they are put in without moving the others (frozen order); what was
        read meanwhile stays until the place is opened anew."""
        query, before = self.query_shown, array("q", self.headlines.ids)

        def work(library: Library) -> array[int]:
            return merged(before, library.lists.ids(query))

        def then(ids: array[int]) -> None:
            if query == self.query_shown:
                self.dress_list(query, ids)
                self.headlines.merge(ids)

        self.at_desk(work, then, group="list")

    # --- counts

    def counts_changed(self) -> None:
        """Unread counts and the feed list, read beside the screen."""
        self.at_desk(overview, self.show_counts, group="counts")

    def show_counts(self, found: Overview) -> None:
        """Draws counts and feeds."""
        self.feed_by_id = {feed.id: feed for feed in found.feeds}
        self._counts = found.counts
        self._dress_feeds(found)
        self.update_status(unread=found.counts.unread, feeds=len(found.feeds))
        query = self.query_shown
        if query.place is Place.FEED and query.feed_id not in {*self.feed_by_id, found.saved_pages}:
            # The feed was removed, here or by another process.
            self.show_place(Query(Place.UNREAD))
        elif query == self._dressed_for:  # a search that is under way has its title when it is found
            self.headlines.set_title(self._title(query, len(self.headlines.ids)))

    def _dress_feeds(self, found: Overview) -> None:
        listed, only_unread = self.feed_list, self.memory.unread_feeds
        listed.show(
            feed_rows(
                found.feeds,
                found.counts,
                self.memory.folded,
                following=found.following,
                saved_pages=found.saved_pages,
                only_unread=only_unread,
                kept=self.query_shown,
            ),
            title="Feeds · unread only" if only_unread else "Feeds",
        )
        listed.open_query_quietly(self.query_shown)

    # --- filter, order

    def action_cycle_filter(self) -> None:
        """All, unread, starred."""
        query = self.query_shown
        order = list(Only)
        only = order[(order.index(query.only) + 1) % len(order)]
        if query.place in (Place.UNREAD, Place.STARRED):
            # Those places are filters of their own: what they leave out is what is asked for.
            query, only = replace(query, place=Place.ALL), Only.ALL
        self.show_place(replace(query, only=only), cursor=self.headlines.current_id or 0)
        self.say(f"Showing {'all articles' if only is Only.ALL else f'{only} articles only'}.")

    def action_cycle_sort(self) -> None:
        """Newest, oldest, longest, shortest first."""
        order = list(Sort)
        sort = order[(order.index(self.query_shown.sort) + 1) % len(order)]
        self.show_place(replace(self.query_shown, sort=sort))
        self.say(f"{sort.capitalize()} first.")

    # --- rows

    def action_compact(self) -> None:
        """One line or three for a headline."""
        self.remember(compact=not self.memory.compact)
        self.headlines.set_row_height(self.row_height)
        if self._compact:
            self.say("A headline has one line.")
        else:
            self.say("A headline has three lines, where there is room.")

    @property
    def row_height(self) -> int:
        """Lines of a headline: one where the person wants it so or little room is left."""
        return COMPACT if self._compact or self.size.height < 18 else RELAXED

    @property
    def _compact(self) -> bool:
        # The memory says whether the person changed what the settings say.
        return self.memory.compact is self.services.look.relaxed

    def neighbour(self, by: int) -> ArticleId | None:
        """The article before or after the one that is open, in this list."""
        ids = self.headlines.ids
        current = self.open_article.id if self.open_article else self.headlines.current_id
        try:
            at = ids.index(current or -1) + by
        except ValueError:
            at = self.headlines.cursor
        return ArticleId(ids[at]) if 0 <= at < len(ids) else None
