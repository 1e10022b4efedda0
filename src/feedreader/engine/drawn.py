"""Drawings on disk: a cache of files, the least lately used of which go when it grows too large."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

LIMIT = 64 * 1024 * 1024
"""Bytes. A picture of 80 x 27 cells takes 20 kB as symbols, up to 1.5 MB as sixels."""
_DOWN_TO = 0.8
_PRIVATE = 0o700


class Drawings:
    """A folder of drawings by name. Nothing in it is precious. Methods block: call them in a
    thread."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self._limit = limit
        self._total: int | None = None

    def find(self, name: str) -> Path | None:
        """The drawing of a name, marked as used just now; None where there is none."""
        path = self._path(name)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def put(self, name: str, data: bytes) -> Path:
        """Keeps a drawing, whole or not at all. Raises OSError where the disk is full."""
        path = self._path(name)
        path.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(part, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise
        self._total = self._size() if self._total is None else self._total + len(data)
        if self._total > self._limit:
            self._total = self._shorten(keep=path)
        return path

    def _path(self, name: str) -> Path:
        key = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
        return self.folder / key[:2] / key

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
        return sorted(found)

    def _size(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _shorten(self, keep: Path) -> int:
        """Removes the least lately used drawings, but not `keep`; what is left, in bytes."""
        files = self._files()
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._limit * _DOWN_TO:
                break
            if path != keep:
                with contextlib.suppress(OSError):
                    path.unlink()
                    total -= size
        return total
