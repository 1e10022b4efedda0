"""The one place that builds things. Importing it costs next to nothing; each function imports
what it builds."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from feedreader.config.paths import Paths
    from feedreader.config.settings import Loaded, Settings
    from feedreader.demo.folder import OwnFolder
    from feedreader.engine.client import EngineClient
    from feedreader.engine.messages import Event
    from feedreader.library import Library

ABOUT = "https://feedreader.example/"
"""Where a publisher finds out what asks, when the person gives no contact of their own."""

DEFAULT_INTERVAL = 60
"""Minutes between two requests of a feed where automatic refreshes are off."""


def paths(environ: Mapping[str, str]) -> Paths:
    """Where configuration, data and cache stand for this environment."""
    from feedreader.config.paths import resolve

    return resolve(environ)


def settings(where: Paths) -> Loaded:
    """The person's settings, and what is wrong with them."""
    from feedreader.config.settings import load

    return load(where.settings_file)


def now() -> datetime:
    """The time, in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def open_library(where: Paths, *, read_only: bool = False) -> Library:
    """The library of this process, made if there is none; for reading only where the disk is full.
    Raises LibraryError."""
    if not read_only:
        where.make()
    from feedreader.errors import FullError, LibraryError
    from feedreader.library import Library
    from feedreader.store import Store

    try:
        return Library(Store.open(where.library, read_only=read_only), now)
    except FullError as full:
        if read_only or not where.library.exists() or not where.library.stat().st_size:
            raise
        try:
            return Library(Store.open(where.library, read_only=True), now)
        except LibraryError:
            raise full from None


def disk_is_full(where: Paths) -> bool:
    """Whether there is a library that has no room to be written."""
    from feedreader.store.trouble import is_full

    return where.library.exists() and is_full(where.data)


def engine_client(
    where: Paths,
    chosen: Settings,
    environ: Mapping[str, str],
    *,
    trusted: Sequence[str] = (),
    on_event: Callable[[Event], None] | None = None,
) -> EngineClient:
    """An engine for the library at `where`; it starts with the first request. `trusted` names
    "host:port" of private addresses that pages may be fetched from (the demo's)."""
    from feedreader.engine.client import EngineClient
    from feedreader.engine.options import Options

    options = Options(
        library=str(where.library),
        log=str(where.log_file),
        user_agent=user_agent(chosen),
        interval=chosen.refresh_minutes or DEFAULT_INTERVAL,
        timeout=float(chosen.timeout_seconds),
        per_host=chosen.per_host,
        connections=chosen.connections,
        cap=chosen.feed_cap_mb * 1024 * 1024,
        pictures=str(where.pictures),
        drawn=str(where.drawn),
        show_pictures=chosen.pictures,
        full_text=chosen.full_text,
        download=chosen.download,
        download_newest=chosen.download_newest,
        download_budget=chosen.download_budget_mb * 1_000_000,
        download_on_metered=int(chosen.download_on_metered),
        metered=chosen.metered,
        trusted=tuple(trusted),
    )
    return EngineClient(options.command(), child_environ(environ), on_event, log=str(where.log_file))


def is_metered(chosen: Settings) -> bool:
    """Whether each byte costs money on this line, as the settings or else the system say."""
    import asyncio

    from feedreader.engine import metered

    return asyncio.run(metered.is_metered(chosen.metered))


def user_agent(chosen: Settings) -> str:
    """Name, version and where to complain."""
    from feedreader import __version__

    return f"feedreader/{__version__} (+{chosen.user_agent_contact or ABOUT})"


def child_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of our own child processes: they must find this package, also when it
    runs from a checkout and the folder they start in is another."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    out = dict(environ)
    # A site-packages folder in PYTHONPATH would come before the standard library.
    if os.path.basename(root) not in {"site-packages", "dist-packages"}:
        out["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [environ.get("PYTHONPATH")])])
    return out


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo newsroom that runs, and the library made for it."""

    paths: Paths
    base_url: str
    trusted: tuple[str, ...]
    """Hand these to `engine_client`."""
    process: subprocess.Popen[bytes]
    folder: OwnFolder

    def close(self) -> None:
        """Ends the server and removes the library. Without it the server ends with this process, and
        the next demo removes the library."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.kill()
        self.process.wait()
        self.folder.close()


def demo(environ: Mapping[str, str]) -> Demo:
    """Starts the demo newsroom on loopback and makes a library of its own under the cache, empty
    but for its subscriptions. Raises EngineError when the server does not start."""
    from contextlib import ExitStack
    from urllib.parse import urlsplit

    from feedreader import demo as newsroom
    from feedreader.demo.folder import OwnFolder

    with ExitStack() as undo:
        folder = OwnFolder(paths(environ).demo)
        undo.callback(folder.close)
        where = paths({**environ, "FEEDREADER_HOME": str(folder.path)})
        process, base_url = _start_demo(environ)
        undo.callback(process.kill)
        library = open_library(where)
        try:
            for feed in newsroom.feeds(base_url):
                library.feeds.subscribe(feed.url, feed.title, feed.folder)
        finally:
            library.store.close()
        undo.pop_all()
    return Demo(where, base_url, (urlsplit(base_url).netloc,), process, folder)


def _start_demo(environ: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    import subprocess

    from feedreader.errors import EngineError

    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "feedreader.demo", "--port", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environ(environ),
        start_new_session=True,
    )
    line = process.stdout.readline().decode("utf-8", "replace").strip() if process.stdout else ""
    if not line.startswith("http://"):
        process.kill()
        process.wait()
        raise EngineError("The demo newsroom did not start.")
    return process, line
