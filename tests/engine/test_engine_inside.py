"""What the network's failures leave in the library: redirects inside, servers that are down, no network."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest
from tests.engine.bench import bench
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader.engine.messages import Online, Outcome
from feedreader.model.feed import FailureKind


async def test_a_feed_that_moves_inside_keeps_its_address(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedreader.fetch.wires.is_public", lambda address: True)  # the first hop's
    newsroom.routes["/feed"] = Reply(status=301, headers={"Location": newsroom.url("/secret")})
    newsroom.routes["/secret"] = Reply(rss("Secret"))
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/feed"))
        for _ in range(4):
            assert (await b.round(force=True)).failed == 1
            b.later(days=2)
        state = await b.state(feed)
        assert (state.url, state.moved_to, state.moved_seen) == (newsroom.url("/feed"), "", 0)
        assert state.failure is not None
        assert state.failure.kind is FailureKind.REDIRECTS
        assert "private network" in state.failure.sentence
        assert await b.titles(feed) == []
    assert {asked.path for asked in newsroom.asked} == {"/feed"}


async def test_servers_that_refuse_are_down_and_the_network_is_not(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        async with bench(tmp_path / "l.db") as b:
            feeds = await b.add(*(f"http://127.0.0.1:{port}/{number}" for number in range(3)))
            summary = await b.round()
            assert (summary.failed, summary.offline) == (3, False)
            assert Online(False) not in b.events
            for feed in feeds:
                state = await b.state(feed)
                assert state.failure is not None
                assert (state.failure.kind, state.failures_in_a_row) == (FailureKind.REFUSED, 1)


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        OSError(errno.ENETUNREACH, "Network is unreachable"),
        OSError(errno.EHOSTUNREACH, "No route to host"),
    ],
)
async def test_without_a_network_no_feed_is_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    async def fail(*_: object) -> list[str]:
        raise error

    monkeypatch.setattr("feedreader.fetch.connect.Resolver.addresses", fail)
    async with bench(tmp_path / "l.db") as b:
        feeds = await b.add("http://a.example/feed", "https://b.example/feed", "http://c.example/feed")
        summary = await b.round()
        assert (summary.failed, summary.offline) == (3, True)
        assert Online(False) in b.events
        assert {each.outcome for each in b.done().values()} == {Outcome.FAILED}
        for feed in feeds:
            state = await b.state(feed)
            assert (state.failures_in_a_row, state.last_checked) == (0, None)


async def test_one_dead_name_among_living_ones_is_that_feed_s_own(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        _, dead = await b.add(newsroom.url("/a"), "http://nowhere.invalid/feed")
        assert not (await b.round()).offline
        assert (await b.state(dead)).failures_in_a_row == 1
