"""Undo and redo over everything that a person changes, across restarts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.store.records import JournalEntry, Step, StepKind

TAGS_APART = "\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was made (or taken back), in one sentence. `feeds` says that the feed list
    looks different now, `pictures` that other pictures are drawn."""

    id: int
    sentence: str
    feeds: bool = False
    pictures: bool = False


class Undo:
    """The journal as a person uses it."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def last(self) -> str | None:
        """The sentence of the change that `undo` would take back."""
        entry = self._store.journal.last_done()
        return entry.sentence if entry else None

    def coming(self) -> Change | None:
        """The change that `undo` would take back."""
        entry = self._store.journal.last_done()
        return change(entry.id, entry.sentence, entry.steps) if entry else None

    def next(self) -> str | None:
        """The sentence of the change that `redo` would make again."""
        entry = self._store.journal.first_undone()
        return entry.sentence if entry else None

    def undo(self) -> Change | None:
        """Takes the newest change back; None when there is none."""
        with self._store.write():
            entry = self._store.journal.last_done()
            if entry is None:
                return None
            for step in reversed(entry.steps):
                self._set(step, step.before)
            self._store.journal.mark(entry.id, undone=True)
        return change(entry.id, f"Undone: {entry.sentence}", entry.steps)

    def redo(self) -> Change | None:
        """Makes the change again that was taken back last; None when there is none."""
        with self._store.write():
            entry: JournalEntry | None = self._store.journal.first_undone()
            if entry is None:
                return None
            for step in entry.steps:
                self._set(step, step.after)
            self._store.journal.mark(entry.id, undone=False)
        return change(entry.id, f"Done again: {entry.sentence}", entry.steps)

    def _set(self, step: Step, value: str) -> None:
        store, on = self._store, value == "1"
        match step.kind:
            case StepKind.READ:
                store.articles.set_read(step.ids, on)
            case StepKind.STARRED:
                store.articles.set_starred(step.ids, on)
            case StepKind.FOLLOWED:
                store.authors.set_followed(step.ids, on)
            case StepKind.NOTIFY:
                store.authors.set_notify(step.ids, on)
            case StepKind.MERGED:
                store.authors.set_merged(step.ids, int(value) if value else None)
            case StepKind.REMOVED:
                store.feeds.set_removed(step.ids, self._clock() if on else None)
            case StepKind.FOLDER:
                store.feeds.set_folder(step.ids, value)
            case StepKind.TITLE:
                for feed in step.ids:
                    store.feeds.set_title(FeedId(feed), value)
            case StepKind.TEXT | StepKind.PICTURES:
                _set_policy(store, step, value)
            case StepKind.TAGS:
                for feed in step.ids:
                    store.feeds.set_tags(FeedId(feed), value.split(TAGS_APART) if value else ())


def _set_policy(store: Store, step: Step, value: str) -> None:
    from feedreader.store.whole_records import PicturePolicy, TextPolicy

    if step.kind is StepKind.TEXT:
        store.offline.set_text_policy(step.ids, TextPolicy(value))
    else:
        store.offline.set_picture_policy(step.ids, PicturePolicy(value))


def change(entry: int, sentence: str, steps: Sequence[Step]) -> Change:
    """What to tell of an entry of the journal."""
    marks = (StepKind.READ, StepKind.STARRED)
    kinds = {step.kind for step in steps}
    return Change(entry, sentence, not kinds <= {*marks}, StepKind.PICTURES in kinds)
