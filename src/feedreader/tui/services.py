"""What bootstrap hands to the reader: its library, its engine, its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol as Interface

from feedreader.engine.messages import Event, Request
from feedreader.library import Library
from feedreader.media.records import Protocol


class Engine(Interface):
    """The reader's end of the pipe (engine.client.EngineClient)."""

    def start(self, on_event: Callable[[Event], None] | None = None) -> None:
        """Starts the engine; `on_event` is called in a thread."""

    def send(self, request: Request) -> None:
        """Hands over a request; never waits."""

    def close(self) -> None:
        """Lets the engine go; never waits."""


class Pictures(StrEnum):
    """Whether pictures are drawn."""

    ON = "on"
    OFF = "off"
    ASK = "ask"
    """Drawn, but on a metered line only when asked for, article by article."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the settings say about the screen."""

    theme: str = "feedreader-dark"
    measure: int = 70
    date_format: str = "%d %b %Y %H:%M"
    relaxed: bool = True
    open_marks_read: bool = True
    refresh_minutes: int = 60
    browser: str = ""
    mouse: bool = True
    pictures: str = "on"
    full_text: str = "auto"
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the reader needs from outside. `open_library` gives a new connection, for the
    thread that calls it."""

    open_library: Callable[[], Library]
    engine: Engine
    look: Look
    now: Callable[[], datetime]
    demo: bool = False
    keep_frame: Callable[[str, int, int], None] | None = None
    """Takes the last screen (its text with colours, columns, rows) for the next start."""
    typed: str = ""
    """Keys that were typed before the screen was there."""
    protocol: Protocol = Protocol.HALF_BLOCKS
    """How this terminal shows pictures best."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels."""
    problems: tuple[str, ...] = ()
    """Sentences to show once at the start (settings, read-only library)."""
