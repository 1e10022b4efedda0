"""Libraries of a given size: the same articles in ours and in newsboat's cache."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedreader.library import Library
from feedreader.model.article import Article
from feedreader.model.author import Author
from feedreader.model.document import Document, Paragraph, Span
from feedreader.store import Store
from feedreader.store.codec import prepare

WORDS = [
    "port",
    "harbour",
    "light",
    "engine",
    "tide",
    "council",
    "morning",
    "vote",
    "bridge",
    "island",
    "ferry",
    "strike",
    "report",
    "weather",
    "captain",
    "glass",
    "winter",
    "market",
    "school",
    "river",
    "letter",
    "garden",
    "signal",
    "winter",
    "music",
    "paper",
    "stone",
    "window",
    "cable",
    "orchard",
]
BODY_WORDS = 560
"""About 3.6 kB a story, as the peers' figures were taken."""


@dataclass(frozen=True, slots=True)
class Made:
    """One story of the synthetic library."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime


def stories(feed: int, count: int) -> Iterator[Made]:
    """`count` stories of a feed, newest first; always the same ones."""
    chance = random.Random(feed)
    newest = datetime.now(UTC) - timedelta(minutes=5)
    for number in range(count):
        title = " ".join(chance.choices(WORDS, k=chance.randint(5, 12))).capitalize()
        words = chance.choices(WORDS, k=BODY_WORDS)
        paragraphs = tuple(" ".join(words[at : at + 70]) for at in range(0, len(words), 70))
        yield Made(
            number, f"{title} {feed}-{number}", paragraphs, newest - timedelta(minutes=7 * number + feed)
        )


def ours(home: Path, articles: int, feeds: int) -> Path:
    """A library under `home` as FEEDREADER_HOME has it; kept when it is there already."""
    path = home / "data" / "library.db"
    if path.exists():
        return path
    path.parent.mkdir(parents=True)
    store = Store.open(path)
    library = Library(store, lambda: datetime.now(UTC))
    for feed in range(feeds):
        kept = library.feeds.subscribe(f"http://127.0.0.1:9/feed{feed}.xml", f"Feed {feed:04}")
        batch = [
            prepare(_article(feed, made), " ".join(made.paragraphs))
            for made in stories(feed, articles // feeds)
        ]
        store.articles.apply(kept.id, batch, [], [], datetime.now(UTC))
    store.close()
    return path


def _article(feed: int, made: Made) -> Article:
    return Article(
        identity=f"{feed}-{made.number}",
        digest=f"{feed}-{made.number}",
        title=made.title,
        url=f"http://127.0.0.1:9/{feed}/{made.number}",
        summary=made.paragraphs[0][:300],
        published=made.published,
        document=Document(tuple(Paragraph((Span(text),)) for text in made.paragraphs)),
        authors=(Author(f"Author {feed % 40}"),),
        words=BODY_WORDS,
        minutes=3,
    )


def newsboat(home: Path, articles: int, feeds: int) -> Path:
    """newsboat's cache with the same articles, at its best: with ANALYZE run on it."""
    cache = home / "newsboat" / "cache.db"
    if cache.exists():
        return cache
    cache.parent.mkdir(parents=True, exist_ok=True)
    urls = cache.parent / "urls"
    urls.write_text("".join(f"http://127.0.0.1:9/feed{feed}.xml\n" for feed in range(feeds)))
    subprocess.run(
        ["newsboat", "-q", "-u", urls, "-c", cache, "-C", "/dev/null", "-x", "print-unread"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    db = sqlite3.connect(cache)
    for feed in range(feeds):
        address = f"http://127.0.0.1:9/feed{feed}.xml"
        db.execute(
            "INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
            (address, address, f"Feed {feed:04}"),
        )
        db.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1, '')",
            (
                (
                    f"{feed}-{made.number}",
                    made.title,
                    f"Author {feed % 40}",
                    f"http://127.0.0.1:9/{feed}/{made.number}",
                    address,
                    int(made.published.timestamp()),
                    "".join(f"<p>{text}</p>" for text in made.paragraphs),
                )
                for made in stories(feed, articles // feeds)
            ),
        )
    db.commit()
    db.execute("ANALYZE")
    db.commit()
    db.close()
    return cache
