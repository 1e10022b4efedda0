"""The library as the screens and the commands use it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from feedreader.library.authors import Authors
from feedreader.library.feeds import Feeds
from feedreader.library.lists import Lists
from feedreader.library.marks import Marks
from feedreader.library.reading import Reading
from feedreader.library.uistate import UiState
from feedreader.library.undo import Undo
from feedreader.store import Store

if TYPE_CHECKING:
    from feedreader.library.offline import Offline


class Library:
    """Use-cases on one open store. `clock` gives the present as an aware datetime."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock
        self.lists = Lists(store, clock)
        self.articles = Reading(store)
        self.marks = Marks(store, clock, self.lists)
        self.undo = Undo(store, clock)
        self.feeds = Feeds(store, clock)
        self.authors = Authors(store, clock, self.lists)
        self.state = UiState(store)

    @cached_property
    def offline(self) -> Offline:
        """What is kept for reading without a network. (Loaded when asked for.)"""
        from feedreader.library.offline import Offline

        return Offline(self.store, self.clock)
