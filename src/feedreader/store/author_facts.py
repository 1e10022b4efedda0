"""What sources said of authors: the profile as it is shown, and who said each field of it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from feedreader.model.author import Author, AuthorId, AuthorKind, Fact, Origin
from feedreader.store import records
from feedreader.store.database import Database, Row, marks
from feedreader.store.values import epoch, folded, page_key, strings_in, strings_out, when

PROFILE = "u.name, u.url, u.avatar, u.role, u.bio, u.organisation, u.links, u.email, u.kind"
FIELDS = ("name", "url", "avatar", "role", "bio", "organisation", "links", "email")
"""The fields of `Author` that sources fill; the kind follows from the name."""


class AuthorFacts:
    """The half of the authors that remembers, behind `AuthorTable`. Works inside the caller's
    transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, site: str, author: Author, source: str, now: datetime) -> AuthorId:
        """A new record with all that its first source says."""
        new = AuthorId(
            self._db.insert(
                "INSERT INTO authors (site, key, name, url, url_key, avatar, role, bio, organisation, "
                "links, email, kind, added) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    site,
                    folded(author.name),
                    author.name,
                    author.url,
                    address_key(author.url),
                    author.avatar,
                    author.role,
                    author.bio,
                    author.organisation,
                    strings_in(author.links),
                    author.email,
                    author.kind,
                    epoch(now),
                ),
            )
        )
        for field, value in _said(author):
            self._seen(new, field, value, source, _origin(source), now)
        return new

    def fill(self, known: AuthorId, author: Author, source: str, now: datetime) -> None:
        """Fills in what is still unknown; only a role that the same kind of source gave before
        makes room for another one."""
        row = self._db.one(f"SELECT {PROFILE} FROM authors u WHERE id = ?", (known,))
        old = profile(row) if row else author
        for field, value in _said(author):
            if field == "name":
                continue
            if not getattr(old, field) or (field == "role" and self._newer(known, value, source, now)):
                self._set(known, field, value)
                self._seen(known, field, value, source, _origin(source), now)

    def learn(
        self, author: AuthorId, shown: Author, said: Author, source: str, origin: Origin, now: datetime
    ) -> None:
        """Makes a profile look like `shown`, as far as the source that `said` it gave it. What
        stands there from elsewhere (a merged record's) is not copied."""
        row = self._db.one(f"SELECT {PROFILE} FROM authors u WHERE id = ?", (author,))
        if row is None:
            return
        old = profile(row)
        self._db.run("UPDATE authors SET kind = ? WHERE id = ?", (shown.kind, author))
        for field, value in _said(said):
            if field == "links":
                value = strings_in(tuple(dict.fromkeys((*old.links, *said.links)))[: len(shown.links)])
            elif value != getattr(shown, field):
                continue  # a better source's word stands
            self._set(author, field, value)
            self._seen(author, field, value, source, origin, now)

    def history(self, author: AuthorId) -> tuple[records.Profiled, ...]:
        """Every value that a field of the profile has had, oldest first."""
        return tuple(
            records.Profiled(fact.field, fact.value, fact.source, when(fact.first_seen), when(fact.last_seen))
            for fact in self.facts((author,))
        )

    def facts(self, authors: Sequence[AuthorId]) -> tuple[Fact, ...]:
        """Every value that a field of these records has had, by field, oldest first."""
        rows = self._db.all(
            "SELECT field, value, source, first_seen, last_seen, origin FROM author_fields "
            f"WHERE author_id IN ({marks(len(authors))}) ORDER BY field, first_seen",
            tuple(authors),
        )
        return tuple(
            Fact(field, _shown(field, value), source, first, last, Origin(origin))
            for field, value, source, first, last, origin in rows
        )

    def _set(self, author: AuthorId, field: str, value: str) -> None:
        self._db.run(f"UPDATE authors SET {field} = ? WHERE id = ?", (value, author))
        if field == "url":
            self._db.run("UPDATE authors SET url_key = ? WHERE id = ?", (address_key(value), author))

    def _newer(self, author: AuthorId, role: str, source: str, now: datetime) -> bool:
        last = self._last(author, "role")
        if last is None or last[0] == role or last[2] != _origin(source):
            return False
        return bool(last[3] < now.timestamp())  # else one and the same round says both

    def _last(self, author: AuthorId, field: str) -> Row | None:
        return self._db.one(
            "SELECT value, first_seen, origin, last_seen FROM author_fields WHERE author_id = ? AND field = ? "
            "ORDER BY first_seen DESC LIMIT 1",
            (author, field),
        )

    def _seen(
        self, author: AuthorId, field: str, value: str, source: str, origin: Origin, now: datetime
    ) -> None:
        last = self._last(author, field)
        if last is None or last[0] != value:
            self._db.run(
                "INSERT OR REPLACE INTO author_fields (author_id, field, value, source, origin, first_seen, "
                "last_seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (author, field, value, source, origin, epoch(now), epoch(now)),
            )
            return
        row = (author, field, last[1])
        where = "WHERE author_id = ? AND field = ? AND first_seen = ?"
        self._db.run(f"UPDATE author_fields SET last_seen = ? {where}", (epoch(now), *row))
        if origin.rank >= Origin(last[2]).rank:
            self._db.run(f"UPDATE author_fields SET source = ?, origin = ? {where}", (source, origin, *row))


def address_key(url: str) -> int | None:
    """The key of an author's own address; None for a site's front page, which many sites give
    for every one of their authors."""
    try:
        own = bool(urlsplit(url).path.strip("/") or urlsplit(url).query)
    except ValueError:
        return None
    return page_key(url) if own else None


def profile(row: Row) -> Author:
    """The columns `PROFILE` as a value."""
    name, url, avatar, role, bio, organisation, links, email, kind = row
    return Author(name, url, avatar, role, bio, organisation, strings_out(links), email, AuthorKind(kind))


def _shown(field: str, value: str) -> str:
    return "\n".join(strings_out(value)) if field == "links" else value


def _said(author: Author) -> Iterator[tuple[str, str]]:
    """The fields that are not empty, as they are stored."""
    for field in FIELDS:
        value = getattr(author, field)
        text = strings_in(value) if field == "links" else str(value)
        if text:
            yield field, text


def _origin(source: str) -> Origin:
    return Origin.FEED if source == "feed" else Origin.PAGE
