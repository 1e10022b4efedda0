"""Damaged libraries for tests, and what must always hold when one is saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from feedreader import content
from feedreader.errors import DamagedError
from feedreader.store import Store, codec
from feedreader.store.database import PAGE_SIZE
from feedreader.store.salvage import Salvaged, salvage

FEEDS, EACH = 6, 60


def plain(body: bytes) -> str:
    return content.plain(codec.decode(body))


def root(path: Path, name: str) -> int:
    """The first page of a table or an index."""
    with closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        )


def overwrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def lose(path: Path, page: int) -> None:
    overwrite(path, (page - 1) * PAGE_SIZE, bytes(PAGE_SIZE))


def saved(path: Path, now: datetime) -> Salvaged:
    """Salvages, and checks what must always hold."""
    before = path.read_bytes()
    done = salvage(path, now, plain)
    assert done.kept.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir() if "damaged" not in each.name) == [path.name]
    with Store.open(path) as store:
        assert store.check.problems() == ()
        assert (len(store.feeds.all()), store.check.articles()) == (done.feeds, done.articles)
    return done


def broken(path: Path) -> bool:
    """Whether the check finds damage."""
    try:
        with Store.open(path) as store:
            return any(each.damage for each in store.check.problems())
    except DamagedError:
        return True
