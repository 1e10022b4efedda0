"""What the newsroom is made of: papers, people, pictures, stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Shape(StrEnum):
    """The format in which a paper publishes."""

    RSS = "rss"
    ATOM = "atom"
    RDF = "rdf"
    JSON_FEED = "json_feed"
    API = "api"


class Linking(StrEnum):
    """How a paper names the author in its pages' JSON-LD: every way that real sites use."""

    GRAPH = "graph"
    """`@graph`, the author as `{"@id": ...}` into it."""
    LIST = "list"
    """A list of Person with name and address."""
    STRING = "string"
    """A bare string, names joined by "and"."""
    SINGLE = "single"
    """One Person with picture, address and sameAs, without role or biography."""
    RELATIVE = "relative"
    """A list of Person with everything, addresses relative."""
    THING = "thing"
    """`@type: Thing`, and the picture as an ImageObject."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone, or a desk, that signs stories. `path` and `picture` are paths on the server;
    `picture` may be empty. `links` are absolute addresses on invented hosts."""

    slug: str
    name: str
    role: str
    bio: str
    organisation: str
    email: str
    links: tuple[str, ...]
    picture: str
    is_person: bool

    @property
    def path(self) -> str:
        """Path of the author's page."""
        return f"/people/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Picture:
    """A story's lead picture: path, words under it, and sizes in pixels."""

    path: str
    alt: str
    caption: str
    credit: str
    width: int = 800
    height: int = 500


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a story: path, media type, bytes, seconds (0: not a recording)."""

    path: str
    mime: str
    size: int
    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper and its feed. `article` is the pattern of its stories' paths, with `{year}` and
    `{slug}`; `page_size` is how many stories stand on one page of the feed."""

    key: str
    title: str
    shape: Shape
    tagline: str
    feed: str
    article: str
    folder: str
    language: str
    site: str
    linking: Linking
    page_size: int

    @property
    def home(self) -> str:
        """Path of the paper's front page."""
        return f"/{self.key}/"

    @property
    def icon(self) -> str:
        """Path of the paper's icon."""
        return f"/pictures/icons/{self.key}.png"


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `body` is an HTML fragment whose addresses are paths on the server.

    `order` is when it came out, `published` the same where the paper says so, else None.
    A story with `later` appears only after the first poll of its feed; a `correction` (a
    paragraph) and a `corrected_title` replace the first version at the same moment."""

    key: str
    paper: Paper
    slug: str
    path: str
    title: str
    standfirst: str
    body: str
    language: str
    authors: tuple[Person, ...]
    tags: tuple[str, ...]
    picture: Picture | None
    order: datetime
    published: datetime | None
    updated: datetime | None
    attachments: tuple[Attachment, ...] = ()
    later: bool = False
    correction: str = ""
    corrected_title: str = ""
