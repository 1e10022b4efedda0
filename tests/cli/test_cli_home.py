"""FEEDREADER_HOME in every shape: it works, or one sentence says what to do, with exit code 3."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import COMMAND, environ

COMMANDS = [["list"], ["feeds"], ["doctor"], ["doctor", "--mend"], ["refresh"]]


def run_at(home: bytes, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command with that home, from `folder`."""
    variables = {os.fsencode(name): os.fsencode(value) for name, value in environ("").items()}
    return subprocess.run(
        [*COMMAND, *arguments],
        env={**variables, b"FEEDREADER_HOME": home},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are text")
def test_a_home_whose_name_is_no_text(tmp_path: Path) -> None:
    home = os.fsencode(tmp_path) + b"/n\xff\xfeo"
    for arguments in COMMANDS:
        told = run_at(home, arguments, tmp_path)
        assert told.returncode == 0, told
        assert "Something went wrong" not in told.stderr
    assert os.path.exists(home + b"/data/library.db")


@pytest.mark.parametrize("home", ["rel/ative", "with space", "q?mode=ro#x%20y", "-rf"])
def test_a_home_with_an_odd_name(tmp_path: Path, home: str) -> None:
    assert run_at(home.encode(), ["list"], tmp_path).returncode == 0
    assert (tmp_path / home / "data" / "library.db").exists()


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("HERE/file", "cannot be made"),
        ("HERE/file/deeper", "cannot be made"),
        ("HERE/" + "x" * 300, "is too long"),
        ("HERE/" + "long/" * 1000, "is too long"),
        ("~no-such-user-here/x", "does not exist"),
    ],
)
def test_a_home_that_cannot_be(tmp_path: Path, home: str, said: str, arguments: list[str]) -> None:
    (tmp_path / "file").write_text("")
    told = run_at(home.replace("HERE", str(tmp_path)).encode(), arguments, tmp_path)
    assert told.returncode == 3
    assert said in told.stdout + told.stderr
    assert "FEEDREADER_HOME" in told.stdout + told.stderr
    if arguments[0] != "doctor":
        assert told.stderr.count("\n") == 1
