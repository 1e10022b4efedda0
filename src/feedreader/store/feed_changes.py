"""A feed gives an article anew whose page's text is shown: which text stays.

The page's text stays in every case but one. Where the article says that it was updated after its
page was read, the page is due to be read again; and where its feed then gives no less than the page
did, the feed's text, being newer, is shown at once. The feed's newest text is always kept.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime

from feedreader.model import document as d
from feedreader.model.article import Article, ArticleId, Wholeness
from feedreader.model.author import AuthorId
from feedreader.store.codec import unpack
from feedreader.store.database import Database
from feedreader.store.records import PreparedArticle
from feedreader.store.values import epoch
from feedreader.store.whole_records import TextSource
from feedreader.store.words import parted


@dataclass(frozen=True, slots=True)
class Staying:
    """What stays of an article whose page's text stays: its length, its words for the search
    (parted), and what the page said of authors and tags."""

    words: int
    minutes: int
    search_text: str
    byline: str
    authors: tuple[AuthorId, ...]
    tags: tuple[str, ...]

    def joined(self, fresh: Article) -> Article:
        """The feed's fresh article with what stays."""
        return replace(fresh, words=self.words, minutes=self.minutes, tags=(*fresh.tags, *self.tags))


def staying(db: Database, article: ArticleId, fresh: PreparedArticle) -> Staying | None:
    """What stays shown of an article that its feed gives anew; None when the feed's text takes
    its place. What else follows is noted, inside the caller's transaction."""
    row = db.one("SELECT source, page_checked FROM offline WHERE article_id = ?", (article,))
    if row is None:
        return None
    words, minutes = db.one("SELECT words, minutes FROM articles WHERE id = ?", (article,)) or (0, 1)
    newer = row[1] is not None and _dated(fresh.article) > row[1]
    if newer:
        db.run("UPDATE offline SET page_checked = NULL, next_try = 0 WHERE article_id = ?", (article,))
    if row[0] == TextSource.FEED or (newer and fresh.article.words >= words):
        db.run(
            "UPDATE offline SET source = 'feed', wholeness = ?, missing = '', other_document = "
            "CASE source WHEN 'feed' THEN other_document END WHERE article_id = ?",
            (Wholeness.FEED, article),
        )
        db.run("UPDATE articles SET saved = 0 WHERE id = ?", (article,))
        return None
    db.run(
        "UPDATE offline SET other_document = ?, other_words = ?, other_minutes = ? WHERE article_id = ?",
        (fresh.document, fresh.article.words, fresh.article.minutes, article),
    )
    return _shown(db, article, words, minutes)


def _shown(db: Database, article: ArticleId, words: int, minutes: int) -> Staying:
    row = db.one(
        "SELECT b.document, t.byline FROM texts t LEFT JOIN bodies b ON b.article_id = t.article_id "
        "WHERE t.article_id = ?",
        (article,),
    )
    document, byline = row or (b"", "")
    authors = db.all(
        "SELECT author_id FROM article_authors WHERE article_id = ? ORDER BY position", (article,)
    )
    tags = db.all(
        "SELECT g.name FROM article_tags x JOIN tags g ON g.id = x.tag_id "
        "WHERE x.article_id = ? ORDER BY x.place",
        (article,),
    )
    return Staying(
        words,
        minutes,
        parted(bare(unpack(document or b"").document)),
        byline,
        tuple(AuthorId(each[0]) for each in authors),
        tuple(each[0] for each in tags),
    )


def bare(value: object) -> str:
    """All text in a document, without order or addresses: what a search has to know of it."""
    found: list[str] = []
    _collect(value, found)
    return "\n".join(found)


_ADDRESSES = frozenset({"url", "href", "image", "poster", "anchor", "note", "label", "language", "align"})


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, d.Paragraph | d.Heading):
        found.append("".join(span.text for span in value.spans))
    elif isinstance(value, tuple):
        for each in value:
            _collect(each, found)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, str) and field.name not in _ADDRESSES and inner:
                found.append(inner)
            elif isinstance(inner, tuple):
                _collect(inner, found)


def _dated(article: Article) -> int:
    moment: datetime | None = article.updated or article.published
    return epoch(moment) or 0
