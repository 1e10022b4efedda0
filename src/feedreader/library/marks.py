"""Read and starred: every change in one transaction with its entry in the journal."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import datetime

from feedreader.library.lists import Lists
from feedreader.library.undo import Change, change
from feedreader.model.article import ArticleId
from feedreader.model.query import Query
from feedreader.store import Store
from feedreader.store.records import Step, StepKind
from feedreader.text.counts import plural

_TITLE_LIMIT = 60


class Marks:
    """Marks on articles. None comes back when nothing was different."""

    def __init__(self, store: Store, clock: Callable[[], datetime], lists: Lists) -> None:
        self._store = store
        self._clock = clock
        self._lists = lists

    def set_read(self, ids: Iterable[int], read: bool, label: str = "") -> Change | None:
        """Marks articles read or unread. `label` is the sentence for the journal; without it
        one is made."""
        with self._store.write():
            changed = self._store.articles.set_read(ids, read)
            sentence = label or self._sentence("Marked", changed, "read" if read else "unread")
            return self._journal(StepKind.READ, changed, read, sentence)

    def set_starred(self, ids: Iterable[int], starred: bool) -> Change | None:
        """Stars articles, or takes the star away."""
        with self._store.write():
            changed = self._store.articles.set_starred(ids, starred)
            verb = "Starred" if starred else "Took the star off"
            return self._journal(StepKind.STARRED, changed, starred, self._sentence(verb, changed))

    def read_all(self, query: Query) -> Change | None:
        """Marks everything in a list read, whatever its order or number."""
        with self._store.write():
            changed = self._store.articles.set_read(self._lists.unread(query), True)
            return self._journal(StepKind.READ, changed, True, self._sentence("Marked", changed, "read"))

    def _journal(self, kind: StepKind, ids: array[int], value: bool, sentence: str) -> Change | None:
        if not ids:
            return None
        step = Step(kind, ids, before=str(int(not value)), after=str(int(value)))
        entry = self._store.journal.add(sentence, (step,), self._clock())
        return change(entry, sentence, (step,))

    def _sentence(self, verb: str, ids: array[int], state: str = "") -> str:
        if len(ids) == 1:
            title = self._store.articles.title(ArticleId(ids[0])) or "an article without a title"
            title = title if len(title) <= _TITLE_LIMIT else title[: _TITLE_LIMIT - 1].rstrip() + "…"
            return f"{verb} “{title}” {state}".rstrip()
        return f"{verb} {plural(len(ids), 'article')} {state}".rstrip()
