"""The undo journal: what a person changed, newest last, across restarts.

Entries are either done or undone. The undone ones are the newest (a new change drops them), so
that undo takes the newest done one and redo the oldest undone one.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from feedreader.store.database import Database, Row
from feedreader.store.records import JournalEntry, Step, StepKind
from feedreader.store.values import epoch, when

KEPT = 200

_COLUMNS = "id, at, sentence, steps"
_ON_FEEDS = frozenset(
    {
        StepKind.REMOVED,
        StepKind.FOLDER,
        StepKind.TITLE,
        StepKind.TAGS,
        StepKind.TEXT,
        StepKind.PICTURES,
    }
)


class JournalTable:
    """Changes that can be undone; the newest 200 are kept."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, sentence: str, steps: Sequence[Step], now: datetime) -> int:
        """Records a change; what had been undone can no longer be redone. Returns its id."""
        with self._db.write():
            self._db.run("DELETE FROM journal WHERE undone = 1")
            new = self._db.insert(
                "INSERT INTO journal (at, sentence, steps) VALUES (?, ?, ?)",
                (epoch(now), sentence, pack(steps)),
            )
            self._db.run(
                "DELETE FROM journal WHERE id <= (SELECT id FROM journal ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (KEPT,),
            )
        return new

    def last_done(self) -> JournalEntry | None:
        """What undo would take back."""
        return self._one(f"SELECT {_COLUMNS} FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1")

    def first_undone(self) -> JournalEntry | None:
        """What redo would bring back."""
        return self._one(f"SELECT {_COLUMNS} FROM journal WHERE undone = 1 ORDER BY id LIMIT 1")

    def mark(self, entry: int, *, undone: bool) -> None:
        """Says that an entry was undone, or done again."""
        with self._db.write():
            self._db.run("UPDATE journal SET undone = ? WHERE id = ?", (int(undone), entry))

    def sentences(self, limit: int = 20) -> tuple[str, ...]:
        """The newest changes that can be undone, newest first."""
        rows = self._db.all(
            "SELECT sentence FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT ?", (limit,)
        )
        return tuple(row[0] for row in rows)

    def forget_lost(self) -> None:
        """Drops the entries on feeds that are gone for good: their numbers may be given again."""
        there = {row[0] for row in self._db.all("SELECT id FROM feeds")}
        with self._db.write():
            for row in self._db.all(f"SELECT {_COLUMNS} FROM journal"):
                with self._db.understood():
                    entry = _entry(row)
                if any(step.kind in _ON_FEEDS and not there.issuperset(step.ids) for step in entry.steps):
                    self._db.run("DELETE FROM journal WHERE id = ?", (entry.id,))

    def _one(self, sql: str) -> JournalEntry | None:
        row = self._db.one(sql)
        with self._db.understood():
            return _entry(row) if row else None


def _entry(row: Row) -> JournalEntry:
    return JournalEntry(row[0], when(row[1]), row[2], unpack(row[3]))


def pack(steps: Sequence[Step]) -> bytes:
    """Steps as bytes. Ids are written as differences: 100,000 of them take 2 kB to 200 kB."""
    rows = [[step.kind, _differences(step.ids), step.before, step.after] for step in steps]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(stored: bytes) -> tuple[Step, ...]:
    """The steps again. Raises one of `trouble.UNREADABLE` for what are none."""
    try:
        rows = json.loads(zlib.decompress(stored))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return tuple(
        Step(StepKind(kind), array("q", accumulate(ids)), before, after) for kind, ids, before, after in rows
    )


def _differences(ids: array[int]) -> list[int]:
    ordered = sorted(ids)
    return [here - before for before, here in zip([0, *ordered], ordered, strict=False)]
