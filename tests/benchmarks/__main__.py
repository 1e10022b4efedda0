"""Speed and memory, with peers beside, taken from outside the processes. Run by hand:

    python -m tests.benchmarks start|keys|busy|refresh|memory|story|panel|pages|all [--sizes 100,10000,100000]
        [--runs N] [--feeds N] [--latency SECONDS] [--keep DIR]

Ratios count; absolute times are for orientation. newsboat is measured where it is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tests.benchmarks import measures, panels, stories


def main() -> None:
    """Runs the chosen measures and prints a line each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "what", choices=["start", "keys", "busy", "refresh", "memory", "story", "panel", "pages", "all"]
    )
    parser.add_argument("--sizes", default="100,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer of a feed")
    parser.add_argument("--keep", type=Path, help="keep the made libraries here for the next time")
    parser.add_argument("--pages", type=Path, help="a folder of saved pages, for the measure of that name")
    given = parser.parse_args()
    # Byte-code as a user has it after the second start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    place = given.keep or Path(tempfile.mkdtemp(prefix="feedreader-bench-"))
    sizes = [int(size) for size in given.sizes.split(",")]
    try:
        if given.what in ("start", "all"):
            measures.start(place, sizes, given.runs)
        if given.what in ("keys", "all"):
            measures.keys(place, sizes)
        if given.what in ("busy", "all"):
            measures.busy_keys(place, sizes[-1], given.feeds, given.latency)
        if given.what in ("refresh", "all"):
            measures.refresh(place, given.feeds, given.latency, given.runs)
        if given.what in ("story", "all"):
            stories.opening(place, measures.reader_command(), measures.environ)
        if given.what in ("panel", "all"):
            panels.portraits(place, measures.reader_command(), measures.environ)
        if given.pages is not None:
            stories.pages(given.pages)
        if given.what in ("memory", "all"):
            measures.memory(place, sizes)
    finally:
        if given.keep is None:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
