"""A damaged library's file, read as far as it goes. Nothing in it is changed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from feedreader.store import trouble
from feedreader.store.database import PAGE_SIZE, Row

TROUBLE = (*trouble.TROUBLE, OverflowError)
"""The last where the next row number to try is larger than SQLite's can be."""
PATIENCE, BYTES_A_SECOND = 30.0, 250_000
"""Seconds for any file, and how much more time a larger one gets: a tenth of the pace at which it is
read and stored. A damaged tree can lead round and round."""
_ROOM, _AGAIN = 1_000_000, 3
"""Bytes of values that any file may give, and how many times its size: rows of tables without row
numbers come twice. What gives more gives the same again and again."""
_STEPS = 100_000
"""SQLite's own steps between two looks at the clock: about 10 ms."""
_ROWS_A_PAGE = 400
"""More than any table has on a page; bounds where an unreadable table may end."""


class WreckError(Exception):
    """There is nothing that can be read."""


class Wreck:
    """Use as `with Wreck(path) as wreck`. `holes` counts the places that could not be read."""

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        """`alone`: the file without its log. Raises WreckError where it is no database at all."""
        self.holes = 0
        log = Path(f"{path}-wal")
        size = path.stat().st_size + (log.stat().st_size if log.is_file() and not alone else 0)
        self._pages = path.stat().st_size // PAGE_SIZE + 1
        self._until = time.monotonic() + PATIENCE + size / BYTES_A_SECOND
        self._room = _ROOM + _AGAIN * size
        mode = "ro&immutable=1" if alone else "ro"
        try:
            self._connection = sqlite3.connect(
                f"file:{trouble.quoted(path)}?mode={mode}", uri=True, timeout=1
            )
            # No value is longer than the file; an expression's could be.
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _ROOM + size)
            self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
            # What of the schema does not read is passed over, and the rest is used.
            self._connection.execute("PRAGMA writable_schema = ON")
            self._connection.set_progress_handler(self._late, _STEPS)
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except TROUBLE as error:
            raise WreckError(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(*TROUBLE):
            self._connection.close()

    def columns(self, table: str) -> set[str]:
        """The columns that the file stores of a table; none where its definition is lost, and none of
        a view, whose rows stand nowhere. Generated columns are left out for the same reason."""
        with suppress(*TROUBLE):
            if self._is_table(table):
                rows = self._connection.execute(f"PRAGMA table_xinfo({table})")
                return {row[1] for row in rows if not row[6]}
        return set()

    def _is_table(self, name: str) -> bool:
        if sqlite3.sqlite_version_info >= (3, 37):
            rows = self._connection.execute(f"PRAGMA main.table_list({name})").fetchall()
            return [row[2] for row in rows if row[0] == "main"] == ["table"]
        found = self._connection.execute("SELECT type FROM sqlite_master WHERE name = ?", (name,))
        return found.fetchall() == [("table",)]

    def numbered(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of a table with row numbers, each once, in order; what cannot be read is left
        out, as little of it as can be."""
        wanted = (
            f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid"
        )
        start, end = 0, self._end(table)
        while start <= end and not self._late():
            try:
                for row in self._connection.execute(wanted, (start,)):
                    if row[0] < start:
                        raise sqlite3.DatabaseError("rows out of order")
                    start = row[0] + 1
                    self._take(row)
                    yield row[1:]
                return
            except TROUBLE:
                self.holes += 1
                start = self._beyond(wanted, start, end)

    def keyed(self, table: str, columns: Sequence[str], key: Sequence[str]) -> Iterator[Row]:
        """The rows of a table without row numbers: from the front up to the first place that cannot
        be read, then from the back. A row may come twice."""
        for order in ("ASC", "DESC"):
            by = ", ".join(f"{each} {order}" for each in key)
            try:
                for row in self._connection.execute(
                    f"SELECT {', '.join(columns)} FROM {table} ORDER BY {by}"
                ):
                    self._take(row)
                    yield row
                return
            except TROUBLE:
                self.holes += 1

    def ids(self, sql: str) -> list[int]:
        """The first column of a query, as much of it as can be read."""
        found: list[int] = []
        with suppress(*TROUBLE):
            found.extend(row[0] for row in self._connection.execute(sql) if type(row[0]) is int)
        return found

    def _take(self, row: Row) -> None:
        """Counts a row against what the file can hold; each column takes at least a byte of it."""
        self._room -= len(row) + sum(len(each) for each in row if isinstance(each, str | bytes))
        if self._room < 0:
            self._until = 0.0
            raise sqlite3.DatabaseError("more than the file can hold")

    def _late(self) -> bool:
        return time.monotonic() > self._until

    def _end(self, table: str) -> int:
        with suppress(*TROUBLE):
            row = self._connection.execute(f"SELECT max(rowid) FROM {table} NOT INDEXED").fetchone()
            if type(row[0]) is int:
                return int(row[0])
            if row[0] is None:
                return -1
        return self._pages * _ROWS_A_PAGE

    def _beyond(self, wanted: str, start: int, end: int) -> int:
        """The first row number after `start` from which reading goes on. It is looked for in ever
        longer leaps and then narrowed down: a lost page costs some 20 looks, not one for each of
        its rows."""
        bad, leap = start, 1
        while not self._reads(wanted, bad + leap):
            bad += leap
            leap *= 2
            if bad > end or self._late():
                return end + 1
        good = bad + leap
        while good - bad > 1:
            middle = (good + bad) // 2
            if self._reads(wanted, middle):
                good = middle
            else:
                bad = middle
        return good

    def _reads(self, wanted: str, start: int) -> bool:
        try:
            self._connection.execute(f"{wanted} LIMIT 1", (start,)).fetchone()
        except TROUBLE:
            return False
        return True


def graft(damaged: Path, sound: Path) -> None:
    """Gives a copy of a damaged library the table of contents of a new one, whose tables stand at
    the same places: for a file whose first page is lost. (A library that was upgraded has some
    tables elsewhere; what is then read in their stead makes no sense and is left out.)"""
    from_new = sound.read_bytes()
    with damaged.open("r+b") as file:
        pages = file.seek(0, os.SEEK_END) // PAGE_SIZE
        for page in _contents(from_new):
            if page <= max(pages, 1):
                start = (page - 1) * PAGE_SIZE
                file.seek(start)
                file.write(from_new[start : start + PAGE_SIZE])
        file.seek(28)
        file.write(max(pages, 1).to_bytes(4, "big") + bytes(8))  # pages in the file, none of them free


def _contents(data: bytes) -> list[int]:
    """The pages of the table of contents, from the file format's chapter 1.6 (B-tree pages)."""
    found, waiting = [], [1]
    while waiting:
        page = waiting.pop()
        found.append(page)
        start = (page - 1) * PAGE_SIZE
        head = start + (100 if page == 1 else 0)
        if data[head] == 5:  # inner page of a table
            cells = _number(data, head + 3, 2)
            places = [_number(data, head + 12 + 2 * each, 2) for each in range(cells)]
            waiting += [_number(data, start + place, 4) for place in places]
            waiting.append(_number(data, head + 8, 4))
    return found


def _number(data: bytes, start: int, size: int) -> Any:
    return int.from_bytes(data[start : start + size], "big")
