"""How whole articles are: the page's text beside the feed's, what is missing, other addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from feedreader.model.article import ArticleId, Wholeness
from feedreader.model.feed import FeedId
from feedreader.store.articles import ArticleTable
from feedreader.store.database import Database, Row
from feedreader.store.records import PreparedArticle
from feedreader.store.values import epoch, folded, moment, page_key
from feedreader.store.whole_records import (
    SAVED_PAGES,
    SAVED_PAGES_TITLE,
    Candidate,
    OfflineState,
    PicturePolicy,
    TextPolicy,
    TextSource,
)
from feedreader.text.urls import web

_STATE = "SELECT wholeness, missing, source, page_checked, next_try, other_document IS NOT NULL FROM offline"


class OfflineTable:
    """What makes the articles of a library whole."""

    def __init__(self, db: Database, articles: ArticleTable) -> None:
        self._db = db
        self._articles = articles

    def get(self, article: ArticleId) -> OfflineState:
        """How whole an article is."""
        row = self._db.one(f"{_STATE} WHERE article_id = ?", (article,))
        return state_of(row) if row else OfflineState()

    def judge(self, article: ArticleId, wholeness: Wholeness, missing: str) -> None:
        """Says how whole an article is, and what is missing."""
        with self._db.write():
            self._row(article)
            self._db.run(
                "UPDATE offline SET wholeness = ?, missing = ? WHERE article_id = ?",
                (wholeness, missing, article),
            )
            self._articles.set_saved((article,), wholeness is Wholeness.WHOLE)

    def failed(self, article: ArticleId, missing: str, again: datetime) -> None:
        """Says that an article's page gave nothing, why, and when it may be asked again. What is
        shown stays."""
        with self._db.write():
            self._row(article)
            self._db.run(
                "UPDATE offline SET missing = ?, next_try = ? WHERE article_id = ?",
                (missing, epoch(again), article),
            )

    def keep_page(self, article: ArticleId, page: PreparedArticle, now: datetime) -> None:
        """Shows the page's text from now on; the feed's is kept beside it. Language, date of
        update and tags of the page fill what the feed left out. The caller has settled the byline
        before, so that the search learns it."""
        with self._db.write():
            self._row(article)
            if self.get(article).source is TextSource.FEED:
                self._set_aside(article)
            self._articles.set_body(article, page)
            self._db.run(
                "UPDATE offline SET source = 'page', page_checked = ?, next_try = 0, wholeness = ?, missing = '' "
                "WHERE article_id = ?",
                (epoch(now), Wholeness.TEXT, article),
            )
            self._db.run(
                "UPDATE texts SET language = CASE language WHEN '' THEN ? ELSE language END, "
                "updated = coalesce(?, updated) WHERE article_id = ?",
                (page.article.language, epoch(page.article.updated), article),
            )
            self.add_tags(article, page.article.tags)

    def came_whole(self, article: ArticleId, now: datetime) -> None:
        """Says that an article came from its page in the first place: there is no feed's text."""
        with self._db.write():
            self._row(article)
            self._db.run(
                "UPDATE offline SET source = 'page', page_checked = ? WHERE article_id = ?",
                (epoch(now), article),
            )

    def exchange(self, article: ArticleId, other_search_text: str) -> bool:
        """Shows the other text (the feed's in place of the page's, or back); False when there is
        none. `other_search_text`: its words, parted."""
        row = self._db.one(
            "SELECT other_document, other_words, other_minutes, source FROM offline "
            "WHERE article_id = ? AND other_document IS NOT NULL",
            (article,),
        )
        if row is None:
            return False
        to_page = row[3] == TextSource.FEED
        with self._db.write():
            self._set_aside(article)
            self._articles.put_body(article, row[0], row[1], row[2], other_search_text)
            self._db.run(
                "UPDATE offline SET source = ? WHERE article_id = ?",
                (TextSource.PAGE if to_page else TextSource.FEED, article),
            )
        return True

    def other_document(self, article: ArticleId) -> bytes | None:
        """The stored form of the text that is not shown; None when there is none."""
        row = self._db.one("SELECT other_document FROM offline WHERE article_id = ?", (article,))
        return row[0] if row else None

    def demote(self, articles: Iterable[ArticleId], missing: str, *, again: bool = False) -> None:
        """Takes the mark "whole" off articles that lost pictures. `again`: the next download is to
        bring them back."""
        with self._db.write():
            for article in articles:
                self._db.run(
                    "UPDATE offline SET wholeness = ?, missing = ? WHERE article_id = ? AND wholeness IN (?, ?)",
                    (Wholeness.PART, missing, article, Wholeness.WHOLE, Wholeness.PART),
                )
                self._articles.set_saved((article,), False)
                if again:
                    self._db.run("UPDATE offline SET looked_at = 0 WHERE article_id = ?", (article,))

    def wanted(self, only: str, newest: int) -> tuple[Candidate, ...]:
        """The articles that a download wants, newest first: the `newest` of each feed that are
        `only` "starred" or "unread", or all; saved pages are none of them."""
        condition = {"starred": "AND a.starred = 1", "unread": "AND a.read = 0"}.get(only, "")
        index = "articles_feed_unread" if only == "unread" else "articles_feed"
        found: list[Row] = []
        for (feed,) in self._db.all("SELECT id FROM feeds WHERE removed_at IS NULL AND hidden = 0"):
            found += self._db.all(
                "SELECT a.published, a.id, t.url, coalesce(o.wholeness, ''), coalesce(o.looked_at, 0), "
                f"a.feed_id FROM articles a INDEXED BY {index} CROSS JOIN texts t ON t.article_id = a.id "
                f"LEFT JOIN offline o ON o.article_id = a.id WHERE a.feed_id = ? {condition} "
                "ORDER BY a.published DESC, a.id DESC LIMIT ?",
                (feed, newest),
            )
        return tuple(_candidate(row) for row in sorted(found, reverse=True))

    def named(self, articles: Iterable[int]) -> tuple[Candidate, ...]:
        """The same for articles that a person names, in their order; those that are gone are left
        out."""
        found = []
        for article in dict.fromkeys(articles):
            row = self._db.one(
                "SELECT a.published, a.id, t.url, coalesce(o.wholeness, ''), coalesce(o.looked_at, 0), "
                "a.feed_id "
                "FROM articles a JOIN texts t ON t.article_id = a.id JOIN feeds f ON f.id = a.feed_id "
                "LEFT JOIN offline o ON o.article_id = a.id WHERE a.id = ? AND f.removed_at IS NULL",
                (article,),
            )
            if row:
                found.append(_candidate(row))
        return tuple(found)

    def looked(self, article: ArticleId, now: datetime) -> None:
        """Notes that a download has done what it could for an article."""
        with self._db.write():
            self._row(article)
            self._db.run("UPDATE offline SET looked_at = ? WHERE article_id = ?", (epoch(now), article))

    def counts(self) -> tuple[tuple[Wholeness, int], ...]:
        """How many articles are how whole; those without a row count nowhere."""
        rows = self._db.all("SELECT wholeness, count(*) FROM offline GROUP BY wholeness ORDER BY wholeness")
        return tuple((Wholeness(row[0]), row[1]) for row in rows)

    # --- addresses and tags

    def add_alias(self, article: ArticleId, url: str) -> None:
        """Another address under which an article was found."""
        address = web(url)
        key = page_key(address)
        if key is not None:
            with self._db.write():
                self._db.run(
                    "INSERT OR IGNORE INTO aliases SELECT ?, id, ? FROM articles WHERE id = ?",
                    (key, address, article),
                )

    def add_tags(self, article: ArticleId, tags: Iterable[str]) -> None:
        """Gives an article tags that it has not, behind those it has."""
        with self._db.write():
            place = self._db.number("SELECT count(*) FROM article_tags WHERE article_id = ?", (article,))
            for tag in tags:
                key = folded(tag)
                if not key:
                    continue
                self._db.run("INSERT OR IGNORE INTO tags (key, name) VALUES (?, ?)", (key, tag))
                place += self._db.run(
                    "INSERT OR IGNORE INTO article_tags SELECT g.id, a.published, a.id, ? "
                    "FROM articles a, tags g WHERE a.id = ? AND g.key = ?",
                    (place, article, key),
                )

    # --- feeds

    def saved_pages(self, now: datetime | None = None) -> FeedId | None:
        """The hidden feed of pages saved one by one; with `now` it is made where it is missing."""
        row = self._db.one("SELECT id FROM feeds WHERE url = ? AND removed_at IS NULL", (SAVED_PAGES,))
        if row or now is None:
            return FeedId(row[0]) if row else None
        with self._db.write():
            again = self.saved_pages()
            if again is not None:
                return again
            made = FeedId(
                self._db.insert(
                    "INSERT INTO feeds (url, title, shown, hidden, added, next_due) VALUES (?, ?, ?, 1, ?, NULL)",
                    (SAVED_PAGES, SAVED_PAGES_TITLE, SAVED_PAGES_TITLE, epoch(now)),
                )
            )
            self._db.run("INSERT INTO tallies (feed_id) VALUES (?)", (made,))
            return made

    def text_policy(self, feed: FeedId) -> TextPolicy:
        """Which text of a feed's articles is wanted."""
        row = self._db.one("SELECT text_policy FROM feeds WHERE id = ?", (feed,))
        return TextPolicy(row[0]) if row else TextPolicy.DEFAULT

    def picture_policy(self, feed: FeedId) -> PicturePolicy:
        """Whether a feed's pictures are wanted."""
        row = self._db.one("SELECT pictures FROM feeds WHERE id = ?", (feed,))
        return PicturePolicy(row[0]) if row else PicturePolicy.DEFAULT

    def set_text_policy(self, feeds: Iterable[int], policy: TextPolicy) -> None:
        """Which text of feeds' articles is wanted from now on."""
        with self._db.write():
            self._db.many("UPDATE feeds SET text_policy = ? WHERE id = ?", [(policy, feed) for feed in feeds])

    def set_picture_policy(self, feeds: Iterable[int], policy: PicturePolicy) -> None:
        """Whether feeds' pictures are wanted from now on."""
        with self._db.write():
            self._db.many("UPDATE feeds SET pictures = ? WHERE id = ?", [(policy, feed) for feed in feeds])

    def _row(self, article: ArticleId) -> None:
        self._db.run(
            "INSERT OR IGNORE INTO offline (article_id) SELECT id FROM articles WHERE id = ?", (article,)
        )

    def _set_aside(self, article: ArticleId) -> None:
        """Keeps the text that is shown as the other one."""
        self._db.run(
            "UPDATE offline SET (other_document, other_words, other_minutes) = "
            "(SELECT coalesce(b.document, x''), a.words, a.minutes FROM articles a "
            "LEFT JOIN bodies b ON b.article_id = a.id WHERE a.id = offline.article_id) WHERE article_id = ?",
            (article,),
        )


def _candidate(row: Row) -> Candidate:
    mark = Wholeness(row[3]) if row[3] else Wholeness.FEED
    return Candidate(ArticleId(row[1]), row[2], mark, row[4], FeedId(row[5]))


def state_of(row: Row) -> OfflineState:
    """The state of a row of the table."""
    return OfflineState(
        Wholeness(row[0]),
        row[1],
        TextSource(row[2]),
        moment(row[3]),
        moment(row[4]) if row[4] else None,
        bool(row[5]),
    )
