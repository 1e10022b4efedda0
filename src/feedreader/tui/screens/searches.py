"""The search's part: the list for what is typed, and back to the list as it was."""

from __future__ import annotations

from array import array
from dataclasses import replace

from feedreader.model.query import Only, Place, Query
from feedreader.tui.panes import Pane
from feedreader.tui.screens.lists import FIRST_IDS, ListPart


class SearchPart(ListPart):
    """Search over the whole library, or a place in it."""

    _before_search = Query()
    """The list to come back to."""

    def action_search(self) -> None:
        """Opens the search line."""
        from feedreader.tui.screens.search import SearchScreen

        if not self.query_shown.search:
            self._before_search = self.query_shown
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

    def search_trouble(self, text: str) -> str:
        """What of a search will not do what it seems to, in one sentence; else empty."""
        from feedreader.library.query import unknown_field

        return unknown_field(text, self.services.now())

    def _found(self, query: Query, ids: array[int]) -> None:
        if query != self.query_shown:
            return
        self.dress_list(query, ids, cut=len(ids) == FIRST_IDS)
        if self.list_is_cut:
            self.at_desk(
                lambda lib: lib.lists.ids(query), lambda found: self.all_ids(query, found), group="all ids"
            )
        self.headlines.show(ids, title=self.headlines.title)

    def _search_ended(self, kept: str | None) -> None:
        if not kept:
            self.end_search()
        elif self.query_shown.search != kept.strip():
            self.search_typed(kept)
        if kept and (trouble := self.search_trouble(kept)):
            self.say(trouble)
        self.show_pane(Pane.HEADLINES)

    def end_search(self) -> bool:
        """Back to the list as it was before the search; False when none is on."""
        if not self.query_shown.search:
            return False
        self.show_place(self._before_search, cursor=self.headlines.current_id or 0)
        return True
