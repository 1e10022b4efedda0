"""What a story needs to be whole: its pictures, its authors' faces, its related stories. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from feedreader import content
from feedreader.content.collect import walk
from feedreader.model.article import Article
from feedreader.model.author import Author
from feedreader.model.document import Embed

MOST_PICTURES = 60
"""Of one story. A gallery has up to 40."""
MOST_RELATED = 12


class Role(StrEnum):
    """What a picture is to its story, most wanted first."""

    LEAD = "lead"
    BODY = "body"
    AVATAR = "avatar"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture's address and what it is for."""

    url: str
    role: Role


def pictures(article: Article, authors: Iterable[Author]) -> tuple[Wanted, ...]:
    """The pictures that the reader shows with an article, each once, most wanted first."""
    found: dict[str, Role] = {}
    if article.lead:
        found.setdefault(article.lead.url, Role.LEAD)
    for picture in content.pictures(article.document):
        found.setdefault(picture.url, Role.BODY)
    for block in walk(article.document.blocks):
        if isinstance(block, Embed) and block.poster:
            found.setdefault(block.poster, Role.BODY)
    for author in authors:
        found.setdefault(author.avatar, Role.AVATAR)
    for card in content.cards(article.document):
        found.setdefault(card.image, Role.CARD)
    return tuple(Wanted(url, role) for url, role in found.items() if url)[:MOST_PICTURES]


def related(article: Article) -> tuple[str, ...]:
    """The addresses of the stories that an article shows as cards."""
    return tuple(card.url for card in content.cards(article.document))[:MOST_RELATED]
