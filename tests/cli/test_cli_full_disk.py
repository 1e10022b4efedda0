"""A full disk: the library is read all the same, and nothing is half written.

The limit on the size of a file plays the full disk: no log can be begun, no index of it made.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.terminal import environ

from feedreader import bootstrap
from feedreader.cli.reader import make_app
from feedreader.errors import FullError, LibraryError
from feedreader.store import Store

_PROGRAM = """
import resource, sys
from feedreader.store import trouble
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
trouble.is_full = lambda folder: True
from feedreader.cli import main
sys.exit(main(sys.argv[1:]))
"""
FULL = "The disk is full: nothing was lost, but nothing can be saved until there is room."


def run_full(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as on a full disk. (Without writing byte-code: Python would leave it cut off.)"""
    return subprocess.run(
        [sys.executable, "-P", "-B", "-c", _PROGRAM, *arguments],
        env=environ(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
class TestFull:
    """Commands."""

    @pytest.mark.parametrize(
        "arguments", [["list"], ["feeds"], ["show", "1"], ["export"], ["author", "Hale"]]
    )
    def test_what_is_there_can_be_read(self, home: Path, library: Path, arguments: list[str]) -> None:
        told = run_full(home, *arguments)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.count("\n") >= 2

    @pytest.mark.parametrize("arguments", [["remove", "1"], ["import", "LIST"], ["doctor", "--mend"]])
    def test_what_would_change_it_says_why_not(
        self, home: Path, library: Path, tmp_path: Path, arguments: list[str]
    ) -> None:
        before = library.read_bytes()
        (tmp_path / "list.opml").write_text(
            '<opml version="2.0"><body><outline xmlUrl="https://new.example/feed"/></body></opml>'
        )
        told = run_full(
            home, *(str(tmp_path / "list.opml") if each == "LIST" else each for each in arguments)
        )
        assert told.returncode == 3
        assert told.stderr.splitlines()[-1] == f"feedreader: {FULL}"
        assert library.read_bytes() == before


def test_the_reader_opens_with_a_note(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedreader.store.trouble.is_full", lambda folder: True)
    app = make_app(os.environ, engine_on=False)
    assert app.services.problems == (
        "The disk is full: everything can be read, nothing is kept until there is room.",
    )
    assert app.services.look.refresh_minutes == 0


def test_a_change_that_finds_no_room_leaves_nothing(library: Path) -> None:
    with Store.open(library) as store:
        pages = store._db.number("PRAGMA page_count")
        store._db.run(f"PRAGMA max_page_count = {pages}")
        feeds = store.feeds.all()

        def much() -> None:
            with store.write():
                store.feeds.set_title(feeds[0].id, "Half")
                store.state.set("large", "x" * 1_000_000)

        with pytest.raises(FullError):
            much()
        assert store.feeds.all() == feeds
        assert store.check.problems() == ()


def test_a_library_for_reading_says_why_it_does_not_change(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = bootstrap.open_library(bootstrap.paths(os.environ), read_only=True)
    with opened.store as store:
        with pytest.raises(LibraryError, match="give yourself permission"):
            store.state.set("a", "b")
        monkeypatch.setattr("feedreader.store.trouble.is_full", lambda folder: True)
        with pytest.raises(FullError, match="The disk is full"):
            store.state.set("a", "b")


def test_a_full_disk_before_the_first_start(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise FullError(FULL)

    monkeypatch.setattr("feedreader.store.migrate.upgrade", full)
    told = run("list")
    assert (told.code, told.err) == (3, f"feedreader: {FULL}\n")


def test_the_error_of_the_system_is_no_sentence(library: Path) -> None:
    from feedreader.store.trouble import failure

    with closing(sqlite3.connect(":memory:")):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    said = str(failure(error, library))
    assert "I/O" not in said
    assert "has room" in said
