"""Where things are."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from feedreader.config import Loaded, Paths, load, resolve
from feedreader.errors import LibraryError


def test_one_home_holds_all(tmp_path: Path) -> None:
    paths = resolve({"FEEDREADER_HOME": str(tmp_path / "home")})
    assert paths == Paths(tmp_path / "home/config", tmp_path / "home/data", tmp_path / "home/cache")
    assert paths.library == tmp_path / "home/data/library.db"
    assert paths.settings_file == tmp_path / "home/config/settings.toml"
    assert paths.log_file == tmp_path / "home/cache/feedreader.log"
    assert paths.demo == tmp_path / "home/cache/demo"
    assert not (tmp_path / "home").exists()


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve({"FEEDREADER_HOME": "here"}).data == tmp_path / "here/data"


@pytest.mark.parametrize("environ", [{}, {"FEEDREADER_HOME": ""}, {"FEEDREADER_HOME": "  "}])
def test_without_a_home_the_platform_decides(environ: dict[str, str]) -> None:
    paths = resolve(environ)
    assert all(folder.is_absolute() for folder in (paths.config, paths.data, paths.cache))
    assert all("feedreader" in folder.parts for folder in (paths.config, paths.data, paths.cache))


@pytest.mark.parametrize("home", ["/tmp/" + "x" * 300, "/tmp/" + "long/" * 100, "/tmp/" + "\u00fc" * 130])
def test_a_home_too_long_to_open_is_refused(home: str) -> None:
    with pytest.raises(LibraryError, match=r"FEEDREADER_HOME is too long; .* at most 480 bytes"):
        resolve({"FEEDREADER_HOME": home})


def test_what_stands_in_the_way_of_a_home_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    assert resolve({"FEEDREADER_HOME": str(tmp_path / "new" / "home")}).obstacle() == ""
    said = resolve({"FEEDREADER_HOME": str(tmp_path / "file")}).obstacle()
    assert said.startswith(f"The folder {tmp_path}/file/config cannot be made ({tmp_path}/file is no folder)")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "permission denied" in resolve({"FEEDREADER_HOME": str(tmp_path / "new")}).obstacle()
    assert not (tmp_path / "new").exists()


def test_a_home_of_nobody_is_refused() -> None:
    with pytest.raises(LibraryError, match="does not exist"):
        resolve({"FEEDREADER_HOME": "~no-such-user-here/x"})


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_folders_are_private(tmp_path: Path) -> None:
    paths = resolve({"FEEDREADER_HOME": str(tmp_path / "home")})
    paths.make()
    paths.make()
    for folder in (paths.config, paths.data, paths.cache):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match=r"file.config cannot be made .*FEEDREADER_HOME"):
        resolve({"FEEDREADER_HOME": str(tmp_path / "file")}).make()


def test_opening_needs_neither_platformdirs_nor_tomllib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("platformdirs", "tomllib"):
        monkeypatch.setitem(sys.modules, name, None)  # an import would now fail
    paths = resolve({"FEEDREADER_HOME": str(tmp_path)})
    assert load(paths.settings_file) == Loaded()
    with pytest.raises(ImportError):
        resolve({})
