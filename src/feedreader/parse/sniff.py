"""What kind of thing some bytes are, told from the bytes; the declared type only breaks ties."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD = 4096
"""Characters looked at to tell what a body is."""

FAR = 200_000
"""Bytes searched for a feed that starts behind something else (a server's error messages)."""

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"\x00\x00\x00\x18ftyp", "a video file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_PROLOG = re.compile(r"\s+|<\?|<!--|<!\[CDATA\[|<!DOCTYPE\s+([\w:.-]+)|<!|<([A-Za-z_][\w:.-]*)", re.I)
_PAGES = """
html head body title meta script style div span p br b i a h1 h2 center table font form
section main header iframe img noscript
"""
_HTML_NAMES = frozenset(_PAGES.split())
_FEED_NAMES = frozenset(("rss", "feed", "rdf", "rdf:rdf", "channel", "entry"))
_FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)\s[^<>]{0,2000}(?:version|xmlns)[^<>]{0,4000}>", re.I)


class Kind(StrEnum):
    """What a body is, as far as its beginning tells."""

    XML = "xml"
    JSON = "json"
    HTML = "html"
    EMPTY = "empty"
    BINARY = "binary"


def binary_name(body: bytes) -> str:
    """What a binary file is called ("a PDF document"), or "" when nothing is known."""
    return next((name for magic, name in _MAGIC if body.startswith(magic)), "")


def kind(body: bytes, content_type: str = "") -> Kind:
    """The kind of `body`. `content_type` is the HTTP header's value, or empty."""
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Kind.EMPTY
    if binary_name(body):
        return Kind.BINARY
    head = _head(body)
    if head is None:
        return Kind.BINARY
    if head[:1] in ("{", "["):
        return Kind.JSON
    first = _first_name(head)
    if first in _HTML_NAMES:
        return Kind.XML if _feed_behind(body, first) else Kind.HTML
    if first not in _FEED_NAMES and "html" in content_type.lower() and not _FEED_START.search(body, 0, FAR):
        return Kind.HTML
    if first or "<" in head or _FEED_START.search(body, 0, FAR):
        return Kind.XML
    return Kind.JSON if "json" in content_type.lower() else Kind.HTML


def _head(body: bytes) -> str | None:
    """The first characters as text (good enough to tell markup), or None for binary."""
    start = body[: HEAD * 4]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64]:
        wide = start.replace(b"\x00", b"")
        if len(wide) > len(start) * 0.6:
            return None
        start = wide
    text = start[: HEAD * 2].decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0b\x0c")
    controls = sum(character < " " and character not in "\t\r\n\x0c\x1b" for character in text[:512])
    return None if controls > 32 else text


def _first_name(head: str) -> str:
    """Lower-case name of the first element, or of what DOCTYPE names; "" when there is none."""
    at, page = head.find("<"), False
    while 0 <= at < len(head):
        match = _PROLOG.match(head, at)
        if match is None:
            at = head.find("<", at + 1)
            continue
        if match[2]:
            # Some feeds say <!DOCTYPE html>: the element decides, unless nobody knows it.
            name = match[2].lower()
            return "html" if page and name.rpartition(":")[2] not in _FEED_NAMES else name
        page = page or (match[1] or "").lower() == "html"
        end = {"<?": "?>", "<!--": "-->"}.get(match[0], ">" if match[0].startswith("<!") else "")
        at = match.end() if not end else head.find(end, match.end())
        at = head.find("<", at) if at >= 0 else -1
    return "html" if page else ""


def _feed_behind(body: bytes, first: str) -> bool:
    """Whether a feed starts behind stray markup, as behind a PHP warning (`<br /><b>`). Not
    where a page has begun in earnest: there a `<feed>` is an example or an inline fragment."""
    if first in ("html", "head", "body"):
        return False
    found = _FEED_START.search(body, 0, FAR)
    return found is not None and re.search(rb"<(?:html|body|head)[\s>]", body[: found.start()], re.I) is None
