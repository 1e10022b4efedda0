"""Where configuration, data and cache are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feedreader.errors import LibraryError
from feedreader.text import clean

APP = "feedreader"
HOME = "FEEDREADER_HOME"
"""The variable that keeps all three folders under one."""
PRIVATE = 0o700
LONGEST = 480
"""Bytes of its value: SQLite opens no path of more than 512, with the names that we add."""

_UNMADE = (
    "The folder {folder} cannot be made ({reason}): set FEEDREADER_HOME to a folder that you may write to."
)


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders, and what stands in them."""

    config: Path
    data: Path
    cache: Path

    @property
    def library(self) -> Path:
        """The database of feeds, articles and authors."""
        return self.data / "library.db"

    @property
    def settings_file(self) -> Path:
        """The person's settings (TOML); may be missing."""
        return self.config / "settings.toml"

    @property
    def pictures(self) -> Path:
        """The folder of the kept pictures."""
        return self.data / "pictures"

    @property
    def drawn(self) -> Path:
        """The folder of pictures drawn for the terminal; can be thrown away."""
        return self.cache / "drawn"

    @property
    def log_file(self) -> Path:
        """Unexpected errors, with their tracebacks."""
        return self.cache / "feedreader.log"

    @property
    def demo(self) -> Path:
        """The folder in which each demo that runs has one, with a library of its own."""
        return self.cache / "demo"

    def make(self) -> None:
        """Makes the folders that are missing, readable by their owner alone.

        Raises LibraryError where one cannot be made."""
        for folder in (self.config, self.data, self.cache):
            try:
                folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                raise LibraryError(
                    _UNMADE.format(folder=clean.line(str(folder), 200), reason=reason)
                ) from error

    def obstacle(self) -> str:
        """Why `make` would fail, as a sentence; empty when nothing stands in the way."""
        for folder in (self.config, self.data, self.cache):
            there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
            if not there.is_dir():
                return _UNMADE.format(
                    folder=clean.line(str(folder), 200), reason=f"{clean.line(str(there), 200)} is no folder"
                )
            if not os.access(there, os.W_OK | os.X_OK):
                return _UNMADE.format(folder=clean.line(str(folder), 200), reason="permission denied")
        return ""


def resolve(environ: Mapping[str, str]) -> Paths:
    """The folders under FEEDREADER_HOME where `environ` has it, else the platform's own
    (XDG base directories, Application Support, AppData). Touches nothing on disk.

    Raises LibraryError for a folder that no system and no SQLite could open."""
    if home := environ.get(HOME, "").strip():
        try:
            folder = Path(home).expanduser().absolute()
        except RuntimeError as error:  # "~nobody"
            raise LibraryError(f"{HOME} names the home of a user who does not exist.") from error
        if len(os.fsencode(folder)) > LONGEST or any(len(os.fsencode(part)) > 255 for part in folder.parts):
            raise LibraryError(f"{HOME} is too long; name a folder whose path has at most {LONGEST} bytes.")
        return Paths(folder / "config", folder / "data", folder / "cache")
    import platformdirs

    return Paths(
        platformdirs.user_config_path(APP, appauthor=False),
        platformdirs.user_data_path(APP, appauthor=False),
        platformdirs.user_cache_path(APP, appauthor=False),
    )
