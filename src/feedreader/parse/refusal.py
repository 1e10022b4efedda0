"""The error that says: these bytes are no feed."""

from __future__ import annotations

from feedreader.errors import FeedreaderError


class NotAFeed(FeedreaderError):  # noqa: N818 - the name that the person's sentence gives it
    """These bytes hold no feed; `str(error)` is one sentence that says what they are instead."""
