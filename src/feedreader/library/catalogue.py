"""The catalogue: good public feeds by topic, for a first start. Read from `catalogue.toml` beside this."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files

from feedreader.errors import FeedreaderError


class CatalogueError(FeedreaderError):
    """The catalogue does not read; names the entry. Only a faulty package can cause it."""


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """A feed to choose. `url` is the feed's address, `site` the address for people, `language` a
    BCP 47 tag, `summary` one line about it in its own language."""

    title: str
    url: str
    site: str
    language: str
    topic: str
    summary: str


_FIELDS = tuple(field.name for field in fields(CatalogueFeed))


def load() -> tuple[CatalogueFeed, ...]:
    """Every feed, by topic and then by title. Raises CatalogueError."""
    return read((files("feedreader.library") / "catalogue.toml").read_text("utf-8"))


def topics(feeds: Sequence[CatalogueFeed] | None = None) -> tuple[str, ...]:
    """The topics in the order in which they stand, each once."""
    return tuple(dict.fromkeys(feed.topic for feed in (load() if feeds is None else feeds)))


def read(text: str) -> tuple[CatalogueFeed, ...]:
    """The feeds of a catalogue's TOML. Raises CatalogueError for anything but a list of `[[feed]]`
    in which every field stands once, is a string and is not empty."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"The catalogue is not TOML: {error}.") from error
    rows = table.get("feed")
    if set(table) != {"feed"} or not isinstance(rows, list):
        raise CatalogueError("The catalogue holds something other than [[feed]].")
    return tuple(_feed(row) for row in rows)


def _feed(row: Mapping[str, object]) -> CatalogueFeed:
    values = {name: value for name in _FIELDS if isinstance(value := row.get(name), str) and value}
    wrong = sorted(set(row).symmetric_difference(values))
    missing = sorted(set(_FIELDS) - set(values))
    if wrong or missing:
        name = row.get("title", "without a title")
        raise CatalogueError(f"The catalogue's feed {name} is wrong in: {', '.join(wrong or missing)}.")
    return CatalogueFeed(**values)
