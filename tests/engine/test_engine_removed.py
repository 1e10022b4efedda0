"""What was removed long ago goes for good with a round, and is nothing that a round depends on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.bench import bench
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader.errors import LibraryError


async def test_a_feed_that_was_removed_long_ago_goes_with_a_round(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = newsroom.routes["/b"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        removed, kept = await b.add(newsroom.url("/a"), newsroom.url("/b"))
        await b.round()
        await b.parts.writer.run(lambda store: store.feeds.set_removed([removed], b.now))
        for days, there in ((29, [removed, kept]), (2, [kept])):
            b.later(days=days)
            await b.round()
            rows = await b.parts.writer.run(
                lambda store: store._db.all("SELECT DISTINCT feed_id FROM articles")
            )
            assert sorted(row[0] for row in rows) == there


async def test_a_library_that_keeps_what_was_removed_does_not_spoil_the_round(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))

    def locked(*_: object) -> int:
        raise LibraryError("Another program holds the library.")

    monkeypatch.setattr("feedreader.library.feeds.Feeds.purge", locked)
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        summary = await b.round()
        assert (summary.fetched, summary.new, summary.cancelled) == (1, 3, False)
    assert "Another program holds the library." in caplog.text


async def test_nothing_stands_between_a_finished_round_and_its_end(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits for the end sends the engine away then, whatever it still does."""
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        seen: list[int] = []
        monkeypatch.setattr("feedreader.library.feeds.Feeds.purge", lambda *_: seen.append(len(b.events)))
        await b.add(newsroom.url("/a"))
        await b.round()
        assert seen == [0]
