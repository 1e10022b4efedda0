"""The text of a search, taken apart: plain words, "phrases", and field words. Pure.

`OPERATORS` names all of them. A field word's value may stand in quotes. What is malformed is just
a word to search for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedreader.model.query import Sort
from feedreader.text import clean

_TOKEN = re.compile(r'(?:(?P<field>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))', re.IGNORECASE)
_AGO = re.compile(r"(\d{1,4})([hdwmy])")
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 730, "y": 8766}
_STATES = ("unread", "read", "starred", "saved")


def _one_of(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}"


@dataclass(frozen=True, slots=True)
class Operator:
    """A field of a search: what may follow its name where not any text can, and examples, each with
    what it finds."""

    name: str
    values: str
    examples: tuple[tuple[str, str], ...]


OPERATORS = (
    Operator("author", "", (("author:hale", "By an author with that in the name."),)),
    Operator("feed", "", (("feed:lantern", "From a feed with that in its name or address."),)),
    Operator("folder", "", (("folder:World", "From the feeds of a folder."),)),
    Operator("tag", "", (("tag:space", "With a tag, the article's or its feed's."),)),
    Operator("title", "", (("title:moon", "With a word in the headline."),)),
    Operator(
        "is",
        _one_of(_STATES),
        (
            ("is:unread", "Not read yet."),
            ("is:read", "Read."),
            ("is:starred", "Starred."),
            ("is:saved", "Whole on this disk, pictures and all."),
        ),
    ),
    Operator(
        "since",
        "a time such as 7d, today or 2024-10-01",
        (
            ("since:7d", "Of the last seven days; h, w, m and y are hours, weeks, months and years."),
            ("since:today", "Of today, or since:yesterday."),
            ("since:2024-10-01", "Of that day or later."),
        ),
    ),
    Operator(
        "sort",
        _one_of(Sort),
        (("sort:oldest", "Oldest first; or newest, longest, shortest. Without it the best come first."),),
    ),
)
"""Every field of a search: what help, README and command line tell of them is compared with this."""
WORDS = (
    ("night ferry", "With both words; the last may be the start of one while you type."),
    ('"night ferry"', 'With these words side by side. A name in quotes: author:"olena hale".'),
)
"""What a search holds besides fields, as examples with what each finds."""
EXAMPLES = (*WORDS, *(example for each in OPERATORS for example in each.examples))
"""All that a search understands: what may be typed, and what that finds."""
FIELDS: Mapping[str, str] = {each.name: each.values for each in OPERATORS}
"""The fields of a search, with the values that can follow where not any text can."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search taken apart. `phrases` are those of `words` that stood in quotes and have several
    words; `typing`: the last of `words` may only be the start of a word.
    `since` is aware; `read`, `starred` and `saved` are None where nothing was said."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    typing: bool = False
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    read: bool | None = None
    starred: bool | None = None
    saved: bool | None = None
    since: datetime | None = None
    sort: Sort | None = None


@dataclass(slots=True)
class _Found:
    """Field words in the order in which they came."""

    words: list[str]
    phrases: list[str]
    named: dict[str, list[str]]
    states: set[str]
    since: datetime | None = None
    sort: Sort | None = None


def parse(text: str, now: datetime) -> Search:
    """A search as typed; `now` is what `since:` counts back from. Never raises."""
    found = _Found([], [], {name: [] for name, values in FIELDS.items() if not values}, set())
    typing = False
    # A command line may bring half a surrogate pair, which SQLite would refuse.
    text = text.encode("utf-8", "replace").decode()
    for token in _TOKEN.finditer(text):
        value = token["quoted"] if token["quoted"] is not None else token["bare"]
        typing = False
        if not value.strip() or _field(found, (token["field"] or "").lower(), value.strip(), now):
            continue
        word = value if not token["field"] else f"{token['field']}:{value}"
        found.words.append(word.strip())
        if token["quoted"] is not None and len(value.split()) > 1:
            found.phrases.append(value.strip())
        typing = token["quoted"] is None and token.end() == len(text)
    return Search(
        words=tuple(found.words),
        phrases=tuple(found.phrases),
        typing=typing,
        titles=tuple(found.named["title"]),
        authors=tuple(found.named["author"]),
        feeds=tuple(found.named["feed"]),
        folders=tuple(found.named["folder"]),
        tags=tuple(found.named["tag"]),
        read=_either(found.states, "read", "unread"),
        starred=True if "starred" in found.states else None,
        saved=True if "saved" in found.states else None,
        since=found.since,
        sort=found.sort,
    )


def _field(found: _Found, name: str, value: str, now: datetime) -> bool:
    """Takes a field word in; False when it is none, and so a word like any other."""
    if name in found.named:
        found.named[name].append(value)
        return True
    low = value.lower()
    if name == "is" and low in _STATES:
        found.states.add(low)
        return True
    if name == "since":
        moment = since(low, now)
        found.since = moment or found.since
        return moment is not None
    if name == "sort" and low in tuple(Sort):
        found.sort = Sort(low)
        return True
    return False


def unknown_field(text: str, now: datetime) -> str:
    """A sentence on the first word of a search that looks like a field's and is searched for as
    plain text; empty where there is none."""
    for word in parse(text, now).words:
        name, colon, value = word.partition(":")
        if not colon or not name.isalpha() or value.startswith("//"):
            continue
        if values := FIELDS.get(name.lower()):
            return f"After {name.lower()}: comes {values}."
        if name.lower() not in FIELDS:
            return _no_field(name)
    return ""


def _no_field(name: str) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(name.lower(), FIELDS, n=1):
        return f"“{clean.line(name, 40)}:” is no field of a search; did you mean “{near[0]}:”?"
    *known, last = (f"{field}:" for field in FIELDS)
    return f"“{clean.line(name, 40)}:” is no field of a search; there are {', '.join(known)} and {last}."


def since(text: str, now: datetime) -> datetime | None:
    """The moment that "7d" (hours, days, weeks, months, years), "today", "yesterday" or
    "2024-10-01" (local midnight) means; None for anything else."""
    today = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    ago = _AGO.fullmatch(text)
    try:
        if ago:
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
        return datetime.strptime(text, "%Y-%m-%d").astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _either(states: set[str], yes: str, no: str) -> bool | None:
    """True, False, or None when neither or both were asked for."""
    return (yes in states) if (yes in states) != (no in states) else None
