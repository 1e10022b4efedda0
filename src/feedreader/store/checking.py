"""Whether a library is whole, and what can be mended without losing anything."""

from __future__ import annotations

from collections.abc import Callable

from feedreader.errors import LibraryError
from feedreader.store.articles import ArticleTable
from feedreader.store.database import Database
from feedreader.store.search import Search

_SHOWN = 5


class Check:
    """The library's own part of `feedreader doctor`."""

    def __init__(self, db: Database, articles: ArticleTable, search: Search) -> None:
        self._db = db
        self._articles = articles
        self._search = search

    def problems(self) -> tuple[str, ...]:
        """What is wrong, one sentence each; empty when all is well. Reads the whole file: about
        a second for each 100 MB."""
        found = []
        try:
            pages = [row[0] for row in self._db.all(f"PRAGMA quick_check({_SHOWN})")]
            found += [f"The file is damaged: {each}." for each in pages if each != "ok"]
            lost = self._db.all("PRAGMA foreign_key_check")
            if lost:
                found.append(f"{len(lost):,} rows belong to nothing.")
            wrong = self._articles.miscounted()
            if wrong:
                found.append(f"The unread numbers of {wrong:,} feeds are wrong.")
            unindexed = self._db.number("SELECT count(*) FROM articles WHERE search_rowid IS NULL")
            if unindexed:
                found.append(f"{unindexed:,} articles cannot be found by searching.")
            for table in () if self._db.read_only else ("search", "heads"):
                self._db.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except LibraryError as error:
            found.append(str(error))
        return tuple(found)

    def mend(self, plain: Callable[[bytes], str]) -> None:
        """Counts afresh, drops what belongs to nothing, and makes the search index anew. `plain`
        makes the text to index of a stored body."""
        with self._db.write():
            for table in (
                "texts",
                "bodies",
                "article_tags",
                "article_authors",
                "offline",
                "article_pictures",
            ):
                self._db.run(f"DELETE FROM {table} WHERE article_id NOT IN (SELECT id FROM articles)")
            self._articles.retally()
        self._search.rebuild(plain)
