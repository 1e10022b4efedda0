"""The command line as a whole: grammar, exit codes, errors in one sentence."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from feedreader import __version__, bootstrap
from feedreader.cli.arguments import parser, read

COMMANDS = [
    "add", "remove", "feeds", "refresh", "list", "show", "author", "download", "inspect", "import", "export", "paths",
    "doctor",
]  # fmt: skip
READING = [["list"], ["feeds"], ["show", "1"], ["author", "Oda"], ["export"], ["list", "--json"]]
LIBRARY = [*READING, ["remove", "1"], ["refresh"], ["add", "https://example.org/"]]


def one_sentence(text: str) -> bool:
    """One line, and no traceback."""
    return text.count("\n") == 1 and "Traceback" not in text and text.startswith("feedreader: ")


def test_version(run: Run) -> None:
    assert run("--version").out == f"feedreader {__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_everywhere(run: Run, command: str) -> None:
    told = run(*filter(None, [command, "--help"]))
    assert told.code == 0
    assert told.out.startswith("usage: feedreader")
    assert "Exit codes" in told.out


def test_help_names_every_command(run: Run) -> None:
    told = run("--help").out
    assert all(f"\n    {command} " in told for command in COMMANDS)


def test_no_command_is_forgotten() -> None:
    """Every command of the grammar is run by something other than the reader."""
    (choices,) = [action.choices for action in parser()._actions if action.dest == "command"]
    assert sorted(choices or ()) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["list", "--nonsense"],
        ["list", "--limit", "many"],
        ["list", "--limit", "-1"],
        ["show"],
        ["show", "1", "--format", "pdf"],
        ["add", "https://example.org", "--pick", "0"],
        ["--demo", "list"],
        ["list", "--lim", "3"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.code == 2
    assert told.out == ""
    assert one_sentence(told.err)
    assert "--help" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "--json"], "`feedreader export` does not take “--json”; see `feedreader export --help`."),
        (["--jsn"], "`feedreader` does not take “--jsn”; see `feedreader --help`."),
        (["show", "1", "2"], "`feedreader show` does not take “2”; see `feedreader show --help`."),
        (
            ["list", "--limit", "-3"],
            "Argument --limit: '-3' is not a number from 0 on; see `feedreader list --help`.",
        ),
    ],
)
def test_wrong_usage_names_the_command_and_what_is_wrong(
    run: Run, library: Path, arguments: list[str], said: str
) -> None:
    told = run(*arguments)
    assert (told.code, told.out, told.err) == (2, "", f"feedreader: {said}\n")


@pytest.mark.parametrize("arguments", [["--debug", "list"], ["list", "--debug"]])
def test_debug_may_stand_before_or_behind_the_command(arguments: list[str]) -> None:
    assert read(arguments).debug
    assert not read(["list"]).debug


@pytest.mark.parametrize("arguments", LIBRARY, ids=" ".join)
def test_a_library_of_a_newer_version(run: Run, library: Path, arguments: list[str]) -> None:
    with sqlite3.connect(library) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    told = run(*arguments)
    assert (told.code, told.out) == (3, "")
    assert one_sentence(told.err)
    assert "newer" in told.err


@pytest.mark.parametrize("arguments", LIBRARY, ids=" ".join)
def test_a_library_that_is_none(run: Run, home: Path, arguments: list[str]) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "library.db").write_bytes(b"This is not a database. " * 400)
    told = run(*arguments)
    assert (told.code, told.out) == (3, "")
    assert one_sentence(told.err)


def test_a_home_that_cannot_be_made(run: Run, home: Path) -> None:
    home.write_text("a file stands where the folder should")
    told = run("list")
    assert told.code == 3
    assert one_sentence(told.err)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_read_only_library_is_read(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    told = run(*arguments)
    assert told.code == 0
    assert told.out


@pytest.mark.parametrize(
    "arguments", [["remove", "1"], ["refresh"], ["add", "https://example.org/"], ["show", "1", "--mark-read"]]
)
def test_a_read_only_library_is_not_changed(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    before = library.read_bytes()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    told = run(*arguments)
    assert told.code == 3
    assert one_sentence(told.err)
    assert "read-only" in told.err
    assert library.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_library_in_a_folder_that_cannot_be_written(run: Run, library: Path) -> None:
    library.chmod(0o444)
    library.parent.chmod(0o555)
    try:
        assert run("list").code == 0
        assert run("remove", "1").code == 3
    finally:
        library.parent.chmod(0o755)


def test_an_error_of_our_own(run: Run, library: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, exit code 1, and the details in the log."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a \x1b]0;hostile\x07 message")

    monkeypatch.setattr(bootstrap, "open_library", broken)
    told = run("list")
    assert told.code == 1
    assert one_sentence(told.err)
    log = home / "cache" / "feedreader.log"
    assert str(log) in told.err
    written = log.read_text()
    assert "ZeroDivisionError" in written
    assert "\x1b" not in written
    assert log.stat().st_mode & 0o777 == 0o600


def test_debug_shows_the_traceback(run: Run, home: Path) -> None:
    told = run("--debug", "show", "1")
    assert told.code == 1
    assert "Traceback" in told.err
    assert "NotFoundError" in told.err


def test_ctrl_c(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "open_library", interrupted)
    told = run("list")
    assert (told.code, told.out, told.err) == (130, "", "")


def test_without_a_terminal_the_reader_says_what_to_do(run: Run) -> None:
    for arguments in ([], ["--demo"]):
        told = run(*arguments)
        assert told.code == 2
        assert one_sentence(told.err)
        assert "feedreader list" in told.err


def test_streams_that_are_closed(home: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may start the command without stdout and stderr."""
    from feedreader.cli import main

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["list"]) == 0
    assert main(["export"]) == 0
    assert main(["show", "999"]) == 1
