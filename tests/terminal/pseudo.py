"""The real program in a real pseudo-terminal, drawn by a terminal emulator (pyte)."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pyte

SOURCE = Path(__file__).parents[2] / "src"


class Screen:
    """A program at `columns` x `rows`; ends with the `with` block. `raw` keeps every byte."""

    def __init__(self, home: Path, *arguments: str, columns: int = 120, rows: int = 36, **more: str) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._size = (rows, columns)
        self._command = [sys.executable, "-m", "feedreader", *arguments]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TEXTUAL")}
        self._environ: Mapping[str, str] = {
            **kept,
            "FEEDREADER_HOME": str(home),
            "PYTHONPATH": str(SOURCE),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **more,
        }
        self.raw = b""
        self._status: int | None = None

    def __enter__(self) -> Screen:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(self._command[0], self._command, dict(self._environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", *self._size, 0, 0))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def read(self, seconds: float) -> bool:
        """Takes in what comes within `seconds`; False when nothing did."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            came = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += came
        self.took(came)
        return bool(came)

    def took(self, came: bytes) -> None:
        """Draws what came. pyte takes private sequences of newer terminals for text; they are
        checked in `raw`."""
        self._stream.feed(came)

    def until(self, holds: Callable[[str], bool] | str, limit: float = 20.0) -> str:
        """Waits until the screen's text holds; gives it."""
        test = holds if callable(holds) else lambda text: holds in text
        end = time.monotonic() + limit
        while not test(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"not within {limit} s: {holds!r}\n{self.text}")
            self.read(0.2)
        return self.text

    def press(self, *keys: str) -> None:
        """Types keys, each on its own, and takes in what they change."""
        for key in keys:
            os.write(self._fd, key.encode())
            while self.read(0.15):
                pass

    def end(self, limit: float = 5.0) -> int:
        """Waits for the program's end: its exit status, negative for a signal."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = status
                return os.waitstatus_to_exitcode(status)
            self.read(0.02)
        raise AssertionError("the program did not end")
