"""The first headlines before anything is loaded: the screen as it was left, painted at once.

Textual takes 0.2 s to import; a frame kept from the last time takes a few milliseconds. It is
painted where terminal, size and version are the same, and replaced by the live screen without a
flicker (a terminal that is on its alternate screen already does not clear it again). Keys typed
meanwhile are kept for the reader.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

ENTER, LEAVE = b"\x1b[?1049h\x1b[?25l\x1b[H", b"\x1b[?1049l\x1b[?25h"
LARGEST = 1_000_000
# Text, colours and places, no other sequence: a file in a cache is not to be trusted with the terminal.
_PAINT = re.compile(rb"(?:[^\x00-\x1f\x7f\xc2]|\xc2[\xa0-\xbf]|\x1b\[[0-9;]*[mH])*+")
NAME = "frame"
PATIENCE, PATIENCE_FAR = 0.25, 2.0
"""Seconds for a terminal's answers, here and at the other end of a connection; loading the reader
takes as long anyway. What comes later would be taken for keys."""
_ANSWERS = re.compile(rb"\x1b_G[^\x1b]*\x1b\\|\x1bP[^\x1b]*\x1b\\|\x1b\[\?[\d;]*c|\x1b\[[\d;]*t")


class Opening:
    """From the first byte on the terminal until Textual takes over."""

    def __init__(self, frame: Path, questions: bytes = b"") -> None:
        self._frame = frame
        self._questions = questions
        self._in, self._out = _descriptor(sys.stdin), _descriptor(sys.stdout)
        self._attributes: list[object] | None = None

    def begin(self, *, painted: bool = True) -> None:
        """Paints the kept frame, asks the terminal what it can do, and keeps what is typed from
        being echoed."""
        if self._in < 0 or self._out < 0:
            return
        with contextlib.suppress(termios.error):
            self._attributes = termios.tcgetattr(self._in)
            quiet = [*self._attributes]
            assert isinstance(quiet[3], int)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(self._in, termios.TCSANOW, quiet)  # type: ignore[arg-type]
        frame = self._read() if painted else b""
        _write(self._out, ENTER + frame + self._questions)

    def answers(self, finished: Callable[[bytes], bool]) -> tuple[bytes, str]:
        """What has come from the terminal by now: its answers, and the keys typed meanwhile.
        Where questions were asked, waits for the last answer as long as a terminal may take; the
        frame is up all the while."""
        came = b""
        if self._in < 0 or self._out < 0:
            return came, ""
        end = time.monotonic() + (PATIENCE_FAR if os.environ.get("SSH_CONNECTION") else PATIENCE)
        while True:
            waiting = self._questions and not finished(came)
            ready, _, _ = select.select(
                [self._in], [], [], max(0.0, end - time.monotonic()) if waiting else 0
            )
            read = os.read(self._in, 4096) if ready else b""
            if not read:
                return came, _ANSWERS.sub(b"", came).decode("utf-8", "ignore")
            came += read

    def cell(self) -> tuple[int, int]:
        """A cell's width and height in pixels as the kernel knows it; (0, 0) where it does not."""
        from feedreader.media import window

        return window.cell(self._out)

    def hand_over(self) -> None:
        """The terminal's own settings back, which Textual changes in its own way."""
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._in, termios.TCSANOW, self._attributes)  # type: ignore[arg-type]

    def give_up(self) -> None:
        """The reader does not open after all: the terminal as it was."""
        self.hand_over()
        if self._out >= 0:
            _write(self._out, LEAVE)

    def _read(self) -> bytes:
        """The kept frame where it fits this terminal, else nothing."""
        try:
            if not self._frame.is_file():
                return b""
            with self._frame.open("rb") as file:
                head = json.loads(file.readline(4096))
                if head != fitting(*os.get_terminal_size(self._out)):
                    return b""
                painted = file.read(LARGEST)
                return painted if _PAINT.fullmatch(painted) else b""
        except (OSError, ValueError):
            return b""


def fitting(columns: int, rows: int) -> dict[str, object]:
    """What must be the same for a kept frame to be painted again."""
    from feedreader import __version__

    environ = os.environ
    return {
        "version": __version__,
        "columns": columns,
        "rows": rows,
        "term": [environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR")],
    }


def keep(frame: Path, text: str, columns: int, rows: int) -> None:
    """Keeps a frame for the next start; a disk that is full is no reason to complain."""
    temporary = frame.with_suffix(".new")
    with contextlib.suppress(OSError):
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(fitting(columns, rows)).encode() + b"\n" + text.encode())
        os.replace(temporary, frame)


def _descriptor(stream: TextIO) -> int:
    """The stream's descriptor, -1 where it has none (a program that runs us inside itself)."""
    try:
        return stream.fileno()
    except (AttributeError, OSError, ValueError):
        return -1


def _write(file: int, data: bytes) -> None:
    with contextlib.suppress(OSError):
        while data:
            data = data[os.write(file, data) :]
