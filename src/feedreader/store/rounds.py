"""Records of the engine's rounds and of profiles, apart from `records`, which gives them out when
asked: making these classes takes 5 ms, and the reader's process never needs them. Dates are aware
and in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedreader.model.article import Article, ArticleId
from feedreader.model.feed import Failure, FeedId, FeedInfo, Pace, Validators

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
    in a row the feed's address answered with a permanent redirect to `moved_to`; `inside`: it last
    answered from a private network, so that this is where the person chose it."""

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
    inside: bool = False


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
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A host that asked to be left alone until a moment, and why."""

    host: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Profiled:
    """A value that a source gave for a field of an author's profile, and when it was seen."""

    field: str
    value: str
    source: str
    first_seen: datetime
    last_seen: datetime
