"""The headline list's part: which place it shows, filter, order, search."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace

from feedreader.library import Counts, Library
from feedreader.model.article import ArticleId
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.feed_rows import SAVED_PAGES, feed_rows
from feedreader.tui.format import count
from feedreader.tui.frozen import merged
from feedreader.tui.near import searched_words
from feedreader.tui.panes import Pane
from feedreader.tui.screens.base import ReaderBase
from feedreader.tui.widgets.feed_list import FeedList
from feedreader.tui.widgets.headline_list import COMPACT, RELAXED

FIELDS = ("author", "feed", "tag", "title", "folder", "is", "since", "sort")
FIRST_IDS = 400
"""Read before the first paint; the rest follows from the desk."""

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


def nothing_found(search: str) -> str:
    """What an empty search says; a field word that does not exist is likelier than no article."""
    unknown = [word for word in re.findall(r"(?<!\S)(\w+):", search) if word.lower() not in FIELDS]
    if unknown:
        return f"Nothing found. “{unknown[0]}:” is no field: {', '.join(f'{name}:' for name in FIELDS)}."
    return "Nothing found."


class ListPart(ReaderBase):
    """Places, filter, order and search of the headline list."""

    # --- places

    def place_name(self, query: Query) -> str:
        """The place's name for the list's heading."""
        if query.place is Place.FEED and query.feed_id is not None:
            feed = self.feed_by_id.get(query.feed_id)
            return feed.title if feed else SAVED_PAGES
        return _PLACES.get(query.place) or query.name or "Articles"

    def list_title(self, query: Query, total: int) -> str:
        """Place, filter, order and number of articles."""
        name = f"“{query.search}”" if query.search else self.place_name(query)
        parts = [name, count(total)]
        if query.only is not Only.ALL:
            parts.append(f"{query.only} only")
        if query.sort is not Sort.NEWEST:
            parts.append(f"{query.sort} first")
        return " · ".join(parts)

    def show_place(self, query: Query, *, cursor: int = 0) -> None:
        """Shows a list at once as far as a screen reaches; the rest of its ids follows."""
        self.query_shown = query
        ids = self.library.lists.ids(query, limit=FIRST_IDS)
        self._dress_list(query, len(ids))
        at = ids.index(cursor) if cursor and cursor in ids else 0
        self.headlines.show(ids, title=self.headlines.title, cursor=at)
        self.feed_list.open_query(query)
        if len(ids) == FIRST_IDS:
            self.at_desk(
                lambda lib: lib.lists.ids(query),
                lambda all_ids: self._all_ids(query, all_ids, cursor),
                group="list",
            )
        if not query.search:
            self.remember(query=query)

    def _dress_list(self, query: Query, total: int) -> None:
        listed = self.headlines
        listed.title = self.list_title(query, total)
        feed = self.feed_by_id.get(query.feed_id) if query.feed_id is not None else None
        plain = query.place is Place.FEED and not query.search and query.sort is Sort.NEWEST
        listed.more = "Show More" if plain and feed and feed.next_url else ""
        listed.show_feed = query.place is not Place.FEED
        listed.empty = (
            nothing_found(query.search) if query.search else _EMPTY.get(query.place, "No articles here.")
        )
        if query.only is not Only.ALL and not query.search:
            listed.empty = f"Nothing {query.only} here; v shows all."
        listed.words = searched_words(query, self.services.now())
        self.article_view.set_words(listed.words)

    def _all_ids(self, query: Query, ids: array[int], cursor: int = 0) -> None:
        if query != self.query_shown:
            return
        self.headlines.title = self.list_title(query, len(ids))
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
                self._dress_list(query, len(ids))
                self.headlines.merge(ids)

        self.at_desk(work, then, group="list")

    # --- counts

    def counts_changed(self) -> None:
        """Unread counts and the feed list, read beside the screen."""
        self.at_desk(overview, self.show_counts, group="counts")

    def show_counts(self, found: Overview) -> None:
        """Draws counts and feeds."""
        self.feed_by_id = {feed.id: feed for feed in found.feeds}
        folded = self.memory.folded
        rows = feed_rows(
            found.feeds, found.counts, folded, following=found.following, saved_pages=found.saved_pages
        )
        self.feed_list.show(rows)
        self.feed_list.open_query_quietly(self.query_shown)
        self.update_status(unread=found.counts.unread, feeds=len(found.feeds))
        query = self.query_shown
        if query.place is Place.FEED and query.feed_id not in {*self.feed_by_id, found.saved_pages}:
            # The feed was removed, here or by another process.
            self.show_place(Query(Place.UNREAD))

    def on_feed_list_opened(self, message: FeedList.Opened) -> None:
        """Enter on a place or a feed."""
        self.show_place(
            replace(message.row.query, only=self._kept_only(message.row.query), sort=self.query_shown.sort)
        )
        self.show_pane(Pane.HEADLINES)

    def _kept_only(self, query: Query) -> Only:
        fixed = query.place in (Place.UNREAD, Place.STARRED)
        return Only.ALL if fixed else self.query_shown.only

    def on_feed_list_folded(self, message: FeedList.Folded) -> None:
        """A folder folds or unfolds."""
        folded = self.memory.folded ^ {message.name}
        self.remember(folded=folded)
        self.counts_changed()

    # --- filter, order, search

    def action_cycle_filter(self) -> None:
        """All, unread, starred."""
        query = self.query_shown
        if query.place in (Place.UNREAD, Place.STARRED):
            query = replace(query, place=Place.ALL)
        order = list(Only)
        only = order[(order.index(query.only) + 1) % len(order)]
        self.show_place(replace(query, only=only), cursor=self.headlines.current_id or 0)
        self.say(f"Showing {'all articles' if only is Only.ALL else f'{only} articles only'}.")

    def action_cycle_sort(self) -> None:
        """Newest, oldest, longest, shortest first."""
        order = list(Sort)
        sort = order[(order.index(self.query_shown.sort) + 1) % len(order)]
        self.show_place(replace(self.query_shown, sort=sort))
        self.say(f"{sort.capitalize()} first.")

    def action_search(self) -> None:
        """Opens the search line."""
        from feedreader.tui.screens.search import SearchScreen

        self._before_search = replace(self.query_shown, search="")
        self.app.push_screen(SearchScreen(self.query_shown.search), self._search_ended)

    def search_typed(self, text: str) -> None:
        """As typed: the library is searched for what stands there now."""
        base = self._before_search
        query = replace(base, search=text) if text.strip() else base
        if text.strip():
            # A search is over the whole library, unless a place was narrowed to a feed, folder or tag.
            place = base.place if base.place in (Place.FEED, Place.FOLDER, Place.TAG) else Place.ALL
            query = replace(query, place=place, only=Only.ALL)
        self.query_shown = query
        self.at_desk(
            lambda lib: lib.lists.ids(query, limit=FIRST_IDS),
            lambda ids: self._found(query, ids),
            group="list",
        )

    def _found(self, query: Query, ids: array[int]) -> None:
        if query != self.query_shown:
            return
        self._dress_list(query, len(ids))
        if len(ids) == FIRST_IDS:
            self.headlines.title = f"“{query.search}” · {count(FIRST_IDS)} and more"
            self.at_desk(
                lambda lib: lib.lists.ids(query), lambda found: self._all_ids(query, found), group="all ids"
            )
        self.headlines.show(ids, title=self.headlines.title)

    def _search_ended(self, kept: str | None) -> None:
        if not kept:
            self.end_search()
        elif self.query_shown.search != kept.strip():
            self.search_typed(kept)
        self.show_pane(Pane.HEADLINES)

    def end_search(self) -> bool:
        """Back to the list as it was before the search; False when none is on."""
        if not self.query_shown.search:
            return False
        before = getattr(self, "_before_search", None) or replace(self.query_shown, search="")
        self.show_place(before, cursor=self.headlines.current_id or 0)
        return True

    # --- rows

    def action_compact(self) -> None:
        """One line or three for a headline."""
        compact = not self.memory.compact
        self.remember(compact=compact)
        self.headlines.set_row_height(self.row_height)

    @property
    def row_height(self) -> int:
        """Lines of a headline: one where the person wants it so or little room is left."""
        small = self.size.height < 18
        # The memory says whether the person changed what the settings say.
        compact = self.memory.compact is self.services.look.relaxed
        return COMPACT if compact or small else RELAXED

    def neighbour(self, by: int) -> ArticleId | None:
        """The article before or after the one that is open, in this list."""
        ids = self.headlines.ids
        current = self.open_article.id if self.open_article else self.headlines.current_id
        try:
            at = ids.index(current or -1) + by
        except ValueError:
            at = self.headlines.cursor
        return ArticleId(ids[at]) if 0 <= at < len(ids) else None
