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
