"""Looking after the kept pictures: files without a row, rows without a file. Part of `doctor`."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from feedreader.media.keep import Shelf
from feedreader.media.records import Extension
from feedreader.store import Store

FRESH = 600.0
"""Seconds. A file is written before its row: one so young may be about to get it."""

LOST = "Some pictures were missing from this disk."


@dataclass(frozen=True, slots=True)
class PictureFaults:
    """What does not fit together: digests of pictures whose file is missing or cut short, and files
    that no picture has (`spare`, with their bytes)."""

    kept: int = 0
    bytes: int = 0
    missing: tuple[str, ...] = ()
    spare: tuple[Path, ...] = ()
    spare_bytes: int = 0


def look(store: Store, folder: Path) -> PictureFaults:
    """Compares the library's rows with the folder of pictures."""
    shelf = Shelf(folder)
    wanted = {digest: (extension, size) for digest, extension, size in store.pictures.files()}
    there = {(digest, str(extension)): size for digest, extension, size in shelf.everything()}
    missing = tuple(
        digest for digest, (extension, size) in wanted.items() if there.get((digest, extension)) != size
    )
    good = {(digest, extension) for digest, (extension, _) in wanted.items()}
    spare = [
        shelf.path_of(digest, Extension(ending)) for digest, ending in there if (digest, ending) not in good
    ]
    spare += folder.glob("??/??/.*")  # what a crash left half written
    old = tuple(path for path in spare if _is_old(path))
    return PictureFaults(
        kept=len(wanted),
        bytes=sum(size for _, size in wanted.values()),
        missing=missing,
        spare=old,
        spare_bytes=sum(_size(path) for path in old),
    )


def mend(store: Store, folder: Path) -> PictureFaults:
    """Forgets pictures whose file is gone, so that they are fetched again, takes the mark "whole"
    off their articles, and removes files that nobody needs. Returns what was found."""
    found = look(store, folder)
    if found.missing:
        with store.write():
            store.offline.demote(store.pictures.forget(found.missing), LOST, again=True)
    for path in found.spare:
        with contextlib.suppress(OSError):
            path.unlink()
    return found


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > FRESH
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
