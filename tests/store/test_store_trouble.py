"""What goes wrong with a library, and which of it is called damage."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.conftest import NOW, Fill, Make

from feedreader.errors import DamagedError, LibraryError
from feedreader.library import Library
from feedreader.model.author import AuthorId
from feedreader.model.query import Query
from feedreader.store import Store, copies, trouble
from feedreader.store.database import Database
from feedreader.store.migrations import MIGRATIONS, Migration

URL = "https://example.org/feed"


@pytest.mark.parametrize(
    ("statement", "values", "said"),
    [
        ("SELECT novelty FROM feeds", (), "no such column: novelty"),
        ("SELECT 1 FROM nowhere", (), "no such table: nowhere"),
        ("SELECT title FROM articles", (), "no such column: title"),
        ("SELECT FROM", (), "syntax error"),
        ("SELECT ?", (1, 2), "Incorrect number of bindings"),
        ("SELECT ?", ({},), "type 'dict' is not supported"),
        ("INSERT INTO feeds (url) VALUES (NULL)", (), "NOT NULL constraint failed: feeds.url"),
        ("INSERT INTO tallies (feed_id) VALUES (99)", (), "FOREIGN KEY constraint failed"),
    ],
)
def test_a_mistake_of_ours_is_no_damage(
    store: Store, statement: str, values: tuple[object, ...], said: str
) -> None:
    with pytest.raises(LibraryError) as caught:
        store._db.run(statement, values)
    assert not isinstance(caught.value, DamagedError)
    assert f"The library {store.path} could not be used (" in str(caught.value)
    assert said in str(caught.value)
    assert "--mend" not in str(caught.value)


def test_a_number_that_is_too_large_is_no_word_on_the_library(store: Store) -> None:
    for ask in (store._db.run, store._db.all, store._db.ids):
        with pytest.raises(OverflowError):
            ask("SELECT ?", (2**70,))


@pytest.mark.parametrize(
    ("lose", "use"),
    [
        ("DROP TABLE aliases", "SELECT count(*) FROM aliases"),
        ("DROP TABLE search", "SELECT 1 FROM search"),
        ("DROP INDEX articles_newest", "SELECT 1 FROM articles INDEXED BY articles_newest"),
        ("ALTER TABLE feeds DROP COLUMN hub_url", "SELECT hub_url FROM feeds"),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET "
            "sql = replace(sql, 'hub_url', CAST(x'68fe' AS TEXT)) WHERE name = 'feeds'",
            "SELECT hub_url FROM feeds",
        ),
    ],
)
def test_what_the_file_lacks_is_damage(path: Path, lose: str, use: str) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(lose)
    with Store.open(path) as store, pytest.raises(DamagedError, match="doctor --mend"):
        store._db.run(use)


def test_an_older_version_lacks_nothing_that_came_later(path: Path) -> None:
    Store.open(path, migrations=MIGRATIONS[:1]).close()
    with closing(Database(path)) as db, pytest.raises(LibraryError, match="no such table: aliases") as caught:
        db.all("SELECT 1 FROM aliases")
    assert not isinstance(caught.value, DamagedError)


def test_letters_that_are_none_are_damage(store: Store) -> None:
    for ask in (store._db.all, store._db.ids, store._db.one):
        with pytest.raises(DamagedError):
            ask("SELECT CAST(x'57ff6f' AS TEXT)")


def test_words_in_place_of_numbers_are_damage(store: Store) -> None:
    with pytest.raises(DamagedError):
        store._db.ids("SELECT 'seven'")


@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("SQLITE_CORRUPT_VTAB", True, "is damaged"),
        ("SQLITE_IOERR_SHORT_READ", True, "is damaged"),
        ("SQLITE_NOTADB", True, "is not a feedreader library"),
        ("SQLITE_IOERR_READ", False, "The disk does not let"),
        ("SQLITE_NOMEM", False, "not enough memory"),
        ("SQLITE_BUSY_SNAPSHOT", False, "in use by another program"),
        ("SQLITE_READONLY_DBMOVED", False, "read-only"),
        ("SQLITE_TOOBIG", False, "could not be used (as SQLite says)"),
    ],
)
def test_by_sqlites_name_for_it(store: Store, name: str, damage: bool, said: str) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorname = name
    found = trouble.failure(error, store.path)
    assert isinstance(found, DamagedError) is damage
    assert said in str(found)


def test_a_library_that_is_in_use_is_not_called_damaged(path: Path, fill: Fill, make: Make) -> None:
    fill(URL, make("one"))
    with Store.open(path) as one, Store.open(path, busy=0.05) as two, one.write():
        one.state.set("pane", "32")
        with pytest.raises(LibraryError, match="try again in a moment"):
            two.check.problems()


@pytest.mark.parametrize("call", ["quick_check", 'FROM "articles"', "foreign_key_check", "integrity-check"])
def test_what_could_not_be_looked_at_is_not_called_damaged(
    store: Store, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def failing(ask: Callable[..., object]) -> Callable[..., object]:
        def asked(sql: str, values: tuple[object, ...] = ()) -> object:
            if call in sql:
                raise LibraryError("The disk does not let it be read.")
            return ask(sql, values)

        return asked

    for name in ("all", "each", "run"):
        monkeypatch.setattr(Database, name, staticmethod(failing(getattr(store._db, name))))
    with pytest.raises(LibraryError, match="does not let"):
        store.check.problems()


def test_what_is_told_of_damage_leaves_open_what_to_do(path: Path, fill: Fill, make: Make) -> None:
    fill(URL, make("one"))
    with Store.open(path) as store:
        store._db.run("UPDATE texts SET title = CAST(x'57ff6f' AS TEXT)")
        (problem,) = store.check.problems()
    assert problem.damage
    assert "--mend" not in problem.sentence


NOTES = Migration(
    MIGRATIONS[-1].version + 1,
    (
        "CREATE TABLE notes (text TEXT, article_id INTEGER REFERENCES articles (id) ON DELETE CASCADE)",
        "CREATE TABLE heard (text TEXT, feed INTEGER REFERENCES feeds (id) ON DELETE SET NULL)",
    ),
)


def test_rows_of_any_table_that_belong_to_nothing_go(path: Path) -> None:
    with Store.open(path, migrations=(*MIGRATIONS, NOTES)) as store:
        store._db.run("PRAGMA foreign_keys = OFF")
        store._db.run("INSERT INTO notes VALUES ('lost', 99), ('nobody''s', NULL)")
        store._db.run("INSERT INTO heard VALUES ('kept', 99)")
        store._db.run("INSERT INTO article_tags VALUES (98, 1, 99, 0)")
        store._db.run(
            "INSERT INTO authors (id, site, key, name, added, merged_into) VALUES (1, '', '', '', 0, 9)"
        )
        assert [each.sentence for each in store.check.problems()] == ["5 rows belong to nothing."]
        store.check.mend(lambda body: "")
        assert store.check.problems() == ()
        assert store._db.all("SELECT * FROM notes") == [("nobody's", None)]
        assert store._db.all("SELECT * FROM heard") == [("kept", None)]
        assert store._db.all("SELECT merged_into FROM authors") == [(None,)]


STRANGE = (
    'CREATE TABLE "by name" ("its name" TEXT PRIMARY KEY, digits INTEGER)',
    'CREATE TABLE "x y" ("a ""key""" TEXT REFERENCES "by name", told TEXT)',
    'CREATE TABLE "select" ("from" INTEGER REFERENCES feeds ON DELETE SET NULL)',
    "CREATE TABLE gone (to_nowhere INTEGER REFERENCES no_such_table (id))",
)


def test_tables_of_any_name_are_mended(path: Path) -> None:
    """And keys that say no more than whose they are: they hold what that table's own key does."""
    with Store.open(path) as store:
        store._db.run("PRAGMA foreign_keys = OFF")
        for each in STRANGE:
            store._db.run(each)
        store._db.run("""INSERT INTO "by name" VALUES ('one', 7)""")
        store._db.run("""INSERT INTO "x y" VALUES ('one', 'kept'), ('two', 'lost'), (NULL, 'nobody''s')""")
        store._db.run("""INSERT INTO "select" VALUES (99)""")
        store._db.run("INSERT INTO gone VALUES (1)")
        store.check.mend(lambda body: "")
        assert store._db.all("""SELECT told FROM "x y" ORDER BY told""") == [("kept",), ("nobody's",)]
        assert store._db.all("""SELECT * FROM "select" """) == [(None,)]
        assert store._db.all("SELECT * FROM gone") == []


def test_a_feed_that_is_lost_again_gets_an_address_of_its_own(store: Store, fill: Fill, make: Make) -> None:
    fill(URL, make("one"))
    store.feeds.add("https://example.org/#lost-1", NOW)
    store._db.run("PRAGMA foreign_keys = OFF")
    store._db.run("DELETE FROM feeds WHERE id = 1")
    store.check.mend(lambda body: "")
    assert {feed.id: feed.articles for feed in store.feeds.all()} == {1: 1, 2: 0}


def test_undoing_a_merge_into_who_is_lost_makes_an_author_his_own(
    library: Library, fill: Fill, make: Make
) -> None:
    fill(URL, make("one", authors=("Ann Hale",)))
    library.store.authors.set_merged([1], 77)
    found = library.store.authors.get(AuthorId(1))
    assert found is not None
    assert library.store.authors.members(AuthorId(1)) == (1,)


def test_a_change_that_does_not_read_is_damage(library: Library, fill: Fill, make: Make) -> None:
    fill(URL, make("one"))
    library.marks.read_all(Query())
    library.store._db.run("UPDATE journal SET steps = x'0102'")
    with pytest.raises(DamagedError):
        library.undo.undo()
    assert [each.damage for each in library.store.check.problems()] == [True]


def test_the_copies_of_a_library(tmp_path: Path) -> None:
    library = tmp_path / "my [own] library.db"
    old, kept = copies.before_upgrade(library, 2), copies.of_damaged(library, NOW)
    for each in (library, old, kept, kept.with_name(f"{kept.name}-wal"), tmp_path / "other.db.v1.bak"):
        each.touch()
    again = copies.of_damaged(library, NOW)
    again.touch()
    assert again != kept
    assert copies.older(library) == [old]
    assert copies.beside(library) == sorted([old, kept, again])


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_what_is_no_file_is_no_copy(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    (good := copies.before_upgrade(library, 2)).touch()
    copies.before_upgrade(library, 1).symlink_to(tmp_path / "nowhere")
    copies.before_upgrade(library, 3).mkdir()
    tmp_path.joinpath("library.db.damaged-20261123-120000").symlink_to(tmp_path / "nowhere")
    assert copies.older(library) == copies.beside(library) == [good]
