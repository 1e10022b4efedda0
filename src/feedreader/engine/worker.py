"""A child of the engine: `python -m feedreader.engine.worker`. Reads calls, answers each.

It ends when its pipe ends, and at the latest a second after a call's deadline, also where a C
library holds the interpreter: then by faulthandler's own timer thread.
"""

from __future__ import annotations

import faulthandler
import os
import traceback
from collections.abc import Callable
from typing import Any

from feedreader.engine import frames
from feedreader.engine.calls import Call, Ready, Result, subject
from feedreader.model.feed import Failure, FailureKind

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space. Billion-laughs-like input ends as a MemoryError here instead of
taking the machine's memory; a feed of 32 MiB still parses."""

GRACE = 1.0
"""Seconds past the deadline in which the engine's own kill comes first."""


def main() -> None:
    """Answers calls until the pipe ends."""
    calls, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # a stray print of a library must not stand between two frames
    _limit()
    for pipe in (calls, answers):
        frames.widen(pipe)
    from feedreader.engine import work

    work.prepare()
    frames.write(answers, frames.pack(Ready()))
    while True:
        try:
            call = frames.read(calls)
        except (EOFError, OSError):
            return
        if not isinstance(call, Call):
            return
        frames.write(answers, _answer(call))


def _answer(call: Call) -> bytes:
    from feedreader.engine import work

    if call.deadline:
        faulthandler.dump_traceback_later(call.deadline + GRACE, exit=True)
    try:
        result = _run(work.FUNCTIONS[call.name], call)
        try:
            return frames.pack(result)
        except frames.FrameError:
            return frames.pack(
                Result(failure=Failure(FailureKind.TOO_LARGE, f"The {subject(call.name)} is too large."))
            )
    finally:
        faulthandler.cancel_dump_traceback_later()


def _run(function: Callable[..., Any], call: Call) -> Result:
    try:
        value = function(*call.arguments)
    except (MemoryError, RecursionError) as error:
        what = "memory" if isinstance(error, MemoryError) else "nesting"
        said = f"Reading the {subject(call.name)} failed: too much {what} needed."
        return Result(failure=Failure(FailureKind.BROKEN, said))
    except Exception:
        sentence = f"Reading the {subject(call.name)} failed: it hit an error in the reader."
        return Result(failure=Failure(FailureKind.BROKEN, sentence), trace=traceback.format_exc())
    if isinstance(value, Failure):
        return Result(failure=value)
    return Result(value)


def _limit() -> None:
    """Caps memory and writes no core files, where the system has such limits (not Windows)."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            _, hard = resource.getrlimit(limit)
            soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (soft, hard))
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main()
