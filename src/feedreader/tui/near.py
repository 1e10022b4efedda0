"""Questions about a list that more than one part of the screen asks."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime

from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.query import Only, Query

CLOSE = 200
"""Rows looked at one by one before the whole list's unread ids are asked for."""


def unread_near(library: Library, query: Query, ids: array[int], at: int, by: int) -> ArticleId | None:
    """The nearest unread article after (by 1) or before (by -1) row `at` of a list; past its end
    the search goes on from the other end. The row itself is never the answer."""
    around = [*ids[at + 1 :], *ids[:at]] if by > 0 else [*reversed(ids[:at]), *reversed(ids[at + 1 :])]
    for row in library.lists.rows(around[:CLOSE]):
        if not row.read:
            return row.id
    if len(around) <= CLOSE:
        return None
    unread = set(library.lists.ids(replace(query, only=Only.UNREAD)))
    return next((ArticleId(each) for each in around[CLOSE:] if each in unread), None)


def searched_words(query: Query, now: datetime) -> tuple[str, ...]:
    """The words of a search that can be seen in a headline or a text."""
    if not query.search:
        return ()
    from feedreader.library.query import parse  # its patterns and operators wait until a search is typed

    search = parse(query.search, now)
    return (*search.words, *search.titles)
