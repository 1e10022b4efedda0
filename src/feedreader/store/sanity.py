"""Which stored values make sense: SQLite keeps no checksums, and a flipped bit may look like data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from feedreader.errors import LibraryError
from feedreader.model.article import Wholeness
from feedreader.model.author import AuthorKind, Origin
from feedreader.model.feed import FailureKind, FeedFormat
from feedreader.store import codec, journal
from feedreader.store.trouble import UNREADABLE
from feedreader.store.values import authors_out, numbers_out, pace_out, strings_out
from feedreader.store.whole_records import (
    SAVED_PAGES,
    PicturePolicy,
    PictureState,
    TextPolicy,
    TextSource,
)
from feedreader.text import clean, urls

_MOMENTS = frozenset(
    [
        "at",
        "published",
        "dated",
        "updated",
        "first_seen",
        "last_seen",
        "added",
        "last_checked",
        "last_changed",
        "next_due",
        "claimed_until",
        "removed_at",
        "fetched_at",
        "last_used",
        "page_checked",
        "next_try",
        "looked_at",
        "profile_checked",
        "next_visit",
        "paused_until",
    ]
)
_EARLIEST, _LATEST = -62_135_596_800, 253_402_214_400
"""Seconds since 1970: the years 1 and 9999, all that a calendar of ours can hold."""


def _body(value: Any) -> object:
    return codec.pack(codec.unpack(value))


def _address(value: Any) -> object:
    if value == SAVED_PAGES or urls.web(value):
        return value
    raise ValueError(value)


def _maybe(read: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: value and read(value)


_READ: dict[str, Callable[[Any], object]] = {
    "feeds.url": _address,
    "feeds.format": _maybe(FeedFormat),
    "feeds.failure_kind": _maybe(FailureKind),
    "feeds.authors": authors_out,
    "feeds.warnings": strings_out,
    "feeds.hits": numbers_out,
    "feeds.pace": pace_out,
    "feeds.text_policy": TextPolicy,
    "feeds.pictures": PicturePolicy,
    "authors.kind": AuthorKind,
    "authors.links": strings_out,
    "author_fields.origin": Origin,
    "bodies.document": _body,
    "journal.steps": journal.unpack,
    "offline.wholeness": Wholeness,
    "offline.source": TextSource,
    "offline.other_document": _maybe(_body),
    "pictures.state": PictureState,
}
"""How columns with a form of their own are read; raises one of `UNREADABLE`, or LibraryError."""

_OPAQUE = frozenset({"etag", "last_modified"})
"""Sent back byte for byte as they came."""
_DEFAULTS: dict[str | None, object] = {None: None, "0": 0, "1": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the schema has it. `default` is what stands in for a value that makes no sense,
    where `replaceable`; without it the whole row is lost."""

    table: str
    name: str
    declared: str
    nullable: bool
    replaceable: bool
    default: object

    def sane(self, value: object) -> bool:
        """Whether a value makes sense here."""
        if value is None:
            return self.nullable
        if not self._typed(value):
            return False
        read = _READ.get(f"{self.table}.{self.name}")
        try:
            if read is not None:
                read(value)
        except (*UNREADABLE, LibraryError):
            return False
        return True

    def tidied(self, value: object) -> object:
        """A text without what flipped bits may have put in that acts on a terminal."""
        if isinstance(value, str) and self.declared == "TEXT" and self.name not in _OPAQUE:
            return clean.block(value)
        return value

    def _typed(self, value: object) -> bool:
        match self.declared:
            case "INTEGER":
                late = self.name in _MOMENTS
                return isinstance(value, int) and (not late or _EARLIEST < value < _LATEST)
            case "REAL":
                return isinstance(value, int | float) and isfinite(value)
            case "TEXT":
                return isinstance(value, str)
            case _:
                return isinstance(value, bytes | str)


def column(table: str, row: Sequence[Any]) -> Column:
    """A column from its row of `PRAGMA table_info`."""
    _, name, declared, not_null, default, key = row
    nullable = not not_null and not key
    text = str(default) if default is not None else None
    value = text[1:-1] if text is not None and text.startswith("'") else _DEFAULTS.get(text)
    return Column(table, name, declared, nullable, not key and (nullable or default is not None), value)


def mended(columns: Sequence[Column], row: Sequence[object]) -> tuple[list[object] | None, int]:
    """The row with what makes no sense replaced, None where that cannot be, and how much it was."""
    out: list[object] = []
    wrong = 0
    for each, value in zip(columns, row, strict=True):
        if each.sane(value):
            out.append(each.tidied(value))
            continue
        wrong += 1
        if not each.replaceable:
            return None, wrong
        out.append(each.default)
    return out, wrong
