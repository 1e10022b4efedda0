"""The feed list's part: which place is opened, folders that fold, feeds that are hidden."""

from __future__ import annotations

from dataclasses import replace

from feedreader.model.query import Only, Place, Query
from feedreader.tui.feed_rows import next_unread
from feedreader.tui.panes import Pane
from feedreader.tui.screens.lists import ListPart
from feedreader.tui.widgets.feed_list import FeedList


class PlacePart(ListPart):
    """What is done in the feed list."""

    def on_feed_list_opened(self, message: FeedList.Opened) -> None:
        """Enter on a place or a feed."""
        row = message.row
        fixed = row.query.place in (Place.UNREAD, Place.STARRED)
        self._open(row.query, Only.ALL if fixed else self.query_shown.only)

    def _open(self, query: Query, only: Only) -> None:
        self.show_place(replace(query, only=only, sort=self.query_shown.sort))
        self.show_pane(Pane.HEADLINES)

    def action_next_unread_feed(self) -> None:
        """The next feed with something unread, from the one that is shown on."""
        row = next_unread(self.feed_list.rows, self.query_shown)
        if row is None:
            self.say("No other feed has unread articles.")
        else:
            # What is starred only would hide what was asked for.
            only = self.query_shown.only
            self._open(row.query, Only.ALL if only is Only.STARRED else only)

    # --- what the list holds

    def on_feed_list_folded(self, message: FeedList.Folded) -> None:
        """A folder folds or unfolds."""
        self.remember(folded=self.memory.folded ^ {message.name})
        self.counts_changed()

    def action_fold(self) -> None:
        """The folder under the cursor, or the one its feed is in, folds or unfolds."""
        row = self.feed_list.current
        feed = self.feed_by_id.get(row.query.feed_id) if row and row.query.feed_id else None
        name = row.query.name if row and row.query.place is Place.FOLDER else feed.folder if feed else ""
        if not name:
            self.say("Put the cursor of the feed list on a folder, or on a feed in one.")
            return
        if not self.feed_list.display:
            self.show_pane(Pane.FEEDS)
        self.feed_list.move_to_query(Query(Place.FOLDER, name=name))
        self.remember(folded=self.memory.folded ^ {name})
        self.counts_changed()

    def action_unread_feeds(self) -> None:
        """Only feeds with unread articles, or all."""
        hidden = not self.memory.unread_feeds
        self.remember(unread_feeds=hidden)
        self.say("Feeds without unread articles are hidden." if hidden else "All feeds are shown.")
        self.counts_changed()
