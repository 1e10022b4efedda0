"""What a feed says, as it says it: the records that parsing makes and normalising reads.

Strings are raw: entities are resolved and whitespace at both ends is cut, but nothing is
cleaned, made absolute or checked. Dates are the feed's own text.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedreader.model.feed import FeedFormat, Pace

NO_PACE = Pace()


@dataclass(frozen=True, slots=True)
class RawPerson:
    """One person (or desk) as named: an Atom person, `dc:creator`, `podcast:person`, a JSON
    Feed author. `name` may still hold several names, or an address, or "By ..."."""

    name: str = ""
    url: str = ""
    email: str = ""
    avatar: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class RawEnclosure:
    """A file that comes with an entry. `length` in bytes and `duration` (seconds, or
    hours:minutes:seconds) as the feed wrote them."""

    url: str
    mime: str = ""
    length: str = ""
    title: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class RawText:
    """A text and how to read it: `kind` is "html" or "text". `base` is the address that
    relative links in it start from (xml:base in force), empty for the feed's own."""

    value: str
    kind: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class RawImage:
    """The picture of an entry (Media RSS content or thumbnail, itunes:image, JSON Feed image).
    Sizes in pixels as the feed wrote them."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a feed. `guid_is_link` is true where the feed says that its guid is also
    the article's address (RSS 2.0 isPermaLink, also by default)."""

    guid: str = ""
    guid_is_link: bool = False
    link: str = ""
    title: RawText | None = None
    summary: RawText | None = None
    content: RawText | None = None
    published: str = ""
    updated: str = ""
    people: tuple[RawPerson, ...] = ()
    tags: tuple[str, ...] = ()
    enclosures: tuple[RawEnclosure, ...] = ()
    image: RawImage | None = None
    language: str = ""
    comments: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A whole feed. `warnings` are plain sentences for the person about what was wrong with
    it and read all the same. `base` is the address that relative links start from, empty for the
    document's own. `title` and `description` are plain text: markup is already gone."""

    format: FeedFormat
    title: str = ""
    link: str = ""
    self_url: str = ""
    description: str = ""
    language: str = ""
    icon: str = ""
    people: tuple[RawPerson, ...] = ()
    next_url: str = ""
    hub_url: str = ""
    pace: Pace = NO_PACE
    warnings: tuple[str, ...] = ()
    entries: tuple[RawEntry, ...] = ()
    base: str = ""
