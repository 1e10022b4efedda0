"""What the screens remember from one run to the next."""

from __future__ import annotations

from feedreader.store import Store


class UiState:
    """Keys and values, both text: pane widths, folds, selection."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str) -> str | None:
        """The value, or None when it was never set."""
        return self._store.state.get(key)

    def set(self, key: str, value: str) -> None:
        """Remembers a value. A library that is only read forgets it."""
        if not self._store.read_only:
            self._store.state.set(key, value)
