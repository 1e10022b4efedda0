"""Libraries for the screen's tests: a real SQLite file with articles of our making."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedreader.engine.messages import Event, Request
from feedreader.library import Library
from feedreader.model.article import Article
from feedreader.model.author import Author
from feedreader.model.document import Document, Paragraph, Span
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.services import Look, Services

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class RecordingEngine:
    """Stands at the engine's end of the pipe and keeps what was asked; says only what a test
    makes it say."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.closed = False
        self._on_event: Callable[[Event], None] | None = None

    def start(self, on_event: Callable[[Event], None] | None = None) -> None:
        """Keeps the way back."""
        self._on_event = on_event

    def send(self, request: Request) -> None:
        """Keeps the request."""
        self.asked.append(request)

    def close(self) -> None:
        """Ends."""
        self.closed = True

    def say(self, event: Event) -> None:
        """An event comes up the pipe."""
        assert self._on_event is not None
        self._on_event(event)


def story(number: int, title: str = "", paragraphs: int = 3, **fields: object) -> Article:
    """A story; `number` makes it older than the one before."""
    text = f"Paragraph of story {number}. " * 12
    document = Document(tuple(Paragraph((Span(f"{text.strip()} Part {n}."),)) for n in range(paragraphs)))
    values: dict[str, object] = {
        "identity": f"story-{number}",
        "digest": f"digest-{number}",
        "title": title or f"Story number {number}",
        "url": f"https://lantern.example/{number}",
        "published": NOW - timedelta(hours=number + 1),
        "document": document,
        "words": 300,
        "minutes": 2,
        **fields,
    }
    return Article(**values)  # type: ignore[arg-type]


def fill(path: Path, feeds: Sequence[tuple[str, str, Sequence[Article]]]) -> None:
    """Makes a library at `path` of (title, folder, articles)."""
    store = Store.open(path)
    library = Library(store, lambda: NOW)
    for number, (title, folder, articles) in enumerate(feeds):
        feed = library.feeds.subscribe(f"https://feeds.example/{number}.xml", title, folder)
        prepared = [prepare(article, article.title + "\n" + body(article)) for article in articles]
        store.articles.apply(feed.id, prepared, [], [], NOW)
    store.close()


def body(article: Article) -> str:
    """The plain text of a story of this module's."""
    return "\n".join(
        span.text for block in article.document.blocks if isinstance(block, Paragraph) for span in block.spans
    )


def small(path: Path) -> None:
    """Two feeds, one in a folder: six and three stories, one author."""
    hale = Author(
        "Olena Hale", url="https://lantern.example/people/hale", role="Editor", bio="Olena writes. " * 30
    )
    fill(
        path,
        [
            ("The Lantern", "World", [story(n, authors=(hale,) if n % 2 == 0 else ()) for n in range(6)]),
            ("Harbour Wire", "", [story(n + 10, f"Wire report {n}") for n in range(3)]),
        ],
    )


def open_app(path: Path, engine: RecordingEngine | None = None, look: Look | None = None) -> FeedreaderApp:
    """The real app over the library at `path`."""
    return FeedreaderApp(
        Services(
            open_library=lambda: Library(Store.open(path), lambda: NOW),
            engine=engine or RecordingEngine(),
            look=look or Look(),
            now=lambda: NOW,
        )
    )
