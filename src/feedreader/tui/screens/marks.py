"""The marks' part: read, star, everything read, undo. Shown at once, written beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from feedreader.library import Change, Library
from feedreader.model.article import ArticleId, Headline
from feedreader.model.query import Place, Query
from feedreader.tui.format import sentence
from feedreader.tui.panes import Pane
from feedreader.tui.screens.base import ReaderBase

HASTE = 1.5
"""Seconds between two undos of somebody who reads what the first one did."""


class MarkPart(ReaderBase):
    """Every change of an article's state."""

    _undone_at = -HASTE

    def mark_read(self, ids: Sequence[ArticleId], read: bool) -> None:
        """Marks articles; the rows change before the library does."""
        self.headlines.change(ids, read=read)
        self.at_desk(lambda lib: lib.marks.set_read(ids, read), lambda _: self.counts_changed())

    def _marked(self) -> Headline | None:
        """The open article while its pane is active, else the one under the cursor; where there is
        none, that is said."""
        opened = self.open_article if self.memory.pane in (Pane.ARTICLE, Pane.AUTHOR) else None
        article_id = opened.id if opened is not None else self.headlines.current_id
        row = self.headlines.row(article_id) if article_id is not None else None
        if row is None:
            self.say("Put the cursor on an article first.")
        return row

    def action_toggle_read(self) -> None:
        """Read becomes unread and the other way round."""
        row = self._marked()
        if row is not None:
            self.mark_read([row.id], not row.read)
            self.say("Marked unread." if row.read else "Marked read.")

    def action_toggle_star(self) -> None:
        """A star, or none."""
        row = self._marked()
        if row is not None:
            article_id, starred = row.id, not row.starred
            self.headlines.change([article_id], starred=starred)
            self.at_desk(
                lambda lib: lib.marks.set_starred([article_id], starred), lambda _: self.counts_changed()
            )
            self.say("Starred." if starred else "Star taken away.")

    def action_mark_list_read(self) -> None:
        """Every article of this list, or of the place under the feed list's cursor."""
        row = self.feed_list.current if self.memory.pane is Pane.FEEDS else None
        query = row.query if row is not None else self.query_shown
        self._mark_all(lambda lib: lib.marks.read_all(query))

    def action_mark_all_read(self) -> None:
        """Every article of every feed."""
        self._mark_all(lambda lib: lib.marks.read_all(Query(Place.ALL)))

    def _mark_all(self, work: Callable[[Library], Change | None]) -> None:
        self.at_desk(work, self._all_marked)

    def _all_marked(self, change: Change | None) -> None:
        if change is None:
            self.say("There is nothing unread here.")
            return
        self.say(f"{sentence(change.sentence)} Press u to undo.")
        self.headlines.reread()
        self.counts_changed()

    def action_undo(self) -> None:
        """The last change, back. Whoever leans on the key stops at the first change of feeds."""
        hasty = monotonic() - self._undone_at < HASTE
        self._undone_at = monotonic()

        def work(library: Library) -> tuple[bool, Change | None]:
            coming = library.undo.coming()
            held = hasty and coming is not None and coming.feeds
            return held, coming if held else library.undo.undo()

        def then(found: tuple[bool, Change | None]) -> None:
            held, change = found
            if held and change is not None:
                key = self.key_of("mark.undo")
                self.say(f"Next to be undone: {change.sentence}. After a moment, {key} does that too.")
            else:
                self._undone(change, "Nothing to undo.")

        self.at_desk(work, then)

    def action_redo(self) -> None:
        """What was undone, again."""
        self.at_desk(lambda lib: lib.undo.redo(), lambda change: self._undone(change, "Nothing to redo."))

    def _undone(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.say(nothing)
            return
        self.say(sentence(change.sentence))
        self.headlines.reread()
        self.counts_changed()
        if change.feeds:
            self.list_reread()
        else:
            self.list_changed()
        if change.pictures:
            self.pictures_changed()
        elif self.open_article is not None:
            self.author_changed()
