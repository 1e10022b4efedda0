"""A real library in a temporary folder, and articles to put into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.store.wrecks import EACH, FEEDS

from feedreader.library import Library
from feedreader.model.article import Article, ArticleId
from feedreader.model.author import Author
from feedreader.model.document import Document, Paragraph, Span
from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.store.records import PreparedArticle

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def library(store: Store, clock: Clock) -> Library:
    return Library(store, clock)


def _make(
    name: str,
    *,
    title: str = "",
    text: str = "Plain words.",
    days: float | None = 0,
    authors: tuple[Author | str, ...] = (),
    tags: tuple[str, ...] = (),
    url: str = "",
    words: int = 10,
    summary: str = "",
) -> PreparedArticle:
    """An article called `name`, published `days` before now (None: without a date)."""
    article = Article(
        identity=name,
        digest=name.encode().hex().rjust(64, "0")[-64:],
        title=title or f"About {name}",
        url=url or f"https://example.org/{name}",
        summary=summary,
        published=None if days is None else NOW - timedelta(days=days),
        document=Document((Paragraph((Span(text),)),)),
        authors=tuple(Author(each) if isinstance(each, str) else each for each in authors),
        tags=tags,
        words=words,
    )
    return prepare(article, text, "0" * 64)


@pytest.fixture
def make() -> Make:
    return _make


@pytest.fixture
def fill(store: Store) -> Fill:
    """Adds a feed of its own address with articles, given in the feed's order."""

    def add(
        url: str, *articles: PreparedArticle, folder: str = "", tags: tuple[str, ...] = (), title: str = ""
    ) -> FeedId:
        feed = store.feeds.add(url, NOW, folder=folder, tags=tags, title=title)
        store.articles.apply(feed, articles, (), (), NOW)
        return feed

    return add


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def full(path: Path, make: Make, now: datetime) -> Path:
    """A library of six feeds with sixty stories each, one of them starred, in one file."""
    with Store.open(path) as store:
        for feed in range(FEEDS):
            new = store.feeds.add(f"https://host{feed}.example/feed", now, folder="World", tags=("daily",))
            stories = [
                make(f"{feed}-{n}", text=f"Story {n}. " * 80, authors=("Oda Hale",)) for n in range(EACH)
            ]
            store.articles.apply(new, stories, (), (), now)
        store.articles.set_starred((ArticleId(7),), True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
