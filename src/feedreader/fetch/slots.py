"""How many requests may run: a number for each host, and a number in all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class _Line:
    gate: asyncio.Semaphore
    users: int = 0


class Slots:
    """Semaphores by host, made when asked for and dropped when nobody waits."""

    def __init__(self, per_host: int, total: int) -> None:
        self._per_host = per_host
        self._all = asyncio.Semaphore(total)
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """Waits for a place and holds it. The host's place comes first: whoever waits for a slow
        host must not keep one of the places that all hosts share."""
        line = self._lines.get(host)
        if line is None:
            line = self._lines[host] = _Line(asyncio.Semaphore(self._per_host))
        line.users += 1
        try:
            async with line.gate, self._all:
                yield
        finally:
            line.users -= 1
            if not line.users:
                del self._lines[host]
