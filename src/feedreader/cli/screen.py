"""The terminal that the reader draws on, also where stderr goes elsewhere.

Textual draws on descriptor 2, so that stdout can be a pipe; we need a terminal for both keys and
screen anyway, and `feedreader 2>file` should hide what goes wrong, not the reader. So while the
reader is open descriptor 2 is the terminal of stdout, and what it was before afterwards.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

_STDERR = 2


def is_on_a_terminal() -> bool:
    """Whether keys come from a terminal and stdout is one."""
    try:
        return os.isatty(sys.stdin.fileno()) and os.isatty(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return False


@contextlib.contextmanager
def stderr_on_it() -> Iterator[None]:
    """Makes descriptor 2 the terminal of stdout, until the end of the block."""
    if _is_terminal(_STDERR):
        yield
        return
    try:
        before = os.dup(_STDERR)
    except OSError:  # it was closed (2>&-)
        before = -1
    os.dup2(sys.stdout.fileno(), _STDERR)
    streams = sys.stderr, sys.__stderr__
    if sys.__stderr__ is None:
        sys.stderr = sys.__stderr__ = os.fdopen(_STDERR, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]
    try:
        yield
    finally:
        with contextlib.suppress(OSError, AttributeError):
            sys.__stderr__.flush()
        sys.stderr, sys.__stderr__ = streams  # type: ignore[misc]
        if before >= 0:
            os.dup2(before, _STDERR)
            os.close(before)
        else:
            os.close(_STDERR)


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor) and sys.__stderr__ is not None
    except OSError:
        return False
