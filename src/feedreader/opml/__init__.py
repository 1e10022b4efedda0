"""Subscription lists: OPML 2.0 (opml.org/spec2) and newsboat's `urls` file, in and out."""

from feedreader.opml.lists import Outline, Subscriptions
from feedreader.opml.newsboat import read_newsboat
from feedreader.opml.reader import read
from feedreader.opml.writer import write

__all__ = ["Outline", "Subscriptions", "read", "read_newsboat", "write"]
