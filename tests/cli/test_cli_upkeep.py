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
from tests.cli.terminal import environ, in_terminal


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
    if "DELETE" in damage:  # articles without a feed: only a copy helps, and that is said then
        assert "doctor --mend" not in run("doctor", "--mend").out
    else:
        assert run("doctor", "--mend").code == 0
        assert run("doctor").code == 0
        assert run("list", "ferry").out.count("\n") == 6


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
        ('theme = "no such theme"', "theme", "bad"),
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
