"""Feeds (subscriptions), folders, and how a feed is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from feedreader.model.author import Author

FeedId = NewType("FeedId", int)


class FeedFormat(StrEnum):
    """Formats as the commands name them."""

    RSS20 = "rss20"
    RSS09X = "rss09x"
    RSS10 = "rss10"
    ATOM10 = "atom10"
    ATOM03 = "atom03"
    CDF = "cdf"
    JSON_FEED = "json_feed"
    JSON_API = "json_api"
    PAGE = "page"


class FailureKind(StrEnum):
    """Why a refresh of a feed brought nothing. The sentence beside it is for the person."""

    NO_NETWORK = "no_network"
    TIMEOUT = "timeout"
    TLS = "tls"
    BAD_ADDRESS = "bad_address"
    PRIVATE = "private"
    REFUSED = "refused"
    HTTP = "http"
    NOT_FOUND = "not_found"
    GONE = "gone"
    BUSY = "busy"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    EMPTY = "empty"
    NOT_A_FEED = "not_a_feed"
    BROKEN = "broken"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class Failure:
    """An expected failure as a value: its kind and one clean sentence for the person.

    `status` is the HTTP status where there was one, else 0."""

    kind: FailureKind
    sentence: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """What a publisher asks of those who poll (RSS 2.0 `ttl`, `skipHours`, `skipDays`,
    Syndication module), in minutes and UTC. Zero and empty where not given."""

    ttl_minutes: int = 0
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    """Days of the week, Monday is 0."""


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says of itself, made ours. `next_url` is the page with older stories
    (RFC 5005 `prev-archive` or `next`, JSON Feed `next_url`)."""

    format: FeedFormat
    title: str = ""
    site_url: str = ""
    feed_url: str = ""
    description: str = ""
    language: str = ""
    icon: str = ""
    authors: tuple[Author, ...] = ()
    next_url: str = ""
    hub_url: str = ""
    pace: Pace = Pace()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back, byte for byte (RFC 9110, 13.1)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing, and why it waits. Dates aware, UTC, None where never."""

    last_checked: datetime | None = None
    last_changed: datetime | None = None
    next_due: datetime | None = None
    reason: str = ""
    """Why the next request is when it is: one sentence."""
    failure: Failure | None = None
    failures_in_a_row: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription as stored. `title` is what is shown (the person's name for it, else the
    feed's own, else its host)."""

    id: FeedId
    url: str
    title: str
    site_url: str = ""
    description: str = ""
    language: str = ""
    icon: str = ""
    format: FeedFormat | None = None
    folder: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    next_url: str = ""
    unread: int = 0
    articles: int = 0
    health: Health = Health()
