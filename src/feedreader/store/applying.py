"""What a round of a feed does to the library: articles come, change, or change their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feedreader.model.article import Article, ArticleId
from feedreader.model.author import Author, AuthorId
from feedreader.model.feed import FeedId
from feedreader.store.authors import AuthorTable
from feedreader.store.database import Database
from feedreader.store.records import Applied, KnownArticle, PreparedArticle
from feedreader.store.search import Row, Search
from feedreader.store.values import (
    by_key,
    digest_in,
    digest_out,
    epoch,
    key64,
    page_key,
)
from feedreader.text.urls import host

_DAY = 86_400

_TEXTS = "identity, identity_key, digest, url, url_key, title, title_digest, byline, dated, updated, language"


@dataclass(slots=True)
class _Round:
    """One call of `apply`: whose articles, when, on which site; what is there already, and the
    tags and authors seen so far."""

    feed: FeedId
    now: int
    moment: datetime
    site: str
    identities: set[int]
    authors: dict[tuple[str, Author], AuthorId] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    first_row: int = 1
    rows: list[Row] = field(default_factory=list)

    def index(self, title: str, byline: str, body: str) -> int:
        """Notes what the search is to learn at the end; returns the row it will have."""
        row = Row(self.first_row + len(self.rows), title, byline, body)
        self.rows.append(row)
        return row.id


class Applying:
    """The half of the articles that the engine writes, behind `ArticleTable`."""

    def __init__(self, db: Database, search: Search, authors: AuthorTable) -> None:
        self._db = db
        self._search = search
        self._authors = authors

    def known(self, feed: FeedId) -> tuple[KnownArticle, ...]:
        """What a feed's fresh body is compared with, newest first."""
        rows = self._db.all(
            "SELECT t.identity, a.id, t.digest, t.url, t.title_digest FROM articles a INDEXED BY articles_feed "
            "CROSS JOIN texts t ON t.article_id = a.id WHERE a.feed_id = ? "
            "ORDER BY a.published DESC, a.id DESC",
            (feed,),
        )
        return tuple(
            KnownArticle(row[0] or row[3], ArticleId(row[1]), digest_out(row[2]), row[3], digest_out(row[4]))
            for row in rows
        )

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
        with self._db.write():
            row = self._db.one("SELECT site_url, url FROM feeds WHERE id = ?", (feed,))
            if row is None:
                return Applied()
            here = self._round(feed, now, host(row[0]) or host(row[1]))
            fresh = [self._insert(here, each) for each in reversed(new)]
            ids = tuple(ArticleId(each) for each in reversed(fresh) if each)
            done = sum(self._update(here, article, each) for article, each in changed)
            moved = sum(self._update(here, article, each) for article, each in renamed)
            if ids:
                self._db.run(
                    "UPDATE tallies SET articles = articles + ?, unread = unread + ? WHERE feed_id = ?",
                    (len(ids), len(ids), feed),
                )
            self._db.many(
                "UPDATE texts SET digest = ? WHERE article_id = ? AND feed_id = ?",
                [(digest_in(digest), article, feed) for article, digest in remarked],
            )
            self._search.add(here.rows)
        return Applied(len(ids), done, moved, ids)

    def _round(self, feed: FeedId, now: datetime, site: str) -> _Round:
        there = "SELECT identity_key FROM texts INDEXED BY texts_identity WHERE feed_id = ?"
        identities = set(self._db.ids(there, (feed,)))
        return _Round(feed, epoch(now) or 0, now, site, identities, first_row=self._search.next_row())

    def set_body(self, article: ArticleId, prepared: PreparedArticle) -> None:
        """Another body for an article that keeps all else (its page's full text): document,
        summary, lead picture and enclosures as packed, length, and the text to search for."""
        length = (prepared.article.words, prepared.article.minutes)
        self.put_body(article, prepared.document, *length, prepared.search_text)

    def put_body(
        self, article: ArticleId, document: bytes, words: int, minutes: int, search_text: str
    ) -> None:
        """The same, from a body that is packed already."""
        with self._db.write():
            row = self._db.one("SELECT title, byline FROM texts WHERE article_id = ?", (article,))
            if row is None:
                return
            place = self._search.next_row()
            self._db.run(
                "UPDATE articles SET words = ?, minutes = ?, search_rowid = ? WHERE id = ?",
                (words, minutes, place, article),
            )
            self._body(article, document)
            self._search.add([Row(place, row[0], row[1], search_text)])

    def _insert(self, here: _Round, prepared: PreparedArticle) -> int:
        article = prepared.article
        identity = key64(article.identity)
        if identity in here.identities:
            return 0
        here.identities.add(identity)
        new = self._db.insert(
            "INSERT INTO articles (feed_id, published, words, minutes, search_rowid) VALUES (?, ?, ?, ?, ?)",
            (
                here.feed,
                _sorted_as(epoch(article.published), here.now, here.now),
                article.words,
                article.minutes,
                here.index(article.title, _byline(article), prepared.search_text),
            ),
        )
        self._db.run(
            f"INSERT INTO texts (article_id, feed_id, first_seen, {_TEXTS}) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (new, here.feed, here.now, *_texts(prepared)),
        )
        self._db.run("INSERT INTO bodies VALUES (?, ?)", (new, prepared.document))
        self._relate(here, new, article)
        return new

    def _update(self, here: _Round, article_id: int, prepared: PreparedArticle) -> int:
        row = self._db.one(
            "SELECT first_seen FROM texts WHERE article_id = ? AND feed_id = ?", (article_id, here.feed)
        )
        taken = self._db.one(
            "SELECT 1 FROM texts WHERE feed_id = ? AND identity_key = ? AND article_id <> ?",
            (here.feed, key64(prepared.article.identity), article_id),
        )
        if row is None or taken:
            return 0
        from feedreader.store.feed_changes import staying

        page = staying(self._db, ArticleId(article_id), prepared)
        article = prepared.article if page is None else page.joined(prepared.article)
        byline = _byline(article) or (page.byline if page else "")
        text = prepared.search_text if page is None else page.search_text
        self._db.run(
            "UPDATE articles SET published = ?, words = ?, minutes = ?, search_rowid = ? WHERE id = ?",
            (
                _sorted_as(epoch(article.published), row[0], here.now),
                article.words,
                article.minutes,
                here.index(article.title, byline, text),
                article_id,
            ),
        )
        assignments = ", ".join(f"{name} = ?" for name in _TEXTS.split(", "))
        self._db.run(f"UPDATE texts SET {assignments} WHERE article_id = ?", (*_texts(prepared), article_id))
        if page is None:
            self._body(article_id, prepared.document)
        self._db.run("DELETE FROM article_tags WHERE article_id = ?", (article_id,))
        self._db.run("DELETE FROM article_authors WHERE article_id = ?", (article_id,))
        self._relate(here, article_id, article)
        if page is not None and not article.authors:
            self._authors.link_new(ArticleId(article_id), page.authors)
            self._authors.set_byline(ArticleId(article_id), byline)
        here.identities.add(key64(article.identity))
        return 1

    def _body(self, article: int, document: bytes) -> None:
        self._db.run("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (article, document))

    def _relate(self, here: _Round, article_id: int, article: Article) -> None:
        """Links an article, which has no links, with its tags and authors."""
        names = by_key(article.tags)
        if names:
            self._db.many(
                "INSERT INTO article_tags SELECT ?, published, id, ? FROM articles WHERE id = ?",
                [(self._tag(here, key, name), place, article_id) for place, (key, name) in enumerate(names)],
            )
        if article.authors:
            site = host(article.url) or here.site
            for author in article.authors:
                if (site, author) not in here.authors:
                    here.authors[site, author] = self._authors.upsert(site, author, here.moment)
            self._authors.link_new(
                ArticleId(article_id), [here.authors[site, author] for author in article.authors]
            )

    def _tag(self, here: _Round, key: str, name: str) -> int:
        if key not in here.tags:
            self._db.run("INSERT OR IGNORE INTO tags (key, name) VALUES (?, ?)", (key, name))
            here.tags[key] = self._db.number("SELECT id FROM tags WHERE key = ?", (key,))
        return here.tags[key]


def _sorted_as(given: int | None, first_seen: int, now: int) -> int:
    """The date an article is ordered by: the feed's, unless there is none or it lies ahead."""
    return first_seen if given is None or given > now + _DAY else given


def _byline(article: Article) -> str:
    return ", ".join(author.name for author in article.authors if author.name)


def _texts(prepared: PreparedArticle) -> tuple[object, ...]:
    article = prepared.article
    return (
        "" if article.identity == article.url else article.identity,
        key64(article.identity),
        digest_in(article.digest),
        article.url,
        page_key(article.url),
        article.title,
        digest_in(prepared.title_digest),
        _byline(article),
        epoch(article.published),
        epoch(article.updated),
        article.language,
    )
