"""Fixtures of the commands' tests: a home of their own, a way to run a command, a newsroom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.shelf import fill

from feedreader.cli import main
from feedreader.demo.server import Server


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """FEEDREADER_HOME, and an environment that does not depend on who runs the tests."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FEEDREADER_HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    return folder


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line in this process, as into pipes."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def library(home: Path) -> Path:
    """A library with two feeds and six articles; its file."""
    path = home / "data" / "library.db"
    fill(path)
    return path


@pytest.fixture
def newsroom() -> Iterator[Server]:
    """The demo newsroom on loopback."""
    with Server() as server:
        yield server
