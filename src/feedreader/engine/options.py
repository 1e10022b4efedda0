"""What an engine is started with: values that travel as its command line.

Nothing here reads the environment; whoever starts an engine decides everything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

USER_AGENT = "feedreader/0"
"""Stands in until the starter gives the real one, with version and contact address."""

FEED_CAP = 32 * 1024 * 1024
"""Bytes. The largest honest feeds (whole archives) reach about 20 MB."""


@dataclass(frozen=True, slots=True)
class Options:
    """An engine's settings. Times in seconds but `interval`, which is in minutes."""

    library: str
    log: str = ""
    """Log file, empty for none."""
    user_agent: str = USER_AGENT
    interval: int = 60
    """Minutes between two requests of a feed that asks for nothing else."""
    timeout: float = 20.0
    deadline: float = 10.0
    """Seconds that a child may take over one feed or page."""
    idle: float = 60.0
    """Seconds with nothing to do after which the engine goes."""
    workers: int = 0
    """Children at most; 0 asks the machine."""
    per_host: int = 2
    connections: int = 50
    cap: int = FEED_CAP
    """Bytes of the largest feed that is read."""
    pictures: str = ""
    """Folder of the kept pictures; empty: "pictures" beside the library."""
    drawn: str = ""
    """Folder of the cache of drawings; empty: "drawn" beside the library."""
    show_pictures: str = "on"
    """"on", "off" or "ask": whether a download fetches pictures ("ask": not on metered lines)."""
    full_text: str = "auto"
    """"auto", "feed" or "page": whose text is wanted where a feed has no rule of its own."""
    download: str = "off"
    """"off", "starred", "unread" or "all": what is made whole after each refresh."""
    download_newest: int = 50
    """Of each feed, at most so many."""
    download_budget: int = 500_000_000
    """Bytes that kept pictures may take."""
    download_on_metered: int = 0
    """1: also where each byte costs money."""
    metered: str = "auto"
    """"auto" (ask the system), "yes" or "no"."""
    trusted: tuple[str, ...] = ()
    """"host:port" of private addresses that pages may be fetched from."""

    def pictures_folder(self) -> Path:
        """Where kept pictures lie."""
        return Path(self.pictures) if self.pictures else Path(self.library).parent / "pictures"

    def drawn_folder(self) -> Path:
        """Where drawings lie."""
        return Path(self.drawn) if self.drawn else Path(self.library).parent / "drawn"

    def command(self) -> list[str]:
        """The argv that starts an engine with these options."""
        # -P: a module in the folder where the person happens to stand must not be imported.
        command = [sys.executable, "-P", "-m", "feedreader.engine"]
        for name in _PLAIN:
            command.append(f"--{name.replace('_', '-')}={getattr(self, name)}")
        for host in self.trusted:
            command.append(f"--trust={host}")
        return command


_PLAIN: dict[str, Callable[[str], str | int | float]] = {
    "library": str,
    "log": str,
    "user_agent": str,
    "interval": int,
    "timeout": float,
    "deadline": float,
    "idle": float,
    "workers": int,
    "per_host": int,
    "connections": int,
    "cap": int,
    "pictures": str,
    "drawn": str,
    "show_pictures": str,
    "full_text": str,
    "download": str,
    "download_newest": int,
    "download_budget": int,
    "download_on_metered": int,
    "metered": str,
}
"""Options that have one value, and what reads it."""


def read(argv: Sequence[str]) -> Options:
    """The options of a command line made by `Options.command`; exits with 2 on any other."""
    import argparse

    parser = argparse.ArgumentParser(prog="feedreader.engine", description="The engine of feedreader.")
    for name, kind in _PLAIN.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, required=True)
    parser.add_argument("--trust", action="append", default=[])
    given = vars(parser.parse_args(argv))
    trusted = tuple(given.pop("trust"))
    return Options(trusted=trusted, **given)
