"""What goes wrong with a library's file, as sentences that say what to do; and which of it is damage."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from feedreader.errors import DamagedError, FullError, LibraryError
from feedreader.text import clean

TROUBLE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's module raises; the second for a message that quotes a damaged file."""

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What reading a damaged value as one of ours may raise."""

MEND = "`feedreader doctor --mend` saves what can still be read, and keeps the damaged file."
"""What to do about damage."""

FULL = "The disk is full: nothing was lost, but nothing can be saved until there is room."
READ_ONLY = "The library {path} is read-only; give yourself permission to write it, or only read."
BUSY = "The library is in use by another program that has not let go of it; try again in a moment."
_IO = "The disk does not let the library {path} be read or written; check that it is there, has room and is sound."
_NOT_OURS = (
    "{path} is not a feedreader library, or is badly damaged; move it away, or let `feedreader doctor "
    "--mend` save what can be read."
)
_NO_OPEN = "The library {path} could not be opened; check that its folder exists and is yours."

_ROOM = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")
"""What a lack of room can look like: the log's index could not be made."""
_LEAST = 512 * 1024
_CORRUPT = ("SQLITE_CORRUPT", "SQLITE_IOERR_SHORT_READ")
_NO_LETTERS = "Could not decode to UTF-8"
"""Said by Python's module, under no name."""
_NO_SCHEMA = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", _NO_LETTERS)
"""What reading the list of tables says where it is damaged."""


def failure(error: Exception, path: Path) -> LibraryError:
    """What went wrong with the library at `path`, with one sentence that says what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(BUSY)
    if name.startswith("SQLITE_FULL") or (name.startswith(_ROOM) and is_full(path.parent)):
        return FullError(FULL)
    if name.startswith("SQLITE_NOTADB"):
        return DamagedError(_NOT_OURS.format(path=path))
    if name.startswith("SQLITE_READONLY"):
        return LibraryError(READ_ONLY.format(path=path))
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM")):
        return LibraryError(_NO_OPEN.format(path=path))
    if name.startswith("SQLITE_NOMEM"):
        return LibraryError(f"There is not enough memory to use the library {path}.")
    if _is_damage(error, name, path):
        return damaged(path)
    if name.startswith("SQLITE_IOERR"):
        return LibraryError(_IO.format(path=path))
    return LibraryError(f"The library {path} could not be used ({clean.error(error)}).")


def damaged(path: Path) -> DamagedError:
    """The error for a library whose file is damaged."""
    return DamagedError(f"The library {path} is damaged; {MEND}")


def is_full(folder: Path) -> bool:
    """Whether the disk that holds a folder has no room for a library's log and its index."""
    try:
        return shutil.disk_usage(folder).free < _LEAST
    except OSError:
        return False


def quoted(path: Path) -> str:
    """A path as it stands in an address of SQLite's."""
    return quote(os.fsencode(path.absolute()), safe="/\\:")


def _is_damage(error: Exception, name: str, path: Path) -> bool:
    if isinstance(error, UnicodeDecodeError) or name.startswith(_CORRUPT):
        return True
    if not name:
        return str(error).startswith(_NO_LETTERS)
    # "No such table" is a mistake of ours, unless the file has lost what it should have.
    return name == "SQLITE_ERROR" and is_short(path)


def is_short(path: Path) -> bool:
    """Whether a library lacks a table, a column or an index that its version has."""
    from feedreader.store.migrations import MIGRATIONS

    try:
        with closing(sqlite3.connect(f"file:{quoted(path)}?mode=ro", uri=True)) as file:
            (version,) = file.execute("PRAGMA user_version").fetchone()
            found = _names(file)
    except TROUBLE as error:
        return (getattr(error, "sqlite_errorname", "") or _NO_LETTERS).startswith(_NO_SCHEMA)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        for migration in MIGRATIONS:
            for statement in migration.statements if migration.version <= version else ():
                new.execute(statement)
        return not _names(new) <= found


def _names(connection: sqlite3.Connection) -> set[tuple[str, str | None]]:
    return set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c ON m.type = 'table'"
        )
    )
