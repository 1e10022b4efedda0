"""Damaged libraries: what is wrong is told, what can be read is saved, the damaged file is kept."""

from __future__ import annotations

import random
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from tests.store.conftest import Make
from tests.store.wrecks import EACH, FEEDS, broken, lose, plain, root, saved

from feedreader.errors import DamagedError, LibraryError
from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.feed import FeedId
from feedreader.store import Store, leaves
from feedreader.store.database import PAGE_SIZE
from feedreader.store.migrations import MIGRATIONS
from feedreader.store.salvage import salvage


@pytest.mark.parametrize(
    "table", ["feeds", "texts", "bodies", "articles", "authors", "feeds_url", "search_data"]
)
def test_a_lost_root_costs_no_story(full: Path, now: datetime, table: str) -> None:
    lose(full, root(full, table))
    assert broken(full)
    done = saved(full, now)
    assert done.feeds == FEEDS
    if table not in ("texts", "bodies"):  # where the root is no leaf, its leaves are found
        assert done.articles == FEEDS * EACH


def test_what_could_be_undone_still_can(full: Path, now: datetime) -> None:
    with Store.open(full) as store:
        library = Library(store, lambda: now)
        library.marks.set_read([3], True)
        library.feeds.move(FeedId(2), "Local")
        library.feeds.move(FeedId(3), "Local")
        # What was done to a feed that is lost is not: its number goes to the next one.
        store._db.run("PRAGMA foreign_keys = OFF")
        for table in ("articles", "texts"):
            store._db.run(f"DELETE FROM {table} WHERE feed_id = 3")
        store._db.run("UPDATE feeds SET url = '' WHERE id = 3")
        store._db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    lose(full, root(full, "feeds_due"))
    saved(full, now)
    with Store.open(full) as store:
        library = Library(store, lambda: now)
        assert library.undo.last() == "Moved the feed host1.example/feed to the folder Local"
        library.undo.undo()
        assert library.feeds.get(FeedId(2)).folder == "World"
        library.undo.undo()
        assert not store.articles.rows([ArticleId(3)])[0].read
        assert library.undo.last() is None


def test_a_lost_first_page_costs_nothing(full: Path, now: datetime) -> None:
    lose(full, 1)
    assert broken(full)
    assert saved(full, now).articles == FEEDS * EACH
    with Store.open(full) as store:
        assert {feed.folder for feed in store.feeds.all()} == {"World"}
        assert store.feeds.all()[0].tags == ("daily",)
        (starred,) = store.articles.rows([ArticleId(7)])
        assert starred.starred


def test_pages_saved_one_by_one_are_sound_and_stay_where_they_are(
    full: Path, make: Make, now: datetime
) -> None:
    """They belong to a hidden feed that has no address."""
    with Store.open(full) as store:
        hidden = store.offline.saved_pages(now)
        assert hidden is not None
        store.articles.apply(hidden, [make("page", text="A page. " * 20)], (), (), now)
        assert store.check.problems() == ()
        store._db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    lose(full, root(full, "feeds_due"))
    saved(full, now)
    with Store.open(full) as store:
        assert store.offline.saved_pages() == hidden
        assert len(store.articles.known(hidden)) == 1


def test_a_star_outlives_its_row(full: Path, now: datetime) -> None:
    lose(full, root(full, "articles"))
    assert saved(full, now).articles == FEEDS * EACH
    with Store.open(full) as store:
        rows = store.articles.rows([ArticleId(each) for each in range(1, FEEDS * EACH + 1)])
        assert [row.id for row in rows if row.starred] == [7]
        assert not any(row.read for row in rows)  # nor does what was unread count as read


def test_what_stood_in_the_log_alone_is_saved(full: Path, now: datetime) -> None:
    with Store.open(full) as store:
        store.feeds.add("https://late.example/feed", now)
        lose(full, root(full, "texts"))
        log = full.with_name(f"{full.name}-wal")
        data, frames = full.read_bytes(), log.read_bytes()
    full.write_bytes(data)
    log.write_bytes(frames)
    done = salvage(full, now, plain)
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == frames
    with Store.open(full) as store:
        assert store.feeds.by_url("https://late.example/feed") is not None


@pytest.mark.parametrize(
    ("statement", "feeds", "articles"),
    [
        ("UPDATE feeds SET failure_kind = 'netw\u00d8rk' WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE feeds SET authors = '[[1' WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE feeds SET next_due = 9e17 WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE feeds SET folder = CAST(x'57ff6f' AS TEXT) WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE feeds SET url = 'file:///etc/passwd' WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE articles SET published = x'00' WHERE id = 1", FEEDS, FEEDS * EACH),
        ("UPDATE texts SET first_seen = 'soon' WHERE article_id = 1", FEEDS, FEEDS * EACH - 1),
        ("UPDATE authors SET kind = 'cat'", FEEDS, FEEDS * EACH),
        ("UPDATE tallies SET articles = x'00'", FEEDS, FEEDS * EACH),
    ],
)
def test_values_that_make_no_sense(
    full: Path, now: datetime, statement: str, feeds: int, articles: int
) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert broken(full)
    done = saved(full, now)
    assert (done.feeds, done.articles) == (feeds, articles)


@pytest.mark.parametrize("column", ["failure_kind", "authors", "warnings", "hits", "pace"])
def test_a_feed_that_makes_no_sense_is_damage_for_whoever_reads_it(full: Path, column: str) -> None:
    with Store.open(full) as store:
        store._db.run(f"UPDATE feeds SET {column} = 'x[[' WHERE id = 1")
        read = store.feeds.all_polling if column in ("hits", "pace") else store.feeds.all
        with pytest.raises(DamagedError, match="doctor --mend"):
            read()
        with pytest.raises(DamagedError):
            store.feeds.polling(FeedId(1)) if column in ("hits", "pace") else store.feeds.get(FeedId(1))


def test_articles_of_a_lost_feed_get_one_named_after_their_host(full: Path, now: datetime) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM feeds WHERE id = 2")
        connection.commit()
    with Store.open(full) as store:
        assert [each.damage for each in store.check.problems()] == [False]
        store.check.mend(plain)
        assert store.check.problems() == ()
        (found,) = [feed for feed in store.feeds.all() if feed.id == 2]
        assert (found.title, found.articles) == ("example.org (its address is lost)", EACH)


def test_a_body_that_does_not_read_makes_room_for_a_new_one(full: Path) -> None:
    with Store.open(full) as store:
        store._db.run("UPDATE bodies SET document = x'01ffff' WHERE article_id = 3")
        with pytest.raises(LibraryError, match="doctor --mend"):
            store.articles.get(ArticleId(3))
        store.check.mend(plain)
        found = store.articles.get(ArticleId(3))
        assert found is not None
        assert (found.article.document.blocks, found.article.digest) == ((), "")


@pytest.mark.parametrize("data", [b"", b"S", b"SQLite format 3\0", b"This is a shopping list. " * 4000])
def test_what_is_no_library_is_kept_and_gives_way(path: Path, now: datetime, data: bytes) -> None:
    path.write_bytes(data)
    done = saved(path, now)
    assert (done.feeds, done.articles) == (0, 0)


def test_an_older_copy_stands_in_where_nothing_can_be_read(full: Path, now: datetime) -> None:
    older = full.with_name(f"{full.name}.v2.bak")
    older.write_bytes(full.read_bytes())
    full.write_bytes(b"nothing" * 5000)
    done = salvage(full, now, plain)
    assert (done.older, done.feeds) == (older, FEEDS)
    assert older.exists()


def test_a_damaged_library_of_an_older_version(path: Path, now: datetime) -> None:
    with Store.open(path, migrations=MIGRATIONS[:1]) as old:
        for number in range(3):
            old._db.run(
                "INSERT INTO feeds (id, url, folder) VALUES (?, ?, 'World')",
                (number, f"https://{number}.example/"),
            )
    lose(path, root(path, "feeds_due"))
    lose(path, root(path, "state"))
    assert saved(path, now).feeds == 3
    with Store.open(path) as store:
        assert {feed.folder for feed in store.feeds.all()} == {"World"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and POSIX permissions")
def test_a_library_behind_a_link_stays_behind_it_and_private(
    full: Path, now: datetime, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "mine.db"
    target.parent.mkdir()
    full.rename(target)
    full.symlink_to(target)
    lose(target, 1)
    done = salvage(full, now, plain)
    assert full.is_symlink()
    assert done.articles == FEEDS * EACH
    for each in target.parent.iterdir():
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


def test_nothing_is_replaced_while_it_is_in_use(full: Path, now: datetime) -> None:
    with Store.open(full) as store:
        store.feeds.all()
        with pytest.raises(LibraryError, match="Another feedreader"):
            salvage(full, now, plain)
        assert len(store.feeds.all()) == FEEDS
    assert not list(full.parent.glob("*damaged*"))


def test_without_room_everything_stays(full: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    lose(full, 1)
    before = full.read_bytes()

    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", no_room)
    with pytest.raises(LibraryError, match="no space left on device"):
        salvage(full, now, plain)
    assert full.read_bytes() == before
    assert [each.name for each in full.parent.iterdir()] == [full.name]


def cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(len(data))]


def flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 10, 100])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def zero(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 5])):
        start = chance.randrange(len(data) // PAGE_SIZE) * PAGE_SIZE
        data[start : start + PAGE_SIZE] = bytes(PAGE_SIZE)
    return data


def shuffle(data: bytearray, chance: random.Random) -> bytearray:
    one, other = (chance.randrange(1, len(data) // PAGE_SIZE) * PAGE_SIZE for _ in range(2))
    data[one : one + PAGE_SIZE], data[other : other + PAGE_SIZE] = (
        data[other : other + PAGE_SIZE],
        data[one : one + PAGE_SIZE],
    )
    return data


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", [cut, flip, zero, shuffle])
def test_random_damage(
    full: Path, now: datetime, seed: int, damage: Callable[[bytearray, random.Random], bytearray]
) -> None:
    full.write_bytes(damage(bytearray(full.read_bytes()), random.Random(seed)))
    done = saved(full, now)
    if damage is not cut:
        assert done.feeds >= FEEDS // 2


def test_rows_are_found_without_a_tree(full: Path) -> None:
    """Long ones, too, which go on on further pages."""
    with Store.open(full) as store:
        store.state.set("long", "x" * 50_000)
        store._db.run("UPDATE feeds SET description = ? WHERE id = 1", ("y" * 50_000,))
    found = [values for number, values in leaves.rows(full) if len(values) == 40]
    assert {row[1] for row in found} >= {f"https://host{number}.example/feed" for number in range(FEEDS)}
    assert any(row[6] == "y" * 50_000 for row in found)
