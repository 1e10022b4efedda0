"""Real runs of the command: in a pseudo-terminal, or with pipes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping

from feedreader import bootstrap

COMMAND = [sys.executable, "-P", "-m", "feedreader"]
OWN = re.compile(
    r"\x1b\[[0-9;]*m"  # styles
    r"|\x1b\[\?25[lh]|\x1b\[\d*[AK]"  # the progress bar: cursor away and back, one line up, line gone
    r"|\r\n|\r"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def strange(text: str, *, terminal: bool = False) -> list[str]:
    """Control characters that are not this program's own, each with what stands around it."""
    if terminal:
        text = OWN.sub("", text)
    return [repr(text[max(0, found.start() - 20) : found.end() + 20]) for found in CONTROL.finditer(text)]


def environ(home: object, **more: str) -> dict[str, str]:
    """The environment of a run; the program is found wherever the run starts."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    return bootstrap.child_environ({**kept, "FEEDREADER_HOME": str(home), "TERM": "xterm-256color", **more})


def in_terminal(
    arguments: list[str], variables: Mapping[str, str], *, columns: int = 80, rows: int = 24
) -> tuple[int, str]:
    """Exit code and all that was written on a terminal of that size."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=variables,
        start_new_session=True,
    )
    os.close(theirs)
    written = b""
    try:
        while data := _read(ours):
            written += data
        return process.wait(30), written.decode("utf-8", "replace")
    finally:
        os.close(ours)
        process.kill()
        process.wait()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux reports the other end's closing so
        return b""
