"""Headline lists: which articles, in which order, and the rows that are on screen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from feedreader.model.article import ArticleId, Headline
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.store import Store
from feedreader.store.articles import midnight
from feedreader.store.records import Counts, Selection
from feedreader.store.values import folded

NOTHING = Selection(feeds=())


class Lists:
    """Lists over the whole library; all of them are short reads on indexes."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def ids(self, query: Query, limit: int | None = None) -> array[int]:
        """The ids of a list in its order, as 8-byte numbers (`array("q")`). A phrase in quotes is
        looked for in the first `searching.PHRASE_LOOKS` articles that hold all its words."""
        selection = self.selection(query)
        if selection.wanted and '"' in query.search:
            from feedreader.library import searching

            return searching.with_phrases(self._store, selection, query.search, limit)
        return self._store.articles.ids(selection, limit)

    def rows(self, ids: Sequence[int]) -> list[Headline]:
        """The rows of some ids, in their order; ids that are gone are left out."""
        return self._store.articles.rows(ids)

    def similar(self, article: ArticleId, limit: int = 4) -> list[int]:
        """Ids of the articles nearest to this one by the rare words they share, nearest first;
        none where none is near enough."""
        from feedreader import content

        stored = self._store.articles.get(article)
        if stored is None:
            return []
        told = [stored.article.title, *stored.article.tags, content.plain(stored.article.document)[:20_000]]
        return self._store.nearness.near(article, told, limit)

    def count(self, query: Query) -> int:
        """How many articles a list has."""
        if '"' in query.search:
            return len(self.ids(query))
        return self._store.articles.count(self.selection(query))

    def unread(self, query: Query) -> array[int]:
        """The unread ones of a list, in any order."""
        if query.search:
            return self.ids(replace(query, only=Only.UNREAD, sort=Sort.OLDEST))
        return self._store.articles.ids(replace(self.selection(query), read=False))

    def counts(self) -> Counts:
        """The numbers of the feed list."""
        return self._store.articles.counts(midnight(self._clock()))

    def selection(self, query: Query) -> Selection:
        """A query with its names, words and times made into ids and numbers."""
        place = self._place(query)
        if place is None:
            return NOTHING
        read = False if query.only is Only.UNREAD else place.read
        starred = True if query.only is Only.STARRED else place.starred
        selection = replace(place, read=read, starred=starred, sort=query.sort)
        if not query.search.strip():
            return selection
        from feedreader.library import searching  # with its patterns 5 ms, which most starts need not pay

        return searching.narrowed(self._store, selection, query.search, self._clock()) or NOTHING

    def _place(self, query: Query) -> Selection | None:
        match query.place:
            case Place.TODAY:
                return Selection(since=midnight(self._clock()))
            case Place.UNREAD:
                return Selection(read=False)
            case Place.STARRED:
                return Selection(starred=True)
            case Place.FOLLOWING:
                return Selection(followed=True)
            case Place.FEED:
                return Selection(feeds=(query.feed_id,)) if query.feed_id is not None else None
            case Place.FOLDER:
                return Selection(feeds=self._store.feeds.in_folder(query.name))
            case Place.TAG:
                return Selection(tags=(folded(query.name),))
            case Place.AUTHOR:
                if query.author_id is None:
                    return None
                return Selection(authors=(self._store.authors.members(query.author_id),))
            case Place.ALL:
                return Selection()
