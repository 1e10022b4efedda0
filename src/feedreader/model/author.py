"""Authors: what is known about who wrote a story. A field that no source gives stays empty."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

AuthorId = NewType("AuthorId", int)


class AuthorKind(StrEnum):
    """A person has a biography; a desk, an agency or an organisation gets a card without."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Origin(StrEnum):
    """What kind of source said something of an author, the weakest first."""

    FEED = "feed"
    INTERFACE = "interface"
    """WordPress's REST interface."""
    PAGE = "page"
    """A story's page."""
    OWN = "own"
    """The author's own page."""

    @property
    def rank(self) -> int:
        """Higher for a source whose word counts more."""
        return tuple(Origin).index(self)


@dataclass(frozen=True, slots=True)
class Author:
    """One author as a feed or a page names them."""

    name: str
    url: str = ""
    avatar: str = ""
    role: str = ""
    bio: str = ""
    organisation: str = ""
    links: tuple[str, ...] = ()
    email: str = ""
    kind: AuthorKind = AuthorKind.PERSON


@dataclass(frozen=True, slots=True)
class StoredAuthor:
    """An author's record in the library. Epoch seconds of the oldest and newest story seen."""

    id: AuthorId
    site: str
    """Host that the author writes on; authors never merge across sites by name alone."""
    profile: Author
    followed: bool = False
    articles: int = 0
    unread: int = 0
    first_seen: int = 0
    last_seen: int = 0
    notify: bool = False
    """Whether the person wants to be told when the author, who is followed, publishes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a field of a profile has or had. `field` is the name of a field of `Author`,
    `value` its text (links: one a line), `source` the address that said so ("feed" for a feed).
    Epoch seconds of the first and the last time that it was seen."""

    field: str
    value: str
    source: str
    first_seen: int
    last_seen: int
    origin: Origin = Origin.PAGE


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role and the time for which it was seen, in epoch seconds."""

    role: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that the person made part of an author's profile."""

    id: AuthorId
    name: str
    site: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the library knows of an author.

    `names` are the spellings seen, the shown one first. `facts` say for each field that is shown
    where it comes from. `roles` are all that were seen, newest first; the first is the current
    one. `merged` are the records that the person added, which a split gives back."""

    author: StoredAuthor
    names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    merged: tuple[Merged, ...] = ()

    @property
    def earlier_roles(self) -> tuple[HeldRole, ...]:
        """The roles before the current one, newest first."""
        return self.roles[1:]
