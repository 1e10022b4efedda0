"""What extraction hands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feedreader.model.article import LeadImage
from feedreader.model.author import Author
from feedreader.model.document import EMPTY_DOCUMENT, Document


class StoryKind(StrEnum):
    """What a page turned out to be."""

    ARTICLE = "article"
    PAYWALLED = "paywalled"
    SCRIPT_ONLY = "script_only"
    CONSENT = "consent"
    NOT_AN_ARTICLE = "not_an_article"


@dataclass(frozen=True, slots=True)
class Story:
    """A story as its page shows it. All text is clean, all addresses are absolute http(s).

    `title` is the headline as shown, without the site's name. `document` is the body: headline,
    byline, date line and the lead picture are not in it; the standfirst is, as its first
    paragraph, and `subtitle` says which one that is. `url` is the canonical address where it is
    of the page's own site. Dates are aware, UTC; `updated` is None where it is not after
    `published`. `words` counts as `text.durations` does. `sentence` says to the person what a
    page of another kind than `article` is; it is empty for an article, unless that is shown plain.
    """

    kind: StoryKind
    title: str = ""
    subtitle: str = ""
    url: str = ""
    site_name: str = ""
    language: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[Author, ...] = ()
    lead: LeadImage | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    document: Document = EMPTY_DOCUMENT
    words: int = 0
    sentence: str = ""
