"""Authors: who wrote what, their profiles, and which source said so when."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from feedreader.model.article import ArticleId
from feedreader.model.author import Author, AuthorId, AuthorKind, StoredAuthor
from feedreader.store import records
from feedreader.store.database import Database, Row
from feedreader.store.selecting import LIVING
from feedreader.store.values import epoch, folded, moment, page_key, strings_in, strings_out, when

_COLUMNS = "u.id, u.site, u.name, u.url, u.avatar, u.role, u.bio, u.organisation, u.links, u.email, u.kind, u.followed"
_BY_FOLLOWED = (
    "EXISTS (SELECT 1 FROM article_authors x CROSS JOIN authors u ON u.id = x.author_id "
    "WHERE x.article_id = articles.id AND u.followed = 1)"
)
_FIELDS = ("name", "url", "avatar", "role", "bio", "organisation", "links", "email", "kind")


class AuthorTable:
    """The authors of a library. One author is one address, or one name on one site."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, author: AuthorId) -> StoredAuthor | None:
        """An author's record, or None."""
        row = self._db.one(f"SELECT {_COLUMNS} FROM authors u WHERE u.id = ?", (author,))
        return self._stored(row) if row else None

    def find(self, name: str, limit: int = 50) -> tuple[StoredAuthor, ...]:
        """Authors one of whose names contains a text, case and accents aside; those who wrote
        most first."""
        found = [each for each in map(self.get, self.named(name)) if each]
        return tuple(sorted(found, key=lambda each: (-each.articles, each.id))[:limit])

    def named(self, name: str) -> tuple[AuthorId, ...]:
        """Ids of the authors one of whose names contains a text."""
        wanted = folded(name).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.all(
            "SELECT DISTINCT author_id FROM author_names WHERE key LIKE ? ESCAPE '\\' ORDER BY author_id",
            (f"%{wanted}%",),
        )
        return tuple(AuthorId(row[0]) for row in rows) if wanted else ()

    def of_article(self, article: ArticleId) -> tuple[StoredAuthor, ...]:
        """An article's authors, in the order of its byline."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM article_authors x JOIN authors u ON u.id = x.author_id "
            "WHERE x.article_id = ? ORDER BY x.position",
            (article,),
        )
        return tuple(map(self._stored, rows))

    def followed(self) -> tuple[StoredAuthor, ...]:
        """The authors that the person follows."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM authors u INDEXED BY authors_followed WHERE followed = 1"
        )
        return tuple(map(self._stored, rows))

    def upsert(self, site: str, author: Author, now: datetime, source: str = "feed") -> AuthorId:
        """The record of an author whom a feed or a page names on a site: found by address, else
        by name on that site, else made. Only what is still unknown is filled in."""
        known = self._match(site, author)
        with self._db.write():
            if known is None:
                known = self._add(site, author, now)
                self._note(known, author, source, now)
            else:
                self._fill(known, author, source, now)
            self._db.run(
                "INSERT OR IGNORE INTO author_names VALUES (?, ?, ?, ?)",
                (site, folded(author.name), known, author.name),
            )
        return known

    def save_profile(self, author: AuthorId, profile: Author, source: str, now: datetime) -> None:
        """The merged profile of an author, as it is shown from now on. `source` is the address
        it was read from; what it says is remembered with the date, and so is what it said
        before (`history`)."""
        with self._db.write():
            self._db.run(
                "UPDATE authors SET name = ?, url = ?, url_key = ?, avatar = ?, role = ?, bio = ?, "
                "organisation = ?, links = ?, email = ?, kind = ?, profile_checked = ? WHERE id = ?",
                (
                    profile.name,
                    profile.url,
                    address_key(profile.url),
                    profile.avatar,
                    profile.role,
                    profile.bio,
                    profile.organisation,
                    strings_in(profile.links),
                    profile.email,
                    profile.kind,
                    epoch(now),
                    author,
                ),
            )
            self._note(author, profile, source, now)
            self._db.run(
                "INSERT OR IGNORE INTO author_names SELECT site, ?, id, ? FROM authors WHERE id = ?",
                (folded(profile.name), profile.name, author),
            )

    def profile_checked(self, author: AuthorId) -> datetime | None:
        """When the author's own page was last read; None for never."""
        row = self._db.one("SELECT profile_checked FROM authors WHERE id = ?", (author,))
        return moment(row[0]) if row else None

    def history(self, author: AuthorId) -> tuple[records.Profiled, ...]:
        """Every value that a field of the profile has had, oldest first."""
        rows = self._db.all(
            "SELECT field, value, source, first_seen, last_seen FROM author_fields "
            "WHERE author_id = ? ORDER BY field, first_seen",
            (author,),
        )
        return tuple(
            records.Profiled(name, value, source, when(first), when(last))
            for name, value, source, first, last in rows
        )

    def set_followed(self, authors: Iterable[int], followed: bool) -> array[int]:
        """Follows authors, or stops; their articles go to the Following list, or leave it.
        Returns those that were changed."""
        changed = array("q")
        with self._db.write():
            for author in authors:
                if not self._db.run(
                    "UPDATE authors SET followed = ? WHERE id = ? AND followed <> ?",
                    (int(followed), author, int(followed)),
                ):
                    continue
                changed.append(author)
                self._db.run(
                    f"UPDATE articles SET followed = {_BY_FOLLOWED} "
                    "WHERE id IN (SELECT article_id FROM article_authors WHERE author_id = ?)",
                    (author,),
                )
        return changed

    def link(self, article: ArticleId, authors: Sequence[AuthorId]) -> None:
        """Says who wrote an article, in order; what was said before is dropped."""
        with self._db.write():
            self._db.run("DELETE FROM article_authors WHERE article_id = ?", (article,))
            self.link_new(article, authors)

    def link_new(self, article: ArticleId, authors: Sequence[AuthorId]) -> None:
        """The same for an article of which nobody said yet who wrote it."""
        with self._db.write():
            self._db.many(
                "INSERT OR IGNORE INTO article_authors SELECT ?, published, id, ? FROM articles WHERE id = ?",
                [(author, position, article) for position, author in enumerate(dict.fromkeys(authors))],
            )
            self._db.run(
                f"UPDATE articles SET followed = {_BY_FOLLOWED} WHERE id = ? AND followed <> {_BY_FOLLOWED}",
                (article,),
            )

    def set_byline(self, article: ArticleId, byline: str) -> None:
        """The authors' names as the headline list shows them."""
        with self._db.write():
            self._db.run("UPDATE texts SET byline = ? WHERE article_id = ?", (byline, article))

    def _match(self, site: str, author: Author) -> AuthorId | None:
        key = address_key(author.url)
        if key is not None:
            row = self._db.one("SELECT id FROM authors WHERE url_key = ? ORDER BY id", (key,))
            if row:
                return AuthorId(row[0])
        rows = self._db.all(
            "SELECT u.id, u.url_key FROM author_names n JOIN authors u ON u.id = n.author_id "
            "WHERE n.site = ? AND n.key = ? ORDER BY u.id",
            (site, folded(author.name)),
        )
        # Two addresses for one name on one site are two people, unless one has none yet.
        free = [row[0] for row in rows if key is None or row[1] is None]
        return AuthorId(free[0]) if free else None

    def _add(self, site: str, author: Author, now: datetime) -> AuthorId:
        return AuthorId(
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

    def _fill(self, known: AuthorId, author: Author, source: str, now: datetime) -> None:
        row = self._db.one(f"SELECT {_COLUMNS} FROM authors u WHERE id = ?", (known,))
        old = _profile(row) if row else author
        missing = [
            name
            for name in _FIELDS
            if name not in ("name", "kind") and getattr(author, name) and not getattr(old, name)
        ]
        for name in missing:
            self._db.run(f"UPDATE authors SET {name} = ? WHERE id = ?", (_text(author, name), known))
            self._seen(known, name, _text(author, name), source, now)
        if "url" in missing:
            self._db.run("UPDATE authors SET url_key = ? WHERE id = ?", (address_key(author.url), known))

    def _note(self, author: AuthorId, profile: Author, source: str, now: datetime) -> None:
        for name in _FIELDS:
            if _text(profile, name):
                self._seen(author, name, _text(profile, name), source, now)

    def _seen(self, author: AuthorId, name: str, value: str, source: str, now: datetime) -> None:
        last = self._db.one(
            "SELECT value, first_seen FROM author_fields WHERE author_id = ? AND field = ? "
            "ORDER BY first_seen DESC LIMIT 1",
            (author, name),
        )
        if last and last[0] == value:
            self._db.run(
                "UPDATE author_fields SET last_seen = ? WHERE author_id = ? AND field = ? AND first_seen = ?",
                (epoch(now), author, name, last[1]),
            )
        else:
            self._db.run(
                "INSERT OR REPLACE INTO author_fields VALUES (?, ?, ?, ?, ?, ?)",
                (author, name, value, source, epoch(now), epoch(now)),
            )

    def _stored(self, row: Row) -> StoredAuthor:
        found = self._db.one(
            "SELECT count(*), sum(a.read = 0), min(x.published), max(x.published) "
            "FROM article_authors x CROSS JOIN articles a ON a.id = x.article_id "
            f"WHERE x.author_id = ? AND {LIVING}",
            (row[0],),
        )
        count, unread, oldest, newest = found or (0, 0, 0, 0)
        return StoredAuthor(
            AuthorId(row[0]),
            row[1],
            _profile(row),
            bool(row[11]),
            count,
            unread or 0,
            oldest or 0,
            newest or 0,
        )


def address_key(url: str) -> int | None:
    """The key of an author's own address; None for a site's front page, which many sites give
    for every one of their authors."""
    try:
        own = bool(urlsplit(url).path.strip("/") or urlsplit(url).query)
    except ValueError:
        return None
    return page_key(url) if own else None


def _profile(row: Row) -> Author:
    _, _, name, url, avatar, role, bio, organisation, links, email, kind, _ = row
    return Author(name, url, avatar, role, bio, organisation, strings_out(links), email, AuthorKind(kind))


def _text(author: Author, name: str) -> str:
    value = getattr(author, name)
    return strings_in(value) if name == "links" else str(value)
