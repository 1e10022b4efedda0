"""A round over many feeds: ours, newsboat's and the HTTP client alone against one publisher."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.publisher import ARTICLES, CHANGING, Publisher

ROUNDS = ("first", "unchanged", "5 % changed")
Environ = Callable[[Path], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: to the command's end, and of CPU in it and in all that it started, once that is gone."""

    wall: float
    cpu: float
    out: str


def timed(command: Sequence[str], env: dict[str, str], folder: Path) -> Took:
    """A command to its end, and everything that it started to theirs."""
    tree = [sys.executable, "-m", "tests.benchmarks.tree", *command]
    done = subprocess.run(tree, env={**os.environ, **env}, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    if told["code"]:
        raise RuntimeError(f"{command[0]} ended with {told['code']} in {folder}: {told['err']}")
    return Took(told["wall"], told["cpu"], told["out"])


def counted(home: Path) -> int:
    """Articles in our library."""
    with closing(sqlite3.connect(home / "data" / "library.db")) as db:
        number: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    return number


class _Race:
    """One run of each round by each program, each over a library of its own."""

    def __init__(self, home: Path, addresses: list[str], reader: list[str], environ: Environ) -> None:
        home.mkdir(parents=True)
        self._home, self._reader, self._addresses = home, reader, addresses
        self._env = environ(home)
        self._urls = home / "urls"
        self._urls.write_text("\n".join(addresses) + "\n")
        subprocess.run([*reader, "import", str(self._urls)], env=self._env, check=True, capture_output=True)
        (home / "newsboat.conf").write_text("reload-threads 50\n")

    @property
    def _changing(self) -> int:
        return len(range(1, len(self._addresses), CHANGING))

    def _wanted(self, round_: str) -> int:
        """Stories in a library after a round."""
        return len(self._addresses) * ARTICLES + (self._changing if round_ == ROUNDS[2] else 0)

    def reader(self, round_: str) -> Took:
        """Ours, and that nothing was left out: every feed, every story, and all of it to be found."""
        force = [] if round_ == "first" else ["--force"]
        took = timed([*self._reader, "refresh", "--json", *force], self._env, self._home)
        told = {key: value for key, value in json.loads(took.out).items() if key != "feeds"}
        feeds = len(self._addresses)
        news = {"first": feeds, "unchanged": 0}.get(round_, self._changing)
        assert told["fetched"] + told["unchanged"] + told["failed"] == told["asked"] == feeds, told
        assert (told["fetched"], told["failed"]) == (news, 0), told
        with closing(sqlite3.connect(self._home / "data" / "library.db")) as db:
            stories, found = db.execute(
                "SELECT count(*), count(d.id) FROM articles a LEFT JOIN search_docsize d ON d.id = a.search_rowid"
            ).fetchone()
        assert stories == found == self._wanted(round_), (stories, found)
        return took

    def newsboat(self, round_: str) -> Took:
        """newsboat with as many connections, its cache analysed once there is something in it."""
        cache = self._home / "cache.db"
        files = ["-u", self._urls, "-c", cache, "-C", self._home / "newsboat.conf"]
        command = ["newsboat", "-q", *map(str, files), "-x", "reload"]
        took = timed(command, self._env, self._home)
        with closing(sqlite3.connect(cache)) as db:
            stories = db.execute("SELECT count(*) FROM rss_item").fetchone()[0]
            assert stories == self._wanted(round_), f"newsboat has {stories} stories"
            db.execute("ANALYZE")
            db.commit()
        return took

    def client(self, round_: str) -> Took:
        """The HTTP client alone; its start and its import count, as everybody's."""
        tags = str(self._home / "tags.json")
        command = [sys.executable, "-m", "tests.benchmarks.fetching", str(self._urls), tags]
        return timed(command, self._env, self._home)


def compare(place: Path, feeds: int, latency: float, runs: int, reader: list[str], environ: Environ) -> None:
    """Prints every round of every program, runs interleaved, medians; ratios by run."""
    racers = {"reader": _Race.reader, "newsboat": _Race.newsboat, "client alone": _Race.client}
    if not shutil.which("newsboat"):
        del racers["newsboat"]
    taken: dict[tuple[str, str], list[Took]] = {}
    for number in range(runs):
        home = place / f"round{number}-{os.getpid()}"
        with Publisher(feeds, latency) as publisher:
            race = _Race(home, publisher.addresses, reader, environ)
            for round_ in ROUNDS:
                if round_ == ROUNDS[2]:
                    publisher.next_edition()
                for name, run in racers.items():
                    taken.setdefault((round_, name), []).append(run(race, round_))
        shutil.rmtree(home)
    for (round_, name), values in taken.items():
        ours = taken[round_, "reader"]
        told = f"{round_:<12} {name:<12} {median(v.wall for v in values):6.2f}  ({median(v.cpu for v in values):.2f})"
        if name != "reader":
            wall = median(a.wall / b.wall for a, b in zip(ours, values, strict=True))
            cpu = median(a.cpu / b.cpu for a, b in zip(ours, values, strict=True))
            told += f"   reader x{wall:.2f}  (x{cpu:.2f})"
        print(told, flush=True)
