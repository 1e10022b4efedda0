"""JSON out: JSON Feed 1.1 documents (jsonfeed.org/version/1.1) and the commands' own objects.

What JSON Feed has no word for stands in `_feedreader`. An unknown field is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from feedreader.text import dates
from feedreader.text.urls import web, without_credentials

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.cli.plain import Sheet
    from feedreader.model.article import Article, Enclosure, LeadImage, StoredArticle
    from feedreader.model.author import Author
    from feedreader.model.document import Card
    from feedreader.model.feed import Feed, FeedInfo

Object = dict[str, object]

VERSION = "https://jsonfeed.org/version/1.1"
UNKNOWN_TYPE = "application/octet-stream"
"""RFC 2046, 4.5.1; JSON Feed wants a type for every attachment."""

# Legal in JSON as they are, and yet they act on a terminal or cannot be written as UTF-8: paths
# may hold them.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def known(fields: Mapping[str, object]) -> Object:
    """The fields that say something: no None, no empty text, list or object. False and 0 stay."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def write(sheet: Sheet, value: object) -> None:
    """A JSON value with a line break behind it."""
    sheet.raw(_dumps(sheet, value) + "\n")


def write_feed(sheet: Sheet, head: Object, articles: Iterable[Object]) -> None:
    """A JSON Feed document; the articles go out one by one, so that any number takes no memory."""
    text = _dumps(sheet, {"version": VERSION, **head, "items": []})
    sheet.raw(text[: text.rindex("[]")] + "[")
    first = True
    for article in articles:
        sheet.raw(("\n" if first else ",\n") + _dumps(sheet, article))
        first = False
    sheet.raw("]\n}\n" if first else "\n]\n}\n")


def _dumps(sheet: Sheet, value: object) -> str:
    text = json.dumps(value, ensure_ascii=not sheet.utf8, indent=2)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# --- feeds


def feed_head(feed: Feed) -> Object:
    """The fields of a subscribed feed over its articles."""
    return known(
        {
            "title": feed.title or feed.url,
            "home_page_url": feed.site_url,
            "feed_url": without_credentials(feed.url),
            "description": feed.description,
            "icon": feed.icon,
            "language": feed.language,
            "authors": _authors(feed.authors),
            "_feedreader": _of_feed(feed.format, feed.health.warnings),
        }
    )


def info_head(info: FeedInfo, url: str, name: str) -> Object:
    """The fields of a feed that was only looked at; `url` is where it was read, or empty, and
    `name` what to call it when it has no title."""
    return known(
        {
            "title": info.title or name,
            "home_page_url": info.site_url,
            "feed_url": without_credentials(web(info.feed_url) or web(url)),
            "description": info.description,
            "icon": info.icon,
            "language": info.language,
            "authors": _authors(info.authors),
            "_feedreader": _of_feed(info.format, info.warnings),
        }
    )


def subscription(feed: Feed) -> Object:
    """A feed as `feeds --json` tells of it."""
    health = feed.health
    failure = health.failure
    return known(
        {
            "id": feed.id,
            "url": without_credentials(feed.url),
            "title": feed.title,
            "site_url": feed.site_url,
            "description": feed.description,
            "language": feed.language,
            "icon": feed.icon,
            "folder": feed.folder,
            "tags": list(feed.tags),
            "unread": feed.unread,
            "articles": feed.articles,
            "format": feed.format.value if feed.format else None,
            "last_checked": moment(health.last_checked),
            "last_changed": moment(health.last_changed),
            "next_due": moment(health.next_due),
            "reason": health.reason,
            "failure": known(
                {"kind": failure.kind.value, "sentence": failure.sentence, "status": failure.status or None}
            )
            if failure
            else None,
            "failures_in_a_row": health.failures_in_a_row or None,
            "warnings": list(health.warnings),
        }
    )


def _of_feed(kind: object, warnings: Sequence[str]) -> Object:
    return known({"format": str(kind) if kind else None, "warnings": list(warnings)})


# --- articles


def stored_article(stored: StoredArticle) -> Object:
    """An article of the library as an item of JSON Feed; its id is the one that `show` takes."""
    authors = tuple(each.profile for each in stored.authors) or stored.article.authors
    state: Object = {
        "feed_id": stored.feed_id,
        "read": stored.read,
        "starred": stored.starred,
        "saved": stored.saved,
    }
    return _item(str(stored.id), stored.article, authors, state)


def seen_article(article: Article) -> Object:
    """An article that is not stored: it has no state, and the identity that its feed gives it."""
    return _item(article.identity or article.url or article.digest, article, article.authors, {})


def _item(name: str, article: Article, authors: Sequence[Author], state: Object) -> Object:
    from feedreader import content
    from feedreader.normalise.titles import UNTITLED

    title = "" if article.title == UNTITLED else article.title
    html, text = content.html(article.document), content.prose(article.document)
    if not html and not text:
        # JSON Feed wants a body; what is shown in the reader's place of one stands for it.
        text = article.summary or title or article.url or name
    lead = article.lead
    return known(
        {
            "id": name,
            "url": article.url,
            "title": title,
            "summary": article.summary,
            "content_html": html,
            "content_text": text,
            "image": lead.url if lead else None,
            "date_published": moment(article.published),
            "date_modified": moment(article.updated),
            "authors": _authors(authors),
            "tags": list(article.tags),
            "language": article.language or article.document.language,
            "attachments": [_attachment(each) for each in article.enclosures if each.url],
            "_feedreader": {
                **state,
                **known(
                    {
                        "word_count": article.words,
                        "reading_minutes": article.minutes,
                        "lead_image": _lead(lead) if lead else None,
                        "authors": [profile(each) for each in authors],
                        "related": [_card(each) for each in content.cards(article.document)],
                        "comments_url": article.comments_url,
                    }
                ),
            },
        }
    )


def _authors(authors: Iterable[Author]) -> list[Object]:
    """JSON Feed's own three fields, of which one must be there."""
    told = [known({"name": each.name, "url": each.url, "avatar": each.avatar}) for each in authors]
    return [each for each in told if each]


def profile(author: Author) -> Object:
    """All that is known of an author."""
    return known(
        {
            "name": author.name,
            "url": author.url,
            "avatar": author.avatar,
            "role": author.role,
            "bio": author.bio,
            "organisation": author.organisation,
            "links": list(author.links),
        }
    )


def _lead(lead: LeadImage) -> Object:
    return known({"url": lead.url, "alt": lead.alt, "caption": lead.caption, "credit": lead.credit})


def _card(card: Card) -> Object:
    return known({"url": card.url, "title": card.title, "summary": card.summary, "image": card.image})


def _attachment(enclosure: Enclosure) -> Object:
    return known(
        {
            "url": enclosure.url,
            "mime_type": enclosure.mime or UNKNOWN_TYPE,
            "title": enclosure.title,
            "size_in_bytes": enclosure.length or None,
            "duration_in_seconds": enclosure.duration or None,
        }
    )


def moment(date: datetime | None) -> str | None:
    """RFC 3339 in UTC; None where there is no date."""
    return dates.rfc3339(date) if date else None
