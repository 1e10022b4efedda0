"""The folder of a demo's library: one for each demo, and none left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedreader.bootstrap import child_environ
from feedreader.demo.folder import OwnFolder
from feedreader.errors import LibraryError

HOLD = """
import sys
from pathlib import Path
from feedreader.demo.folder import OwnFolder
folder = OwnFolder(Path(sys.argv[1]))
(folder.path / "library.db").write_text("mine")
print(folder.path, flush=True)
sys.stdin.readline()
"""


def test_each_has_its_own_and_takes_it_away(tmp_path: Path) -> None:
    first, second = OwnFolder(tmp_path / "demo"), OwnFolder(tmp_path / "demo")
    assert first.path != second.path
    (first.path / "deep").mkdir()
    first.close()
    first.close()
    assert [*(tmp_path / "demo").iterdir()] == [second.path]
    second.close()
    assert [*(tmp_path / "demo").iterdir()] == []


def test_the_folder_of_another_process_stays_until_it_is_gone(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        env=child_environ(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        theirs = Path(holder.stdout.readline().strip())
        OwnFolder(tmp_path).close()
        assert (theirs / "library.db").read_text() == "mine"
        holder.kill()
    OwnFolder(tmp_path).close()
    assert not theirs.exists()


def test_what_no_demo_made_stays(tmp_path: Path) -> None:
    (tmp_path / "mine" / "keep").mkdir(parents=True)
    OwnFolder(tmp_path).close()
    assert (tmp_path / "mine" / "keep").is_dir()


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    parent = tmp_path / "demo"
    parent.mkdir()
    (parent / "link").symlink_to(precious)
    (parent / "note.txt").write_text("a note")
    OwnFolder(parent).close()
    assert precious.exists()
    assert sorted(each.name for each in parent.iterdir()) == ["link", "note.txt"]


def test_a_place_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("")
    with pytest.raises(LibraryError, match="FEEDREADER_HOME"):
        OwnFolder(tmp_path / "demo")
