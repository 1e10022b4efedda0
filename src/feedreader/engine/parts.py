"""What the jobs of an engine share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from feedreader.engine.drawn import Drawings
from feedreader.engine.messages import Event, Online
from feedreader.engine.metered import Line
from feedreader.engine.once import Once
from feedreader.engine.options import Options
from feedreader.engine.pages import RecentPages
from feedreader.engine.workers import Workers
from feedreader.engine.writer import Writer
from feedreader.media.keep import Shelf

if TYPE_CHECKING:
    from feedreader.fetch import Client


@dataclass(slots=True)
class Parts:
    """The engine's tools. `clock` gives the time in UTC, `chance` a number from 0 to 1 for
    jitter; `emit` sends an event to whoever started the engine."""

    options: Options
    writer: Writer
    client: Client
    workers: Workers
    clock: Callable[[], datetime]
    chance: Callable[[], float]
    emit: Callable[[Event], None]
    owner: str = ""
    """Names this engine in claims on feeds, so that two engines never ask for the same one."""
    online: bool = field(default=True)
    """What was last said about the network."""
    once: Once = field(default_factory=Once)
    """Who is fetching a page or a picture right now."""
    pages: RecentPages = field(default_factory=RecentPages)
    shelf: Shelf = field(init=False)
    """The kept pictures."""
    drawings: Drawings = field(init=False)
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.options.pictures_folder())
        self.drawings = Drawings(self.options.drawn_folder())
        self.line = Line(self.options.metered)

    def network(self, online: bool) -> None:
        """Tells about the network, on a change only."""
        if online != self.online:
            self.online = online
            self.emit(Online(online))
