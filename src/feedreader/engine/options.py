"""What an engine is started with: values that travel as its command line.

Nothing here reads the environment; whoever starts an engine decides everything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    trusted: tuple[str, ...] = ()
    """"host:port" of private addresses that pages may be fetched from."""

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
