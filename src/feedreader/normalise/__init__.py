"""Raw to ours, pure: feeds, articles, authors, what is new among them, and when to ask again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from feedreader.model.article import Article
from feedreader.model.feed import FeedInfo
from feedreader.normalise.made import Made

PLAIN = "Some articles could not be read as they are laid out; they are shown as plain text."


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed read and made ours, in the feed's order. `seen`: marks of entries that were left out
    because they are known as they are."""

    info: FeedInfo
    made: tuple[Made, ...]
    seen: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles without their texts."""
        return tuple(each.article for each in self.made)


def parse_feed(
    body: bytes, content_type: str, url: str, now: datetime, known: Collection[str] = ()
) -> Parsed:
    """Reads and normalises a feed: what a child of the engine runs. `url` is the address that
    the body came from, `now` aware; entries whose marks (`seen.marks`) are `known` are not made
    articles. Raises parse.NotAFeed with a sentence for the person."""
    # Whoever only merges authors or plans the next request does not load the parsers.
    from feedreader import parse
    from feedreader.normalise.article import make
    from feedreader.normalise.feed import to_feed
    from feedreader.normalise.identity import shared_guids
    from feedreader.normalise.seen import UNMARKED, marks

    raw = parse.feed(body, content_type, url)
    shared = shared_guids(raw.entries)
    made: list[Made] = []
    seen: list[str] = []
    for entry, mark in zip(raw.entries, marks(raw, url), strict=True):
        if mark in known and mark != UNMARKED:
            seen.append(mark)
        else:
            made.append(make(entry, raw, url, now, shared=shared, mark=mark))
    info = to_feed(raw, url)
    if not all(each.whole for each in made):
        info = replace(info, warnings=(*info.warnings, PLAIN))
    return Parsed(info, tuple(made), tuple(seen))
