"""Whether a library is whole, and what can be mended without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedreader.errors import DamagedError, LibraryError
from feedreader.store import sanity
from feedreader.store.articles import ArticleTable
from feedreader.store.database import Database
from feedreader.store.journal import JournalTable
from feedreader.store.search import Search
from feedreader.store.trouble import UNREADABLE, is_short
from feedreader.text import urls
from feedreader.text.counts import plural

_SHOWN = 5
_UNLOOKED = ("bodies", "search%", "heads%", "sqlite%")
"""Tables whose values are not looked at one by one: the bodies would take a minute and a half for
100,000 articles, and each says by itself when it does not read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a sentence, which leaves open what to do. `damage`: the file itself is
    damaged, so that mending it means saving what can be read."""

    sentence: str
    damage: bool = False


class Check:
    """The library's own part of `feedreader doctor`."""

    def __init__(self, db: Database, articles: ArticleTable, search: Search, journal: JournalTable) -> None:
        self._db = db
        self._articles = articles
        self._search = search
        self._journal = journal

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, one sentence each; empty when all is well. Reads the whole file: about
        a second for each 100 MB. Raises LibraryError where it could not look: the library is
        locked, or the disk does not let it be read."""
        found: list[Problem] = []
        for look in (self._schema, self._pages, self._values, self._relations, self._index):
            try:
                found += look()
            except DamagedError:
                found.append(Problem("The file is damaged: not all of it can be read.", damage=True))
            if any(each.damage for each in found):
                break  # what else there seems to be may come of it
        return tuple(found)

    def articles(self) -> int:
        """How many articles there are, removed feeds' and all."""
        return self._db.number("SELECT count(*) FROM articles")

    def _schema(self) -> list[Problem]:
        """Before anything is read: a view in the place of a table may never end."""
        if is_short(self._db.path):
            return [Problem("The file is damaged: it lacks tables or columns.", damage=True)]
        return []

    def _pages(self) -> list[Problem]:
        pages = [str(row[0]) for row in self._db.all(f"PRAGMA quick_check({_SHOWN})")]
        return [Problem(f"The file is damaged: {each}.", damage=True) for each in pages if each != "ok"]

    def _values(self) -> list[Problem]:
        wrong = 0
        unlooked = " AND ".join(f"name NOT LIKE '{each}'" for each in _UNLOOKED)
        tables = self._db.all(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {unlooked}")
        for (table,) in tables:
            columns = [
                sanity.column(table, row) for row in self._db.all(f"PRAGMA table_info({_quoted(table)})")
            ]
            # A body among them is looked at like the others: only when it is mended.
            names = ("NULL" if each.name == "other_document" else _quoted(each.name) for each in columns)
            for row in self._db.each(f"SELECT {', '.join(names)} FROM {_quoted(table)}"):
                wrong += sum(not each.sane(value) for each, value in zip(columns, row, strict=True))
        return (
            [
                Problem(
                    f"The file is damaged: {plural(wrong, 'value makes', 'values make')} no sense.",
                    damage=True,
                )
            ]
            if wrong
            else []
        )

    def _relations(self) -> list[Problem]:
        found = []
        lost = self._db.all("PRAGMA foreign_key_check")
        if lost:
            found.append(Problem(f"{plural(len(lost), 'row belongs', 'rows belong')} to nothing."))
        wrong = self._articles.miscounted()
        if wrong:
            found.append(
                Problem(
                    f"{plural(wrong, 'feed has a wrong unread number', 'feeds have wrong unread numbers')}."
                )
            )
        return found

    def _index(self) -> list[Problem]:
        unindexed = self._db.number("SELECT count(*) FROM articles WHERE search_rowid IS NULL")
        if unindexed:
            return [Problem(f"{plural(unindexed, 'article')} cannot be found by searching.")]
        try:
            for table in () if self._db.read_only else ("search", "heads"):
                self._db.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except DamagedError:
            return [Problem("The search index is damaged.")]
        return []

    def mend(self, plain: Callable[[bytes], str]) -> None:
        """Counts afresh, gives what has lost its feed a new one, drops what belongs to nothing and
        what does not read, and makes the search index anew. `plain` makes the text to index of a
        stored body."""
        with self._db.write():
            self._adopt()
            self._drop()
            self._journal.forget_lost()
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
            address = f"https://{host}/#lost-{feed}"
            while self._db.one("SELECT 1 FROM feeds WHERE url = ?", (address,)):
                address += "-again"
            self._db.run(
                "INSERT INTO feeds (id, url, custom_title, shown) VALUES (?, ?, ?, ?)",
                (feed, address, said := f"{host} (its address is lost)", said),
            )

    def _drop(self) -> None:
        for (table,) in self._db.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
            rows = _quoted(table)
            for _, _, parent, column, its, _, then, _ in self._db.all(f"PRAGMA foreign_key_list({rows})"):
                key = _quoted(column)
                there = self._keys(parent, its)
                change = f"UPDATE {rows} SET {key} = NULL" if then == "SET NULL" else f"DELETE FROM {rows}"
                self._db.run(f"{change} WHERE {key} IS NOT NULL AND {key} NOT IN ({there})")
        self._db.run("DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM texts)")

    def _keys(self, table: str, column: str | None) -> str:
        """The query for what a foreign key may hold: nothing where there is no such table; without a
        named column it is the table's own key."""
        columns = self._db.all(f"PRAGMA table_info({_quoted(table)})")
        if not columns:
            return ""
        own = next((str(name) for _, name, _, _, _, is_key in columns if is_key), "rowid")
        return f"SELECT {_quoted(column or own)} FROM {_quoted(table)}"

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


def _quoted(name: str) -> str:
    """A name as it stands in SQL; a file that somebody made may hold any."""
    return '"' + name.replace('"', '""') + '"'
