"""What a command works with: its two sheets, the library, the settings, an engine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedreader import bootstrap
from feedreader.cli.plain import Sheet
from feedreader.errors import EngineError, FeedreaderError, LibraryError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from feedreader.config.paths import Paths
    from feedreader.config.settings import Settings
    from feedreader.engine.client import EngineClient
    from feedreader.engine.messages import Event, Request
    from feedreader.library import Library


@dataclass(slots=True)
class Session:
    """One run of one command; it remembers what it has told."""

    environ: Mapping[str, str]
    out: Sheet
    err: Sheet
    told: set[str] = field(default_factory=set)
    """What is wrong with the settings, as far as it was told."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Session:
        """The session of this process."""
        return cls(environ, Sheet(sys.stdout, environ), Sheet(sys.stderr, environ))

    def paths(self) -> Paths:
        """Where things are."""
        return bootstrap.paths(self.environ)

    def settings(self) -> Settings:
        """The settings in force; what is wrong with the file is told once."""
        loaded = bootstrap.settings(self.paths())
        for problem in loaded.problems:
            if problem not in self.told:
                self.told.add(problem)
                self.err.flow(f"feedreader: {problem}")
        return loaded.settings

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library, for reading; also one that cannot be written."""
        where = self.paths()
        opened = bootstrap.open_library(where, read_only=is_read_only(where.library))
        try:
            yield opened
        finally:
            opened.store.close()

    @contextmanager
    def writable_library(self) -> Iterator[Library]:
        """The library, for a change. Raises LibraryError when it cannot be written."""
        where = self.paths()
        if is_read_only(where.library):
            raise LibraryError(
                f"The library {where.library} is read-only; give yourself permission to write it."
            )
        with self.library() as opened:
            yield opened

    def ask(self, request: Request, told: Callable[[Event], None] | None = None) -> Event:
        """Has the engine do something and returns its last word; `told` hears the others.

        Ctrl-C ends a round or a download in good order: its last word then says so. Raises
        EngineError when the engine ends unexpectedly."""
        return self.converse(request, told, lambda last: None)[0]

    def converse(
        self,
        request: Request,
        told: Callable[[Event], None] | None,
        then: Callable[[Event], Request | None],
    ) -> tuple[Event, ...]:
        """The same with an engine that may have something to do after it: `then` gives, for the
        last word, the next request, and that one's last word follows."""
        from feedreader.engine.messages import EngineGone

        client = bootstrap.engine_client(self.paths(), self.settings(), self.environ)
        try:
            words = [_asked(client, request, told)]
            more = then(words[0])
            if more is not None:
                words.append(_asked(client, more, told))
        finally:
            client.close()
        for last in words:
            if isinstance(last, EngineGone):
                raise EngineError(last.sentence)
        return tuple(words)


def _asked(client: EngineClient, request: Request, told: Callable[[Event], None] | None) -> Event:
    from feedreader.engine.messages import Cancel, Download, Refresh

    client.send(request)
    try:
        return _last(client, told)
    except KeyboardInterrupt:
        if not isinstance(request, Refresh | Download):
            raise
        client.send(Cancel())
        return _last(client, told)


def _last(client: EngineClient, told: Callable[[Event], None] | None) -> Event:
    from feedreader.engine.messages import FINAL_EVENTS

    for event in client.events():
        if isinstance(event, FINAL_EVENTS):
            return event
        if told is not None:
            told(event)
    raise EngineError("The engine ended without an answer; try again.")


def web_address(text: str, rest: str) -> str:
    """The address that a person typed, with its scheme. Raises UsageError: "“x” is no web address", and
    `rest`."""
    from feedreader.text import clean, urls

    if address := urls.typed(text):
        return address
    raise UsageError(f"“{clean.line(text, 200)}” is no web address{rest}")


def is_read_only(library: Path) -> bool:
    """Whether there is a library that this person cannot write. (SQLite needs the folder, too:
    its log stands beside the file.)"""
    return library.exists() and not (os.access(library, os.W_OK) and os.access(library.parent, os.W_OK))


def read_capped(path: str, most: int) -> bytes:
    """The bytes of a file, or of standard input for "-", at most one more than `most`. Raises
    FeedreaderError with a sentence."""
    from feedreader.text import clean

    try:
        if path == "-":
            return sys.stdin.buffer.read(most + 1)
        with open(os.path.expanduser(path), "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FeedreaderError(f"{clean.line(path, 200)} cannot be read: {reason}.") from error
    except (AttributeError, ValueError) as error:
        # Standard input is closed; or a name with a NUL character in it.
        name = "Standard input" if path == "-" else clean.line(path, 200)
        raise FeedreaderError(f"{name} cannot be read.") from error
