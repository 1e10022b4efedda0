"""Records that go in and out of the store beside the model's own."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from feedreader.model.author import AuthorId
from feedreader.model.feed import FeedId
from feedreader.model.query import Sort

if TYPE_CHECKING:
    from feedreader.store.rounds import Applied as Applied
    from feedreader.store.rounds import KnownArticle as KnownArticle
    from feedreader.store.rounds import Pause as Pause
    from feedreader.store.rounds import PollResult as PollResult
    from feedreader.store.rounds import PollState as PollState
    from feedreader.store.rounds import PreparedArticle as PreparedArticle
    from feedreader.store.rounds import Profiled as Profiled


def __getattr__(name: str) -> object:
    if name.startswith("_"):
        raise AttributeError(name)
    return getattr(import_module("feedreader.store.rounds"), name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to search for, as FTS5 expressions (`words.wanted` makes them): `text` over an
    article's whole text, `head` the same words over title and byline, `title` what must stand in
    the title. Empty where nothing is asked."""

    text: str = ""
    head: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles, in which order: `model.query.Query` with names and words made into ids.

    None means "any"; an empty tuple of ids matches nothing. Each of `tags` and `authors` must
    hold. Times are epoch seconds, `until` exclusive. `ranked` puts the matches in title and byline
    first; otherwise `sort` decides."""

    feeds: tuple[FeedId, ...] | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[tuple[AuthorId, ...], ...] = ()
    followed: bool = False
    read: bool | None = None
    starred: bool | None = None
    saved: bool | None = None
    since: int | None = None
    until: int | None = None
    wanted: Wanted | None = None
    ranked: bool = False
    sort: Sort = Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Counts:
    """What the feed list shows beside its places. `unread`, `today` and `following` count unread
    articles, `starred` and `articles` all; `by_feed` holds every feed's unread ones."""

    unread: int = 0
    starred: int = 0
    today: int = 0
    following: int = 0
    articles: int = 0
    by_feed: tuple[tuple[FeedId, int], ...] = ()


class StepKind(StrEnum):
    """What a step of the journal changed."""

    READ = "read"
    STARRED = "starred"
    FOLLOWED = "followed"
    REMOVED = "removed"
    TITLE = "title"
    FOLDER = "folder"
    TAGS = "tags"
    TEXT = "text"
    PICTURES = "pictures"
    MERGED = "merged"
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class Step:
    """One reversible change: the rows it touched, and their value before and after ("1" and "0"
    for marks; for tags, names joined by newlines; for a merger, the id of the author that shows the
    record, empty for none)."""

    kind: StepKind
    ids: array[int]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change a person made, as one sentence and its steps."""

    id: int
    at: datetime
    sentence: str
    steps: tuple[Step, ...]
