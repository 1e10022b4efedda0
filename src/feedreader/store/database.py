"""One SQLite connection: how it is opened, and how it writes.

The tables of this room call `Database` and see no `sqlite3`; every error of its leaves it as a
`LibraryError` that says what to do (`trouble`).
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from feedreader.errors import FullError, LibraryError
from feedreader.store import trouble
from feedreader.store.trouble import TROUBLE, UNREADABLE, quoted

Row = tuple[Any, ...]
Values = Sequence[object]

BUSY_SECONDS = 5.0
PAGE_SIZE = 8192
"""Bytes. A compressed body of 1 to 2 kB wastes less of a page of 8 kB than of one of 4 kB."""

LOG_LIMIT = 16 * 1024 * 1024
"""Bytes that the write-ahead log is cut back to after a large change."""


class Database:
    """A connection and the few ways in which the tables use it. One thread only."""

    def __init__(self, path: Path, *, read_only: bool = False, busy: float = BUSY_SECONDS) -> None:
        self.path = path
        self.read_only = read_only
        self._depth = 0
        try:
            self._connection = _connect(path, read_only=read_only, busy=busy)
        except TROUBLE as error:
            raise self._failure(error) from error

    def ready_to_write(self) -> None:
        """Sets the file up as ours: after `migrate.check`, for even the log's mode is a change."""
        self.run(f"PRAGMA page_size = {PAGE_SIZE}")
        self.run("PRAGMA journal_mode = WAL")
        self.run("PRAGMA synchronous = NORMAL")
        self.run(f"PRAGMA journal_size_limit = {LOG_LIMIT}")

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except TROUBLE as error:
            raise self._failure(error) from error

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query one by one, for what is too much to hold."""
        try:
            yield from self._connection.execute(sql, values)
        except TROUBLE as error:
            raise self._failure(error) from error

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except TROUBLE as error:
            raise self._failure(error) from error
        return row

    def number(self, sql: str, values: Values = ()) -> int:
        """The first column of the first row as a number; 0 for no row or NULL."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def ids(self, sql: str, values: Values = ()) -> array[int]:
        """The first column of every row, in order, as 8-byte numbers."""
        try:
            found = [row[0] for row in self._connection.execute(sql, values)]
        except TROUBLE as error:
            raise self._failure(error) from error
        with self.understood():
            return array("q", found)

    def run(self, sql: str, values: Values = ()) -> int:
        """Runs a statement that writes; returns how many rows it touched."""
        try:
            return self._connection.execute(sql, values).rowcount
        except TROUBLE as error:
            raise self._failure(error) from error

    def insert(self, sql: str, values: Values = ()) -> int:
        """Runs an INSERT; returns the new row's id."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except TROUBLE as error:
            raise self._failure(error) from error

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Runs a statement once for every row of values."""
        try:
            self._connection.executemany(sql, rows)
        except TROUBLE as error:
            raise self._failure(error) from error

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that holds the write lock from its first line; all or nothing.

        Inside another one it is part of that one. Raises `LibraryError` when another process
        holds the lock for longer than the time-out, or when the library is read-only."""
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        if self.read_only:
            full = trouble.is_full(self.path.parent)
            raise FullError(trouble.FULL) if full else LibraryError(trouble.READ_ONLY.format(path=self.path))
        self.run("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk or a damaged page may have ended the transaction already.
            with suppress(*TROUBLE):
                self._connection.rollback()
            raise
        finally:
            self._depth = 0

    @contextmanager
    def understood(self) -> Iterator[None]:
        """Around what makes records of rows: a value that cannot be one is damage."""
        try:
            yield
        except UNREADABLE as error:
            raise trouble.damaged(self.path) from error

    @contextmanager
    def picked(self, ids: Iterable[int]) -> Iterator[str]:
        """Puts ids into a table of this connection's own; yields its name. For long lists:
        100,000 ids take 60 ms, and no statement has a limit on how many it can hold."""
        self.run("CREATE TEMP TABLE IF NOT EXISTS picked (id INTEGER PRIMARY KEY)")
        self.run("DELETE FROM temp.picked")
        self.many("INSERT OR IGNORE INTO temp.picked VALUES (?)", ((each,) for each in ids))
        yield "temp.picked"
        self.run("DELETE FROM temp.picked")

    def backup(self, target: Path) -> None:
        """Writes a whole copy of the library to `target`, replacing what is there."""
        part = target.with_name(target.name + ".part")
        try:
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part)) as copy:
                self._connection.backup(copy)
            os.replace(part, target)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                f"No copy of the library could be made at {target} ({error}); make room or give "
                "yourself permission there."
            ) from error

    def close(self) -> None:
        """Closes the connection. Harmless twice."""
        self._connection.close()

    def _failure(self, error: Exception) -> LibraryError:
        return trouble.failure(error, self.path)


def is_in_use(path: Path) -> bool:
    """Whether another connection has the library open, as far as a damaged file can tell."""
    try:
        with closing(sqlite3.connect(f"file:{quoted(path)}?mode=rw", uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    except TROUBLE:
        return False
    return False


def marks(count: int) -> str:
    """`count` placeholders for a list in SQL: "?,?,?"."""
    return ",".join("?" * count)


def _connect(path: Path, *, read_only: bool, busy: float) -> sqlite3.Connection:
    if not read_only:
        return _prepared(f"file:{quoted(path)}?mode=rwc", busy)
    try:
        return _prepared(f"file:{quoted(path)}?mode=ro", busy)
    except sqlite3.OperationalError:
        # A library in a folder that cannot be written has no place for SQLite's -shm file. When
        # no log is waiting either, nobody is writing and the file can be read as it stands.
        log = path.with_name(path.name + "-wal")
        if not path.exists() or (log.exists() and log.stat().st_size):
            raise
        return _prepared(f"file:{quoted(path)}?mode=ro&immutable=1", busy)


def _prepared(uri: str, busy: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=busy, isolation_level=None, cached_statements=256)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")  # a library may come from somebody else
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -8000")
        # Reads the first page, so that "not a database" is said now and not in the first list.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
