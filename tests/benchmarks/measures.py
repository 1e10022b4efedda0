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

from tests.benchmarks import libraries, publisher, rounds
from tests.benchmarks.terminal import Terminal

FEEDS = 20
NEWSBOAT = shutil.which("newsboat")


def environ(home: Path) -> dict[str, str]:
    """Ours, with a home of its own and no terminal quirks."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TEXTUAL", "PYTHONDONT"))}
    return {**kept, "FEEDREADER_HOME": str(home), "HOME": str(home)}


def reader_command() -> list[str]:
    """Our program as it is installed beside this Python, else as it lies on its path."""
    installed = Path(sys.executable).with_name("feedreader")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "feedreader"]


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


def busy_keys(place: Path, size: int, feeds: int, latency: float, presses: int = 150) -> None:
    """The same in the reader while it refreshes many feeds for the first time, beside idle."""
    print(f"\n# Key to frame while {feeds} feeds come for the first time, {latency * 1000:.0f} ms latency")
    libraries.ours(place / f"n{size}", size, min(FEEDS, size))
    home = place / f"busy{size}-{os.getpid()}"
    shutil.copytree(place / f"n{size}", home)
    idle, _ = _pressed("idle", Terminal(reader_command(), environ(home)), newest_title(size), [b"R"], presses)
    with publisher.Publisher(feeds, latency) as served:
        (home / "urls").write_text("\n".join(served.addresses))
        command = [*reader_command(), "import", str(home / "urls")]
        subprocess.run(command, env=environ(home), check=True, capture_output=True)
        before = rounds.counted(home)
        terminal = Terminal(reader_command(), environ(home))
        busy, _ = _pressed("refreshing", terminal, newest_title(size), [b"R"], presses, settle=0.1)
        came = (rounds.counted(home) - before) // publisher.ARTICLES
    print(f"{size:>7} articles  {idle}  {busy}  ({came} feeds came meanwhile)", flush=True)
    shutil.rmtree(home)


def _pressed(
    name: str, terminal: Terminal, word: str, first: list[bytes], presses: int, settle: float = 0.3
) -> tuple[str, float]:
    with terminal:
        terminal.until(word)
        terminal.settle()
        for key in first:
            os.write(terminal.fd, key)
            terminal.settle(settle, limit=1.0)
        times, sizes = [], []
        for number in range(presses):
            # Down and up again by turns of 40: also where the list is short.
            took, size = terminal.key(b"j" if number % 80 < 40 else b"k")
            if size:
                times.append(took * 1000)
                sizes.append(size)
    worst = quantiles(times, n=100)[98]
    return f"{name} {median(times):.1f} / {worst:.1f} ms, {median(sizes):.0f} bytes", median(times)


def refresh(place: Path, feeds: int, latency: float, runs: int) -> None:
    """A first round, one without news, and one with news in a twentieth of the feeds."""
    print(
        f"\n# Refresh of {feeds} feeds, {latency * 1000:.0f} ms latency: wall seconds "
        "(CPU seconds of the process tree)"
    )
    rounds.compare(place, feeds, latency, runs, reader_command(), environ)


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
