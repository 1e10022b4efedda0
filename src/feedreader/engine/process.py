"""The engine's process: reads requests from its pipe, runs jobs, sends their events.

Low priority, one event loop, one writing thread. It leaves when its pipe ends, whatever is
under way, and asks to leave when it has had nothing to do for a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import importlib.util
import logging
import os
import random
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from feedreader.engine import (
    draw,
    frames,
    inspect,
    log,
    offline,
    older,
    options,
    page,
    profile,
    refresh,
    story,
    subscribe,
)
from feedreader.engine.evicting import make_room
from feedreader.engine.messages import (
    Cancel,
    Download,
    Draw,
    FullText,
    Inspect,
    Older,
    OpenPage,
    Profile,
    Refresh,
    Refused,
    Request,
    Subscribe,
    Summary,
)
from feedreader.engine.parts import Parts
from feedreader.engine.workers import Workers, cpus, worker_count
from feedreader.engine.writer import Writer
from feedreader.errors import FeedreaderError

_log = logging.getLogger(__name__)
R = TypeVar("R")
Job = Callable[[Parts, R], Awaitable[object]]

NICENESS = 10
GOODBYE = 0.1
"""Seconds that leaving may take: for the transaction that has begun, no more."""
RESTING = 5.0
"""Seconds of idleness after which the children are sent away; they cost 40 MB each."""

_JOBS: dict[type, Callable[[Parts, Any], Awaitable[object]]] = {
    Refresh: refresh.run,
    Subscribe: subscribe.run,
    Older: older.run,
    Profile: profile.run,
    Inspect: inspect.run,
    FullText: story.run,
    OpenPage: page.run,
    Draw: draw.run,
    Download: offline.run,
}


def main(argv: Sequence[str]) -> int:
    """Runs an engine on standard input and output until its pipe ends. Does not return then:
    the process ends at once, without waiting for threads."""
    given = options.read(argv)
    incoming, outgoing = os.dup(0), os.dup(1)
    # A stray print of a library must not stand between two frames.
    os.dup2(2, 1)
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    os.umask(0o077)  # the log and the library are nobody else's business
    log.start(given.log)
    _spare_imports()
    code = 0
    try:
        asyncio.run(_serve(given, incoming, outgoing))
    except KeyboardInterrupt:
        code = 130
    logging.shutdown()
    os._exit(code)


def _spare_imports() -> None:
    """httpcore asks for `sniffio` at every request. Where it is not installed, each try searches
    the whole path anew: a sixth of the CPU of a round without news."""
    if importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]  # "not there", said at once


async def _serve(given: options.Options, incoming: int, outgoing: int) -> None:
    from feedreader.fetch import Client

    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader(limit=1 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(incoming, "rb", 0))
    pipe, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(outgoing, "wb", 0))

    def emit(event: object) -> None:
        if not pipe.is_closing():
            pipe.write(frames.pack(event))

    client = Client(
        given.user_agent,
        timeout=given.timeout,
        per_host=given.per_host,
        total=given.connections,
        trusted_hosts=frozenset(given.trusted),
    )
    async with client:
        parts = Parts(
            options=given,
            writer=Writer(Path(given.library)),
            client=client,
            workers=Workers(given.workers or worker_count(cpus()), deadline=given.deadline),
            clock=lambda: datetime.now(UTC),
            chance=random.random,
            emit=emit,
            owner=f"{os.getpid()}-{random.getrandbits(32):08x}",
        )
        engine = Engine(parts, leave=lambda seen: emit(frames.Leaving(seen)))
        try:
            await engine.serve(stream)
        finally:
            await engine.end()
            # The client's own closing waits for connections; the process's end does not.
            logging.shutdown()
            os._exit(0)


class Engine:
    """Turns requests into jobs. `leave` asks the other end to let this engine go."""

    def __init__(self, parts: Parts, leave: Callable[[int], None]) -> None:
        self._parts = parts
        self._leave = leave
        self._running: dict[asyncio.Task[None], Request] = {}
        self._one_round = asyncio.Lock()
        self._seen = 0
        self._ending = False
        self._room: asyncio.Task[int] | None = None

    async def serve(self, stream: asyncio.StreamReader) -> None:
        """Reads requests until the stream ends."""
        watch = asyncio.create_task(self._watch())
        try:
            while True:
                request = await frames.receive(stream)
                self._seen += 1
                self.handle(request)  # type: ignore[arg-type]  # the client sends requests only
        except (EOFError, OSError, frames.FrameError) as error:
            if isinstance(error, frames.FrameError):
                _log.error("the pipe is out of step: %s", error)
        finally:
            watch.cancel()

    def handle(self, request: Request) -> None:
        """Starts the job of a request, or ends all jobs."""
        if isinstance(request, Cancel):
            for job in tuple(self._running):
                job.cancel()
            return
        if request in self._running.values():
            return  # pressed again: the one under way, or waiting, is the answer
        job = asyncio.create_task(self._run(request), name=type(request).__name__)
        job.add_done_callback(self._done)
        self._running[job] = request

    async def end(self) -> None:
        """Stops everything, giving the library's transaction a moment to finish."""
        # The last word: a C library or a disk that holds everything up cannot keep us.
        with contextlib.suppress(OSError, ValueError):
            faulthandler.dump_traceback_later(5 * GOODBYE, exit=True, file=sys.stderr)
        self._ending = True
        self._parts.workers.close()
        for job in tuple(self._running):
            job.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await asyncio.gather(*self._running, return_exceptions=True)
                await self._parts.writer.close()

    def _done(self, job: asyncio.Task[None]) -> None:
        self._running.pop(job, None)

    async def _run(self, request: Request) -> None:
        """The border of a job: whatever happens inside, one event tells of it."""
        name = type(request).__name__
        try:
            async with self._one_round if isinstance(request, Refresh) else contextlib.nullcontext():
                done = await _JOBS[type(request)](self._parts, request)
            if isinstance(done, Summary):
                self._after_round(done)
        except asyncio.CancelledError:
            if not self._ending:
                self._parts.emit(Refused(name, "It was cancelled."))
        except FeedreaderError as error:
            self._parts.emit(Refused(name, str(error)))
        except Exception:
            _log.exception("%s failed", name)
            sentence = "That failed by an error in feedreader; the log has the details."
            self._parts.emit(Refused(name, sentence))

    def _after_round(self, summary: Summary) -> None:
        """Makes whole what the policy names, once the news is there; where it names nothing, makes
        room all the same: also what was only looked at is kept."""
        if self._ending or summary.cancelled:
            return
        if self._parts.options.download == "off":
            self._room = asyncio.create_task(make_room(self._parts))
        elif not summary.offline:
            self.handle(Download())

    async def _watch(self) -> None:
        """Sends idle children away, and asks to leave when there has been nothing to do."""
        idle, step = 0.0, min(1.0, self._parts.options.idle / 4)
        asked = -1
        while True:
            await asyncio.sleep(step)
            idle = 0.0 if self._running else idle + step
            if idle >= RESTING:
                self._parts.workers.rest()
            if idle >= self._parts.options.idle and asked != self._seen:
                asked = self._seen
                self._leave(self._seen)
