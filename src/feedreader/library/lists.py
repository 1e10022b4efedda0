"""Headline lists: which articles, in which order, and the rows that are on screen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from feedreader.library import query as searches
from feedreader.model.article import ArticleId, Headline
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.store import Store
from feedreader.store.articles import midnight
from feedreader.store.records import Counts, Selection
from feedreader.store.values import folded
from feedreader.store.words import folded_words, wanted

NOTHING = Selection(feeds=())

PHRASE_LOOKS = 500
"""Articles whose text is read for a phrase: 0.3 ms each."""


class Lists:
    """Lists over the whole library; all of them are short reads on indexes."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def ids(self, query: Query, limit: int | None = None) -> array[int]:
        """The ids of a list in its order, as 8-byte numbers (`array("q")`). A phrase in quotes is
        looked for in the first `PHRASE_LOOKS` articles that hold all its words."""
        selection = self.selection(query)
        phrases = searches.parse(query.search, self._clock()).phrases if selection.wanted else ()
        if not phrases:
            return self._store.articles.ids(selection, limit)
        found: array[int] = array("q")
        for article in self._store.articles.ids(selection, PHRASE_LOOKS):
            if self._holds(article, phrases):
                found.append(article)
                if len(found) == limit:
                    break
        return found

    def rows(self, ids: Sequence[int]) -> list[Headline]:
        """The rows of some ids, in their order; ids that are gone are left out."""
        return self._store.articles.rows(ids)

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

    def next_unread(self, after: ArticleId | None, query: Query) -> ArticleId | None:
        """The next unread article of a list below `after`, from the top again when there is none
        below; None when all is read. `after` itself is never the answer."""
        selection = self.selection(query)
        if selection.read is True:
            return None
        if selection.wanted or selection.sort not in (Sort.NEWEST, Sort.OLDEST):
            return self._next_unread_of(self.ids(query), after, selection)
        unread = replace(selection, read=False)
        place = None if after is None else self._store.articles.place(after)
        found = self._store.articles.ids(replace(unread, below=place), 1)
        if not found and place is not None:
            found = self._store.articles.ids(unread, 2)
        return next((ArticleId(each) for each in found if each != after), None)

    def _next_unread_of(
        self, ids: array[int], after: ArticleId | None, selection: Selection
    ) -> ArticleId | None:
        """The same for lists that are not in the order of dates."""
        unread = set(self._store.articles.ids(replace(selection, read=False, ranked=False)))
        unread.discard(after or 0)
        start = ids.index(after) + 1 if after is not None and after in ids else 0
        return next((ArticleId(each) for each in (*ids[start:], *ids[:start]) if each in unread), None)

    def _holds(self, article: int, phrases: Sequence[str]) -> bool:
        from feedreader import content

        text, document = self._store.articles.searched(ArticleId(article))
        whole = f" {folded_words(text)} {folded_words(content.plain(document))} "
        return all(f" {folded_words(phrase)} " in whole for phrase in phrases)

    def selection(self, query: Query) -> Selection:
        """A query with its names, words and times made into ids and numbers."""
        search = searches.parse(query.search, self._clock())
        place = self._place(query)
        words = wanted(search.words, search.titles, typing=search.typing)
        if place is None or ((search.words or search.titles) and words is None):
            return NOTHING
        authors = tuple(self._store.authors.named(name) for name in search.authors)
        since = [each for each in (place.since, _seconds(search.since)) if each is not None]
        return replace(
            place,
            feeds=self._feeds(place.feeds, search),
            tags=(*place.tags, *map(folded, search.tags)),
            authors=(*place.authors, *authors),
            read=_both(place.read, search.read, False if query.only is Only.UNREAD else None),
            starred=_both(place.starred, search.starred, True if query.only is Only.STARRED else None),
            saved=search.saved,
            since=max(since, default=None),
            wanted=words,
            ranked=query.sort is Sort.NEWEST and search.sort is None,
            sort=search.sort or query.sort,
        )

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
                return Selection(authors=((query.author_id,),)) if query.author_id is not None else None
            case Place.ALL:
                return Selection()

    def _feeds(self, place: tuple[FeedId, ...] | None, search: searches.Search) -> tuple[FeedId, ...] | None:
        """The feeds of the place that every `feed:` and `folder:` of the search allows."""
        groups = [self._store.feeds.named(name) for name in search.feeds]
        groups += [self._store.feeds.in_folder(name) for name in search.folders]
        for group in groups:
            place = group if place is None else tuple(each for each in place if each in set(group))
        return place


def _both(*wanted: bool | None) -> bool | None:
    """The one thing that is wanted. Read and unread at once: nothing is both, so the narrower
    place wins and the list stays what its name says."""
    return next((each for each in wanted if each is not None), None)


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
