"""Small things that are remembered: what was selected, how wide the panes were."""

from __future__ import annotations

from feedreader.store.database import Database


class StateTable:
    """Keys and values, both text."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str) -> str | None:
        """The value, or None when it was never set."""
        row = self._db.one("SELECT value FROM state WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def set(self, key: str, value: str) -> None:
        """Remembers a value."""
        with self._db.write():
            self._db.run(
                "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def forget(self, key: str) -> None:
        """Forgets a value."""
        with self._db.write():
            self._db.run("DELETE FROM state WHERE key = ?", (key,))
