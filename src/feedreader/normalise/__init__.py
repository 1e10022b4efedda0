"""Raw to ours, pure: feeds, articles, authors, what is new among them, and when to ask again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from feedreader.model.article import Article
from feedreader.model.feed import FeedInfo


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed read and made ours; articles in the feed's order, and the plain text of each. `seen`:
    marks of entries that were left out because they are known as they are."""

    info: FeedInfo
    articles: tuple[Article, ...]
    texts: tuple[str, ...]
    seen: tuple[str, ...] = ()


def parse_feed(
    body: bytes, content_type: str, url: str, now: datetime, known: Collection[str] = ()
) -> Parsed:
    """Reads and normalises a feed: what a child of the engine runs. `url` is the address that
    the body came from, `now` aware; entries whose marks (`seen.marks`) are `known` are not made
    articles. Raises parse.NotAFeed with a sentence for the person."""
    # Whoever only merges authors or plans the next request does not load the parsers.
    from feedreader import parse
    from feedreader.normalise.article import with_text
    from feedreader.normalise.feed import to_feed
    from feedreader.normalise.identity import shared_guids
    from feedreader.normalise.seen import UNMARKED, marks

    raw = parse.feed(body, content_type, url)
    shared = shared_guids(raw.entries)
    made: list[tuple[Article, str]] = []
    seen: list[str] = []
    for entry, mark in zip(raw.entries, marks(raw, url), strict=True):
        if mark in known and mark != UNMARKED:
            seen.append(mark)
        else:
            made.append(with_text(entry, raw, url, now, shared=shared, mark=mark))
    return Parsed(
        to_feed(raw, url), tuple(one[0] for one in made), tuple(one[1] for one in made), tuple(seen)
    )
