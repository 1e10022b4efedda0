"""Source -> bytes: one polite HTTP GET at a time. The only room that knows the HTTP client.

    async with Client("feedreader/1.0 (+https://example.org/)") as client:
        result = await client.get(Request("https://example.org/feed.xml"))

`result` is an `Answer` or a `Fault`; expected failures are never raised.
"""

from feedreader.fetch.client import Client
from feedreader.fetch.values import (
    FEED_ACCEPT,
    FEED_CAP,
    PAGE_ACCEPT,
    PICTURE_ACCEPT,
    Answer,
    Fault,
    Request,
)

__all__ = [
    "FEED_ACCEPT",
    "FEED_CAP",
    "PAGE_ACCEPT",
    "PICTURE_ACCEPT",
    "Answer",
    "Client",
    "Fault",
    "Request",
]
