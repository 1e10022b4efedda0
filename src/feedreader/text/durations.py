"""How long: reading times, ages, playing times."""

from __future__ import annotations

import re
from functools import cache

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047."""
CHARACTERS_A_MINUTE = 500
"""For Chinese, Japanese and Korean."""

_MINUTE, _HOUR, _DAY, _WEEK, _YEAR = 60, 3_600, 86_400, 604_800, 31_536_000
_LONGEST = 366 * _DAY
_SEASIAN_WORD = 5
"""Characters of a word in scripts that set no blanks between words; Thai averages 4 to 5."""

# Ideographs, kana, hangul: each counts as one character. Punctuation of these scripts does not.
_CJK_RANGES = (
    "\u1100-\u11ff\u3005\u3007\u3040-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_UNSPACED_RANGES = "\u0e01-\u0e4e\u0e80-\u0ecf\u1000-\u109f\u1780-\u17d3"
_UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]+")
# Where all of these stand: a text without any is told at half the cost of one look for each.
_UNUSUAL = re.compile("[\u0e01-\u1fff\u2e80-\U0010ffff]")
_DASHES = "\u2013\u2014\u2026"
_LETTER = re.compile(r"[^\W_]")

_CLOCK = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,8})(?:[.,]\d*)?")
_PERIOD = re.compile(
    r"p(?:(\d{1,4})d)?(?:t(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})(?:[.,]\d+)?s)?)?", re.IGNORECASE
)


def reading_minutes(text: str, language: str = "") -> tuple[int, int]:
    """Count and minutes of a text, at least one minute, rounded up.

    The count is words, and for Chinese, Japanese and Korean characters; the parts of a mixed
    text add up. The characters decide; `language` is there for callers that know it, but feeds
    declare it wrongly too often to be believed.
    """
    characters = 0
    words = 0
    if not text.isascii() and _UNUSUAL.search(text):
        characters = sum(map(len, _cjk().findall(text)))
        text = _cjk().sub(" ", text)
        if _UNSPACED.search(text):
            words = sum(-(-len(run) // _SEASIAN_WORD) for run in _UNSPACED.findall(text))
            text = _UNSPACED.sub(" ", text)
    words += _spaced(text)
    parts = words * CHARACTERS_A_MINUTE + characters * WORDS_A_MINUTE
    minutes = -(-parts // (WORDS_A_MINUTE * CHARACTERS_A_MINUTE))
    return words + characters, max(1, minutes)


def _spaced(text: str) -> int:
    """Words between blanks and dashes: whatever has a letter or digit. (Vowel signs of
    Indic scripts are neither and part no word.)"""
    if not text.isascii():
        for dash in _DASHES:
            text = text.replace(dash, " ")
    return sum(1 for each in text.split() if each[0].isalnum() or _LETTER.search(each))


def age(seconds: int) -> str:
    """An age in its largest unit, for a narrow column: "now", "5 m", "2 h", "3 d", "6 w", "2 y"."""
    if seconds < _MINUTE:
        return "now"
    for unit, size, limit in (
        ("m", _MINUTE, _HOUR),
        ("h", _HOUR, _DAY),
        ("d", _DAY, _WEEK),
        ("w", _WEEK, _YEAR),
    ):
        if seconds < limit:
            return f"{seconds // size} {unit}"
    return f"{seconds // _YEAR} y"


def seconds(text: str | None) -> int:
    """Seconds of a playing time: "1:02:03", "62:03", "95" (itunes:duration) or "PT1H2M3S"
    (ISO 8601); 0 for anything else and for more than a year."""
    trimmed = (text or "").strip()[:40]
    if clock := _CLOCK.fullmatch(trimmed):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        total = hours * _HOUR + minutes * _MINUTE + rest
    elif period := _PERIOD.fullmatch(trimmed):
        days, hours, minutes, rest = (int(part or 0) for part in period.groups())
        total = days * _DAY + hours * _HOUR + minutes * _MINUTE + rest
    else:
        return 0
    return total if total <= _LONGEST else 0


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(f"[{_CJK_RANGES}]+")
