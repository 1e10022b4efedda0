"""A damaged library made into a sound one that holds all that could still be read.

The damaged file is first copied aside, and nothing is replaced before the new one is whole.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedreader.errors import LibraryError
from feedreader.store import copies, leaves, sanity
from feedreader.store.database import Database, is_in_use
from feedreader.store.sanity import Column
from feedreader.store.wreck import Wreck, WreckError, graft

_TABLES = [
    "feeds",
    "feed_tags",
    "hosts",
    "articles",
    "texts",
    "bodies",
    "tags",
    "article_tags",
    "authors",
    "author_names",
    "author_fields",
    "article_authors",
    "state",
    "offline",
    "pictures",
    "article_pictures",
    "aliases",
    "journal",
]
"""What is carried over. Counts and the search index are made anew."""

_BY_SHAPE = ("feeds", "articles", "texts", "bodies", "authors", "offline", "pictures")
_ADDED = {"feeds": 4, "authors": 3}
"""Columns that came with later versions: older rows do without."""

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: where the damaged file is kept, what the library holds now, and in how many
    places something could not be read or made no sense. `older`: nothing could be read, and the
    library is this older copy."""

    kept: Path
    feeds: int
    articles: int
    losses: int
    older: Path | None = None


def salvage(path: Path, now: datetime, plain: Callable[[bytes], str]) -> Salvaged:
    """Puts a sound library in the place of the damaged one at `path`. `plain` makes the text to
    index of a stored body. Raises LibraryError where there is no room, or no permission."""
    path = path.resolve()  # behind a link stands the file, not the link
    room = None
    try:
        kept = _aside(path, now)
        if is_in_use(path):
            _clear(kept)
            raise LibraryError(
                "Another feedreader has the library open; leave it, and then mend the library again."
            )
        # A folder of its own: in the library's, any name may be a link that somebody laid there.
        room = Path(tempfile.mkdtemp(prefix="mend-", dir=path.parent))
        part = room / "new"
        found = _saved(path, kept, part, plain)
        if not found.feeds and not found.articles and (older := copies.older(path)):
            _clear(part)
            _copy(older[-1], part)
            found = _counted(part, kept, found.losses, older[-1])
        _clear(path, also_itself=False)
        os.replace(part, path)
    except OSError as error:
        raise LibraryError(
            f"The damaged library {path} could not be saved ({(error.strerror or str(error)).lower()}); nothing "
            "was changed. Make room, or give yourself permission to write its folder."
        ) from error
    finally:
        if room is not None:
            shutil.rmtree(room, ignore_errors=True)
    return found


def _aside(path: Path, now: datetime) -> Path:
    """A copy of the file and of its log under a name of its own."""
    kept = copies.of_damaged(path, now)
    for ending in ("", "-wal"):
        with suppress(FileNotFoundError):
            _copy(Path(f"{path}{ending}"), Path(f"{kept}{ending}"))
    return kept


def _copy(source: Path, target: Path) -> None:
    """Copies a plain file to a new one that only its owner reads. Raises OSError, FileNotFoundError
    also for what is no plain file, FileExistsError for a name that is taken, if only by a link."""
    if not stat.S_ISREG(source.lstat().st_mode):
        raise FileNotFoundError(errno.ENOENT, "it is no plain file", str(source))
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as copy, source.open("rb") as file:
            shutil.copyfileobj(file, copy, 1 << 20)
    except BaseException:
        target.unlink()
        raise


def _clear(path: Path, *, also_itself: bool = True) -> None:
    for ending in (*([""] if also_itself else []), "-wal", "-shm", "-journal"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _saved(path: Path, kept: Path, part: Path, plain: Callable[[bytes], str]) -> Salvaged:
    from feedreader.store.store import Store

    Store.open(part).close()
    losses = _carry(path, part)
    if losses is None or not _holds_feeds(part):
        copy = part.with_name("graft")
        _copy(path, copy)
        graft(copy, part)
        again = _carry(copy, part, alone=True)
        losses = again if losses is None else losses + (again or 0)
    if losses != 0:
        _gather(path, part)
    with Store.open(part) as store:
        store.check.mend(plain)
    return _counted(part, kept, losses if losses is not None else 1)


def _counted(part: Path, kept: Path, losses: int, older: Path | None = None) -> Salvaged:
    from feedreader.store.store import Store

    with Store.open(part) as store:
        return Salvaged(kept, len(store.feeds.all()), store.check.articles(), losses, older)


def _holds_feeds(part: Path) -> bool:
    db = Database(part)
    try:
        return db.number("SELECT count(*) FROM feeds") > 0
    finally:
        db.close()


def _carry(source: Path, part: Path, *, alone: bool = False) -> int | None:
    """Copies all rows that read and make sense; returns how many places did not, None where the
    source is no database at all."""
    db = Database(part)
    try:
        with Wreck(source, alone=alone) as wreck:
            db.run("PRAGMA foreign_keys = OFF")
            with db.write():
                lost = sum(_table(wreck, db, table) for table in _TABLES)
                _mark(wreck, db)
            return lost + wreck.holes
    except WreckError:
        return None
    finally:
        db.close()


def _table(wreck: Wreck, db: Database, table: str) -> int:
    there = wreck.columns(table)
    every = [sanity.column(table, row) for row in db.all(f"PRAGMA table_info({table})")]
    columns = [each for each in every if each.name in there and each.name != "search_rowid"]
    if not columns:
        return 1
    names = [each.name for each in columns]
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({','.join('?' * len(names))})"
    numbered = db.one(
        "SELECT 1 FROM sqlite_master WHERE name = ? AND sql NOT LIKE '%WITHOUT ROWID%'", (table,)
    )
    if numbered:
        rows = wreck.numbered(table, names)
    else:
        keys = sorted((row[5], row[1]) for row in db.all(f"PRAGMA table_info({table})") if row[5])
        rows = wreck.keyed(table, names, [name for _, name in keys])
    lost = 0
    for batch in _batches(columns, rows):
        lost += sum(wrong for _, wrong in batch)
        db.many(sql, [row for row, _ in batch if row is not None])
    return lost


def _batches(
    columns: list[Column], rows: Iterator[tuple[object, ...]]
) -> Iterator[list[tuple[list[object] | None, int]]]:
    batch: list[tuple[list[object] | None, int]] = []
    for row in rows:
        batch.append(sanity.mended(columns, row))
        if len(batch) >= _TOGETHER:
            yield batch
            batch = []
    yield batch


def _mark(wreck: Wreck, db: Database) -> None:
    """Articles whose own row is lost while their text is there: made anew, as read; which were
    starred or unread stands in indexes, too."""
    _make_articles(db)
    made = {row[0] for row in db.all("SELECT article_id FROM texts")}
    for sql, mark in (
        ("SELECT id FROM articles INDEXED BY articles_starred WHERE starred = 1", "starred = 1"),
        ("SELECT id FROM articles INDEXED BY articles_unread WHERE read = 0", "read = 0"),
    ):
        found = [(each,) for each in wreck.ids(sql) if each in made]
        db.many(f"UPDATE articles SET {mark} WHERE id = ?", found)


def _make_articles(db: Database) -> None:
    db.run(
        "INSERT OR IGNORE INTO articles (id, feed_id, published, read) "
        "SELECT article_id, feed_id, coalesce(dated, first_seen), 1 FROM texts"
    )


def _gather(source: Path, part: Path) -> None:
    """Adds rows that stand in the file where no tree leads to them any more, told by their shape;
    what is there already stays."""
    db = Database(part)
    try:
        db.run("PRAGMA foreign_keys = OFF")
        with db.write():
            shapes = [_Shape(db, table) for table in _BY_SHAPE]
            for number, values in leaves.rows(source):
                for shape in shapes:
                    if shape.take(number, values):
                        break
            _make_articles(db)
    finally:
        db.close()


class _Shape:
    """A table as its rows look in the file: as many values as columns, or as many as it had before
    an upgrade, each of its kind, and the first NULL in place of the row's number."""

    def __init__(self, db: Database, table: str) -> None:
        self._db = db
        self._columns = [sanity.column(table, row) for row in db.all(f"PRAGMA table_info({table})")]
        self._table = table

    def take(self, number: int, values: list[object]) -> bool:
        """Stores a row if it is one of this table's."""
        added = len(self._columns) - len(values)
        if values[:1] != [None] or not 0 <= added <= _ADDED.get(self._table, 0):
            return False
        row = [number, *values[1:], *(each.default for each in self._columns[len(values) :])]
        if not all(each.sane(value) for each, value in zip(self._columns, row, strict=True)):
            return False
        tidied = [
            None if each.name == "search_rowid" else each.tidied(value)
            for each, value in zip(self._columns, row, strict=True)
        ]
        self._db.run(f"INSERT OR IGNORE INTO {self._table} VALUES ({','.join('?' * len(row))})", tidied)
        return True
