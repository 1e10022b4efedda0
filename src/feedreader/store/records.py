"""Records that go in and out of the store beside the model's own. Dates are aware and in UTC."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feedreader.model.article import Article, ArticleId
from feedreader.model.author import AuthorId
from feedreader.model.feed import Failure, FeedId, FeedInfo, Pace, Validators
from feedreader.model.query import Sort

NO_PACE = Pace()


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a comparison with a feed's fresh body needs to know of a stored article."""

    identity: str
    id: ArticleId
    digest: str
    url: str
    title_digest: str


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article ready to be inserted, made by `codec.prepare` in a child of the engine.

    `article` comes without its document, which stands encoded in `document`; `search_text` is
    the body as plain text with Chinese, Japanese and Korean characters set apart."""

    article: Article
    document: bytes
    search_text: str
    title_digest: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What one round of a feed did to the library: counts, and the ids of the new articles."""

    new: int = 0
    changed: int = 0
    renamed: int = 0
    new_ids: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class PollState:
    """All that the next request to a feed depends on. `interval` (seconds) and `hits` belong to
    the adaptive schedule and are given back as they were recorded; `moved_seen` counts how often
    in a row the feed's address answered with a permanent redirect to `moved_to`."""

    id: FeedId
    url: str
    title: str
    site_url: str = ""
    next_url: str = ""
    validators: Validators = Validators()
    body_digest: str = ""
    parser_version: int = 0
    last_checked: datetime | None = None
    last_changed: datetime | None = None
    next_due: datetime | None = None
    reason: str = ""
    failure: Failure | None = None
    failures_in_a_row: int = 0
    moved_to: str = ""
    moved_seen: int = 0
    interval: int = 0
    hits: tuple[int, ...] = ()
    pace: Pace = NO_PACE


@dataclass(frozen=True, slots=True)
class PollResult:
    """What a poll of a feed leaves behind. The state's fields are written as given.

    `checked` None: the feed was not reached, so "last checked" stays. `next_due` None: it is not
    polled again (gone). `info` None: nothing was parsed, what the feed says of itself stays.
    `url`: the feed's address from now on, empty to keep it."""

    validators: Validators
    body_digest: str
    parser_version: int
    next_due: datetime | None
    reason: str
    checked: datetime | None = None
    changed: datetime | None = None
    info: FeedInfo | None = None
    failure: Failure | None = None
    failures_in_a_row: int = 0
    moved_to: str = ""
    moved_seen: int = 0
    interval: int = 0
    hits: tuple[int, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A host that asked to be left alone until a moment, and why."""

    host: str
    until: datetime
    reason: str


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
    hold. Times are epoch seconds, `until` exclusive; `below` goes on in the list below an
    article, by its date and id (newest or oldest first only). `ranked` puts the matches in title
    and byline first; otherwise `sort` decides."""

    feeds: tuple[FeedId, ...] | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[tuple[AuthorId, ...], ...] = ()
    followed: bool = False
    read: bool | None = None
    starred: bool | None = None
    saved: bool | None = None
    since: int | None = None
    until: int | None = None
    below: tuple[int, int] | None = None
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


@dataclass(frozen=True, slots=True)
class Profiled:
    """A value that a source gave for a field of an author's profile, and when it was seen."""

    field: str
    value: str
    source: str
    first_seen: datetime
    last_seen: datetime


class StepKind(StrEnum):
    """What a step of the journal changed."""

    READ = "read"
    STARRED = "starred"
    FOLLOWED = "followed"
    REMOVED = "removed"
    TITLE = "title"
    FOLDER = "folder"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Step:
    """One reversible change: the rows it touched, and their value before and after ("1" and "0"
    for marks; for tags, names joined by newlines)."""

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
