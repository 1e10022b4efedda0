"""Children that do the hostile work: each call has a deadline, and a child may die.

A feed can keep a parser busy for minutes, eat all memory or crash a C library. In a child that
costs one feed its turn: the child is killed, another takes its place, and the caller gets a
`Failure` to store with the feed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from feedreader.engine import frames
from feedreader.engine.calls import Call, Result, subject
from feedreader.model.feed import Failure, FailureKind

_log = logging.getLogger(__name__)

DEADLINE = 10.0
"""Seconds for one feed. The slowest honest one of the corpus takes under one."""

STARTING = 60.0
"""Seconds for a child to import its libraries; a loaded small machine needs several."""


def worker_count(cpus: int | None) -> int:
    """Children worth having: parsing is all CPU, and each costs about 40 MB."""
    return max(1, min(cpus or 1, 4))


class Workers:
    """A pool of children, started as they are needed, at most `size` of them.

    `deadline` is in seconds, for calls that name none. `command` and `environ` start a child.
    """

    def __init__(
        self,
        size: int,
        *,
        deadline: float = DEADLINE,
        command: Sequence[str] = (),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._command = list(command) or [sys.executable, "-P", "-m", "feedreader.engine.worker"]
        self._environ = environ
        self._deadline = deadline
        self._size = size
        self._free = asyncio.Semaphore(size)
        self._idle: deque[_Child] = deque()
        self._children: set[_Child] = set()
        self._ended: set[_Child] = set()

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the children that run."""
        return tuple(sorted(child.process.pid for child in self._children))

    async def call(self, name: str, *arguments: Any, deadline: float | None = None) -> Any | Failure:
        """Runs `work.NAME(*arguments)` in a child and returns its value, or a Failure: what the
        function itself found wrong, TOO_SLOW past the deadline, BROKEN when the child died."""
        limit = self._deadline if deadline is None else deadline
        call = Call(name, arguments, limit)
        async with self._free:
            try:
                result = await self._once(call)
            except TimeoutError:
                return Failure(
                    FailureKind.TOO_SLOW, f"The {subject(name)} took longer than {limit:g} s to read."
                )
            except (EOFError, OSError, frames.FrameError) as error:
                _log.warning("a worker ended during %s: %r", name, error)
                return Failure(
                    FailureKind.BROKEN, f"Reading the {subject(name)} failed: the program for it crashed."
                )
        if result.trace:
            _log.error("%s failed in a worker:\n%s", name, result.trace)
        return result.failure if result.failure is not None else result.value

    async def _once(self, call: Call) -> Result:
        """The call in an idle child or a new one. A child that was idle may have died of
        something else: then the call gets a second chance, in a new one."""
        if self._idle:
            with suppress(EOFError, ConnectionError):
                return await self._use(self._idle.pop(), call)
        return await self._use(await self._start(), call)

    async def _use(self, child: _Child, call: Call) -> Result:
        """Back to the idle ones with the child, or away if it did not come to the end."""
        try:
            return await child.call(call)
        finally:
            if child.busy:
                self._end(child)
            else:
                self._idle.append(child)

    async def warm(self, calls: int) -> None:
        """Starts the children that so many calls will want, ahead of the first one."""
        await asyncio.gather(*(self._warm() for _ in range(min(calls, self._size) - len(self._children))))

    async def _warm(self) -> None:
        async with self._free:
            if len(self._children) < self._size:
                with suppress(OSError, EOFError, frames.FrameError):
                    self._idle.append(await self._start())

    def rest(self) -> None:
        """Ends the children that have nothing to do, and gives their memory back."""
        while self._idle:
            self._end(self._idle.pop())

    def close(self) -> None:
        """Ends every child at once, whatever it does."""
        for child in tuple(self._children):
            self._end(child)
        self._idle.clear()

    async def wait_closed(self) -> None:
        """Until the children that were ended are gone."""
        while self._ended:
            child = self._ended.pop()
            await child.process.wait()

    async def _start(self) -> _Child:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=None if self._environ is None else dict(self._environ),
            limit=frames.PIPE,
        )
        child = _Child(process)
        self._children.add(child)
        try:
            await child.ready()
        except BaseException:
            self._end(child)
            raise
        return child

    def _end(self, child: _Child) -> None:
        self._children.discard(child)
        self._ended = {each for each in self._ended if each.process.returncode is None} | {child}
        with suppress(ProcessLookupError):
            child.process.kill()


class _Child:
    """One child process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.busy = True
        """From the start of a call to its answer: a busy child is not used again."""

    async def ready(self) -> None:
        async with asyncio.timeout(STARTING):
            await self._receive()
        self.busy = False

    async def call(self, call: Call) -> Result:
        stdin = self.process.stdin
        if stdin is None:
            raise EOFError
        frame = frames.pack(call)  # before `busy`: too large a call is no fault of the child
        self.busy = True
        async with asyncio.timeout(call.deadline or None):
            stdin.write(frame)
            await stdin.drain()
            result = await self._receive()
        if not isinstance(result, Result):
            raise frames.FrameError(f"a worker sent {type(result).__name__}")
        self.busy = False
        return result

    async def _receive(self) -> object:
        if self.process.stdout is None:
            raise EOFError
        return await frames.receive(self.process.stdout)


def cpus() -> int:
    """Processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
