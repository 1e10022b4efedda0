"""Where searched words stand in a text, as the search itself finds them: without case and
diacritics, at the beginning of a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache


def folded(text: str) -> str:
    """Without case and diacritics, and as long as before, so that positions hold."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_char(char) for char in text)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    return (unicodedata.normalize("NFD", char)[0].lower() or char)[0]


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], anywhere: bool) -> re.Pattern[str]:
    wide = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
    parts = [
        re.escape(word) if anywhere or wide.search(word) else rf"(?<!\w){re.escape(word)}"
        for word in sorted(map(folded, words), key=len, reverse=True)
    ]
    return re.compile("|".join(parts))


def spans(text: str, words: Sequence[str], *, anywhere: bool = False) -> list[tuple[int, int]]:
    """Start and end of each match, in order; with `anywhere` also in the middle of words."""
    kept = tuple(word for word in words if word)
    if not kept:
        return []
    return [match.span() for match in _pattern(kept, anywhere).finditer(folded(text))]


def split_matches(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """`text` in parts, each with whether it is a match."""
    at = 0
    for start, end in spans(text, words):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
