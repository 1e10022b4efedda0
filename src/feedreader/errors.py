"""One tree of errors, each with a sentence for the person.

Expected failures of a feed (no network, not a feed, gone, too large) are not errors but
values, `model.feed.Failure`, stored with the feed. What stands here stops an operation.
"""

from __future__ import annotations


class FeedreaderError(Exception):
    """Base of all; `str(error)` is one clean sentence that says what to do."""

    exit_code = 1


class UsageError(FeedreaderError):
    """The person asked for something that does not exist or cannot be understood."""

    exit_code = 2


class LibraryError(FeedreaderError):
    """The library cannot be opened or written (locked, read-only, newer version, damaged)."""

    exit_code = 3


class DamagedError(LibraryError):
    """The library's file is damaged; `feedreader doctor --mend` saves what can be read."""


class FullError(LibraryError):
    """The disk is full: the library can be read, not written."""


class NotFoundError(FeedreaderError):
    """No feed, article or author matches what the person named."""


class OpmlError(FeedreaderError):
    """A subscription list that cannot be read."""


class EngineError(FeedreaderError):
    """The engine could not be started or ended unexpectedly."""
