"""paths and doctor."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Ran, Run
from tests.cli.shelf import NOW, put, story
from tests.cli.terminal import environ, in_terminal

from feedreader.store import Store


def verdicts(ran: Ran) -> dict[str, str]:
    """Each check's verdict; the worst where one name stands twice."""
    found: dict[str, str] = {}
    for check in json.loads(ran.out)["checks"]:
        assert check["sentence"].endswith((".", "?"))
        if found.get(check["name"]) != "bad":
            found[check["name"]] = check["verdict"]
    return found


def test_paths(run: Run, home: Path) -> None:
    rows = dict(row.split("\t") for row in run("paths").out.splitlines())
    assert rows == json.loads(run("paths", "--json").out)
    assert rows["library"] == str(home / "data" / "library.db")
    assert rows["settings"] == str(home / "config" / "settings.toml")
    assert not home.exists()


def test_doctor_finds_nothing_wrong(run: Run, library: Path) -> None:
    told = run("doctor", "--json")
    assert told.code == 0
    assert set(verdicts(told).values()) == {"ok"}
    plain = run("doctor")
    assert plain.code == 0
    assert all(row.split("\t")[0] == "ok" for row in plain.out.splitlines())


def test_doctor_before_the_first_start(run: Run, home: Path) -> None:
    told = run("doctor")
    assert told.code == 0
    assert "There is none yet" in told.out
    assert not home.exists()


def test_doctor_and_a_newer_library(run: Run, library: Path) -> None:
    change(library, "PRAGMA user_version = 999")
    told = run("doctor", "--json")
    assert told.code == 3
    assert verdicts(told)["library"] == "bad"


def test_doctor_and_a_file_that_is_no_library(run: Run, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "library.db").write_bytes(b"nothing of ours " * 1000)
    told = run("doctor", "--json")
    assert told.code == 3
    assert verdicts(told)["library"] == "bad"


def test_doctor_and_a_damaged_library(run: Run, library: Path) -> None:
    change(library, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = library.stat().st_size
    with library.open("r+b") as file:
        for page in range(5 * 8192, size - 8192, 3 * 8192):
            file.seek(page)
            file.write(b"\xff" * 512)
    told = run("doctor", "--json")
    assert told.code in (1, 3)
    assert "bad" in verdicts(told).values()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM feeds WHERE id = 1",
        "UPDATE articles SET search_rowid = NULL WHERE id = 1",
        "UPDATE tallies SET unread = 77",
    ],
)
def test_doctor_finds_and_mends(run: Run, library: Path, damage: str) -> None:
    """What is wrong is told with what to do, and what it says helps; articles stay."""
    change(library, "PRAGMA foreign_keys = OFF", damage)
    told = run("doctor", "--json")
    assert told.code == 1
    assert verdicts(told)["content"] == "bad"
    assert "doctor --mend" in told.out
    assert run("doctor", "--mend").code == 0
    assert run("doctor").code == 0
    assert run("list", "ferry").out.count("\n") == 6


def lose_page(library: Path, page: int) -> None:
    change(library, "PRAGMA wal_checkpoint(TRUNCATE)")
    with library.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(bytes(8192))


@pytest.mark.parametrize("page", [1, 2])
def test_a_damaged_library_is_one_sentence_everywhere(run: Run, library: Path, page: int) -> None:
    lose_page(library, page)
    for command in (["list"], ["feeds"], ["show", "1"], ["author", "Oda Hale"], ["export"], ["refresh"]):
        told = run(*command)
        assert told.code == 3, told
        assert told.err.count("\n") == 1
        assert "doctor --mend" in told.err
    told = run("doctor")
    assert told.code in (1, 3)
    assert "doctor --mend" in told.out


def test_a_damaged_library_is_saved_and_kept(run: Run, library: Path) -> None:
    lose_page(library, 2)
    before = library.read_bytes()
    told = run("doctor", "--mend")
    assert told.code == 0, told.out + told.err
    said = " ".join(told.err.split())
    assert "2 feeds and 6 articles could be saved. The damaged file is kept as" in said
    (kept,) = library.parent.glob("library.db.damaged-*")
    assert kept.read_bytes() == before
    assert run("list", "ferry").out.count("\n") == 6


@pytest.mark.parametrize(
    "trap",
    [
        "CREATE TRIGGER no BEFORE UPDATE ON articles BEGIN SELECT RAISE(ABORT, 'not now'); END",
        "CREATE TRIGGER no BEFORE UPDATE ON articles BEGIN SELECT novelty FROM nowhere; END",
    ],
)
def test_a_sound_library_is_not_replaced(run: Run, library: Path, trap: str) -> None:
    change(library, "UPDATE tallies SET unread = 77", trap)
    told = run("doctor", "--mend")
    assert told.code == 3
    assert "could not be used (" in told.err
    assert not list(library.parent.glob("*damaged*"))
    assert run("list", "ferry").out.count("\n") == 6


def test_what_damage_is_left_after_mending_is_not_to_be_mended_again(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedreader.cli.mending.mend", lambda session: None)
    change(library, "UPDATE texts SET title = CAST(x'57ff6f' AS TEXT)")
    assert "doctor --mend" in run("doctor").out
    told = run("doctor", "--mend")
    assert told.code == 1
    assert "Put back a copy of it" in told.out
    assert "doctor --mend" not in told.out


@pytest.mark.parametrize("content", [b"", b"nothing of ours " * 1000])
def test_a_file_with_nothing_in_it(run: Run, library: Path, content: bytes) -> None:
    library.write_bytes(content)
    assert run("doctor").code == 3
    told = run("doctor", "--mend")
    assert told.code == 0
    assert "Nothing could be read of the damaged library; an empty one stands" in " ".join(told.err.split())
    assert [each.read_bytes() for each in library.parent.glob("library.db.damaged-*")] == [content]
    assert run("feeds").code == 0


def test_a_folder_in_the_library_s_place(run: Run, home: Path) -> None:
    (home / "data" / "library.db").mkdir(parents=True)
    for command in (["doctor"], ["doctor", "--mend"], ["list"]):
        told = run(*command)
        assert told.code == 3
        assert "is a folder, not a library" in told.out + told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_in_the_library_s_place(run: Run, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    os.mkfifo(home / "data" / "library.db")
    for command in (["doctor"], ["doctor", "--mend"], ["list"]):
        assert run(*command).code == 3
    assert "is no plain file, not a library" in run("doctor", "--mend").err


def test_a_view_in_a_table_s_place_is_damage(run: Run, library: Path) -> None:
    """A library that somebody made: what stands for the feeds never ends."""
    change(
        library,
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE feeds",
        "CREATE VIEW feeds AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
        "SELECT x AS id, 'https://a.example/' || x AS url, 't' AS title FROM c",
    )
    told = run("doctor")
    assert told.code == 1
    assert "it lacks tables or columns. `feedreader doctor --mend`" in told.out
    assert run("doctor", "--mend").code == 0
    assert len(run("list").out.splitlines()) == 6


def test_pages_saved_one_by_one_are_no_damage(run: Run, library: Path) -> None:
    with Store.open(library) as store:
        hidden = store.offline.saved_pages(NOW)
        assert hidden is not None
        put(store, hidden, [story(9)])
    told = run("doctor")
    assert (told.code, told.err) == (0, "")


def test_a_value_that_makes_no_sense_is_damage(run: Run, library: Path) -> None:
    """SQLite finds nothing wrong with it, and what reads it stumbles."""
    change(library, "UPDATE feeds SET failure_kind = 'nonsense' WHERE id = 2")
    told = run("feeds")
    assert (told.code, "doctor --mend" in told.err) == (3, True)
    assert "1 value makes no sense" in run("doctor").out
    assert run("doctor", "--mend").code == 0
    assert run("feeds").code == 0


def test_mending_what_is_read_only(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert run("doctor", "--mend").code == 3
    told = run("doctor", "--json")
    assert (told.code, verdicts(told)["permission"]) == (0, "warn")


@pytest.mark.parametrize(("free", "verdict"), [(10**7, "bad"), (2 * 10**8, "warn"), (10**10, "ok")])
def test_doctor_and_a_full_disk(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, free: int, verdict: str
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(0, 0, free))
    assert verdicts(run("doctor", "--json"))["space"] == verdict


@pytest.mark.parametrize(
    ("settings", "name", "verdict"),
    [
        ("measure = 80", "settings", "ok"),
        ("messure = 80", "settings", "bad"),
        ("this is not TOML", "settings", "bad"),
        ('theme = "no such theme"', "settings", "bad"),
        ('date_format = "%Q"', "settings", "bad"),
        ('[keys]\n"no.such" = "x"', "keys", "bad"),
        ('[keys]\n"find.search" = "f5"', "keys", "ok"),
    ],
)
def test_doctor_and_the_settings(run: Run, home: Path, settings: str, name: str, verdict: str) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(settings)
    told = run("doctor", "--json")
    assert verdicts(told)[name] == verdict
    assert told.code == (1 if verdict == "bad" else 0)


@pytest.mark.parametrize(
    ("variables", "size", "said"),
    [
        ({"COLORTERM": "truecolor"}, (24, 80), ["16 million", "80 columns and 24 rows."]),
        ({"TERM": "vt100", "COLORTERM": ""}, (24, 80), ["16 or fewer"]),
        ({"TERM": "dumb"}, (24, 80), ["bad   terminal", "list"]),
        ({"NO_COLOR": "1"}, (24, 80), ["NO_COLOR"]),
        ({}, (10, 30), ["too few"]),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, (24, 80), ["UTF-8", "warn"]),
    ],
)
def test_doctor_looks_at_the_terminal(
    home: Path, variables: dict[str, str], size: tuple[int, int], said: list[str]
) -> None:
    code, written = in_terminal(["doctor"], environ(home, **variables), columns=size[1], rows=size[0])
    flat = " ".join(written.split()) if size[1] < 80 else written
    assert all(each in flat for each in said), written
    assert code == (1 if variables.get("TERM") == "dumb" else 0)


def change(library: Path, *statements: str) -> None:
    """Changes a library behind the program's back."""
    connection: Any = sqlite3.connect(library, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
