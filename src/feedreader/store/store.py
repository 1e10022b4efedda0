"""The library's file, opened: one connection and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from feedreader.errors import LibraryError
from feedreader.store import migrate
from feedreader.store.articles import ArticleTable
from feedreader.store.authors import AuthorTable
from feedreader.store.database import BUSY_SECONDS, Database
from feedreader.store.feeds import FeedTable
from feedreader.store.hosts import HostTable
from feedreader.store.journal import JournalTable
from feedreader.store.migrations import MIGRATIONS, Migration
from feedreader.store.nearness import Nearness
from feedreader.store.search import Search
from feedreader.store.state import StateTable

if TYPE_CHECKING:
    from feedreader.store.checking import Check
    from feedreader.store.offline import OfflineTable
    from feedreader.store.pictures import PictureTable


class Store:
    """One open library: one connection, for one thread. All that can go wrong with the file is
    a `LibraryError` with a sentence for the person."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.search = Search(db)
        self.nearness = Nearness(db)
        self.feeds = FeedTable(db)
        self.articles = ArticleTable(db, self.search)
        self.authors = AuthorTable(db)
        self.hosts = HostTable(db)
        self.journal = JournalTable(db)
        self.state = StateTable(db)

    @cached_property
    def offline(self) -> OfflineTable:
        """How whole articles are. (Loaded when asked for: no list needs it.)"""
        from feedreader.store.offline import OfflineTable

        return OfflineTable(self._db, self.articles)

    @cached_property
    def pictures(self) -> PictureTable:
        """The pictures."""
        from feedreader.store.pictures import PictureTable

        return PictureTable(self._db)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        create: bool = True,
        busy: float = BUSY_SECONDS,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Store:
        """Opens the library at `path`, makes it if need be, and brings it to this version (with
        a copy beside it first: "library.db.v1.bak").

        `busy`: seconds to wait for another process's write. With `read_only` nothing is
        written, not even an upgrade, and every change raises `LibraryError`. Raises
        `LibraryError` when the library is missing (and not to be made), locked, not writable,
        damaged, not a library, or written by a newer feedreader."""
        _check_place(path, read_only=read_only, create=create)
        db = Database(path, read_only=read_only, busy=busy)
        try:
            if read_only:
                migrate.check(db, migrations)
                if not migrate.version(db):
                    raise LibraryError(f"There is no library at {path} yet; run `feedreader` once.")
                if migrate.version(db) < migrations[-1].version:
                    raise LibraryError(
                        f"The library {path} is of an older version and read-only; open it once where "
                        "it can be written."
                    )
            else:
                migrate.upgrade(db, migrations)
        except BaseException:
            db.close()
            raise
        return cls(db)

    @property
    def check(self) -> Check:
        """The library's part of `feedreader doctor`."""
        from feedreader.store.checking import Check

        return Check(self._db, self.articles, self.search, self.journal)

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._db.path

    @property
    def read_only(self) -> bool:
        """Whether the library was opened for reading only."""
        return self._db.read_only

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction around several changes: all of them or none."""
        with self._db.write():
            yield

    def changes(self) -> int:
        """A number that differs after another process has written (`PRAGMA data_version`)."""
        return self._db.number("PRAGMA data_version")

    def backup(self, target: Path) -> None:
        """Writes a whole copy of the library to `target`."""
        self._db.backup(target)

    def close(self) -> None:
        """Closes the library. Harmless twice."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_place(path: Path, *, read_only: bool, create: bool) -> None:
    """Says in a sentence what SQLite would call "unable to open database file"."""
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library; name the file in it.")
    if not path.exists():
        if read_only or not create:
            raise LibraryError(f"There is no library at {path}; run `feedreader` once to make one.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # What a person reads is nobody else's business.
            path.touch(mode=0o600)
        except OSError as error:
            raise LibraryError(
                f"The library {path} could not be made ({error.strerror}); check its folder."
            ) from error
