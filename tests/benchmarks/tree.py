"""Runs a command and counts what it and everything it started cost, also what outlives it.

    python -m tests.benchmarks.tree COMMAND ...

Prints JSON on standard output: `wall` seconds to the command's end, `cpu` seconds of all its
descendants once the last of them is gone, and what the command printed. Linux only: orphans are
given to this process, so that their time is counted when they end.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

SET_CHILD_SUBREAPER = 36
"""prctl(2)."""


def main() -> int:
    """Runs the command of the command line; exits with its code."""
    if ctypes.CDLL(None, use_errno=True).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    began = time.perf_counter()
    done = subprocess.run(sys.argv[1:], capture_output=True, text=True, timeout=600, check=False)
    wall = time.perf_counter() - began
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    gone = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "wall": wall,
        "gone": gone,
        "cpu": used.ru_utime + used.ru_stime,
        "out": done.stdout,
        "err": done.stderr[-500:],
        "code": done.returncode,
    }
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
