"""Files: names that stay in their folder, files written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from feedreader.errors import FeedreaderError

LONGEST = 120
"""Bytes: a file system's limit is 255 of them, and a headline may be all in four-byte letters."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def file_name(title: str, ending: str) -> str:
    """A file's name out of a headline: no path, no surprise for any file system."""
    name = re.sub(r"[^\w.,'’()+-]+", " ", title).strip(" .")
    name = re.sub(r"\s+", "-", name).encode()[:LONGEST].decode("utf-8", "ignore").strip("-. ")
    if not name or name.split(".")[0].casefold() in _RESERVED:
        name = f"article-{name}".rstrip("-")
    return name.removeprefix("-") + ending


def write_out(path: Path, text: str) -> None:
    """Writes a new file whole, or raises FeedreaderError with a sentence and leaves what was
    there; an existing file is not overwritten."""
    try:
        if path.exists():
            raise FeedreaderError(f"{path} is there already; choose another name.")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".feedreader-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.link(temporary, path)
        finally:
            os.unlink(temporary)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "not a file's name"
        raise FeedreaderError(f"{path} could not be written: {told}.") from None


def typed_path(text: str) -> Path:
    """A path as a person types it, "~" for the home. Raises FeedreaderError."""
    try:
        return Path(text.strip()).expanduser()
    except (RuntimeError, ValueError):
        raise FeedreaderError("There is no such home folder.") from None
