"""The library's versions, oldest first: one module each, one transaction each.

A module is never changed once released; a new one is added. `PRAGMA user_version` says which
have run.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedreader.store.migrations import m0001_start, m0002_whole, m0003_authors, m0004_inside


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that bring a library from version - 1 to `version`."""

    version: int
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(m0001_start.VERSION, m0001_start.STATEMENTS),
    Migration(m0002_whole.VERSION, m0002_whole.STATEMENTS),
    Migration(m0003_authors.VERSION, m0003_authors.STATEMENTS),
    Migration(m0004_inside.VERSION, m0004_inside.STATEMENTS),
)
