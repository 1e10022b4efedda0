"""Which articles are near another by their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from feedreader.store.database import Database, marks
from feedreader.store.words import parted, tokens

COMMON = 400
"""A word in more articles than this, or in more than a tenth of them, tells nothing."""
WORDS = 24
"""Words of an article that are looked up, the rarest first."""
ENOUGH = 0.28
"""Share of the words' weight that another article must have beyond what chance gives it, and three
words at least."""
CANDIDATES = 100
SAMPLE = 1_000
"""Newest articles that tell how long one is as a rule."""

_USUAL_LENGTH = "SELECT avg(words) FROM (SELECT words FROM articles ORDER BY published DESC LIMIT ?)"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's weight (inverse document frequency) and the share of all articles that have it."""

    weight: float
    share: float


class Nearness:
    """Nearness by rare words that two articles share; the index holds no places or counts, so it
    is the sum of the words' rareness, less what an article of that length would share by chance: in
    a small library few words are rare, and a long article has most of them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def near(self, article: int, words: Sequence[str], limit: int) -> list[int]:
        """Ids of the nearest living articles, nearest first; none where none is near enough.
        `words` are the article's own, in its order, most telling first."""
        total = max(1, self._db.number("SELECT max(rowid) FROM articles"))
        telling = self._telling(words, total)
        if len(telling) < 3:
            return []
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        for word, known in telling.items():
            rows = self._db.ids(
                "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (f'"{word}"', COMMON)
            )
            for row in rows:
                scores[row] += known.weight
                shared[row] += 1
        least = ENOUGH * sum(known.weight for known in telling.values())
        likely = [row for row in scores if scores[row] >= least and shared[row] >= 3]
        best = sorted(likely, key=scores.__getitem__, reverse=True)[:CANDIDATES]
        return self._nearest(article, {row: scores[row] for row in best}, telling, least)[:limit]

    def _telling(self, words: Sequence[str], total: int) -> dict[str, _Word]:
        most = min(COMMON, max(3, total // 10))
        found: dict[str, _Word] = {}
        seen: set[str] = set()
        for word in (each.casefold() for text in words for each in tokens(parted(text))):
            if (len(word) < 4 and word.isascii()) or word in seen:
                continue
            seen.add(word)
            if len(seen) > 160:
                break
            number = self._db.number(
                "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
                (f'"{word}"', most + 1),
            )
            if 2 <= number <= most:
                found[word] = _Word(math.log(total / number), number / total)
        rarest = sorted(found, key=lambda word: found[word].weight, reverse=True)[:WORDS]
        return {word: found[word] for word in rarest}

    def _nearest(
        self, article: int, scores: Mapping[int, float], telling: Mapping[str, _Word], least: float
    ) -> list[int]:
        if not scores:
            return []
        usual = max(1, self._db.number(_USUAL_LENGTH, (SAMPLE,)))
        found = self._db.all(
            "SELECT a.search_rowid, a.id, a.words FROM articles a JOIN feeds f ON f.id = a.feed_id "
            f"WHERE a.search_rowid IN ({marks(len(scores))}) AND f.removed_at IS NULL AND a.id <> ?",
            (*scores, article),
        )
        beyond = {
            id_: scores[row] - _by_chance(telling.values(), length / usual) for row, id_, length in found
        }
        near = [id_ for id_ in beyond if beyond[id_] >= least]
        return sorted(near, key=beyond.__getitem__, reverse=True)


def _by_chance(telling: Iterable[_Word], length: float) -> float:
    """The weight that an article of so many usual lengths has of words that fall at random."""
    return sum(known.weight * (1 - math.exp(-known.share * length)) for known in telling)
