"""Pictures by address: what was kept, what was refused and why, and which articles show them.

The files themselves lie on a shelf (`media.keep`), named by their digest: two addresses of one
picture share a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from feedreader.model.article import ArticleId
from feedreader.store.database import Database, Row, marks
from feedreader.store.values import digest_in, digest_out, epoch, key64, when
from feedreader.store.whole_records import (
    EvictablePicture,
    PictureId,
    PictureRole,
    PictureState,
    StoredPicture,
)

_COLUMNS = "id, url, state, digest, extension, width, height, size, sentence, fetched_at, last_used"
_USED = 86_400
"""Seconds; "last used" is noted once a day, not with every look."""
_TOGETHER = 400


class PictureTable:
    """The pictures of a library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, url: str) -> StoredPicture | None:
        """What is known of the picture at an address; None when it was never asked for."""
        row = self._db.one(f"SELECT {_COLUMNS} FROM pictures WHERE url_key = ?", (picture_key(url),))
        return _picture(row) if row and row[1] == _plain(url) else None

    def several(self, urls: Iterable[str]) -> tuple[StoredPicture, ...]:
        """What is known of some addresses, in any order."""
        wanted = {picture_key(url): _plain(url) for url in urls}
        keys, rows = list(wanted), []
        for start in range(0, len(keys), _TOGETHER):
            part = keys[start : start + _TOGETHER]
            rows += self._db.all(
                f"SELECT {_COLUMNS} FROM pictures WHERE url_key IN ({marks(len(part))})", part
            )
        known = set(wanted.values())
        return tuple(_picture(row) for row in rows if row[1] in known)

    def keep(
        self, url: str, digest: str, extension: str, size: tuple[int, int, int], now: datetime
    ) -> PictureId:
        """Notes that a picture is on the shelf; `size` is width, height and bytes."""
        values = (digest_in(digest), extension, *size, PictureState.KEPT, "", epoch(now), epoch(now))
        return self._note(url, values)

    def miss(self, url: str, state: PictureState, sentence: str, now: datetime) -> PictureId:
        """Notes that a picture was refused or did not come, and why (empty: a tracker)."""
        return self._note(url, (b"", "", 0, 0, 0, state, sentence, epoch(now), epoch(now)))

    def want(self, urls: Iterable[str], now: datetime) -> None:
        """Notes pictures that an article shows and that nobody asked for yet."""
        with self._db.write():
            self._db.many(
                "INSERT OR IGNORE INTO pictures (url_key, url, state, fetched_at, last_used) VALUES (?, ?, ?, 0, ?)",
                [(picture_key(url), _plain(url), PictureState.WANTED, epoch(now)) for url in urls],
            )

    def shown_in(self, picture: PictureId, limit: int) -> tuple[ArticleId, ...]:
        """Some of the articles that show a picture and are not whole, newest first."""
        rows = self._db.all(
            "SELECT x.article_id FROM article_pictures x CROSS JOIN offline o ON o.article_id = x.article_id "
            "WHERE x.picture_id = ? AND o.wholeness IN ('text', 'part') ORDER BY x.article_id DESC LIMIT ?",
            (picture, limit),
        )
        return tuple(ArticleId(row[0]) for row in rows)

    def used(self, picture: StoredPicture, now: datetime) -> None:
        """Notes that a picture was looked at."""
        if picture.last_used is None or (now - picture.last_used).total_seconds() > _USED:
            with self._db.write():
                self._db.run("UPDATE pictures SET last_used = ? WHERE id = ?", (epoch(now), picture.id))

    def link(self, article: ArticleId, pictures: Sequence[tuple[PictureId, PictureRole]]) -> None:
        """Which pictures an article shows; what was said before is dropped."""
        with self._db.write():
            self._db.run("DELETE FROM article_pictures WHERE article_id = ?", (article,))
            self._db.many(
                "INSERT OR IGNORE INTO article_pictures SELECT id, ?, ? FROM articles WHERE id = ?",
                [(picture, role, article) for picture, role in pictures],
            )

    def of_article(self, article: ArticleId) -> tuple[StoredPicture, ...]:
        """The pictures that an article shows, each once."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM pictures WHERE id IN "
            "(SELECT picture_id FROM article_pictures WHERE article_id = ?) ORDER BY id",
            (article,),
        )
        return tuple(map(_picture, rows))

    def files(self) -> tuple[tuple[str, str, int], ...]:
        """(digest, extension, bytes) of every file that the library counts on, each once."""
        rows = self._db.all(
            "SELECT digest, max(extension), max(size) FROM pictures WHERE state = 'kept' GROUP BY digest"
        )
        return tuple((digest_out(row[0]), row[1], row[2]) for row in rows)

    def total(self) -> int:
        """The bytes of all kept files."""
        return self._db.number(
            "SELECT sum(size) FROM (SELECT max(size) AS size FROM pictures WHERE state = 'kept' GROUP BY digest)"
        )

    def evictable(self) -> tuple[EvictablePicture, ...]:
        """Every kept file with who needs it."""
        rows = self._db.all(
            "SELECT p.digest, max(p.extension), max(p.size), max(p.last_used), "
            "count(DISTINCT CASE WHEN a.starred THEN a.id END), "
            "count(DISTINCT CASE WHEN a.read = 0 AND a.starred = 0 THEN a.id END), "
            "count(DISTINCT CASE WHEN a.read AND a.starred = 0 THEN a.id END), "
            "group_concat(DISTINCT a.id) FROM pictures p "
            "LEFT JOIN article_pictures x ON x.picture_id = p.id LEFT JOIN articles a ON a.id = x.article_id "
            "WHERE p.state = 'kept' GROUP BY p.digest"
        )
        return tuple(
            EvictablePicture(
                digest_out(row[0]),
                row[1],
                row[2],
                row[3],
                starred=row[4],
                unread=row[5],
                read=row[6],
                articles=tuple(ArticleId(int(each)) for each in row[7].split(",")) if row[7] else (),
            )
            for row in rows
        )

    def forget(self, digests: Iterable[str]) -> tuple[ArticleId, ...]:
        """Forgets kept pictures, whose files are gone or go now, as if they had never been asked
        for. Returns the articles that showed them."""
        shown: set[int] = set()
        with self._db.write():
            for digest in digests:
                key = (digest_in(digest),)
                rows = self._db.all(
                    "SELECT DISTINCT x.article_id FROM pictures p JOIN article_pictures x ON x.picture_id = p.id "
                    "WHERE p.state = 'kept' AND p.digest = ?",
                    key,
                )
                shown.update(row[0] for row in rows)
                self._db.run("DELETE FROM pictures WHERE state = 'kept' AND digest = ?", key)
        return tuple(ArticleId(each) for each in sorted(shown))

    def without(self) -> int:
        """How many pictures were refused or did not come."""
        return self._db.number("SELECT count(*) FROM pictures WHERE state NOT IN ('kept', 'wanted')")

    def _note(self, url: str, values: tuple[object, ...]) -> PictureId:
        with self._db.write():
            self._db.run(
                "INSERT INTO pictures (digest, extension, width, height, size, state, sentence, fetched_at, "
                "last_used, url_key, url) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (url_key) DO UPDATE SET "
                "url = excluded.url, digest = excluded.digest, extension = excluded.extension, "
                "width = excluded.width, height = excluded.height, size = excluded.size, "
                "state = excluded.state, sentence = excluded.sentence, fetched_at = excluded.fetched_at, "
                "last_used = excluded.last_used",
                (*values, picture_key(url), _plain(url)),
            )
            return PictureId(
                self._db.number("SELECT id FROM pictures WHERE url_key = ?", (picture_key(url),))
            )


def picture_key(url: str) -> int:
    """The key of a picture's address: all of it but the fragment, which no server sees. Unlike a
    page's address, its query may name the picture."""
    return key64(_plain(url))


def _plain(url: str) -> str:
    return url.partition("#")[0]


def _picture(row: Row) -> StoredPicture:
    return StoredPicture(
        PictureId(row[0]),
        row[1],
        PictureState(row[2]),
        digest_out(row[3]) if row[3] else "",
        extension=row[4],
        width=row[5],
        height=row[6],
        size=row[7],
        sentence=row[8],
        fetched_at=when(row[9]),
        last_used=when(row[10]),
    )
