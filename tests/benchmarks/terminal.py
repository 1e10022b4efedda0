"""A program in a pseudo-terminal, watched from outside: when does what appear, how many bytes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

# Sequences between the letters of a word (colours, cursor moves) would hide it.
ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78MP][^\x1b]*?)"
)


class Terminal:
    """Runs `command` at `columns` x `rows`; a context manager that ends it."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], columns: int = 160, rows: int = 45
    ) -> None:
        self.command, self.environ = (
            list(command),
            {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        self.size = (columns, rows)
        self.output = b""
        self.pid = 0
        self.started = 0.0

    def __enter__(self) -> Terminal:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(self.command[0], self.command, dict(self.environ))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """What comes within `seconds`, at once when something comes."""
        ready, _, _ = select.select([self.fd], [], [], max(0.0, seconds))
        if not ready:
            return b""
        try:
            came = os.read(self.fd, 65536)
        except OSError:
            return b""
        self.output += came
        self._answer(came)
        return came

    def _answer(self, came: bytes) -> None:
        # A terminal answers questions; a program that waits for one would look slow.
        for question, answer in (
            (b"\x1b[6n", b"\x1b[1;1R"),
            (b"\x1b[c", b"\x1b[?62c"),
            (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        ):
            if question in came:
                os.write(self.fd, answer)

    def until(self, text: str, limit: float = 60.0) -> float:
        """Seconds from the start until `text` stands on the screen."""
        end = time.perf_counter() + limit
        wanted = text.encode()
        while time.perf_counter() < end:
            if wanted in ESCAPES.sub(b"", self.output):
                return time.perf_counter() - self.started
            self.read(end - time.perf_counter())
        raise TimeoutError(f"{text!r} did not appear in {limit} s")

    def settle(self, quiet: float = 0.3, limit: float = 10.0) -> None:
        """Waits until nothing has come for `quiet` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass

    def key(self, key: bytes, quiet: float = 0.03) -> tuple[float, int]:
        """Presses a key: seconds until the first of the frame came, and the frame's bytes."""
        began = time.perf_counter()
        os.write(self.fd, key)
        came = self.read(2.0)
        took, size = time.perf_counter() - began, len(came)
        while more := self.read(quiet):
            size += len(more)
        return took, size

    def memory(self) -> float:
        """Resident megabytes of the program alone."""
        with open(f"/proc/{self.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS"):
                    return int(line.split()[1]) / 1024
        return 0.0
