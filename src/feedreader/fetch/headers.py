"""What a server's header lines say, as values. Pure; the clock is handed in.

Names of headers are lower case, values are the bytes of the line as ISO 8859-1 text, so that a
validator goes back byte for byte (RFC 9110, 5.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from feedreader.model.feed import Validators

MAX_FRESH = 7 * 86400
"""Seconds. Servers send years; a feed that says so would never be seen again."""
MAX_PAUSE = timedelta(days=30)
_MAX_VALIDATOR = 1000
_MAX_DIGITS = 12


def collect(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header lines as a dict; lines of one name joined by ", " (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def validators(headers: Mapping[str, str]) -> Validators:
    """ETag and Last-Modified as received. One that is too long to be honest is left out."""
    etag = headers.get("etag", "")
    modified = headers.get("last-modified", "")
    return Validators(
        etag if len(etag) <= _MAX_VALIDATOR else "",
        modified if len(modified) <= _MAX_VALIDATOR else "",
    )


def sendable(value: str) -> bool:
    """Whether a stored validator can stand in a header line (it came from one, but a file can be
    damaged): no control characters, nothing outside ISO 8859-1."""
    return bool(value) and all((" " <= char <= "\xff" and char != "\x7f") or char == "\t" for char in value)


def max_age(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds for which an answer stays fresh, 0 to MAX_FRESH; None where the server is silent.

    RFC 9111: `max-age` goes before `Expires`, `Age` is taken off, and `Expires` counts from the
    server's own `Date`, so that a wrong clock on either side does no harm. `no-cache` and
    `no-store` are 0, and so is an `Expires` that is no date."""
    directives = _directives(headers.get("cache-control", ""))
    if "no-cache" in directives or "no-store" in directives:
        return 0
    fresh: int | None = None
    if "max-age" in directives:
        fresh = _number(directives["max-age"])
    elif "expires" in headers:
        expires = _date(headers["expires"])
        sent = _date(headers.get("date", "")) or now
        fresh = int((expires - sent).total_seconds()) if expires else 0
    if fresh is None:
        return None
    age = _number(headers.get("age", "")) or 0
    return min(max(fresh - age, 0), MAX_FRESH)


def retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the server wants the next request (RFC 9110, 10.2.3), after `now` and at most 30 days
    away; None where it does not say, or names the past."""
    value = headers.get("retry-after", "").strip()
    seconds = _number(value)
    if seconds is None:
        when = _date(value)
        if when is None:
            return None
        sent = _date(headers.get("date", "")) or now
        seconds = int((when - sent).total_seconds())
    if seconds <= 0:
        return None
    return now + min(timedelta(seconds=seconds), MAX_PAUSE)


def content_length(headers: Mapping[str, str]) -> int | None:
    """The declared length of the body as sent, in bytes."""
    return _number(headers.get("content-length", ""))


def _directives(line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in line.split(","):
        name, _, value = part.strip().partition("=")
        found.setdefault(name.strip().lower(), value.strip().strip('"'))
    return found


def _number(text: str) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text[:_MAX_DIGITS])


def _date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text.strip())
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
