"""Pictures on disk."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from feedreader.media.keep import Shelf
from feedreader.media.records import Extension, Kept


def record(data: bytes, extension: Extension = Extension.JPG) -> Kept:
    return Kept(hashlib.sha256(data).hexdigest(), 3, 2, len(data), extension)


def test_there_and_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cache" / "pictures")
    kept = record(b"picture")
    assert not shelf.has(kept.digest, kept.extension)
    assert shelf.read(kept.digest, kept.extension) is None
    path = shelf.put(kept, b"picture")
    assert path == tmp_path / "cache" / "pictures" / kept.digest[:2] / kept.digest[2:4] / f"{kept.digest}.jpg"
    assert shelf.has(kept.digest, kept.extension)
    assert not shelf.has(kept.digest, Extension.PNG)
    assert shelf.read(kept.digest, kept.extension) == b"picture"
    assert shelf.put(kept, b"picture") == path
    assert shelf.total() == 7
    assert shelf.remove(kept.digest, kept.extension) == 7
    assert shelf.remove(kept.digest, kept.extension) == 0
    assert shelf.total() == 0


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = Shelf(tmp_path / "pictures").put(record(b"x"), b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, tmp_path / "pictures"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_there_is(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    pictures = [
        (record(bytes([n]) * n, extension), bytes([n]) * n) for n, extension in enumerate(Extension, 1)
    ]
    for kept, data in pictures:
        shelf.put(kept, data)
    (tmp_path / "aa" / "bb").mkdir(parents=True, exist_ok=True)
    (tmp_path / "aa" / "bb" / ".tmp123").write_bytes(b"half")
    (tmp_path / "aa" / "bb" / "notes.txt").write_bytes(b"a stranger")
    assert shelf.everything() == tuple(
        sorted((kept.digest, kept.extension, kept.size) for kept, _ in pictures)
    )
    assert shelf.total() == 6


@pytest.mark.parametrize(
    "digest", ["", "../../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n", "a/" * 32]
)
def test_names_are_digests(tmp_path: Path, digest: str) -> None:
    shelf = Shelf(tmp_path)
    for ask in (shelf.path_of, shelf.has, shelf.read, shelf.remove):
        with pytest.raises(ValueError, match="not a digest"):
            ask(digest, Extension.PNG)
    with pytest.raises(ValueError, match="sh"):
        shelf.path_of("a" * 64, "sh")  # type: ignore[arg-type]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    shelf = Shelf(tmp_path)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        shelf.put(record(b"x"), b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
