"""Opening a library: new, old, newer, foreign, damaged, locked, read-only."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from feedreader.errors import LibraryError
from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.query import Query
from feedreader.store import Store
from feedreader.store.migrations import MIGRATIONS, Migration
from feedreader.store.records import PreparedArticle

Make = Callable[..., PreparedArticle]

NEWEST = MIGRATIONS[-1].version
NEXT = Migration(NEWEST + 1, ("CREATE TABLE novelty (a TEXT)", "INSERT INTO novelty VALUES ('kept')"))
BROKEN = Migration(NEWEST + 1, ("CREATE TABLE novelty (a TEXT)", "INSERT INTO nowhere VALUES (1)"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_new_library_is_the_persons_own_and_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "library.db"
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert version(path) == MIGRATIONS[-1].version
    assert not list(path.parent.glob("*.bak"))


def test_what_was_stored_is_there_again(path: Path) -> None:
    with Store.open(path) as store:
        store.state.set("pane", "32")
    with Store.open(path) as store:
        assert store.state.get("pane") == "32"
        assert store.state.get("other") is None


def test_a_newer_library_is_refused_and_left_alone(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(
        LibraryError,
        match=r"This library was written by a newer feedreader \(version 99\); update feedreader to open it\.",
    ):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_feed_of_an_older_library_is_outside_until_it_answers(path: Path, now: datetime) -> None:
    with Store.open(path, migrations=MIGRATIONS[:3]) as old:
        old._db.run("INSERT INTO feeds (url, shown) VALUES ('http://nas.local/feed', 'NAS')")
    with Store.open(path) as store:
        assert [(feed.title, feed.inside) for feed in store.feeds.all_polling()] == [("NAS", False)]


def test_an_upgrade_leaves_a_copy_of_the_old_library(path: Path) -> None:
    with Store.open(path) as store:
        store.state.set("pane", "32")
    with Store.open(path, migrations=(*MIGRATIONS, NEXT)) as store:
        assert store.state.get("pane") == "32"
    assert version(path) == NEWEST + 1
    copy = path.with_name(f"library.db.v{NEWEST}.bak")
    assert version(copy) == NEWEST
    with Store.open(copy) as old:
        assert old.state.get("pane") == "32"


OF_VERSION_1 = """
INSERT INTO feeds (id, url, custom_title, shown, folder) VALUES (1, 'https://example.org/feed', '', 'Old', 'World');
INSERT INTO tallies VALUES (1, 2, 1);
INSERT INTO articles (id, feed_id, published, read, starred, search_rowid)
    VALUES (1, 1, 1000, 0, 1, 1), (2, 1, 2000, 1, 0, 2);
INSERT INTO texts (article_id, feed_id, identity, identity_key, digest, title, first_seen)
    VALUES (1, 1, 'a', 11, x'00', 'One', 900), (2, 1, 'b', 12, x'00', 'Two', 900);
INSERT INTO search (rowid, text) VALUES (1, 'One moon'), (2, 'Two sun');
INSERT INTO heads (rowid, title, byline) VALUES (1, 'One', ''), (2, 'Two', '');
"""


def test_a_library_of_version_1_comes_up_to_date_with_all_it_holds(path: Path, now: datetime) -> None:
    Store.open(path, migrations=MIGRATIONS[:1]).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OF_VERSION_1)
    with Store.open(path) as store:
        library = Library(store, lambda: now)
        assert [(feed.title, feed.folder, feed.unread) for feed in library.feeds.all()] == [
            ("Old", "World", 1)
        ]
        rows = library.lists.rows(library.lists.ids(Query()))
        assert [(row.title, row.read, row.starred) for row in rows] == [
            ("Two", True, False),
            ("One", False, True),
        ]
        assert list(library.lists.ids(Query(search="moon"))) == [1]
        assert store.check.problems() == ()
    assert version(path) == NEWEST
    assert path.with_name("library.db.v1.bak").exists() == (NEWEST > 1)


def test_an_upgrade_that_fails_changes_nothing(path: Path) -> None:
    Store.open(path).close()
    with pytest.raises(LibraryError):
        Store.open(path, migrations=(*MIGRATIONS, BROKEN))
    assert version(path) == NEWEST
    with closing(sqlite3.connect(path)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'novelty'").fetchall()
    Store.open(path).close()


def test_an_upgrade_is_not_made_when_no_copy_can_be(path: Path) -> None:
    Store.open(path).close()
    path.with_name(f"library.db.v{NEWEST}.bak").mkdir()
    with pytest.raises(LibraryError, match="No copy of the library could be made"):
        Store.open(path, migrations=(*MIGRATIONS, NEXT))
    assert version(path) == NEWEST


def test_an_older_library_is_not_upgraded_by_a_reader_only(path: Path) -> None:
    Store.open(path).close()
    with pytest.raises(LibraryError, match="older version"):
        Store.open(path, read_only=True, migrations=(*MIGRATIONS, NEXT))


def text_file(path: Path) -> None:
    path.write_text("This is a shopping list and no database at all. " * 50)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cookies (a TEXT)")
        connection.commit()


def other_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1234")
        connection.commit()


@pytest.mark.parametrize("spoil", [text_file, foreign, other_application])
def test_what_is_no_library_is_refused_and_left_alone(path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="move it away") as caught:
        Store.open(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


def read_all(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(1, 201):
            store.articles.get(ArticleId(number))


def test_a_truncated_library_says_so(path: Path, make: Make, now: datetime) -> None:
    with Store.open(path) as store:
        feed = store.feeds.add("https://example.org/feed", now)
        store.articles.apply(feed, [make(f"a{n}") for n in range(200)], (), (), now)
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(LibraryError, match=r"damaged; `feedreader doctor --mend`"):
        read_all(path)


def test_a_missing_library_is_not_made_unasked(path: Path) -> None:
    for read_only, create in ((False, False), (True, True)):
        with pytest.raises(LibraryError, match="There is no library at"):
            Store.open(path, read_only=read_only, create=create)
    assert not path.exists()


def test_an_empty_file_is_no_library_to_read(path: Path) -> None:
    path.touch()
    with pytest.raises(LibraryError, match="no library at"):
        Store.open(path, read_only=True)


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Store.open(tmp_path)


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="could not be made"):
        Store.open(tmp_path / "file" / "library.db")


def test_read_only_reads_and_refuses_to_write(path: Path, make: Make, now: datetime) -> None:
    with Store.open(path) as store:
        feed = store.feeds.add("https://example.org/feed", now)
        store.articles.apply(feed, [make("one")], (), (), now)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert [row.title for row in store.articles.rows([1])] == ["About one"]
        library = Library(store, lambda: now)
        assert list(library.lists.ids(Query(search="plain"))) == [1]
        library.state.set("pane", "32")
        for change in (
            lambda: store.articles.set_read([1], True),
            lambda: store.feeds.set_title(feed, "Other"),
            lambda: store.state.set("pane", "32"),
        ):
            with pytest.raises(LibraryError, match="is read-only"):
                change()
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_in_a_folder_without_permission_can_be_read(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with Store.open(path, read_only=True) as store:
            assert store.state.get("pane") is None
        with pytest.raises(LibraryError, match="read-only"):
            Store.open(path)
    finally:
        path.parent.chmod(0o700)


def test_a_locked_library_says_so_and_still_reads(path: Path) -> None:
    with Store.open(path) as one, Store.open(path, busy=0.05) as two, one.write():
        one.state.set("pane", "32")
        assert two.state.get("pane") is None
        with pytest.raises(LibraryError, match="try again in a moment"):
            two.state.set("pane", "40")
    with Store.open(path) as store:
        assert store.state.get("pane") == "32"


def test_a_change_that_fails_half_way_leaves_nothing(store: Store) -> None:
    def half() -> None:
        with store.write():
            store.state.set("pane", "32")
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        half()
    assert store.state.get("pane") is None
    store.state.set("pane", "40")
    assert store.state.get("pane") == "40"


def test_another_processs_change_is_noticed(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as two:
        before = one.changes()
        one.state.set("pane", "32")
        assert one.changes() == before
        two.state.set("pane", "40")
        assert one.changes() != before


def _write_many(path: Path, name: str, together: Barrier) -> None:
    together.wait(60)
    with Store.open(path) as store:
        for number in range(50):
            store.state.set(f"{name}{number}", name)


def test_processes_that_open_and_write_at_once(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(3)
    workers = [context.Process(target=_write_many, args=(path, name, together)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with Store.open(path) as store:
        assert all(store.state.get(f"{name}{n}") == name for name in "abc" for n in range(50))


def test_a_library_that_another_process_does_not_finish_making(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedreader.store.migrate.TURN_SECONDS", 0.1)
    handle = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(LibraryError, match="in use by another program"):
        Store.open(path)
    os.close(handle)
    Store.open(path).close()


def test_a_copy_while_it_is_open(store: Store, tmp_path: Path) -> None:
    store.state.set("pane", "32")
    store.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.state.get("pane") == "32"
    assert not list(tmp_path.glob("*.part"))
