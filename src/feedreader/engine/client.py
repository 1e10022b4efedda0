"""The reader's end of the pipe: starts the engine, sends requests, hands on events.

Imports next to nothing, so that a reader that shows what is stored pays for no engine. Two
daemon threads do all waiting: one owns the process and writes, one reads; no call of this
class waits for the engine.
"""

from __future__ import annotations

import os
import threading
import time
from queue import SimpleQueue
from typing import TYPE_CHECKING

from feedreader.engine import frames
from feedreader.engine.messages import EngineGone, Event, Request

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping, Sequence

SHORT_LIFE = 10.0
"""Seconds. An engine that ends sooner than this is a failed start; after two in a row the
next one waits 2, 4, ... up to 60 seconds, so that a broken one is not started in a loop."""


class _Start:
    """Queued by `start`."""


class _Close:
    """Queued by `close`."""


class _Ended:
    """Queued by the reading thread when the engine's pipe is at its end."""

    def __init__(self, life: _Life) -> None:
        self.life = life


class _Left:
    """Queued by the reading thread when the engine would like to go."""

    def __init__(self, life: _Life, seen: int) -> None:
        self.life = life
        self.seen = seen


class _Life:
    """One engine process, from its start to its end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.started = time.monotonic()
        self.sent = 0
        self.dismissed = False
        """We closed the pipe: its end is no surprise."""

    def dismiss(self) -> None:
        """Closes the pipe, which tells the engine to go."""
        self.dismissed = True
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()


class EngineClient:
    """An engine at the other end of a pipe; started by the first request, gone when idle.

    `command` is the engine's argv and `environ` its environment (None: this process's own).
    `on_event` is called with every event, in a thread of the client's; without it, `events`
    hands them out. `log` is a file that takes what the engine writes on stderr before it has
    opened its own log.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        on_event: Callable[[Event], None] | None = None,
        *,
        log: str = "",
    ) -> None:
        self._command = list(command)
        self._environ = None if environ is None else dict(environ)
        self._on_event = on_event
        self._log = log
        self._orders: SimpleQueue[object] = SimpleQueue()
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._writer: threading.Thread | None = None
        self._life: _Life | None = None
        self._short_lives = 0
        self._not_before = 0.0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The engine's process id while one runs."""
        life = self._life
        return None if life is None else life.process.pid

    def start(self, on_event: Callable[[Event], None] | None = None) -> None:
        """Starts the engine ahead of the first request. Returns at once."""
        if on_event is not None:
            self._on_event = on_event
        self._order(_Start())

    def send(self, request: Request) -> None:
        """Hands a request to the engine, which is started if none runs. Returns at once; a
        failure to do it arrives as an event. Does nothing after `close`."""
        self._order(request)

    def events(self) -> Iterator[Event]:
        """The events as they come, waiting for each; ends after `EngineGone` and when the
        client is closed. For a caller that gave no `on_event`; one caller at a time."""
        while (event := self._events.get()) is not None:
            yield event
            if isinstance(event, EngineGone):
                return

    def close(self) -> None:
        """Lets the engine go and returns at once. It ends its transaction and itself within
        150 ms, also when this process is gone by then."""
        if self._closed:
            return
        if self._writer is not None:
            self._order(_Close())
        self._closed = True
        self._events.put(None)

    # --- the writing thread

    def _order(self, order: object) -> None:
        if self._closed:
            return
        self._orders.put(order)
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
            self._writer.start()

    def _write(self) -> None:
        while True:
            order = self._orders.get()
            match order:
                case _Close():
                    if self._life is not None:
                        self._life.dismiss()
                    return
                case _Ended():
                    self._ended(order.life)
                case _Left():
                    if order.life is self._life and order.seen >= order.life.sent:
                        order.life.dismiss()
                        self._life = None
                case _Start():
                    self._living()
                case _:
                    self._pass_on(order)

    def _pass_on(self, request: object) -> None:
        """Writes one request into the pipe. A broken pipe is not told here: the reading thread
        sees the same end and tells it once."""
        life = self._living()
        if life is None or life.process.stdin is None:
            return
        life.sent += 1
        try:
            frames.write(life.process.stdin.fileno(), frames.pack(request))
        except frames.FrameError:
            self._emit(EngineGone("This is too large to hand to the engine."))
        except OSError:
            pass

    def _living(self) -> _Life | None:
        """The running engine, a new one where there is none, None when none can be had."""
        if self._life is not None:
            return self._life
        wait = self._not_before - time.monotonic()
        if wait > 0:
            self._emit(EngineGone(f"The engine keeps ending; it is tried again in {wait:.0f} s."))
            return None
        try:
            self._life = _Life(self._spawn())
        except OSError as error:
            self._emit(EngineGone(f"The engine could not be started: {error.strerror or error}."))
            self._count_short_life()
            return None
        threading.Thread(target=self._read, args=(self._life,), name="engine-reader", daemon=True).start()
        return self._life

    def _spawn(self) -> subprocess.Popen[bytes]:
        import subprocess

        stderr = subprocess.DEVNULL
        if self._log:
            try:
                stderr = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:
                stderr = subprocess.DEVNULL
        try:
            # A session of its own: Ctrl-C and a closed terminal reach the reader only, and the
            # engine goes in good order when its pipe ends.
            return subprocess.Popen(
                self._command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=self._environ,
                start_new_session=True,
            )
        finally:
            if stderr >= 0:
                os.close(stderr)

    def _ended(self, life: _Life) -> None:
        if life is self._life:
            self._life = None
        code = life.process.returncode
        if life.dismissed:
            return
        life.dismiss()
        if time.monotonic() - life.started < SHORT_LIFE:
            self._count_short_life()
        else:
            self._short_lives = 0
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self._emit(EngineGone(f"The engine ended unexpectedly ({how}); the next refresh starts it again."))

    def _count_short_life(self) -> None:
        self._short_lives += 1
        if self._short_lives > 1:
            self._not_before = time.monotonic() + min(60.0, 2.0 ** (self._short_lives - 1))

    # --- the reading thread

    def _read(self, life: _Life) -> None:
        out = life.process.stdout
        if out is None:
            return
        try:
            while True:
                value = frames.read(out.fileno())
                if isinstance(value, frames.Leaving):
                    self._orders.put(_Left(life, value.seen))
                else:
                    self._emit(value)  # type: ignore[arg-type]  # the engine sends events only
        except (EOFError, OSError):
            pass
        except frames.FrameError:
            life.process.kill()
        finally:
            out.close()
            life.process.wait()
            self._orders.put(_Ended(life))

    def _emit(self, event: Event) -> None:
        if self._closed:
            return
        if self._on_event is not None:
            self._on_event(event)
        else:
            self._events.put(event)
