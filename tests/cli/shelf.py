"""A small library for the commands' tests, with articles of our making."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedreader.content import plain
from feedreader.library import Library
from feedreader.model.article import Article, Enclosure, LeadImage
from feedreader.model.author import Author
from feedreader.model.document import Card, CodeBlock, Document, Paragraph, Span
from feedreader.model.feed import Failure, FailureKind, FeedFormat, FeedId, FeedInfo, Validators
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.store.records import PollResult

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

BELL = "The bell rang twice, and the ramp came up. " * 6 + "Then it was dusk."

HALE = Author(
    "Oda Hale",
    url="https://lantern.example/people/hale",
    avatar="https://lantern.example/hale.png",
    role="Harbour editor",
    bio="Oda Hale has written about ships for eleven years.",
    organisation="The Lantern",
    links=("https://social.example/@hale",),
)


def story(number: int, title: str = "", **fields: object) -> Article:
    """A story; a higher number is older."""
    text = f"The ferry of story {number} left at dusk."
    values: dict[str, object] = {
        "identity": f"story-{number}",
        "digest": f"digest-{number}",
        "title": title or f"Story number {number}",
        "url": f"https://lantern.example/{number}",
        "summary": text,
        "published": NOW - timedelta(hours=number),
        "document": Document((Paragraph((Span(text),)),), "en"),
        "words": 8,
        "minutes": 1,
        **fields,
    }
    return Article(**values)  # type: ignore[arg-type]


def rich_story() -> Article:
    """A story that has everything."""
    return story(
        1,
        "The night ferry sails again",
        updated=NOW,
        document=Document(
            (
                Paragraph((Span(BELL),)),
                CodeBlock("if tide:\n    sail()"),
                Card(
                    "https://lantern.example/9",
                    "The last keeper",
                    "214 steps",
                    "https://lantern.example/9.jpg",
                ),
            ),
            "en",
        ),
        language="en",
        authors=(HALE,),
        tags=("Ferries", "Orrin"),
        lead=LeadImage("https://lantern.example/1.jpg", "A ferry", "The Skerrin leaves.", "Mirela Dosk"),
        enclosures=(
            Enclosure("https://lantern.example/1.mp3", "audio/mpeg", 1_000, "The bell", 62),
            Enclosure("https://lantern.example/1.bin"),
        ),
        comments_url="https://lantern.example/1#comments",
    )


def fill(path: Path) -> None:
    """Two feeds: four stories and two; the first feed is healthy, the second fails."""
    with Store.open(path) as store:
        library = Library(store, lambda: NOW)
        lantern = library.feeds.subscribe(
            "https://lantern.example/feed.xml", "The Lantern", "World", ("daily",)
        )
        wire = library.feeds.subscribe("https://wire.example/atom", "Harbour Wire")
        put(store, lantern.id, [rich_story(), *(story(number) for number in range(2, 5))])
        put(store, wire.id, [story(number, f"Wire report {number}") for number in range(11, 13)])
        polled(store, lantern.id, info("The Lantern"))
        failure = Failure(
            FailureKind.HTTP, "wire.example answered with an error (503); it is tried later.", 503
        )
        polled(store, wire.id, None, failure)
        library.marks.set_read([library.articles.find("https://lantern.example/3")], True)
        library.marks.set_starred([library.articles.find("https://lantern.example/4")], True)


def put(store: Store, feed: FeedId, articles: list[Article]) -> None:
    """Stores articles as a round would."""
    store.articles.apply(feed, [prepare(each, plain(each.document)) for each in articles], [], [], NOW)


def info(title: str) -> FeedInfo:
    """What a feed says of itself."""
    return FeedInfo(
        FeedFormat.RSS20,
        title,
        site_url="https://lantern.example/",
        description="News of the bay",
        language="en",
        icon="https://lantern.example/icon.png",
        authors=(Author("The Lantern"),),
        warnings=("The dates of this feed have no time zone.",),
    )


def polled(store: Store, feed: FeedId, said: FeedInfo | None, failure: Failure | None = None) -> None:
    """Leaves behind what a poll of a feed does."""
    store.feeds.record_check(
        feed,
        PollResult(
            Validators(), "", 1, NOW + timedelta(hours=1), "It changes about once an hour.",
            checked=NOW, changed=NOW, info=said, failure=failure, failures_in_a_row=int(failure is not None),
        ),
    )  # fmt: skip
