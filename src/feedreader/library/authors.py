"""Authors: who they are, what they wrote, and following them."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import datetime

from feedreader.errors import NotFoundError
from feedreader.library.lists import Lists
from feedreader.library.undo import Change, change
from feedreader.model.article import Headline
from feedreader.model.author import AuthorId, StoredAuthor
from feedreader.model.query import Place, Query
from feedreader.store import Store
from feedreader.store.records import Step, StepKind


class Authors:
    """The authors of the library."""

    def __init__(self, store: Store, clock: Callable[[], datetime], lists: Lists) -> None:
        self._store = store
        self._clock = clock
        self._lists = lists

    def get(self, author: AuthorId) -> StoredAuthor:
        """An author's profile. Raises `NotFoundError`."""
        found = self._store.authors.get(author)
        if found is None:
            raise NotFoundError(f"There is no author {author} in the library.")
        return found

    def find(self, name: str) -> tuple[StoredAuthor, ...]:
        """Authors one of whose names contains a text, those who wrote most first."""
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
            if not self._store.authors.set_followed((author,), followed):
                return None
            step = Step(
                StepKind.FOLLOWED,
                array("q", [author]),
                before=str(int(not followed)),
                after=str(int(followed)),
            )
            sentence = f"Followed {name}" if followed else f"Stopped following {name}"
            return change(self._store.journal.add(sentence, (step,), self._clock()), sentence, (step,))
