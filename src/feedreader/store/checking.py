"""Whether a library is whole, and what can be mended without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedreader.errors import LibraryError
from feedreader.store import sanity
from feedreader.store.articles import ArticleTable
from feedreader.store.database import UNREADABLE, Database
from feedreader.store.search import Search
from feedreader.text import urls

_SHOWN = 5
_RELATIONS = (
    ("articles", "feed_id", "feeds"),
    ("feed_tags", "feed_id", "feeds"),
    ("tallies", "feed_id", "feeds"),
    ("texts", "article_id", "articles"),
    ("bodies", "article_id", "articles"),
    ("offline", "article_id", "articles"),
    ("aliases", "article_id", "articles"),
    ("article_tags", "article_id", "articles"),
    ("article_tags", "tag_id", "tags"),
    ("article_authors", "article_id", "articles"),
    ("article_authors", "author_id", "authors"),
    ("author_names", "author_id", "authors"),
    ("author_fields", "author_id", "authors"),
    ("article_pictures", "article_id", "articles"),
    ("article_pictures", "picture_id", "pictures"),
)
_UNLOOKED = ("bodies", "search%", "heads%", "sqlite%")
"""Tables whose values are not looked at one by one: the bodies would take a minute and a half for
100,000 articles, and each says by itself when it does not read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a sentence. `damage`: the file itself is damaged, so that mending it means
    saving what can be read."""

    sentence: str
    damage: bool = False


class Check:
    """The library's own part of `feedreader doctor`."""

    def __init__(self, db: Database, articles: ArticleTable, search: Search) -> None:
        self._db = db
        self._articles = articles
        self._search = search

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, one sentence each; empty when all is well. Reads the whole file: about
        a second for each 100 MB."""
        found: list[Problem] = []
        for look in (self._pages, self._values, self._relations, self._index):
            try:
                found += look()
            except LibraryError as error:
                found.append(Problem(str(error), damage=True))
                break
        return tuple(found)

    def articles(self) -> int:
        """How many articles there are, removed feeds' and all."""
        return self._db.number("SELECT count(*) FROM articles")

    def _pages(self) -> list[Problem]:
        pages = [str(row[0]) for row in self._db.all(f"PRAGMA quick_check({_SHOWN})")]
        return [Problem(f"The file is damaged: {each}.", damage=True) for each in pages if each != "ok"]

    def _values(self) -> list[Problem]:
        wrong = 0
        unlooked = " AND ".join(f"name NOT LIKE '{each}'" for each in _UNLOOKED)
        tables = self._db.all(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {unlooked}")
        for (table,) in tables:
            columns = [sanity.column(table, row) for row in self._db.all(f"PRAGMA table_info({table})")]
            named = ", ".join(each.name for each in columns)
            # A body among them is looked at like the others: only when it is mended.
            light = named.replace("other_document", "NULL")
            for row in self._db.each(f"SELECT {light} FROM {table}"):
                wrong += sum(not each.sane(value) for each, value in zip(columns, row, strict=True))
        return (
            [Problem(f"The file is damaged: {wrong:,} values make no sense.", damage=True)] if wrong else []
        )

    def _relations(self) -> list[Problem]:
        found = []
        lost = self._db.all("PRAGMA foreign_key_check")
        if lost:
            found.append(Problem(f"{len(lost):,} rows belong to nothing."))
        wrong = self._articles.miscounted()
        if wrong:
            found.append(Problem(f"The unread numbers of {wrong:,} feeds are wrong."))
        return found

    def _index(self) -> list[Problem]:
        unindexed = self._db.number("SELECT count(*) FROM articles WHERE search_rowid IS NULL")
        if unindexed:
            return [Problem(f"{unindexed:,} articles cannot be found by searching.")]
        try:
            for table in () if self._db.read_only else ("search", "heads"):
                self._db.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except LibraryError:
            return [Problem("The search index is damaged.")]
        return []

    def mend(self, plain: Callable[[bytes], str]) -> None:
        """Counts afresh, gives what has lost its feed a new one, drops what belongs to nothing and
        what does not read, and makes the search index anew. `plain` makes the text to index of a
        stored body."""
        with self._db.write():
            self._adopt()
            self._drop()
            self._articles.retally()
        unreadable: set[bytes] = set()

        def careful(body: bytes) -> str:
            try:
                return plain(body)
            except (*UNREADABLE, LibraryError):
                unreadable.add(body)
                return ""

        self._search.rebuild(careful)
        self._forget(unreadable)

    def _adopt(self) -> None:
        """Articles whose feed is lost go to one named after the host that they come from: its
        address the person has to set right, but nothing is thrown away."""
        orphans = (
            "SELECT a.feed_id, max(t.url) FROM texts t JOIN articles a ON a.id = t.article_id "
            "WHERE a.feed_id NOT IN (SELECT id FROM feeds) GROUP BY a.feed_id"
        )
        for feed, url in self._db.all(orphans):
            host = urls.host(url) or "unknown.invalid"
            self._db.run(
                "INSERT INTO feeds (id, url, custom_title, shown) VALUES (?, ?, ?, ?)",
                (feed, f"https://{host}/#lost-{feed}", said := f"{host} (its address is lost)", said),
            )

    def _drop(self) -> None:
        for table, key, parent in _RELATIONS:
            self._db.run(f"DELETE FROM {table} WHERE {key} NOT IN (SELECT id FROM {parent})")
        self._db.run("DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM texts)")
        self._db.run(
            "UPDATE authors SET merged_into = NULL WHERE merged_into NOT IN (SELECT id FROM authors)"
        )

    def _forget(self, bodies: set[bytes]) -> None:
        """Without its body an article counts as changed: the next refresh brings it if it can."""
        with self._db.write():
            for body in bodies:
                self._db.run(
                    "UPDATE texts SET digest = '' WHERE article_id IN "
                    "(SELECT article_id FROM bodies WHERE document = ?)",
                    (body,),
                )
                self._db.run("DELETE FROM bodies WHERE document = ?", (body,))
