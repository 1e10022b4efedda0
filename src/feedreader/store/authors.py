"""Authors: who wrote what, whom the person follows, and which records are one person.

A record that was merged into another one keeps what it has (see m0003); whatever is handed out
here speaks of the records together, under the id of the one that shows them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from feedreader.model.article import ArticleId
from feedreader.model.author import Author, AuthorId, Fact, Merged, Origin, StoredAuthor
from feedreader.store import records
from feedreader.store.author_facts import PROFILE, AuthorFacts, address_key, profile
from feedreader.store.database import Database, Row, marks
from feedreader.store.selecting import LIVING
from feedreader.store.values import epoch, folded, moment
from feedreader.text import spelling

__all__ = ["AuthorTable", "address_key"]

_COLUMNS = f"u.id, u.site, u.followed, u.notify, {PROFILE}"
_SHOWN = "coalesce(m.merged_into, m.id)"
_BY_FOLLOWED = (
    "EXISTS (SELECT 1 FROM article_authors x CROSS JOIN authors u ON u.id = x.author_id "
    "WHERE x.article_id = articles.id AND u.followed = 1)"
)


class AuthorTable:
    """The authors of a library. One author is one address, or one name on one site, or what the
    person made one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._facts = AuthorFacts(db)

    # --- looking up

    def get(self, author: AuthorId) -> StoredAuthor | None:
        """An author's record (of a merged one, that which shows it), or None."""
        row = self._db.one(
            f"SELECT {_COLUMNS} FROM authors m JOIN authors u ON u.id = {_SHOWN} WHERE m.id = ?", (author,)
        )
        return self._stored(row) if row else None

    def find(self, name: str, limit: int = 50) -> tuple[StoredAuthor, ...]:
        """Authors one of whose spellings contains a text, case and accents aside; those who wrote
        most first."""
        found = {each.id: each for each in map(self.get, self._named(name)) if each}
        return tuple(sorted(found.values(), key=lambda each: (-each.articles, each.id))[:limit])

    def named(self, name: str) -> tuple[AuthorId, ...]:
        """Ids of all records of the authors one of whose spellings contains a text."""
        return tuple(
            dict.fromkeys(each for found in self._named(name) for each in (found, *self.members(found)))
        )

    def _named(self, name: str) -> tuple[AuthorId, ...]:
        wanted = folded(name).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.all(
            "SELECT DISTINCT author_id FROM author_names WHERE key LIKE ? ESCAPE '\\' ORDER BY author_id",
            (f"%{wanted}%",),
        )
        return tuple(AuthorId(row[0]) for row in rows) if wanted else ()

    def of_article(self, article: ArticleId) -> tuple[StoredAuthor, ...]:
        """An article's authors, in the order of its byline."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM article_authors x JOIN authors m ON m.id = x.author_id "
            f"JOIN authors u ON u.id = {_SHOWN} WHERE x.article_id = ? ORDER BY x.position",
            (article,),
        )
        return tuple(map(self._stored, {row[0]: row for row in rows}.values()))

    def names(self, author: AuthorId) -> tuple[str, ...]:
        """The spellings of an author's name, the shown one first."""
        ids = self.members(author)
        rows = self._db.all(
            f"SELECT name FROM author_names WHERE author_id IN ({marks(len(ids))}) ORDER BY name", ids
        )
        shown = self._db.one("SELECT name FROM authors WHERE id = ?", (ids[0],))
        return tuple(dict.fromkeys(row[0] for row in ((shown,) if shown else ()) + tuple(rows)))

    # --- who is one

    def members(self, author: AuthorId) -> tuple[AuthorId, ...]:
        """The records of an author, first the one that shows them."""
        row = self._db.one(f"SELECT {_SHOWN} FROM authors m WHERE m.id = ?", (author,))
        shown = AuthorId(row[0]) if row else author
        rows = self._db.all("SELECT id FROM authors WHERE merged_into = ? ORDER BY id", (shown,))
        return (shown, *(AuthorId(row[0]) for row in rows))

    def merged(self, author: AuthorId) -> tuple[Merged, ...]:
        """The records that were merged into this one."""
        rows = self._db.all("SELECT id, name, site FROM authors WHERE merged_into = ? ORDER BY id", (author,))
        return tuple(Merged(AuthorId(row[0]), row[1], row[2]) for row in rows)

    def set_merged(self, authors: Iterable[int], into: int | None) -> None:
        """Makes records part of another one, which is no part itself; None, or one that is lost,
        makes them their own."""
        with self._db.write():
            for author in authors:
                self._db.run(
                    "UPDATE authors SET merged_into = (SELECT id FROM authors WHERE id = ?) WHERE id = ?",
                    (into, author),
                )

    # --- what sources say

    def upsert(self, site: str, author: Author, now: datetime, source: str = "feed") -> AuthorId:
        """The record of an author whom a feed or a page names on a site: found by address, else
        by name on that site, else made. Only what is still unknown is filled in."""
        known = self._match(site, author)
        with self._db.write():
            if known is None:
                known = self._facts.add(site, author, source, now)
            else:
                self._facts.fill(known, author, source, now)
            self._db.run(
                "INSERT OR IGNORE INTO author_names VALUES (?, ?, ?, ?)",
                (site, folded(author.name), known, author.name),
            )
        return known

    def save_profile(
        self,
        author: AuthorId,
        profile: Author,
        source: str,
        now: datetime,
        *,
        origin: Origin = Origin.PAGE,
        said: Author | None = None,
    ) -> None:
        """The merged profile of an author, as it is shown from now on. `source` is the address
        that `said` was read from (all of the profile, where it is not given); what it says is
        remembered with the date, and so is what it said before (`history`)."""
        with self._db.write():
            self._facts.learn(author, profile, said or profile, source, origin, now)
            if origin is Origin.PAGE:
                self._db.run("UPDATE authors SET profile_checked = ? WHERE id = ?", (epoch(now), author))
            for name in dict.fromkeys((profile.name, said.name if said else profile.name)):
                self._db.run(
                    "INSERT OR IGNORE INTO author_names SELECT site, ?, id, ? FROM authors WHERE id = ?",
                    (folded(name), name, author),
                )

    def profile_checked(self, author: AuthorId) -> datetime | None:
        """When a story's page was last read for this author; None for never."""
        row = self._db.one("SELECT profile_checked FROM authors WHERE id = ?", (author,))
        return moment(row[0]) if row else None

    def next_visit(self, author: AuthorId) -> datetime | None:
        """Before when the author's own page is not to be asked for; None for at any time."""
        found = self._db.number("SELECT next_visit FROM authors WHERE id = ?", (author,))
        return moment(found) if found else None

    def set_next_visit(self, author: AuthorId, again: datetime) -> None:
        """Says when the author's own page may be asked for again."""
        with self._db.write():
            self._db.run("UPDATE authors SET next_visit = ? WHERE id = ?", (epoch(again), author))

    def history(self, author: AuthorId) -> tuple[records.Profiled, ...]:
        """Every value that a field of the profile has had, oldest first."""
        return self._facts.history(author)

    def facts(self, author: AuthorId) -> tuple[Fact, ...]:
        """The same of all records of the author, by field."""
        return self._facts.facts(self.members(author))

    # --- following

    def followed(self) -> tuple[StoredAuthor, ...]:
        """The authors that the person follows."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM authors u INDEXED BY authors_followed "
            "WHERE followed = 1 AND merged_into IS NULL"
        )
        return tuple(map(self._stored, rows))

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

    def set_notify(self, authors: Iterable[int], notify: bool) -> array[int]:
        """Says whether the person wants to hear of an author's new stories; returns the changed."""
        with self._db.write():
            return array(
                "q",
                [
                    author
                    for author in authors
                    if self._db.run(
                        "UPDATE authors SET notify = ? WHERE id = ? AND notify <> ?",
                        (int(notify), author, int(notify)),
                    )
                ],
            )

    def announced(self, articles: Sequence[ArticleId]) -> tuple[tuple[StoredAuthor, ArticleId], ...]:
        """Which of these articles are by a followed author of whom the person wants to hear."""
        found: dict[tuple[int, ArticleId], StoredAuthor] = {}
        for article in articles:
            if not self._db.number("SELECT followed FROM articles WHERE id = ?", (article,)):
                continue
            for author in self.of_article(article):
                if author.followed and author.notify:
                    found[author.id, article] = author
        return tuple((author, article) for (_, article), author in found.items())

    # --- articles

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
            rows = self._db.all("SELECT id, name FROM authors WHERE url_key = ? ORDER BY id", (key,))
            # A page of "all our authors" may be given as the address of each of them.
            same = [row[0] for row in rows if spelling.alike(row[1], author.name)]
            if same:
                return AuthorId(same[0])
        rows = self._db.all(
            "SELECT u.id, u.url_key FROM author_names n JOIN authors u ON u.id = n.author_id "
            "WHERE n.site = ? AND n.key = ? ORDER BY u.id",
            (site, folded(author.name)),
        )
        # Two addresses for one name on one site are two people, unless one has none yet.
        free = [row[0] for row in rows if key is None or row[1] is None]
        return AuthorId(free[0]) if free else None

    def _stored(self, row: Row) -> StoredAuthor:
        author = AuthorId(row[0])
        ids, known = [author], profile(row[4:])
        for other in self._db.all(f"SELECT u.id, {PROFILE} FROM authors u WHERE merged_into = ?", (author,)):
            ids.append(AuthorId(other[0]))
            known = _filled(known, profile(other[1:]))
        # Two records of one person may stand on one article; a plain count is twice as fast.
        counts = "count(DISTINCT a.id), count(DISTINCT CASE WHEN a.read = 0 THEN a.id END)"
        found = self._db.one(
            f"SELECT {counts if len(ids) > 1 else 'count(*), sum(a.read = 0)'}, "
            "min(x.published), max(x.published) "
            "FROM article_authors x CROSS JOIN articles a ON a.id = x.article_id "
            f"WHERE x.author_id IN ({marks(len(ids))}) AND {LIVING}",
            ids,
        )
        count, unread, oldest, newest = found or (0, 0, 0, 0)
        return StoredAuthor(
            author, row[1], known, bool(row[2]), count, unread or 0, oldest or 0, newest or 0, bool(row[3])
        )


def _filled(shown: Author, other: Author) -> Author:
    """A profile, and what a record that is the same person knows besides."""
    return replace(
        shown,
        url=shown.url or other.url,
        avatar=shown.avatar or other.avatar,
        role=shown.role or other.role,
        bio=shown.bio or other.bio,
        organisation=shown.organisation or other.organisation,
        email=shown.email or other.email,
        links=tuple(dict.fromkeys((*shown.links, *other.links))),
    )
