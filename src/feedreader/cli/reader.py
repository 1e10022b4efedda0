"""Opens the reader: builds what it needs, and the demo newsroom where that is wanted."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from feedreader import bootstrap
from feedreader.cli import screen
from feedreader.cli.session import is_read_only
from feedreader.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from feedreader.cli.opening import Opening
    from feedreader.config.paths import Paths
    from feedreader.config.settings import Settings
    from feedreader.tui.app import FeedreaderApp
    from feedreader.tui.services import Look

NO_TERMINAL = "The reader needs a terminal for its screen and keys; `feedreader list` and `feedreader show` print plain text."


def run_reader(environ: Mapping[str, str], *, demo: bool = False) -> NoReturn:
    """The reader until it is left, and the demo behind it where the welcome led there; the process
    ends with it. Raises
    UsageError without a terminal, LibraryError when the library can't be opened."""
    if not screen.is_on_a_terminal():
        raise UsageError(NO_TERMINAL)
    if environ.get("TERM") == "dumb":
        raise UsageError("This terminal says that it is dumb (TERM); `feedreader list` prints plain text.")
    with screen.stderr_on_it():
        code, wish = _run(environ, demo=demo)
        if wish == "demo" and not demo:
            code, _ = _run(environ, demo=True)
    _gone(code)


def _gone(code: int) -> NoReturn:
    """Ends the process at once. All changes are written and the terminal is as it was; taking a
    thousand modules apart would keep the shell's prompt waiting for another 0.2 s. The engine and
    the demo's server see their pipes close."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed, or none at all
            stream.flush()
    os._exit(code)


def _run(environ: Mapping[str, str], *, demo: bool) -> tuple[int, str | None]:
    import gc

    # Collecting while a thousand modules' objects are made costs 20 ms before the first frame.
    gc.disable()
    # The desk's thread hands the interpreter back to the screen after 0.5 ms, not 5.
    sys.setswitchinterval(0.0005)
    from feedreader.cli.opening import NAME, Opening
    from feedreader.media.detect import query_bytes

    opening = Opening(bootstrap.paths(environ).cache / NAME, query_bytes())
    opening.begin(painted=not demo)
    with contextlib.ExitStack() as ends:
        ends.callback(gc.enable)
        try:
            newsroom = ends.enter_context(contextlib.closing(bootstrap.demo(environ))) if demo else None
            app = make_app(environ, newsroom, opening=opening)
        except BaseException:
            opening.give_up()
            raise
        _log_to(bootstrap.paths(environ).log_file)
        opening.hand_over()
        app.ready = _settled
        wish = app.run(mouse=app.services.look.mouse)
        if app.failure is not None:
            raise app.failure
        return app.return_code or 0, wish


def _settled() -> None:
    """What the start made stays to the end: looking through it again and again would only stop the
    screen, 30 ms at a time."""
    import gc

    gc.freeze()
    gc.enable()


def _log_to(log: Path) -> None:
    """Where the reader's own errors go; a log that cannot be written keeps nobody from reading."""
    import logging

    with contextlib.suppress(OSError):
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        logging.basicConfig(
            filename=log, level=logging.ERROR, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
        )


def make_app(
    environ: Mapping[str, str],
    newsroom: bootstrap.Demo | None = None,
    *,
    engine_on: bool = True,
    opening: Opening | None = None,
) -> FeedreaderApp:
    """The reader's app over the library of `environ`, or over the demo newsroom's. Raises
    LibraryError when the library can't be opened."""
    from feedreader.cli.opening import NAME, keep
    from feedreader.media.detect import finished, parse_answers
    from feedreader.tui.app import FeedreaderApp
    from feedreader.tui.services import Services

    # The demo has a library of its own, but its settings are the person's.
    where = bootstrap.paths(environ)
    loaded = bootstrap.settings(where)
    chosen = loaded.settings
    if newsroom is not None:
        where = newsroom.paths
    read_only = is_read_only(where.library)
    unkept = _unkept(where, read_only)
    look = _look(chosen)
    if unkept:
        look = replace(look, refresh_minutes=0)  # there is no place for what would come
    answers, typed = opening.answers(finished) if opening else (b"", "")
    ability = parse_answers(answers, environ, opening.cell() if opening else (0, 0))
    services = Services(
        open_library=lambda: bootstrap.open_library(where, read_only=read_only),
        engine=bootstrap.engine_client(where, chosen, environ, trusted=newsroom.trusted if newsroom else ()),
        look=look,
        now=bootstrap.now,
        demo=newsroom is not None,
        problems=(*unkept, *loaded.problems),  # the first is told in full
        keep_frame=None if newsroom else partial(keep, where.cache / NAME),
        typed=typed,
        protocol=ability.protocols[0],
        cell=(ability.cell.width, ability.cell.height),
    )
    return FeedreaderApp(services, engine_on=engine_on)


def _unkept(where: Paths, read_only: bool) -> tuple[str, ...]:
    """Why nothing that is done will be kept, if so."""
    if read_only:
        return ("The library is read-only: everything can be read, nothing is kept.",)
    if bootstrap.disk_is_full(where):
        return ("The disk is full: everything can be read, nothing is kept until there is room.",)
    return ()


def _look(chosen: Settings) -> Look:
    from feedreader.tui.services import Look

    return Look(
        theme=chosen.theme,
        measure=chosen.measure,
        date_format=chosen.date_format,
        relaxed=chosen.relaxed_list,
        open_marks_read=chosen.open_marks_read,
        refresh_minutes=chosen.refresh_minutes,
        browser=chosen.browser,
        mouse=chosen.mouse,
        keys=dict(chosen.keys),
        pictures=chosen.pictures,
        full_text=chosen.full_text,
    )
