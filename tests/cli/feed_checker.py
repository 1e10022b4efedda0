"""Holds a document against JSON Feed 1.1 (jsonfeed.org/version/1.1) and the contract of the
commands. Returns what is wrong, so that a test shows all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
FORMATS = {"rss20", "rss09x", "rss10", "atom10", "atom03", "cdf", "json_feed", "json_api", "page"}

AUTHOR = {"name": str, "url": "url", "avatar": "url"}
PROFILE = {**AUTHOR, "role": str, "bio": str, "organisation": str, "links": ["url"]}
ATTACHMENT = {
    "url!": "url",
    "mime_type!": str,
    "title": str,
    "size_in_bytes": int,
    "duration_in_seconds": int,
}
FEED = {
    "version!": str,
    "title!": str,
    "home_page_url": "url",
    "feed_url": "url",
    "description": str,
    "icon": "url",
    "language": str,
    "authors": [AUTHOR],
    "_feedreader": {"format": FORMATS, "warnings": [str]},
}
ARTICLE = {
    "id!": str,
    "url": "url",
    "title": str,
    "summary": str,
    "content_html": str,
    "content_text": str,
    "image": "url",
    "date_published": "date",
    "date_modified": "date",
    "authors": [AUTHOR],
    "tags": [str],
    "language": str,
    "attachments": [ATTACHMENT],
    "_feedreader!": {
        "feed_id": int,
        "read": bool,
        "starred": bool,
        "saved": bool,
        "word_count": int,
        "reading_minutes": int,
        "lead_image": {"url": "url", "alt": str, "caption": str, "credit": str},
        "authors": [PROFILE],
        "related": [{"url": "url", "title": str, "summary": str, "image": "url"}],
        "comments_url": "url",
    },
}


def faults(document: Any, *, stored: bool) -> list[str]:
    """What is wrong with a document; `stored` asks for the fields of a library's articles."""
    if not isinstance(document, dict):
        return ["the document is no object"]
    found = list(_object(document, {**FEED, "items!": list}, "feed"))
    if document.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("version")
    names = [article.get("id") for article in document.get("items", [])]
    if len(names) != len(set(names)):
        found.append("ids are not unique")
    for place, article in enumerate(document.get("items", [])):
        found += _object(article, ARTICLE, f"items[{place}]")
        if not {"content_html", "content_text"} & set(article):
            found.append(f"items[{place}] has no content")
        state = {"feed_id", "read", "starred", "saved"} & set(article.get("_feedreader", {}))
        if len(state) != (4 if stored else 0):
            found.append(f"items[{place}] has the state {sorted(state)}")
    return found


def _object(value: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no object"
        return
    if not value:
        yield f"{where} is empty"
    fields = {name.rstrip("!"): kind for name, kind in schema.items()}
    for name in schema:
        if name.endswith("!") and name.rstrip("!") not in value:
            yield f"{where}.{name.rstrip('!')} is missing"
    for name, inner in value.items():
        if name not in fields:
            yield f"{where}.{name} is unknown"
        elif not (name == "items" and inner == []):
            yield from _value(inner, fields[name], f"{where}.{name}")


def _value(value: Any, kind: Any, where: str) -> Iterator[str]:
    if value is None or value in ("", [], {}):
        yield f"{where} is empty"
    elif isinstance(kind, list):
        if not isinstance(value, list):
            yield f"{where} is no list"
            return
        for place, inner in enumerate(value):
            yield from _value(inner, kind[0], f"{where}[{place}]")
    elif isinstance(kind, dict):
        yield from _object(value, kind, where)
    elif isinstance(kind, set):
        if value not in kind:
            yield f"{where} is {value!r}"
    elif kind == "url":
        if not isinstance(value, str) or not re.match(r"https?://[^\s]+$|mailto:", value):
            yield f"{where} is no address: {value!r}"
    elif kind == "date":
        if not isinstance(value, str) or not RFC3339.fullmatch(value):
            yield f"{where} is no date: {value!r}"
    elif type(value) is not kind:
        yield f"{where} is {type(value).__name__}"
