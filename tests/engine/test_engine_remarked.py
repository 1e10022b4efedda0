"""A round in which a feed changes what it says of itself, and none of its stories."""

from __future__ import annotations

from pathlib import Path

from tests.engine.bench import bench
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader.normalise.seen import HALF


async def test_a_feeds_new_name_is_no_change_of_its_stories(tmp_path: Path, newsroom: Newsroom) -> None:
    body = rss("Alpha", count=2)
    newsroom.routes["/a"] = Reply(body)
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        await b.round()
        await b.parts.writer.run(lambda store: store.articles.set_read([1], True))
        first = await b.parts.writer.run(lambda store: store.articles.known(feed))
        changed = (await b.state(feed)).last_changed
        newsroom.routes["/a"] = Reply(body.replace(b"<title>Alpha</title>", b"<title>Omega</title>"))
        b.later(days=3)
        summary = await b.round()
        assert (summary.fetched, summary.new, summary.changed) == (1, 0, 0)
        assert b.done()[feed].title == "Omega"
        assert (await b.state(feed)).last_changed == changed
        second = await b.parts.writer.run(lambda store: store.articles.known(feed))
        # What is shown is the same; the marks of the entries are new and stored.
        assert [each.digest[:HALF] for each in second] == [each.digest[:HALF] for each in first]
        assert not {each.digest for each in second} & {each.digest for each in first}
        rows = await b.parts.writer.run(lambda store: store.articles.rows([1, 2]))
        assert [row.read for row in rows] == [True, False]
