"""A `Selection` as SQL: which index drives the list, and what is only checked on the way.

Indexes are named in the statements (INDEXED BY, CROSS JOIN), so that a list never depends on
what the planner guesses from statistics that the library does not keep. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from feedreader.model.query import Sort
from feedreader.store.records import Selection

LIVING = "a.feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)"

_FEW = 8
"""Records of authors whose stories are gathered first, and not looked for among all."""

BY_TAG = "a.id IN (SELECT article_id FROM article_tags WHERE tag_id = (SELECT id FROM tags WHERE key = ?))"
BY_FEED_TAG = "a.feed_id IN (SELECT feed_id FROM feed_tags WHERE key = ?)"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice depends on besides the selection. `small`: its feeds hold so few articles
    that sorting them beats walking the whole library; `feed_tags`: which of its tags stand on
    feeds, not only on articles."""

    small: bool = False
    feed_tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text and the values for its placeholders."""

    sql: str
    values: tuple[object, ...]


@dataclass(slots=True)
class _Parts:
    """A statement in the making: its source, the columns that order it, its conditions."""

    source: str = "articles a INDEXED BY articles_newest"
    date: str = "a.published"
    id: str = "a.id"
    conditions: list[str] = field(default_factory=lambda: [LIVING])
    values: list[object] = field(default_factory=list)

    def need(self, condition: str, *values: object) -> None:
        self.conditions.append(condition)
        self.values.extend(values)


def ids(selection: Selection, facts: Facts, limit: int | None = None) -> Statement:
    """The ids of a list in its order, without a search (`search.py` does those)."""
    parts = _driven(selection, facts)
    sql = f"SELECT {parts.id} FROM {parts.source} WHERE {' AND '.join(parts.conditions)}"
    sql += f" ORDER BY {_order(selection.sort, parts)}"
    if limit is None:
        return Statement(sql, tuple(parts.values))
    return Statement(f"{sql} LIMIT ?", (*parts.values, limit))


def count(selection: Selection, facts: Facts) -> Statement:
    """How many articles a list has, without a search."""
    parts = _driven(selection, facts)
    return Statement(
        f"SELECT count(*) FROM {parts.source} WHERE {' AND '.join(parts.conditions)}", tuple(parts.values)
    )


def conditions(selection: Selection) -> Statement:
    """Everything but the search as one condition over `articles a`, for a search to check."""
    parts = _Parts()
    _feeds(selection, parts)
    _tags(selection, parts, skip=0)
    _authors(selection, parts, skip=0)
    _marks(selection, parts)
    return Statement(" AND ".join(parts.conditions), tuple(parts.values))


def _driven(selection: Selection, facts: Facts) -> _Parts:
    parts = _Parts()
    tags = authors = 0
    feeds_done = False
    if selection.starred:
        parts.source = "articles a INDEXED BY articles_starred"
    elif selection.followed:
        parts.source = "articles a INDEXED BY articles_followed"
    elif selection.authors and len(selection.authors[0]) == 1:
        parts = _through("article_authors", "author_id = ?", selection.authors[0][0])
        authors = 1
    elif selection.authors and 1 < len(selection.authors[0]) <= _FEW:
        parts = _through_authors(selection.authors[0])
        authors = 1
    elif selection.feeds is not None and (len(selection.feeds) == 1 or facts.small):
        unread = "_unread" if selection.read is False else ""
        parts.source = f"articles a INDEXED BY articles_feed{unread}"
        _feeds(selection, parts)
        feeds_done = True
    elif selection.tags and selection.tags[0] not in facts.feed_tags:
        parts = _through("article_tags", "tag_id = (SELECT id FROM tags WHERE key = ?)", selection.tags[0])
        tags = 1
    elif selection.read is False:
        parts.source = "articles a INDEXED BY articles_unread"
    if not feeds_done:
        _feeds(selection, parts)
    _tags(selection, parts, skip=tags)
    _authors(selection, parts, skip=authors)
    _marks(selection, parts)
    return parts


def _through(table: str, condition: str, value: object) -> _Parts:
    parts = _Parts(f"{table} x CROSS JOIN articles a ON a.id = x.article_id", "x.published", "x.article_id")
    parts.need(f"x.{condition}", value)
    return parts


def _through_authors(records: Sequence[int]) -> _Parts:
    """The records of one author, who may stand on an article under two of them."""
    ids = ",".join(str(int(each)) for each in records)
    stories = f"SELECT DISTINCT published, article_id FROM article_authors WHERE author_id IN ({ids})"
    return _Parts(
        f"({stories}) x CROSS JOIN articles a ON a.id = x.article_id", "x.published", "x.article_id"
    )


def _feeds(selection: Selection, parts: _Parts) -> None:
    if selection.feeds is None:
        return
    if len(selection.feeds) == 1:
        parts.need("a.feed_id = ?", selection.feeds[0])
    else:
        # Numbers of our own, written out: there may be more of them than placeholders.
        parts.need(f"a.feed_id IN ({','.join(str(int(each)) for each in selection.feeds)})")


def _tags(selection: Selection, parts: _Parts, skip: int) -> None:
    for key in selection.tags[skip:]:
        parts.need(f"({BY_FEED_TAG} OR {BY_TAG})", key, key)


def _authors(selection: Selection, parts: _Parts, skip: int) -> None:
    for group in selection.authors[skip:]:
        names = ",".join(str(int(each)) for each in group)
        parts.need(f"a.id IN (SELECT article_id FROM article_authors WHERE author_id IN ({names}))")


def _marks(selection: Selection, parts: _Parts) -> None:
    for name, wanted in (
        ("read", selection.read),
        ("starred", selection.starred),
        ("saved", selection.saved),
        ("followed", True if selection.followed else None),
    ):
        if wanted is not None:
            # Written out and not bound: a partial index is only used where the text implies it.
            parts.need(f"a.{name} = {int(wanted)}")
    if selection.since is not None:
        parts.need(f"{parts.date} >= ?", selection.since)
    if selection.until is not None:
        parts.need(f"{parts.date} < ?", selection.until)


def _order(sort: Sort, parts: _Parts) -> str:
    if sort is Sort.OLDEST:
        return f"{parts.date}, {parts.id}"
    if sort is Sort.LONGEST:
        return f"a.words DESC, {parts.date} DESC, {parts.id} DESC"
    if sort is Sort.SHORTEST:
        return f"a.words, {parts.date} DESC, {parts.id} DESC"
    return f"{parts.date} DESC, {parts.id} DESC"


def order(sort: Sort) -> str:
    """The order over `articles a`, as an ORDER BY list."""
    return _order(sort, _Parts())
