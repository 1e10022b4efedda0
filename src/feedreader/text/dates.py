"""Dates of feeds: RFC 822 and its successors, ISO 8601 and W3CDTF, epochs, and their dirt.

Every date that leaves is aware and in UTC. A date without a zone counts as UTC; a date without
a time as its midnight.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from feedreader.text import months

LONGEST = 120
"""Characters of a date; what is longer is none."""
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_AHEAD = timedelta(days=731)
_ZERO, _SECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)
_LAST_EPOCH = 253_370_764_799

_DAY = r"(?P<day>[0-3]?\d)"
_TIME = (
    r"(?P<hour>[0-2]?\d)[:.hH](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-6]?\d)(?:[.,:]\d+)?)?"
    r"(?:\s*(?P<half>[aApP])\.?[mM]\b\.?)?"
)
_RFC = re.compile(
    rf"(?:[A-Za-z]+[,.]?\s*)?{_DAY}[ -](?P<month>[A-Za-z]{{3,9}})[ -](?P<year>\d{{4}})\s+"
    rf"{_TIME}\s*(?P<zone>\S*)"
)
_ISO = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?P<month>[01]?\d)(?:-(?P<day>[0-3]?\d))?)?"
    rf"(?:(?:\s*[Tt]\s*|\s+|,\s*){_TIME})?\s*(?P<zone>.*)"
)
_BASIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:[Tt ]?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-6]\d)?(?:[.,]\d+)?)?\s*(?P<zone>.*)"
)
_ORDINAL = re.compile(
    r"(?P<year>[12]\d{3})-(?:(?P<ordinal>[0-3]\d\d)|W(?P<week>[0-5]\d)(?:-(?P<weekday>[1-7]))?)"
)
_EPOCH = re.compile(r"(\d{9,19})(?:[.,]\d+)?")
_NUMBERS = re.compile(
    # 24.10.2024, 10/24/2024, 2024/10/24, 2024.10.24, 24-10-2024, and the East Asian year, month, day
    r"(?:[^\W\d]+[,.]?\s+)?(?P<a>\d{1,4})(?P<mark>[./-]|\s?[年년]\s?)(?P<b>\d{1,2})(?:[./-]|\s?[月월]\s?)"
    rf"(?P<c>\d{{1,4}})[.日일]?,?(?:\s*[^\W\d]?\s*{_TIME})?\s*(?P<zone>.*)"
)
_OFFSET = re.compile(r"(?:gmt|utc?)?\s*([+\u2212-])\s*(\d{1,2})(?::?(\d\d))?(?::?\d\d)?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_TRAILING_OFFSET = re.compile(
    r"(?:(?:^|\s)(?:gmt|utc?)?\s*[+-]\s?\d{1,2}:?\d\d|(?:\bgmt|\butc)\s*[+-]\d{1,2})\b"
)
_CLOCK = re.compile(rf"(?<!\d){_TIME}(?!\d)")


class _Time(NamedTuple):
    """A time of the day as written; `None` zone where none is named."""

    hour: int = 0
    minute: int = 0
    second: int = 0


def parse(text: str | None, now: datetime | None = None) -> datetime | None:
    """The date in UTC, or None for nonsense, for years before 1970 and, where `now` is given,
    for more than two years ahead of it. `now` also decides which of 3/4/2024 is the month, if
    one reading lies in the future."""
    trimmed = " ".join((text or "")[: LONGEST + 1].split())
    if not trimmed or len(trimmed) > LONGEST or not any(char.isdigit() for char in trimmed):
        return None
    for read in (_rfc, _iso, _basic, _ordinal, _epoch):
        found = read(trimmed)
        if found is not None:
            return _within(found, now)
    for found in (*_numbers(trimmed), _words(trimmed)):
        if found is not None and (allowed := _within(found, now)) is not None:
            return allowed
    return None


def rfc3339(date: datetime) -> str:
    """RFC 3339 in UTC with seconds: "2024-10-24T14:05:00Z". A naive date counts as UTC."""
    return _utc(date).strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(date: datetime) -> int:
    """Whole seconds since 1970, UTC. A naive date counts as UTC."""
    return (_utc(date) - _ZERO) // _SECOND


def from_epoch(value: int) -> datetime:
    """The date of seconds since 1970, UTC; what lies outside the years 1 to 9998 is brought in."""
    return datetime.fromtimestamp(min(max(value, -62_135_596_800), _LAST_EPOCH), UTC)


def _utc(date: datetime) -> datetime:
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def _within(date: datetime, now: datetime | None) -> datetime | None:
    if date.year < _FIRST_YEAR or date.year > _LAST_YEAR:
        return None
    if now is not None and date > _utc(now) + _AHEAD:
        return None
    return date


def _rfc(text: str) -> datetime | None:
    match = _RFC.fullmatch(text)
    if not match or not (month := months.month(match["month"])):
        return None
    minutes = _zone(match["zone"])
    return (
        None
        if minutes is None
        else _made(int(match["year"]), month, int(match["day"]), _time(match), minutes)
    )


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match or match["zone"][:1].isdigit():
        return None
    minutes = _zone(match["zone"])
    if minutes is None or (match["hour"] and not match["day"]):
        return None
    return _made(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1), _time(match), minutes)


def _basic(text: str) -> datetime | None:
    match = _BASIC.fullmatch(text)
    if not match or (minutes := _zone(match["zone"])) is None:
        return None
    return _made(int(match["year"]), int(match["month"]), int(match["day"]), _time(match), minutes)


def _ordinal(text: str) -> datetime | None:
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    try:
        if match["week"]:
            day = datetime.fromisocalendar(int(match["year"]), int(match["week"]), int(match["weekday"] or 1))
        else:
            day = datetime(int(match["year"]), 1, 1, tzinfo=UTC) + timedelta(days=int(match["ordinal"]) - 1)
    except ValueError:
        return None
    return day.replace(tzinfo=UTC)


def _epoch(text: str) -> datetime | None:
    """Seconds, and by their length milliseconds, microseconds or nanoseconds."""
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    value = int(match[1])
    for digits in (18, 15, 12):
        if len(match[1]) >= digits:
            return from_epoch(value // 10 ** (digits - 9))
    return from_epoch(value)


def _numbers(text: str) -> list[datetime | None]:
    """Dates of numbers alone, the likeliest reading first: with slashes the month comes first
    (North America), with dots and dashes the day."""
    match = _NUMBERS.fullmatch(text)
    if not match or (minutes := _zone(match["zone"])) is None:
        return []
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    time = _time(match)
    if len(match["a"]) == 4 or match["mark"].strip() in {"年", "년"}:
        return [_made(a, b, c, time, minutes)]
    year = _year(match["c"])
    by_day, by_month = _made(year, b, a, time, minutes), _made(year, a, b, time, minutes)
    return [by_month, by_day] if match["mark"] == "/" else [by_day, by_month]


def _words(text: str) -> datetime | None:
    """A month by name and two numbers, in any order and among weekdays and small words."""
    text = text.replace("\u2212", "-")
    minutes: int | None = 0
    time = _Time()
    if clock := _CLOCK.search(text):
        time = _time(clock)
        behind = text[clock.end() :]
        if offset := _TRAILING_OFFSET.search(behind.lower()):
            minutes = _zone(offset[0].strip())
            behind = behind[: offset.start()] + " " + behind[offset.end() :]
        text = text[: clock.start()] + " " + behind
    numbers: list[str] = []
    month = named = 0
    for token in _TOKEN.findall(text):
        if token.isdigit():
            numbers.append(token)
        elif token.upper() == token and token.lower() in months.ZONES:
            minutes = months.ZONES[token.lower()]
        else:
            named += 1
            month = months.month(token) or month
    if not month or len(numbers) != 2 or named > 6 or minutes is None:
        return None
    day, year = numbers
    if len(day) == 4 or (int(day) > 31 and len(year) <= 2):
        day, year = year, day
    return _made(_year(year), month, int(day), time, minutes)


def _year(digits: str) -> int:
    """RFC 5322 4.3 reads 50 to 99 as the last century; with 1970 as the first year, so do we from 70."""
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _time(match: re.Match[str]) -> _Time:
    groups = match.groupdict()
    if groups["hour"] is None:
        return _Time()
    hour = int(groups["hour"])
    if half := groups.get("half"):
        hour = hour % 12 + (12 if half in "pP" else 0)
    return _Time(hour, int(groups["minute"]), min(int(groups["second"] or 0), 59))


def _zone(text: str) -> int | None:
    """Minutes east of Greenwich: an offset, a name, or 0 for nothing; None for what is no zone."""
    zone = text.partition("[")[0].strip().partition("(")[0].strip().lower().rstrip(".")
    if zone in {"", "uhr", "h"}:
        return 0
    if zone in months.ZONES:
        return months.ZONES[zone]
    first, _, rest = zone.partition(" ")
    if rest and first in months.ZONES and rest in months.ZONES:
        return months.ZONES[first]
    match = _OFFSET.fullmatch(zone)
    if not match:
        return _offset_and_name(zone)
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 24 * 60:
        return 0
    return minutes if match[1] == "+" else -minutes


def _offset_and_name(zone: str) -> int | None:
    """ "+0200 CEST" and "CEST +0200": the offset counts."""
    first, _, rest = zone.partition(" ")
    offset = first if rest in months.ZONES else rest if first in months.ZONES else ""
    return _zone(offset) if offset else None


def _made(year: int, month: int, day: int, time: _Time, minutes: int) -> datetime | None:
    """The date in UTC; None where the calendar has no such day. An hour that no day has (24 is
    the next midnight) leaves the day."""
    try:
        date = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if not 1 < year < _LAST_YEAR + 1 or time.hour > 24:
        return date
    return date + timedelta(hours=time.hour, minutes=time.minute - minutes, seconds=time.second)
