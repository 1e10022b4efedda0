"""Pictures on disk, once each, under the digest of their own bytes."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from feedreader.media.records import Extension, Kept

_DIGEST = re.compile("[0-9a-f]{64}")
_PRIVATE = 0o700


class Shelf:
    """A folder of files aa/bb/DIGEST.ext, readable by their owner alone. Nothing that came from
    outside is part of a name. Methods raise ValueError for what is no digest."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist; it is made with the first picture."""
        self.folder = folder

    def path_of(self, digest: str, extension: Extension) -> Path:
        """Where it is, or would be."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a digest")
        return self.folder / digest[:2] / digest[2:4] / f"{digest}.{Extension(extension)}"

    def has(self, digest: str, extension: Extension) -> bool:
        """Whether it is there."""
        return self.path_of(digest, extension).is_file()

    def read(self, digest: str, extension: Extension) -> bytes | None:
        """Its bytes, or None where it is gone."""
        try:
            return self.path_of(digest, extension).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, kept: Kept, data: bytes) -> Path:
        """Writes it whole or not at all (a new file, then renamed over); one that is there stays.
        Raises OSError where the disk is full or read-only. A crash may lose the newest pictures,
        never leave half of one: they can be fetched again, so nothing waits for the disk."""
        path = self.path_of(kept.digest, kept.extension)
        if path.is_file():
            return path
        self._room_for(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        return path

    def _room_for(self, path: Path) -> None:
        # mkdir gives its mode to the last folder only.
        self.folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=_PRIVATE, exist_ok=True)

    def remove(self, digest: str, extension: Extension) -> int:
        """Removes it; the bytes that this freed, 0 where there was nothing."""
        path = self.path_of(digest, extension)
        try:
            size = path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            return 0
        return size

    def total(self) -> int:
        """The bytes of all that is kept. Walks the folder: 10,000 files take some 50 ms."""
        return sum(size for _, _, size in self.everything())

    def everything(self) -> tuple[tuple[str, Extension, int], ...]:
        """(digest, extension, bytes) of every picture, for what looks after the folder; strangers
        to it (half-written files of a crash too) are left out."""
        found: list[tuple[str, Extension, int]] = []
        endings = frozenset(Extension)
        for path in self.folder.glob("??/??/*.*"):
            digest, ending = path.stem, path.suffix[1:]
            if _DIGEST.fullmatch(digest) and ending in endings:
                with contextlib.suppress(FileNotFoundError):
                    found.append((digest, Extension(ending), path.stat().st_size))
        return tuple(sorted(found))
