"""Opening an address outside: one element of argv, never a shell, http and https only."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

from textual.app import App, SuspendNotSupported

from feedreader.errors import FeedreaderError, UsageError
from feedreader.text.urls import browser_argument

IN_TERMINAL = {"w3m", "lynx", "links", "elinks", "links2", "browsh", "carbonyl"}
"""Browsers that need the terminal: the reader steps aside for them."""


def command_for(browser: str) -> list[str]:
    """The command that opens an address: the settings' own, else the system's.

    Raises UsageError where there is none."""
    if browser:
        try:
            words = shlex.split(browser)
        except ValueError as error:
            raise UsageError(f"The browser command in the settings does not read: {error}.") from None
        if not words or not shutil.which(words[0]):
            raise UsageError(f"The browser “{browser}” of the settings was not found.")
        return words
    if named := os.environ.get("BROWSER", "").split(os.pathsep)[0]:
        words = shlex.split(named.replace("%s", ""))
        if words and shutil.which(words[0]):
            return words
    for name in ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview", "gio"):
        if shutil.which(name):
            return [name, "open"] if name == "gio" else [name]
    raise UsageError("No browser was found; name one as `browser` in the settings, or copy the link with y.")


def open_in_browser(url: str, browser: str, app: App[object]) -> None:
    """Opens `url`. Raises FeedreaderError with a sentence when that cannot be done."""
    command: Sequence[str] = [*command_for(browser), browser_argument(url)]
    if os.path.basename(command[0]) in IN_TERMINAL:
        try:
            with app.suspend():
                subprocess.run(command, check=False)
        except SuspendNotSupported:
            raise UsageError("This terminal cannot step aside for a browser.") from None
        return
    start(command, "browser")


def start(command: Sequence[str], what: str) -> None:
    """Starts a program beside the reader. Raises FeedreaderError where that cannot be done."""
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise FeedreaderError(f"The {what} could not be started: {error.strerror or error}.") from None
