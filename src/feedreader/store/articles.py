"""Articles as the reader's side sees them: lists, rows, one whole article, marks."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feedreader.model.article import Article, ArticleId, Headline, StoredArticle, Wholeness
from feedreader.model.document import EMPTY_DOCUMENT, Document
from feedreader.model.feed import FeedId
from feedreader.store import selecting
from feedreader.store.authors import AuthorTable
from feedreader.store.codec import unpack
from feedreader.store.database import Database, Row, marks
from feedreader.store.records import Counts, Selection
from feedreader.store.search import Search
from feedreader.store.selecting import LIVING, Facts
from feedreader.store.values import digest_out, moment, page_key, when
from feedreader.text.urls import same_page, web

if TYPE_CHECKING:
    from feedreader.store.applying import Applying
    from feedreader.store.rounds import Applied, KnownArticle, PreparedArticle

_ROWS = (
    "SELECT a.id, a.feed_id, t.title, f.shown, t.byline, a.published, a.minutes, a.read, a.starred, a.saved "
    "FROM articles a JOIN texts t ON t.article_id = a.id JOIN feeds f ON f.id = a.feed_id "
    "WHERE f.removed_at IS NULL AND a.id IN "
)
_WHOLE = (
    "SELECT a.id, a.feed_id, f.shown, t.identity, t.digest, t.title, t.url, t.dated, t.updated, "
    "t.language, a.words, a.minutes, t.first_seen, a.read, a.starred, a.saved, a.position, b.document, "
    "o.wholeness, o.missing "
    "FROM articles a JOIN texts t ON t.article_id = a.id JOIN feeds f ON f.id = a.feed_id "
    "LEFT JOIN bodies b ON b.article_id = a.id LEFT JOIN offline o ON o.article_id = a.id WHERE a.id = ? AND f.removed_at IS NULL"
)
_COUNTED = (
    "SELECT f.id, count(a.id), coalesce(sum(a.read = 0), 0) FROM feeds f "
    "LEFT JOIN articles a ON a.feed_id = f.id GROUP BY f.id "
    "EXCEPT SELECT feed_id, articles, unread FROM tallies"
)
_WINDOW = 500
_FEW = 20


class ArticleTable:
    """The articles of a library; those of removed feeds never show."""

    def __init__(self, db: Database, search: Search) -> None:
        self._db = db
        self._search = search
        self._authors = AuthorTable(db)

    def ids(self, selection: Selection, limit: int | None = None) -> array[int]:
        """The ids of a list, in its order, as 8-byte numbers."""
        if selection.wanted:
            return self._search.ids(selection, limit)
        statement = selecting.ids(selection, self._facts(selection), limit)
        return self._db.ids(statement.sql, statement.values)

    def count(self, selection: Selection) -> int:
        """How many articles a list has."""
        if selection.wanted:
            return self._search.count(selection)
        statement = selecting.count(selection, self._facts(selection))
        return self._db.number(statement.sql, statement.values)

    def rows(self, ids: Sequence[int]) -> list[Headline]:
        """The rows of some ids, in their order; ids that are gone are left out."""
        found: dict[int, Headline] = {}
        for start in range(0, len(ids), _WINDOW):
            part = ids[start : start + _WINDOW]
            for row in self._db.all(f"{_ROWS}({marks(len(part))})", part):
                found[row[0]] = _headline(*row)
        return [found[each] for each in ids if each in found]

    def get(self, article: ArticleId) -> StoredArticle | None:
        """A whole article with its body and its authors' profiles, or None."""
        row = self._db.one(_WHOLE, (article,))
        return self._stored(row) if row else None

    def by_url(self, url: str) -> ArticleId | None:
        """The newest article at an address (as `text.urls.same_page` has it), or the one that was
        found there once, or None."""
        key = page_key(web(url))
        rows = self._db.all(
            "SELECT a.id, t.url FROM texts t INDEXED BY texts_url CROSS JOIN articles a ON a.id = t.article_id "
            f"WHERE t.url_key = ? AND {LIVING} ORDER BY a.published DESC, a.id DESC",
            (key,),
        )
        rows += self._db.all(
            "SELECT a.id, x.url FROM aliases x CROSS JOIN articles a ON a.id = x.article_id "
            f"WHERE x.url_key = ? AND {LIVING} ORDER BY a.id DESC",
            (key,),
        )
        return next((ArticleId(row[0]) for row in rows if same_page(row[1], url)), None)

    def searched(self, article: ArticleId) -> tuple[str, Document]:
        """What a search looks at, for the comparison of phrases: title and byline, and the body."""
        row = self._db.one(
            "SELECT t.title, t.byline, b.document FROM texts t "
            "LEFT JOIN bodies b ON b.article_id = t.article_id WHERE t.article_id = ?",
            (article,),
        )
        return (f"{row[0]}\n{row[1]}", unpack(row[2] or b"").document) if row else ("", EMPTY_DOCUMENT)

    def title(self, article: ArticleId) -> str:
        """An article's title; empty when there is no such article."""
        row = self._db.one("SELECT title FROM texts WHERE article_id = ?", (article,))
        return str(row[0]) if row else ""

    def counts(self, today: int) -> Counts:
        """The feed list's numbers; `today` is the local midnight in epoch seconds."""
        gone = "(SELECT id FROM feeds WHERE removed_at IS NOT NULL)"
        tallies = self._db.all(f"SELECT feed_id, unread, articles FROM tallies WHERE feed_id NOT IN {gone}")
        return Counts(
            unread=sum(row[1] for row in tallies),
            starred=self._db.number(
                f"SELECT count(*) FROM articles a INDEXED BY articles_starred WHERE a.starred = 1 AND {LIVING}"
            ),
            today=self._db.number(
                "SELECT count(*) FROM articles a INDEXED BY articles_unread "
                f"WHERE a.read = 0 AND a.published >= ? AND {LIVING}",
                (today,),
            ),
            following=self._db.number(
                "SELECT count(*) FROM articles a INDEXED BY articles_followed "
                f"WHERE a.followed = 1 AND a.read = 0 AND {LIVING}"
            ),
            articles=sum(row[2] for row in tallies),
            by_feed=tuple((FeedId(row[0]), row[1]) for row in tallies),
        )

    def set_read(self, ids: Iterable[int], read: bool) -> array[int]:
        """Marks articles read or unread; returns those that were changed."""
        return self._set("read", ids, read)

    def set_starred(self, ids: Iterable[int], starred: bool) -> array[int]:
        """Stars articles, or takes the star away; returns those that were changed."""
        return self._set("starred", ids, starred)

    def set_saved(self, ids: Iterable[int], saved: bool) -> array[int]:
        """Says that articles are whole on disk, or no longer; returns those that were changed."""
        return self._set("saved", ids, saved)

    def set_position(self, article: ArticleId, fraction: float) -> None:
        """How far an article was read, 0.0 to 1.0."""
        with self._db.write():
            self._db.run(
                "UPDATE articles SET position = ? WHERE id = ?", (min(1.0, max(0.0, fraction)), article)
            )

    def miscounted(self) -> int:
        """How many feeds' tallies are wrong."""
        return len(self._db.all(_COUNTED))

    def retally(self) -> int:
        """Counts every feed's articles afresh; returns how many feeds were miscounted."""
        with self._db.write():
            wrong = self._db.all(_COUNTED)
            self._db.many("INSERT OR REPLACE INTO tallies VALUES (?, ?, ?)", wrong)
        return len(wrong)

    def known(self, feed: FeedId) -> tuple[KnownArticle, ...]:
        """What a feed's fresh body is compared with, newest first."""
        return self._applying().known(feed)

    def apply(
        self,
        feed: FeedId,
        new: Sequence[PreparedArticle],
        changed: Sequence[tuple[int, PreparedArticle]],
        renamed: Sequence[tuple[int, PreparedArticle]],
        now: datetime,
        remarked: Sequence[tuple[int, str]] = (),
    ) -> Applied:
        """One feed's round, whole or not at all. Changed and renamed articles keep their marks;
        `remarked` ones get another digest and are no change.

        `new` stands in the feed's order, so of two with one date the first counts as newer. An
        identity that another process stored meanwhile is left as it is; a feed that is gone
        takes nothing."""
        return self._applying().apply(feed, new, changed, renamed, now, remarked)

    def set_body(self, article: ArticleId, prepared: PreparedArticle) -> None:
        """Another body for an article that keeps all else (its page's full text): document,
        summary, lead picture and enclosures as packed, length, and the text to search for."""
        self._applying().set_body(article, prepared)

    def put_body(
        self, article: ArticleId, document: bytes, words: int, minutes: int, search_text: str
    ) -> None:
        """The same, from a body that is packed already."""
        self._applying().put_body(article, document, words, minutes, search_text)

    def _applying(self) -> Applying:
        from feedreader.store.applying import Applying  # the reader's process never needs it

        return Applying(self._db, self._search, self._authors)

    def _set(self, column: str, ids: Iterable[int], value: bool) -> array[int]:
        with self._db.write(), self._db.picked(ids) as picked:
            rows = self._db.all(
                f"SELECT a.id, a.feed_id FROM {picked} p CROSS JOIN articles a ON a.id = p.id "
                f"WHERE a.{column} = {int(not value)}"
            )
            self._db.run(
                f"UPDATE articles SET {column} = {int(value)} WHERE id IN (SELECT id FROM {picked}) "
                f"AND {column} = {int(not value)}"
            )
            if column == "read":
                step = -1 if value else 1
                self._db.many(
                    "UPDATE tallies SET unread = unread + ? WHERE feed_id = ?",
                    [(step * number, feed) for feed, number in Counter(row[1] for row in rows).items()],
                )
        return array("q", [row[0] for row in rows])

    def _facts(self, selection: Selection) -> Facts:
        small = False
        if selection.feeds is not None and len(selection.feeds) > 1:
            some = sum(
                self._db.number("SELECT articles FROM tallies WHERE feed_id = ?", (feed,))
                for feed in selection.feeds
            )
            small = some * _FEW < self._db.number("SELECT sum(articles) FROM tallies")
        on_feeds = {
            key for key in selection.tags if self._db.one("SELECT 1 FROM feed_tags WHERE key = ?", (key,))
        }
        return Facts(small, frozenset(on_feeds))

    def _stored(self, row: Row) -> StoredArticle:
        authors = self._authors.of_article(row[0])
        tags = self._db.all(
            "SELECT g.name FROM article_tags x JOIN tags g ON g.id = x.tag_id "
            "WHERE x.article_id = ? ORDER BY x.place",
            (row[0],),
        )
        body = unpack(row[17] or b"")
        article = Article(
            identity=row[3] or row[6],
            digest=digest_out(row[4]),
            title=row[5],
            url=row[6],
            summary=body.summary,
            published=moment(row[7]),
            updated=moment(row[8]),
            document=body.document,
            language=row[9],
            authors=tuple(each.profile for each in authors),
            tags=tuple(name for (name,) in tags),
            lead=body.lead,
            enclosures=body.enclosures,
            comments_url=body.comments_url,
            words=row[10],
            minutes=row[11],
        )
        return StoredArticle(
            id=ArticleId(row[0]),
            feed_id=FeedId(row[1]),
            feed_title=row[2],
            article=article,
            authors=authors,
            first_seen=when(row[12]),
            read=bool(row[13]),
            starred=bool(row[14]),
            saved=bool(row[15]),
            position=row[16],
            wholeness=Wholeness(row[18]) if row[18] else Wholeness.FEED,
            missing=row[19] or "",
        )


def _headline(
    article: ArticleId,
    feed: FeedId,
    title: str,
    feed_title: str,
    byline: str,
    published: int,
    minutes: int,
    read: int,
    starred: int,
    saved: int,
) -> Headline:
    """A row of the query `_ROWS`."""
    return Headline(
        article, feed, title, feed_title, byline, published, minutes, bool(read), bool(starred), bool(saved)
    )


def midnight(now: datetime) -> int:
    """The last local midnight before `now`, in epoch seconds."""
    return int(now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
