"""The folder that a demo keeps its library in: its own, so that two at once do not meet."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

from feedreader.errors import LibraryError
from feedreader.text import clean

_PREFIX = "demo-"
"""Nothing else is swept."""


class OwnFolder:
    """A new folder under `parent`, locked for as long as it is used. Those whose user is gone, however
    it ended, are removed when the next one is made."""

    def __init__(self, parent: Path) -> None:
        """Raises LibraryError where no folder can be made."""
        try:
            parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with ExitStack() as alone:  # nobody sweeps between making a folder and locking it
                alone.callback(os.close, _locked(parent, wait=True))
                _sweep(parent)
                self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
                self._handle: int | None = _locked(self.path)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise LibraryError(
                f"The demo's folder {clean.line(str(parent), 200)} cannot be made ({reason}): "
                "set FEEDREADER_HOME to a folder that you may write to."
            ) from error

    def close(self) -> None:
        """Removes the folder. Harmless twice."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _sweep(parent: Path) -> None:
    for each in parent.glob(f"{_PREFIX}*"):
        if each.is_symlink() or not each.is_dir():
            continue
        with suppress(OSError):  # locked: it is in use
            handle = _locked(each)
            shutil.rmtree(each, ignore_errors=True)
            os.close(handle)


def _locked(folder: Path, *, wait: bool = False) -> int:
    """A descriptor of a folder that holds its lock; closing it lets go. (The lock ends with its
    process, which a number in a file does not.)"""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BaseException:
        os.close(handle)
        raise
    return handle
