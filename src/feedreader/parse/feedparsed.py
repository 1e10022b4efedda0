"""feedparser's reading of a broken feed, as raw records: the second opinion.

Bytes only: given a str, feedparser would open a file or an address of that name. Its sanitiser
and its resolving of addresses stay off (they cost 3.6 times the rest; both are done later).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from feedreader.parse.raw import RawEnclosure, RawEntry, RawFeed, RawPerson, RawText

_FALLS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser falls over with, given tags where it expects none (a link in a text input)."""

_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}>")
_LONG_WORD = re.compile(r"(<(?:author|dc:creator|name|email|managingEditor)[^<>]{0,200}>)[^<>]{2000,}", re.I)


def entries(text: str, url: str = "") -> tuple[RawEntry, ...]:
    """The entries that feedparser makes out of `text`."""
    import feedparser

    # Quadratic: 20,000 times "a." as an author, or 50,000 attributes, take over 20 seconds.
    text = _LONG_WORD.sub(r"\1", _LONG_TAG.sub("", text))
    try:
        parsed: Mapping[str, object] = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _FALLS:
        return ()
    return tuple(_entry(entry) for entry in _records(dict.get(_mapping(parsed), "entries")))


def with_entries(feed: RawFeed, found: tuple[RawEntry, ...]) -> RawFeed:
    """`feed` with other entries."""
    return replace(feed, entries=found)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _records(value: object) -> Sequence[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else ()


def _text(record: dict[str, object], key: str) -> str:
    # dict.get: feedparser's own get answers for other keys than the one asked for.
    found = dict.get(record, key)
    return found if isinstance(found, str) else ""


def _entry(entry: dict[str, object]) -> RawEntry:
    content = next((c for c in _records(dict.get(entry, "content")) if _text(c, "value")), None)
    people = [
        RawPerson(_text(p, "name"), _text(p, "href"), _text(p, "email"))
        for p in _records(dict.get(entry, "authors"))
        if p
    ]
    links = _records(dict.get(entry, "links"))
    files = [link for link in links if _text(link, "rel") == "enclosure" and _text(link, "href")]
    return RawEntry(
        guid=_text(entry, "id"),
        guid_is_link=bool(dict.get(entry, "guidislink")),
        link=_text(entry, "link"),
        title=_detail(_mapping(dict.get(entry, "title_detail")), _text(entry, "title")),
        summary=_detail(_mapping(dict.get(entry, "summary_detail")), _text(entry, "summary")),
        content=_detail(content, "") if content else None,
        published=_text(entry, "published") or _text(entry, "created"),
        updated=_text(entry, "updated"),
        people=tuple(people),
        tags=tuple(t for t in (_text(tag, "term") for tag in _records(dict.get(entry, "tags"))) if t),
        enclosures=tuple(
            RawEnclosure(_text(f, "href"), _text(f, "type"), _text(f, "length")) for f in files[:200]
        ),
        comments=_text(entry, "comments"),
    )


def _detail(detail: dict[str, object], fallback: str) -> RawText | None:
    value = _text(detail, "value") or fallback
    if not value:
        return None
    kind = "text" if _text(detail, "type") == "text/plain" else "html"
    return RawText(value, kind, _text(detail, "base"))
