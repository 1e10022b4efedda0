"""Well-formed feeds are read from libxml2's tree, which is the fast way; feedparser must find the
same entries, titles, links and names in every one of them."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import feedparser
import pytest

from feedreader import parse
from feedreader.parse.raw import RawFeed, RawText

ALL = sorted(
    path
    for path in (Path(__file__).parent / "feeds").iterdir()
    if path.suffix in (".xml", ".rss", ".atom", ".rdf")
)
# We mend on purpose what is wrong in it, feedparser shows it as it is.
MENDED = {"rss-encoded-twice.xml"}


def _well_formed(path: Path) -> bool:
    try:
        return (
            not parse.feed(path.read_bytes()).warnings
            and not feedparser.parse(io.BytesIO(path.read_bytes())).bozo
        )
    except parse.NotAFeed:
        return False


FEEDS = [path for path in ALL if path.name not in MENDED and _well_formed(path)]


def _words(text: RawText | str | None) -> str:
    value = text.value if isinstance(text, RawText) else text or ""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", unescape(value))).split())


def _read(path: Path) -> tuple[RawFeed, feedparser.FeedParserDict]:
    body = path.read_bytes()
    other = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return parse.feed(body), other


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_the_tree_and_feedparser_agree(path: Path) -> None:
    mine, other = _read(path)
    assert len(mine.entries) == len(other.entries)
    for entry, theirs in zip(mine.entries, other.entries, strict=True):
        assert _words(entry.title) == _words(theirs.get("title", ""))
        if theirs.get("link"):
            assert entry.link or entry.guid
        if theirs.get("id") and not theirs.get("id", "").startswith("http"):
            assert entry.guid == theirs["id"]


def test_there_are_feeds_of_every_format() -> None:
    formats = {
        parse.feed(path.read_bytes()).format.value for path in ALL if b"<html" not in path.read_bytes()[:300]
    }
    assert {"rss20", "atom10"} <= formats
