"""Brings a library to this program's version, with a copy beside it before an old one changes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from feedreader.errors import DamagedError, LibraryError
from feedreader.store import copies, trouble
from feedreader.store.database import Database
from feedreader.store.migrations import Migration

TURN_SECONDS = 20.0
"""How long another process's upgrade is waited for."""

APPLICATION_ID = 0x46454544
"""Stands in the file's header ("FEED"), so that another program's database is not taken for ours."""


_HAS_OURS = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('feeds', 'texts', 'bodies')"
_NONSENSE = 100_000
"""No version will ever be so high."""


def version(db: Database) -> int:
    """The library's version; 0 for a new file."""
    return db.number("PRAGMA user_version")


def check(db: Database, migrations: Sequence[Migration]) -> None:
    """Raises `LibraryError` for a file of another program or of a newer feedreader."""
    found = version(db)
    newest = migrations[-1].version
    ours = db.number("PRAGMA application_id") in (0, APPLICATION_ID)
    if not (ours and 0 <= found < _NONSENSE) and db.number(_HAS_OURS) == 3:
        raise DamagedError(
            f"The head of the library {db.path} is damaged; `feedreader doctor --mend` makes it anew."
        )
    if not ours:
        raise LibraryError(f"{db.path} belongs to another program; move it away or choose another folder.")
    if found > newest:
        raise LibraryError(
            f"This library was written by a newer feedreader (version {found}); update feedreader to open it."
        )
    if found == 0 and db.number("SELECT count(*) FROM sqlite_master"):
        raise LibraryError(f"{db.path} is not a feedreader library; move it away or choose another folder.")


def upgrade(db: Database, migrations: Sequence[Migration]) -> None:
    """Runs what is missing, each step in a transaction of its own.

    An existing library is first copied to "NAME.vN.bak" beside it, N being its old version.
    Processes that come here at once take turns; the second finds the work done."""
    if version(db) != migrations[-1].version:
        with _alone(db.path.parent):
            check(db, migrations)
            db.ready_to_write()
            _run(db, migrations)
    else:
        check(db, migrations)
        db.ready_to_write()


def _run(db: Database, migrations: Sequence[Migration]) -> None:
    found = version(db)
    if 0 < found < migrations[-1].version:
        db.backup(copies.before_upgrade(db.path, found))
    for migration in migrations:
        with db.write():
            if version(db) >= migration.version:
                continue
            for statement in migration.statements:
                db.run(statement)
            db.run(f"PRAGMA application_id = {APPLICATION_ID}")
            db.run(f"PRAGMA user_version = {migration.version:d}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes or changes the tables in `folder`: of two that turn a new file's
    log on, SQLite tells the second "locked" at once, however long it would wait. (The folder is
    what is locked: closing a second handle of the library's file would drop SQLite's own locks.)"""
    with ExitStack() as opened:
        with suppress(OSError):  # a file system without locks
            handle = os.open(folder, os.O_RDONLY)
            opened.callback(os.close, handle)
            _wait_for(handle)
        yield


def _wait_for(handle: int) -> None:
    until = time.monotonic() + TURN_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise LibraryError(trouble.BUSY) from None
            time.sleep(0.02)
