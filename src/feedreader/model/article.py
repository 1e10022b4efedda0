"""Articles: as they come from a feed, as a row of the headline list, and whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from feedreader.model.author import Author, StoredAuthor
from feedreader.model.document import EMPTY_DOCUMENT, Document
from feedreader.model.feed import FeedId

ArticleId = NewType("ArticleId", int)


class Wholeness(StrEnum):
    """How much of a story is on this disk."""

    FEED = "feed"
    """What the feed gave, no more."""
    TEXT = "text"
    """The whole text, without its pictures."""
    PART = "part"
    """The whole text; some picture or related story is missing."""
    WHOLE = "whole"
    """Everything that the page shows."""


@dataclass(frozen=True, slots=True)
class LeadImage:
    """The picture over a story; caption and credit told apart. Empty strings where unknown."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an article (RSS enclosure, JSON Feed attachment).

    `length` in bytes and `duration` in seconds, 0 where unknown."""

    url: str
    mime: str = ""
    length: int = 0
    title: str = ""
    duration: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One story as a feed gave it, made ours: clean, resolved, counted; not yet stored.

    `identity` names it inside its feed (guid, else link, else title and content; never the
    date). `digest` is a hash of everything shown, by which a change is known. Dates are aware
    and in UTC. `summary` is plain text of at most 300 characters. `words` counts words (for
    Chinese, Japanese and Korean: characters), `minutes` is the reading time.
    """

    identity: str
    digest: str
    title: str
    url: str = ""
    summary: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    document: Document = EMPTY_DOCUMENT
    language: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    lead: LeadImage | None = None
    enclosures: tuple[Enclosure, ...] = ()
    comments_url: str = ""
    words: int = 0
    minutes: int = 1


@dataclass(frozen=True, slots=True)
class Headline:
    """A row of the headline list: no body. `published` is epoch seconds, UTC (the date the
    feed gave, else when it was first seen). `byline` is the authors' names, joined."""

    id: ArticleId
    feed_id: FeedId
    title: str
    feed_title: str
    byline: str
    published: int
    minutes: int
    read: bool
    starred: bool
    saved: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A whole article from the library, with its state and its authors' profiles."""

    id: ArticleId
    feed_id: FeedId
    feed_title: str
    article: Article
    authors: tuple[StoredAuthor, ...]
    first_seen: datetime
    read: bool
    starred: bool
    saved: bool
    position: float
    """How far it was read, 0.0 to 1.0."""
    wholeness: Wholeness = Wholeness.FEED
    missing: str = ""
    """What is not on this disk, and why: one sentence, empty when nothing is missing."""
