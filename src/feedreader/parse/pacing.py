"""How often a publisher wants to be asked: ttl, skipHours, skipDays (RSS 2.0) and the
Syndication module for RSS 1.0."""

from __future__ import annotations

from feedreader.model.feed import Pace
from feedreader.parse.names import Element, Names
from feedreader.parse.texts import plain

_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = 525_600


def pace(parts: dict[str, list[Element]], names: Names) -> Pace:
    """What the feed's head asks for. Nonsense counts as not given: zero and negative numbers,
    and skipping every hour or every day."""
    minutes = _number(parts, "ttl")
    every = _text(parts, "sy:updateperiod").lower()
    times = _number(parts, "sy:updatefrequency")
    if every in _PERIODS or times:
        # The module's defaults: daily, once.
        minutes = max(minutes, _PERIODS.get(every, 1440) // max(times, 1))
    hours = {int(text) % 24 for text in _listed(parts, names, "skiphours", "hour") if _small(text)}
    days = {
        _DAYS.index(t[:3].lower()) for t in _listed(parts, names, "skipdays", "day") if t[:3].lower() in _DAYS
    }
    return Pace(
        ttl_minutes=min(minutes, _YEAR),
        skip_hours=frozenset(hours if len(hours) < 24 else ()),
        skip_days=frozenset(days if len(days) < 7 else ()),
    )


def _text(parts: dict[str, list[Element]], key: str) -> str:
    return next((plain(e) for e in parts.get(key, ())), "")


def _number(parts: dict[str, list[Element]], key: str) -> int:
    text = _text(parts, key)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _small(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 3 and int(text) <= 24


def _listed(parts: dict[str, list[Element]], names: Names, key: str, inner: str) -> list[str]:
    return [plain(e) for outer in parts.get(key, ()) for e in names.children(outer).get(inner, ())][:200]
