"""Hosts that asked for a pause (429 and 503 with Retry-After). It survives a restart."""

from __future__ import annotations

from datetime import datetime

from feedreader.store import records
from feedreader.store.database import Database
from feedreader.store.values import epoch, when


class HostTable:
    """Pauses by host name (lower case, with its port where it has one)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def paused(self, host: str) -> records.Pause | None:
        """The host's pause, past or future; None when it never asked for one."""
        row = self._db.one("SELECT paused_until, reason FROM hosts WHERE host = ?", (host,))
        return records.Pause(host, when(row[0]), row[1]) if row else None

    def all_paused(self, now: datetime) -> tuple[records.Pause, ...]:
        """Every pause that still lasts, for the start of a round."""
        rows = self._db.all(
            "SELECT host, paused_until, reason FROM hosts WHERE paused_until > ? ORDER BY host", (epoch(now),)
        )
        return tuple(records.Pause(host, when(until), reason) for host, until, reason in rows)

    def pause(self, host: str, until: datetime, reason: str) -> None:
        """Pauses a host. A longer pause that is already known stays."""
        with self._db.write():
            self._db.run(
                "INSERT INTO hosts VALUES (?, ?, ?) ON CONFLICT (host) DO UPDATE SET "
                "paused_until = excluded.paused_until, reason = excluded.reason "
                "WHERE excluded.paused_until > paused_until",
                (host, epoch(until), reason),
            )

    def resume(self, host: str) -> None:
        """Ends a host's pause."""
        with self._db.write():
            self._db.run("DELETE FROM hosts WHERE host = ?", (host,))
