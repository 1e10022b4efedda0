"""A library of nasty feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.hostile.nasty import FEEDS

from feedreader.content import plain
from feedreader.library import Library
from feedreader.normalise import parse_feed
from feedreader.store import Store
from feedreader.store.codec import prepare

NOW = datetime(2026, 10, 21, tzinfo=UTC)


@pytest.fixture
def nasty_home(tmp_path: Path) -> Path:
    """A FEEDREADER_HOME whose library holds the nasty feeds, read by the real pipeline."""
    path = tmp_path / "data" / "library.db"
    path.parent.mkdir()
    store = Store.open(path)
    library = Library(store, lambda: NOW)
    for name, kind, body in FEEDS:
        url = f"https://feeds.example/{name}"
        parsed = parse_feed(body, kind, url, NOW)
        feed = library.feeds.subscribe(url, parsed.info.title, parsed.info.title)
        store.articles.apply(feed.id, [prepare(a, plain(a.document)) for a in parsed.articles], [], [], NOW)
    store.close()
    return tmp_path
