"""Model values to columns and back: dates, digests, keys, small lists as compact JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime

from feedreader.model.author import Author, AuthorKind
from feedreader.model.feed import Pace
from feedreader.text.urls import shown, without_trackers

_HEX = re.compile(r"(?:[0-9a-f]{2}){8,64}")


def epoch(moment: datetime | None) -> int | None:
    """Whole seconds since 1970, UTC."""
    return None if moment is None else int(moment.timestamp())


def moment(seconds: int | None) -> datetime | None:
    """The moment of a stored number of seconds; None for NULL."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def when(seconds: int) -> datetime:
    """The moment of a stored number of seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def key64(text: str) -> int:
    """A text as a signed 8-byte number: an index over it costs 9 bytes a row, not the text."""
    from hashlib import blake2b  # brings OpenSSL with it: 3 ms that reading lists can do without

    digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def folded(text: str) -> str:
    """A name as it is compared: no case, no accents, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(unicodedata.normalize("NFC", plain).casefold().split())


def by_key(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names with the keys they are compared by, in order; the same in another case counts once."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    found.pop("", None)
    return list(found.items())


def page_key(url: str) -> int | None:
    """A key under which the addresses of one page meet, as `text.urls.same_page` has it; None
    for an empty address. `url` is absolute and normal (`text.urls.web`)."""
    rest = without_trackers(url.partition("#")[0]).partition("://")[2]
    path, question, query = rest.removeprefix("www.").partition("?")
    return key64(path.rstrip("/") + question + query) if rest else None


def named_after(url: str) -> str:
    """What a feed is called until it says its title: the host and the path of its address. (The
    host alone is that of many feeds; what follows a "?" may be a secret.)"""
    return re.split(r"[?#]", shown(url))[0].rstrip("/") or url


def digest_in(digest: str) -> bytes | str:
    """A digest as stored: hexadecimal ones take half the room as bytes."""
    return bytes.fromhex(digest) if _HEX.fullmatch(digest) else digest


def digest_out(stored: bytes | str) -> str:
    """The digest as it was given."""
    return stored.hex() if isinstance(stored, bytes) else stored


def strings_in(values: tuple[str, ...]) -> str:
    """A list of strings as JSON; empty for none."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""


def strings_out(stored: str) -> tuple[str, ...]:
    """The list of strings."""
    return tuple(json.loads(stored)) if stored else ()


def numbers_in(values: tuple[int, ...]) -> str:
    """A list of numbers as text; empty for none."""
    return ",".join(map(str, values))


def numbers_out(stored: str) -> tuple[int, ...]:
    """The list of numbers."""
    return tuple(map(int, stored.split(","))) if stored else ()


def pace_in(pace: Pace) -> str:
    """A publisher's pace as text; empty for none."""
    if pace == Pace():
        return ""
    return json.dumps([pace.ttl_minutes, sorted(pace.skip_hours), sorted(pace.skip_days)])


def pace_out(stored: str) -> Pace:
    """The publisher's pace."""
    if not stored:
        return Pace()
    minutes, hours, days = json.loads(stored)
    return Pace(minutes, frozenset(hours), frozenset(days))


def authors_in(authors: tuple[Author, ...]) -> str:
    """Authors (of a feed as a whole) as JSON; empty for none."""
    if not authors:
        return ""
    rows = [
        [a.name, a.url, a.avatar, a.role, a.bio, a.organisation, a.links, a.email, a.kind] for a in authors
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def authors_out(stored: str) -> tuple[Author, ...]:
    """The authors."""
    if not stored:
        return ()
    return tuple(
        Author(name, url, avatar, role, bio, organisation, tuple(links), email, AuthorKind(kind))
        for name, url, avatar, role, bio, organisation, links, email, kind in json.loads(stored)
    )
