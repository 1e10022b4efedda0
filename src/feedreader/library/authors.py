"""Authors: who they are, what they wrote, following them, and making two of them one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime

from feedreader.errors import NotFoundError, UsageError
from feedreader.library import profiles
from feedreader.library.lists import Lists
from feedreader.library.undo import Change, change
from feedreader.model.article import Headline
from feedreader.model.author import AuthorId, Profile, StoredAuthor
from feedreader.model.query import Place, Query
from feedreader.store import Store
from feedreader.store.records import Step, StepKind


class Authors:
    """The authors of the library. Every change is one step of undo."""

    def __init__(self, store: Store, clock: Callable[[], datetime], lists: Lists) -> None:
        self._store = store
        self._clock = clock
        self._lists = lists

    def get(self, author: AuthorId) -> StoredAuthor:
        """An author's record; of one that was merged, the one that shows it. Raises
        `NotFoundError`."""
        found = self._store.authors.get(author)
        if found is None:
            raise NotFoundError(f"There is no author {author} in the library.")
        return found

    def profile(self, author: AuthorId) -> Profile:
        """All that is known of an author: spellings, where each field comes from, the roles that
        were seen. Raises `NotFoundError`."""
        stored, authors = self.get(author), self._store.authors
        facts = authors.facts(stored.id)
        return Profile(
            author=stored,
            names=authors.names(stored.id),
            facts=profiles.current(stored.profile, facts),
            roles=profiles.roles(stored.profile.role, facts),
            merged=authors.merged(stored.id),
        )

    def find(self, name: str) -> tuple[StoredAuthor, ...]:
        """Authors one of whose spellings contains a text, those who wrote most first."""
        return self._store.authors.find(name)

    def articles(self, author: AuthorId, limit: int = 20) -> tuple[Headline, ...]:
        """An author's stories, newest first."""
        ids = self._lists.ids(Query(place=Place.AUTHOR, author_id=author), limit)
        return tuple(self._lists.rows(ids))

    def followed(self) -> tuple[StoredAuthor, ...]:
        """The authors that the person follows."""
        return self._store.authors.followed()

    def follow(self, author: AuthorId, followed: bool = True) -> Change | None:
        """Follows an author, or stops; None when nothing was different."""
        name = self.get(author).profile.name
        with self._store.write():
            changed = self._store.authors.set_followed(self._store.authors.members(author), followed)
            sentence = f"Followed {name}" if followed else f"Stopped following {name}"
            return self._journal(sentence, [_flag(StepKind.FOLLOWED, changed, followed)] if changed else [])

    def set_notify(self, author: AuthorId, notify: bool) -> Change | None:
        """Says whether new stories of an author are announced while the author is followed; None
        when nothing was different."""
        known = self.get(author)
        with self._store.write():
            changed = self._store.authors.set_notify((known.id,), notify)
            verb = "Announcing" if notify else "No longer announcing"
            sentence = f"{verb} new stories by {known.profile.name}"
            return self._journal(sentence, [_flag(StepKind.NOTIFY, changed, notify)] if changed else [])

    def merge(self, keep: AuthorId, other: AuthorId) -> Change | None:
        """Makes `other` part of `keep`'s profile, which has the stories, spellings and, where it
        lacks them, the facts of both; who follows one of them follows both. None when they are
        one already. Raises `NotFoundError`."""
        into, part, authors = self.get(keep), self.get(other), self._store.authors
        if into.id == part.id:
            return None
        with self._store.write():
            steps = [_merged(each, None if each == part.id else part.id, into.id) for each in
                     authors.members(part.id)]  # fmt: skip
            for step in steps:
                authors.set_merged(step.ids, into.id)
            if into.followed or part.followed:
                changed = authors.set_followed(authors.members(into.id), True)
                steps += [_flag(StepKind.FOLLOWED, changed, True)] if changed else []
            if part.notify:
                changed = authors.set_notify((into.id,), True)
                steps += [_flag(StepKind.NOTIFY, changed, True)] if changed else []
            told = part.profile.name
            told = f"{told} ({part.site})" if told == into.profile.name else told
            return self._journal(f"Merged {told} into {into.profile.name}", steps)

    def split(self, author: AuthorId) -> Change:
        """Takes apart what was merged: every record of the profile is an author of its own again.
        Each stays followed as the whole was. Raises `NotFoundError`, and `UsageError` when nothing
        was merged."""
        whole = self.get(author)
        parts = self._store.authors.merged(whole.id)
        if not parts:
            raise UsageError(f"Nothing was merged into {whole.profile.name}.")
        with self._store.write():
            steps = [_merged(each.id, whole.id, None) for each in parts]
            for step in steps:
                self._store.authors.set_merged(step.ids, None)
            done = self._journal(f"Split {whole.profile.name} into {len(parts) + 1} authors", steps)
        assert done is not None
        return done

    def _journal(self, sentence: str, steps: Sequence[Step]) -> Change | None:
        if not steps:
            return None
        return change(self._store.journal.add(sentence, steps, self._clock()), sentence, steps)


def _flag(kind: StepKind, authors: array[int], value: bool) -> Step:
    return Step(kind, authors, before=str(int(not value)), after=str(int(value)))


def _merged(author: AuthorId, before: AuthorId | None, after: AuthorId | None) -> Step:
    return Step(StepKind.MERGED, array("q", [author]), str(before or ""), str(after or ""))
