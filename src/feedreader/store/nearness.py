"""Which articles are near another by their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from feedreader.store.database import Database, marks
from feedreader.store.words import parted, tokens

COMMON = 400
"""A word in more articles than this, or in more than a tenth of them, tells nothing."""
WORDS = 24
"""Words of an article that are looked up, the rarest first."""
ENOUGH = 0.28
"""Share of the words' weight that another article must have, and three words at least."""


class Nearness:
    """Nearness by rare words that two articles share; the index holds no places or counts, so it
    is the sum of the words' rareness (inverse document frequency)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def near(self, article: int, words: Sequence[str], limit: int) -> list[int]:
        """Ids of the nearest living articles, nearest first; none where none is near enough.
        `words` are the article's own, in its order, most telling first."""
        total = max(1, self._db.number("SELECT max(rowid) FROM articles"))
        weights = self._weights(words, total)
        if len(weights) < 3:
            return []
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        for word, weight in weights.items():
            rows = self._db.ids(
                "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (f'"{word}"', COMMON)
            )
            for row in rows:
                scores[row] += weight
                shared[row] += 1
        least = ENOUGH * sum(weights.values())
        best = sorted(
            (row for row in scores if scores[row] >= least and shared[row] >= 3), key=scores.__getitem__
        )
        return self._living(article, best[::-1][: limit * 3], limit)

    def _weights(self, words: Sequence[str], total: int) -> dict[str, float]:
        most = min(COMMON, max(3, total // 10))
        weights: dict[str, float] = {}
        seen: set[str] = set()
        for word in (each.casefold() for text in words for each in tokens(parted(text))):
            if (len(word) < 4 and word.isascii()) or word in seen:
                continue
            seen.add(word)
            if len(seen) > 160:
                break
            found = self._db.number(
                "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
                (f'"{word}"', most + 1),
            )
            if 2 <= found <= most:
                weights[word] = math.log(total / found)
        rarest = sorted(weights, key=weights.__getitem__, reverse=True)[:WORDS]
        return {word: weights[word] for word in rarest}

    def _living(self, article: int, rows: Sequence[int], limit: int) -> list[int]:
        if not rows:
            return []
        found = self._db.all(
            "SELECT a.search_rowid, a.id FROM articles a JOIN feeds f ON f.id = a.feed_id "
            f"WHERE a.search_rowid IN ({marks(len(rows))}) AND f.removed_at IS NULL AND a.id <> ?",
            (*rows, article),
        )
        ids = {row[0]: row[1] for row in found}
        return [ids[row] for row in rows if row in ids][:limit]
