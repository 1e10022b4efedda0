"""The measures: interleaved runs, medians, a ratio against a peer or a floor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks import libraries, rounds
from tests.benchmarks.terminal import Terminal

FEEDS = 20
NEWSBOAT = shutil.which("newsboat")


def environ(home: Path) -> dict[str, str]:
    """Ours, with a home of its own and no terminal quirks."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TEXTUAL", "PYTHONDONT"))}
    return {**kept, "FEEDREADER_HOME": str(home), "HOME": str(home)}


def reader_command() -> list[str]:
    """Our program as it is installed beside this Python."""
    return [str(Path(sys.executable).with_name("feedreader"))]


def newsboat_command(cache: Path) -> list[str]:
    """newsboat over a cache, with nothing of the person's own settings."""
    return ["newsboat", "-q", "-u", str(cache.parent / "urls"), "-c", str(cache), "-C", os.devnull]


def newest_title(articles: int) -> str:
    """The first words of the newest headline: what the eye waits for."""
    title = next(libraries.stories(0, max(1, articles // FEEDS))).title
    return " ".join(title.split()[:2])


def interleaved(runs: int, **measured: Callable[[], float]) -> Mapping[str, float]:
    """Each measure `runs` times in turn, after one that does not count; medians by name."""
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(runs + 1):
        for name, measure in measured.items():
            value = measure()
            if number:
                taken[name].append(value)
    return {name: median(values) for name, values in taken.items()}


def start(place: Path, sizes: Sequence[int], runs: int) -> None:
    """From the command to the newest headline on screen, and to the first key answered."""
    print("\n# Start: seconds to the first headlines on screen (ratio to a bare Textual app, to newsboat)")
    floor = [sys.executable, str(Path(__file__).with_name("floor.py"))]
    for size in sizes:
        home = place / f"n{size}"
        libraries.ours(home, size, min(FEEDS, size))
        _left_once(home, newest_title(size))
        measured = {
            "floor": partial(_appears, home, floor, "first frame of a bare app"),
            "frame": partial(_appears, home, reader_command(), newest_title(size)),
            "reader": partial(_live, home, newest_title(size)),
        }
        if NEWSBOAT:
            cache = libraries.newsboat(home, size, min(FEEDS, size))
            measured["newsboat"] = partial(_appears, home, newsboat_command(cache), "Feed 0000")
        took = interleaved(runs, **measured)
        peer = (
            f"  newsboat {took['newsboat']:.3f} (x{took['frame'] / took['newsboat']:.2f})" if NEWSBOAT else ""
        )
        print(
            f"{size:>7} articles  kept frame {took['frame']:.3f}  live screen {took['reader']:.3f}  "
            f"bare app {took['floor']:.3f} (x{took['frame'] / took['floor']:.2f}, live x{took['reader'] / took['floor']:.2f})"
            f"{peer}",
            flush=True,
        )


def _left_once(home: Path, text: str) -> None:
    """A start and a quit, as every day before: the screen is kept for the next start."""
    with Terminal(reader_command(), environ(home)) as terminal:
        terminal.until(text)
        terminal.settle()
        os.write(terminal.fd, b"q")
        terminal.settle(quiet=1.0)


def _live(home: Path, text: str) -> float:
    """Until the live screen is there: without a kept frame to paint."""
    frame = home / "cache" / "frame"
    hidden = frame.with_name("frame.hidden")
    frame.rename(hidden)
    try:
        return _appears(home, reader_command(), text)
    finally:
        hidden.rename(frame)


def _appears(home: Path, command: list[str], text: str) -> float:
    with Terminal(command, environ(home)) as terminal:
        return terminal.until(text)


def keys(place: Path, sizes: Sequence[int], presses: int = 150) -> None:
    """From a key that moves the cursor to the changed frame, and the bytes written for it."""
    print("\n# Key to frame: j in the list, milliseconds median / 99th percentile, bytes a key")
    for size in sizes:
        home = place / f"n{size}"
        libraries.ours(home, size, min(FEEDS, size))
        told = [
            _pressed("reader", Terminal(reader_command(), environ(home)), newest_title(size), [], presses)
        ]
        if NEWSBOAT:
            cache = libraries.newsboat(home, size, min(FEEDS, size))
            peer = Terminal(newsboat_command(cache), environ(home))
            told.append(_pressed("newsboat", peer, "Feed 0000", [b"\r"], presses))
        ratio = f"  (x{told[0][1] / told[1][1]:.2f})" if len(told) > 1 else ""
        print(f"{size:>7} articles  " + "  ".join(text for text, _ in told) + ratio, flush=True)


def _pressed(name: str, terminal: Terminal, word: str, first: list[bytes], presses: int) -> tuple[str, float]:
    with terminal:
        terminal.until(word)
        terminal.settle()
        for key in first:
            os.write(terminal.fd, key)
            terminal.settle()
        times, sizes = [], []
        for number in range(presses):
            # Down and up again by turns of 40: also where the list is short.
            took, size = terminal.key(b"j" if number % 80 < 40 else b"k")
            if size:
                times.append(took * 1000)
                sizes.append(size)
    worst = quantiles(times, n=100)[98]
    return f"{name} {median(times):.1f} / {worst:.1f} ms, {median(sizes):.0f} bytes", median(times)


def refresh(place: Path, feeds: int, runs: int) -> None:
    """A first round and an unchanged round over `feeds` feeds on loopback."""
    print(f"\n# Refresh of {feeds} feeds from loopback: wall seconds (CPU seconds of the process tree)")
    with rounds.Publisher(feeds) as publisher:
        rounds.compare(place, publisher, runs, reader_command(), environ, NEWSBOAT)


def memory(place: Path, sizes: Sequence[int]) -> None:
    """Resident memory of the open reader."""
    print("\n# Memory of the open reader after 60 keys, MB")
    for size in sizes:
        home = place / f"n{size}"
        libraries.ours(home, size, min(FEEDS, size))
        told = []
        with Terminal(reader_command(), environ(home)) as terminal:
            terminal.until(newest_title(size))
            terminal.settle()
            for _ in range(60):
                terminal.key(b"j")
            told.append(("reader", terminal.memory()))
        if NEWSBOAT:
            with Terminal(
                newsboat_command(libraries.newsboat(home, size, min(FEEDS, size))), environ(home)
            ) as terminal:
                terminal.until("Feed 0000")
                terminal.settle()
                told.append(("newsboat", terminal.memory()))
        path = home / "data" / "library.db"
        disk = path.stat().st_size / max(1, size) / 1000
        words = "  ".join(f"{name} {value:.0f}" for name, value in told)
        print(f"{size:>7} articles  {words}  library on disk {disk:.2f} kB an article", flush=True)


def run_quietly(
    command: Sequence[str], env: Mapping[str, str], limit: float
) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    return subprocess.run(command, env=dict(env), capture_output=True, text=True, timeout=limit, check=False)
