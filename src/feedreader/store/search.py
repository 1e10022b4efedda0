"""Full-text search: two FTS5 indexes without content of their own (contentless).

`search` knows which articles hold a word, not where nor how often (`detail = none`: 0.46 kB an
article of 3.6 kB, with places it is 2.7 kB); `heads` knows titles and bylines. Phrases are
compared afterwards, in the library. An index without content cannot forget a row without being
told its text again, so a changed article gets a new row in both and `articles.search_rowid`
points to it; the old one joins to nothing until the next `rebuild`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedreader.store import selecting
from feedreader.store.database import Database, marks
from feedreader.store.records import Selection, Wanted
from feedreader.store.words import parted

RARE = 2_000
"""Up to so many matches each is looked up and they are sorted; for more, the library is walked in
the list's order and asked which articles are among them."""

_FOUND = "temp.found"
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Row:
    """What the index learns of an article; `body` is already `words.parted`."""

    id: int
    title: str
    byline: str
    body: str


class Search:
    """The index of all words."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ids(self, selection: Selection, limit: int | None = None) -> array[int]:
        """Ids of the articles that match `selection.wanted` and all else in it: those that match
        in title and byline first when it is `ranked`, newest first among them and after them;
        else in the selection's own order."""
        wanted = selection.wanted or Wanted()
        first: array[int] = array("q")
        if selection.ranked and wanted.head:
            first = self._ids(selection, self._find("heads", wanted.head, wanted.title), limit)
            if limit is not None and len(first) >= limit:
                return first
        more = None if limit is None else limit + len(first)
        rest = self._ids(selection, self._find_text(wanted), more)
        known = set(first)
        first.extend(each for each in rest if each not in known)
        return first[:limit]

    def count(self, selection: Selection) -> int:
        """How many articles match."""
        self._find_text(selection.wanted or Wanted())
        rest = selecting.conditions(selection)
        return self._db.number(
            f"SELECT count(*) FROM {_FOUND} f CROSS JOIN articles a ON a.search_rowid = f.id WHERE {rest.sql}",
            rest.values,
        )

    def next_row(self) -> int:
        """The first number that no row of the index has had, to count on from."""
        return self._db.number("SELECT max(id) FROM search_docsize") + 1

    def add(self, rows: Sequence[Row]) -> None:
        """Indexes articles under numbers counted from `next_row`, inside the caller's
        transaction and as its last act: FTS5 writes out what it holds at the next statement
        that needs a savepoint of its own, and a piece for each article is 4 times the work."""
        done = [(each.id, parted(each.title), parted(each.byline), each.body) for each in rows]
        self._db.many(
            "INSERT INTO search (rowid, text) VALUES (?, ?)",
            [(row, f"{title}\n{byline}\n{body}") for row, title, byline, body in done],
        )
        self._db.many(
            "INSERT INTO heads (rowid, title, byline) VALUES (?, ?, ?)",
            [(row, title, byline) for row, title, byline, _ in done],
        )

    def rebuild(self, plain: Callable[[bytes], str]) -> int:
        """Indexes everything afresh, in one transaction; returns how many articles. `plain`
        makes the text to index of a stored body. For repair, and to drop the rows of changed
        articles: 100,000 articles take about a minute."""
        with self._db.write():
            self._db.run("INSERT INTO search (search) VALUES ('delete-all')")
            self._db.run("INSERT INTO heads (heads) VALUES ('delete-all')")
            # In the order of ids, under numbers of their own: the ids.
            self._db.run("UPDATE articles SET search_rowid = NULL")
            self._db.run("UPDATE articles SET search_rowid = id")
            articles = self._db.ids("SELECT id FROM articles ORDER BY id")
            for start in range(0, len(articles), _TOGETHER):
                self._again(articles[start : start + _TOGETHER], plain)
        return len(articles)

    def _again(self, articles: Sequence[int], plain: Callable[[bytes], str]) -> None:
        rows = self._db.all(
            "SELECT t.article_id, t.title, t.byline, b.document FROM texts t "
            "LEFT JOIN bodies b ON b.article_id = t.article_id "
            f"WHERE t.article_id IN ({marks(len(articles))}) ORDER BY t.article_id",
            articles,
        )
        self.add(
            [
                Row(article, title, byline, parted(plain(document)) if document else "")
                for article, title, byline, document in rows
            ]
        )

    def _find_text(self, wanted: Wanted) -> int:
        """Notes everything that matches; in the heads also what begins with a short last word."""
        if not wanted.text:
            return self._find("heads", wanted.title, "")
        found = self._find("search", wanted.text, wanted.title)
        if wanted.head != wanted.text:
            found += self._note("heads", wanted.head, wanted.title)
        return found

    def _find(self, table: str, expression: str, title: str) -> int:
        """Notes the index's rows that match, in a table of this connection's own; returns how
        many. One pass, because the start of a word is costly to look up: 15 ms."""
        self._db.run("CREATE TEMP TABLE IF NOT EXISTS found (id INTEGER PRIMARY KEY)")
        self._db.run(f"DELETE FROM {_FOUND}")
        return self._note(table, expression, title)

    def _note(self, table: str, expression: str, title: str) -> int:
        sql = f"INSERT OR IGNORE INTO {_FOUND} SELECT rowid FROM {table} WHERE {table} MATCH ?"
        if not title:
            return self._db.run(sql, (expression,))
        return self._db.run(
            f"{sql} AND rowid IN (SELECT rowid FROM heads WHERE heads MATCH ?)", (expression, title)
        )

    def _ids(self, selection: Selection, found: int, limit: int | None) -> array[int]:
        """What is noted, in the selection's order, with all its other conditions."""
        rest = selecting.conditions(selection)
        if found <= RARE:
            source, among = f"{_FOUND} f CROSS JOIN articles a ON a.search_rowid = f.id", "1"
        else:
            source, among = "articles a INDEXED BY articles_newest", f"a.search_rowid IN {_FOUND}"
        return self._db.ids(
            f"SELECT a.id FROM {source} WHERE {among} AND {rest.sql} "
            f"ORDER BY {selecting.order(selection.sort)} LIMIT ?",
            (*rest.values, -1 if limit is None else limit),
        )
