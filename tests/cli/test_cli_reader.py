"""How the reader is built: services from settings, the demo and its end, a read-only library."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from tests.cli.conftest import Run

from feedreader import bootstrap
from feedreader.cli import reader
from feedreader.cli.reader import make_app, run_reader
from feedreader.errors import LibraryError


@pytest.fixture(autouse=True)
def collected() -> Any:
    """The app turns the garbage collector off for its start."""
    yield
    gc.enable()


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were one."""
    monkeypatch.setattr("feedreader.cli.screen.is_on_a_terminal", lambda: True)
    monkeypatch.setattr("feedreader.cli.screen.stderr_on_it", nullcontext)


def settings(home: Path, text: str) -> None:
    """Writes the settings file."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(text)


def test_the_settings_reach_the_screen(home: Path) -> None:
    settings(home, 'measure = 80\ntheme = "ansi-dark"\nrelaxed_list = false\n[keys]\n"find.search" = "f5"\n')
    app = make_app(os.environ, engine_on=False)
    look = app.services.look
    assert (look.measure, look.theme, look.relaxed, look.keys) == (
        80,
        "ansi-dark",
        False,
        {"find.search": "f5"},
    )
    assert app.services.problems == ()
    assert not app.services.demo


@pytest.mark.parametrize(
    ("text", "said"), [("messure = 80", "measure"), ('theme = "pink"', "pink"), ("not toml", "TOML")]
)
def test_a_mistake_in_the_settings_keeps_nobody_from_reading(home: Path, text: str, said: str) -> None:
    settings(home, text)
    app = make_app(os.environ, engine_on=False)
    (problem,) = app.services.problems
    assert said in problem
    assert app.services.look.measure == 70


def test_a_mistake_leaves_the_other_settings_and_the_keys_in_force(home: Path) -> None:
    settings(home, 'measure = 1\nmouse = false\n[keys]\n"find.search" = "f5"\n"app.quit" = 7\n')
    look = (app := make_app(os.environ, engine_on=False)).services.look
    assert (look.measure, look.mouse, look.keys) == (70, False, {"find.search": "f5"})
    assert [problem.partition(": ")[0].rpartition(", ")[2] for problem in app.services.problems] == [
        "line 1",
        "line 5",
    ]


def test_a_read_only_library_opens_with_a_note(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    app = make_app(os.environ, engine_on=False)
    assert app.library.store.read_only
    assert "read-only" in app.services.problems[0]
    assert app.services.look.refresh_minutes == 0


@pytest.mark.parametrize("trouble", ["read-only", "full"])
def test_that_nothing_is_kept_is_told_first(
    home: Path, library: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    settings(home, "measure = 1\nmessure = 80\n")
    if trouble == "full":
        monkeypatch.setattr("feedreader.store.trouble.is_full", lambda folder: True)
    else:
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    app = make_app(os.environ, engine_on=False)
    first, *others = app.services.problems
    assert trouble in first
    assert "nothing is kept" in first
    assert len(others) == 2


def test_a_library_that_cannot_be_opened(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "library.db").write_bytes(b"nothing of ours" * 1000)
    with pytest.raises(LibraryError):
        make_app(os.environ)
    on_a_terminal(monkeypatch)
    told = run()
    assert told.code == 3
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "damage", "code", "said"),
    [
        (ZeroDivisionError("by accident"), "", 1, "Something went wrong"),
        (LibraryError("The disk is full."), "", 3, "The disk is full."),
        (ValueError("by damage"), "UPDATE feeds SET authors = '[['", 3, "doctor --mend"),
        (ValueError("by accident"), "", 1, "Something went wrong"),
        (ZeroDivisionError("all the same"), "UPDATE feeds SET authors = '[['", 1, "Something went wrong"),
        (ValueError("beside it"), "PRAGMA user_version = 999", 1, "Something went wrong"),
    ],
)
def test_what_ends_the_reader_is_one_sentence_and_in_the_log(
    run: Run,
    home: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    damage: str,
    code: int,
    said: str,
) -> None:
    def fall(app: Any, **_: object) -> None:
        with closing(sqlite3.connect(library)) as connection:
            connection.execute(damage)
            connection.commit()
        app._exception = error

    on_a_terminal(monkeypatch)
    monkeypatch.setattr("feedreader.tui.app.FeedreaderApp.run", fall)
    told = run()
    assert told.code == code
    assert told.err.count("\n") == 1
    assert said in told.err
    if not isinstance(error, LibraryError):
        assert str(error) in (home / "cache" / "feedreader.log").read_text()


def test_the_demo_has_a_library_of_its_own(home: Path) -> None:
    with closing(bootstrap.demo(os.environ)) as newsroom:
        app = make_app(os.environ, newsroom, engine_on=False)
        assert app.services.demo
        assert len(app.library.feeds.all()) > 4
        assert app.library.store.path == newsroom.paths.library
        assert not (home / "data" / "library.db").exists()
        app.desk.close()


def test_two_demos_at_once(home: Path) -> None:
    """The second is apart from the first, and each takes its own folder away."""
    with closing(bootstrap.demo(os.environ)) as first:
        library = bootstrap.open_library(first.paths)
        with closing(bootstrap.demo(os.environ)) as second:
            assert second.paths.library != first.paths.library
            library.feeds.move(library.feeds.all()[0].id, "Mine")
        assert not second.folder.path.exists()
        assert second.process.returncode is not None
        assert "Mine" in library.feeds.folders()
        assert bootstrap.open_library(first.paths, read_only=True).feeds.folders() == library.feeds.folders()
        library.store.close()
    assert list((home / "cache" / "demo").iterdir()) == []


class Told:
    """Stands for the app: says what was chosen."""

    def __init__(self, wish: str | None) -> None:
        self.wish = wish
        self.return_code = 0
        self.failure = None
        self.services = SimpleNamespace(look=SimpleNamespace(mouse=True))

    def run(self, *, mouse: bool) -> str | None:
        """The choice."""
        return self.wish


@pytest.mark.parametrize(
    ("demo", "wish", "opened"),
    [(False, None, [False]), (False, "demo", [False, True]), (True, None, [True]), (True, "demo", [True])],
)
def test_the_welcome_leads_to_the_demo(
    home: Path, monkeypatch: pytest.MonkeyPatch, demo: bool, wish: str | None, opened: list[bool]
) -> None:
    asked: list[bool] = []

    def make(environ: Mapping[str, str], newsroom: bootstrap.Demo | None, *, opening: object) -> Told:
        asked.append(newsroom is not None)
        return Told(wish)

    def gone(code: int) -> NoReturn:
        raise SystemExit(code)

    ended_demos: list[bool] = []

    on_a_terminal(monkeypatch)
    monkeypatch.setattr(
        bootstrap, "demo", lambda environ: SimpleNamespace(close=lambda: ended_demos.append(True))
    )
    monkeypatch.setattr(reader, "make_app", make)
    monkeypatch.setattr(reader, "_gone", gone)
    with pytest.raises(SystemExit) as ended:
        run_reader({"TERM": "xterm"}, demo=demo)
    assert ended.value.code == 0
    assert asked == opened
    assert len(ended_demos) == asked.count(True)


def test_a_dumb_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    told = run()
    assert told.code == 2
    assert "feedreader list" in told.err
