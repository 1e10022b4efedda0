"""What the reader remembers across restarts: place, article, panes, folds. Kept in the library
as one JSON text under one key; whatever does not read is forgotten without a word."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace

from feedreader.model.author import AuthorId
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.panes import Layout, Pane

KEY = "reader"


@dataclass(frozen=True, slots=True)
class Memory:
    """The reader as it was left. `article` and `cursor` are article ids, 0 for none; `measure`
    and `theme` are 0 and empty while the settings' own hold."""

    query: Query = Query(Place.UNREAD)
    article: int = 0
    cursor: int = 0
    pane: Pane = Pane.HEADLINES
    layout: Layout = Layout()
    folded: frozenset[str] = field(default_factory=frozenset)
    unread_feeds: bool = False
    """Feeds without unread articles are not listed."""
    compact: bool = False
    measure: int = 0
    theme: str = ""
    airy: bool = False
    pictures: str = ""
    """"on" or "off" where the person changed it, empty while the settings' word holds."""


def dump(memory: Memory) -> str:
    """The text to keep."""
    known = asdict(memory)
    known["folded"] = sorted(memory.folded)
    return json.dumps(known, ensure_ascii=False)


def load(text: str | None) -> Memory:
    """What was kept, as far as it still makes sense."""
    try:
        known = json.loads(text or "{}")
    except ValueError:
        return Memory()
    if not isinstance(known, dict):
        return Memory()
    memory = Memory()
    for name in ("article", "cursor", "measure"):
        if type(known.get(name)) is int:
            memory = replace(memory, **{name: known[name]})
    if isinstance(known.get("theme"), str):
        memory = replace(memory, theme=known["theme"])
    if isinstance(known.get("folded"), list):
        memory = replace(memory, folded=frozenset(str(name) for name in known["folded"]))
    if known.get("pane") in list(Pane):
        memory = replace(memory, pane=Pane(known["pane"]))
    return replace(
        memory,
        unread_feeds=known.get("unread_feeds") is True,
        compact=known.get("compact") is True,
        airy=known.get("airy") is True,
        pictures=known["pictures"] if known.get("pictures") in ("on", "off") else "",
        query=_query(known.get("query")),
        layout=_layout(known.get("layout")),
    )


def _layout(known: object) -> Layout:
    if not isinstance(known, dict):
        return Layout()
    layout = Layout()
    kept = {
        each.name: known[each.name]
        for each in fields(Layout)
        if type(known.get(each.name)) is type(getattr(layout, each.name))
    }
    layout = Layout(**kept)
    # A width from a hand-edited library is brought back within reason.
    for pane in (Pane.FEEDS, Pane.HEADLINES, Pane.AUTHOR):
        layout = layout.resized(pane, 0)
    return layout


def _query(known: object) -> Query:
    fallback = Memory.__dataclass_fields__["query"].default
    assert isinstance(fallback, Query)
    if not isinstance(known, dict) or known.get("place") not in list(Place):
        return fallback
    feed, author = known.get("feed_id"), known.get("author_id")
    query = Query(
        Place(known["place"]),
        feed_id=FeedId(feed) if isinstance(feed, int) else None,
        author_id=AuthorId(author) if isinstance(author, int) else None,
        name=str(known.get("name") or ""),
    )
    if known.get("only") in list(Only):
        query = replace(query, only=Only(known["only"]))
    if known.get("sort") in list(Sort):
        query = replace(query, sort=Sort(known["sort"]))
    return query
