"""Words as they are indexed and as they are searched for. Pure.

SQLite's tokenizer splits at whatever is no letter, number or combining mark, and folds case and
accents. Scripts that part no words (Han, kana, hangul with its particles, Thai, Lao, Burmese,
Khmer) are given to it as overlapping pairs: "ABC" becomes "AB BC C", so that any part of a word
is found, and one character as the start of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from feedreader.store.records import Wanted

_RANGES = (
    "[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u2e80-\u2fdf\u3005-\u3007"
    "\u3041-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003fffd]+"
)
_GROWS = 4
_GROWS_IN_HEAD = 2
"""Letters from which on the last word may be the start of a word, in the whole text and in title
and byline. In 100,000 articles the commonest starts of two, three and four letters cost 67, 26
and 15 ms in the text, and 3 ms in the heads."""


_SEPARATOR = r"[^\w\u0300-\u036f]|_"


@cache
def _unparted() -> re.Pattern[str]:
    return re.compile(_RANGES)  # 3 ms, wanted by searches only


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"({_RANGES})")


def parted(text: str) -> str:
    """Text as it is indexed; comes back as it is where every word stands apart."""
    if text.isascii() or not _unparted().search(text):
        return text
    return _unparted().sub(_pairs, text)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, split where the index splits them, case and accents kept."""
    return tuple(filter(None, "".join(each if _in_word(each) else " " for each in text).split()))


def wanted(words: Sequence[str], titles: Sequence[str] = (), *, typing: bool = False) -> Wanted | None:
    """FTS5 expressions for words and phrases as a person typed them: every word in them must
    occur, those of `titles` in the title. `typing`: the last of `words` may be the start of a
    word. Every word is quoted, so nothing typed is syntax. None when nothing of it is a word."""
    found = [word for text in words for word in tokens(text)]
    heads = [word for text in titles for word in tokens(text)]
    if not found and not heads:
        return None
    grows = typing and bool(found) and words[-1][-1:] == found[-1][-1:]
    last = len(found[-1]) if grows else 0
    title = _all(heads, grows=False)
    return Wanted(
        text=_all(found, grows=last >= _GROWS),
        head=_all(found, grows=last >= _GROWS_IN_HEAD),
        title=f"title : ({title})" if title else "",
    )


def _all(words: Sequence[str], *, grows: bool) -> str:
    terms = [term for word in words for term in _terms(word)]
    if grows:
        terms[-1] = terms[-1].removesuffix("*") + "*"
    return " AND ".join(dict.fromkeys(terms))


def folded_words(text: str) -> str:
    """Words between single spaces, case and accents gone, for the comparison of phrases."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.sub(_SEPARATOR, " ", plain).split())


def _terms(word: str) -> list[str]:
    """A word as terms of the index: itself, or its pairs; one character is the start of pairs."""
    terms = []
    for part in filter(None, _runs().split(word)):
        if not _unparted().fullmatch(part):
            terms.append(f'"{part}"')
        elif len(part) == 1:
            terms.append(f'"{part}"*')
        else:
            terms += [f'"{part[at : at + 2]}"' for at in range(len(part) - 1)]
    return terms


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return " " + " ".join(text[at : at + 2] for at in range(len(text))) + " "


def _in_word(char: str) -> bool:
    # Private use and later Unicode than SQLite's own tables count as letters there as well.
    category = unicodedata.category(char)
    return category[0] in "LNM" or category == "Co"
