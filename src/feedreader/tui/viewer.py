"""A kept picture in the person's own viewer: a copy with the right ending, in a private folder."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from feedreader.errors import FeedreaderError, UsageError
from feedreader.library import Library
from feedreader.tui.browser import start

ENDINGS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}
"""What is handed to a viewer, by the kind that the bytes themselves say: no SVG, which may hold
programs."""


class Viewer:
    """Opens copies, so that no viewer writes into the library; they go when the reader does."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def open(self, library: Library, url: str) -> bool:
        """Opens the picture at an address; False where it is not kept. Reads the disk: for the
        desk. Raises FeedreaderError."""
        from feedreader.media.sniff import kind

        digest, data = library.offline.picture_file(url) or ("", b"")
        ending = ENDINGS.get(kind(data)) if data else None
        if ending is None:
            return False
        command = viewer_command(os.environ)
        try:
            path = self._copy(digest[:16] + ending, data)
        except OSError as error:
            raise FeedreaderError(
                f"The picture could not be copied for the viewer: {error.strerror or error}."
            ) from None
        start([*command, str(path)], "viewer")
        return True

    def close(self) -> None:
        """Removes the copies."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _copy(self, name: str, data: bytes) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="feedreader-"))  # 0700
        path = self._folder / name
        if not path.is_file():
            path.write_bytes(data)
        return path


def viewer_command(environ: Mapping[str, str]) -> list[str]:
    """The system's command that opens a file. Raises UsageError where there is none."""
    if sys.platform == "darwin":
        return ["open"]
    if shutil.which("wslview"):
        return ["wslview"]
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise UsageError("There is no desktop here to show a picture on; y copies its address.")
    for name in ("xdg-open", "gio"):
        if shutil.which(name):
            return [name, "open"] if name == "gio" else [name]
    raise UsageError("No program that opens pictures was found (xdg-open); y copies the address.")
