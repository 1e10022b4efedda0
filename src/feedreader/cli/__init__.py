"""The command line: finds the command, runs it, and turns what goes wrong into one sentence.

stdout is data, stderr is talk. Exit codes: 0 done, 1 some of it failed, 2 wrong usage, 3 the
library can't be opened, 130 after Ctrl-C. Each command's imports stand in its own branch.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from feedreader.errors import DamagedError, FeedreaderError, LibraryError

if TYPE_CHECKING:
    import argparse

    from feedreader.cli.session import Session

INTERRUPTED = 130
"""What a shell reports for a program that Ctrl-C ended (128 + SIGINT)."""

_UNEXPECTED = "Something went wrong in feedreader; {where}`--debug` shows the details."


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line (`sys.argv` without `argv`) and returns its exit code. Only `--help`,
    `--version` and wrong usage end by SystemExit, as argparse does."""
    from feedreader.cli.arguments import read

    given = read(sys.argv[1:] if argv is None else argv)
    environ = dict(os.environ)
    _soften(sys.stdout, sys.stderr)
    try:
        code = _guarded(given, environ)
        # Here and not at exit, so that a full disk or a closed pipe is still ours to tell.
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except OSError as error:
        _drop_stdout()
        _tell(f"The output could not be written: {error.strerror or error}.")
        return 1
    return code


def _guarded(given: argparse.Namespace, environ: Mapping[str, str]) -> int:
    try:
        from feedreader.cli.session import Session

        return _run(given, Session.of(environ))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except FeedreaderError as error:
        _trace(given)
        _tell(str(error))
        return error.exit_code
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            raise  # writing to stdout or stderr
        _trace(given)
        where = _logged(environ)
        if damage := _damage(environ, error):
            _tell(damage)
            return LibraryError.exit_code
        _tell(_UNEXPECTED.format(where=where))
        return 1


def _run(given: argparse.Namespace, session: Session) -> int:
    match given.command:
        case "add" | "remove" | "feeds" | "import" | "export":
            from feedreader.cli import subscriptions

            return subscriptions.COMMANDS[given.command](given, session)
        case "list" | "show":
            from feedreader.cli import reading

            return reading.COMMANDS[given.command](given, session)
        case "author":
            from feedreader.cli.people import author

            return author(given, session)
        case "refresh":
            from feedreader.cli.refresh import refresh

            return refresh(given, session)
        case "download":
            from feedreader.cli.download import download

            return download(given, session)
        case "inspect":
            from feedreader.cli.inspect import inspect

            return inspect(given, session)
        case "paths":
            from feedreader.cli.upkeep import paths

            return paths(given, session)
        case "doctor":
            from feedreader.cli.upkeep import doctor

            return doctor(given, session)
        case _:
            from feedreader.cli.reader import run_reader

            return run_reader(session.environ, demo=given.demo)


def _soften(*streams: object) -> None:
    """A letter that the terminal's encoding lacks becomes "?", and is no reason to stop."""
    from io import TextIOWrapper

    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(sentence: str) -> None:
    from feedreader.text import clean

    if sys.stderr is not None:
        with contextlib.suppress(OSError):  # nobody may be listening
            print(f"feedreader: {clean.line(sentence)}", file=sys.stderr, flush=True)


def _trace(given: argparse.Namespace) -> None:
    if given.debug and sys.stderr is not None:
        import traceback

        from feedreader.text import clean

        print(clean.block(traceback.format_exc()), file=sys.stderr, end="")


def _logged(environ: Mapping[str, str]) -> str:
    """Writes the exception at hand into the log; the beginning of a sentence that says where."""
    import traceback

    from feedreader import bootstrap
    from feedreader.text import clean, dates

    try:
        log = bootstrap.paths(environ).log_file
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8"
        ) as file:
            file.write(f"{dates.rfc3339(bootstrap.now())} ERROR feedreader.cli: a command failed\n")
            file.write(clean.block(traceback.format_exc()))
    except (OSError, FeedreaderError):
        return ""
    return f"{clean.line(str(log), 200)} has the details, and "


def _damage(environ: Mapping[str, str], error: Exception) -> str:
    """A sentence where the library is damaged and that may be what raised `error`: a value in it
    that is none of ours. What else is wrong with it here does not explain the error."""
    from feedreader import bootstrap
    from feedreader.store import Store
    from feedreader.store.trouble import UNREADABLE, damaged

    if not isinstance(error, UNREADABLE):
        return ""
    try:
        library = bootstrap.paths(environ).library
        if not library.is_file():
            return ""
        with Store.open(library, read_only=True) as store:
            found = any(each.damage for each in store.check.problems())
    except DamagedError as damage:
        return str(damage)
    except FeedreaderError:
        return ""
    return str(damaged(library)) if found else ""


def _drop_stdout() -> None:
    """Points stdout nowhere, so that the interpreter's own flush at the end finds nothing to
    complain about."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
