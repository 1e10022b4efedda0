"""The library's one connection in the engine, on a thread of its own.

SQLite waits for other writers and for the disk; the event loop must do neither.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from feedreader.store import Store

P = ParamSpec("P")
R = TypeVar("R")


class Writer:
    """Runs functions of a `Store` one after another; the first one opens it."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._store: Store | None = None
        self._thread = ThreadPoolExecutor(1, "library")

    async def run(
        self, function: Callable[Concatenate[Store, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """`function(store, ...)` on the library's thread. Raises what it raises, and
        LibraryError when the library does not open. Cancelling ends the waiting, not the work:
        a transaction that has begun is finished."""

        def work() -> R:
            return function(self._open(), *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def close(self) -> None:
        """Closes the library after what is under way."""

        def work() -> None:
            if self._store is not None:
                self._store.close()
                self._store = None

        await asyncio.get_running_loop().run_in_executor(self._thread, work)
        self._thread.shutdown(wait=False)

    def _open(self) -> Store:
        if self._store is None:
            from feedreader.store import Store

            self._store = Store.open(self._library)
        return self._store
