"""Feeds for the tests of what lists them."""

from __future__ import annotations

from feedreader.model.feed import Failure, FailureKind, Feed, FeedId, Health


def feed(number: int, title: str, folder: str = "", *, failed: bool = False) -> Feed:
    """A feed; `failed` is its last refresh."""
    failure = Failure(FailureKind.HTTP, "It is gone.") if failed else None
    return Feed(
        FeedId(number), f"https://{number}.example/", title, folder=folder, health=Health(failure=failure)
    )
