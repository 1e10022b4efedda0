"""A search's text on top of a place: field words narrow it, words are looked up, phrases compared."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from feedreader.library.query import Search, parse
from feedreader.model.article import ArticleId
from feedreader.model.feed import FeedId
from feedreader.model.query import Sort
from feedreader.store import Store
from feedreader.store.records import Selection
from feedreader.store.values import folded
from feedreader.store.words import folded_words, wanted

PHRASE_LOOKS = 500
"""Articles whose text is read for a phrase: 0.3 ms each."""


def narrowed(store: Store, place: Selection, text: str, now: datetime) -> Selection | None:
    """What of a place a search asks for; None when nothing can be it."""
    search = parse(text, now)
    words = wanted(search.words, search.titles, typing=search.typing)
    if words is None and (search.words or search.titles):
        return None
    if search.read is not None and place.read not in (None, search.read):
        return None
    since = [each for each in (place.since, _seconds(search.since)) if each is not None]
    return replace(
        place,
        feeds=_feeds(store, place.feeds, search),
        tags=(*place.tags, *map(folded, search.tags)),
        authors=(*place.authors, *(store.authors.named(name) for name in search.authors)),
        read=place.read if search.read is None else search.read,
        starred=place.starred or search.starred,
        saved=search.saved,
        since=max(since, default=None),
        wanted=words,
        ranked=place.sort is Sort.NEWEST and search.sort is None,
        sort=search.sort or place.sort,
    )


def with_phrases(store: Store, selection: Selection, text: str, limit: int | None) -> array[int]:
    """The ids of a search's articles in which its phrases stand as they were typed."""
    phrases = parse(text, datetime.now(UTC)).phrases
    if not phrases:
        return store.articles.ids(selection, limit)
    found: array[int] = array("q")
    for article in store.articles.ids(selection, PHRASE_LOOKS):
        if _holds(store, article, phrases):
            found.append(article)
            if len(found) == limit:
                break
    return found


def _holds(store: Store, article: int, phrases: Sequence[str]) -> bool:
    from feedreader import content

    text, document = store.articles.searched(ArticleId(article))
    whole = f" {folded_words(text)} {folded_words(content.plain(document))} "
    return all(f" {folded_words(phrase)} " in whole for phrase in phrases)


def _feeds(store: Store, place: tuple[FeedId, ...] | None, search: Search) -> tuple[FeedId, ...] | None:
    """The feeds of the place that every `feed:` and `folder:` of the search allows."""
    groups = [store.feeds.named(name) for name in search.feeds]
    groups += [store.feeds.in_folder(name) for name in search.folders]
    for group in map(set, groups):
        place = tuple(sorted(group)) if place is None else tuple(each for each in place if each in group)
    return place


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
