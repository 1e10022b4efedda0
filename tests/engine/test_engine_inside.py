"""What the network's failures leave in the library: redirects inside, names that come to point inside,
servers that are down, no network."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply, rss
from tests.engine.stories import picture, story_page, teasers

from feedreader.engine.messages import (
    Download,
    Downloaded,
    Draw,
    Drawn,
    FullText,
    Older,
    OlderArrived,
    Online,
    OpenPage,
    Outcome,
    PageOpened,
    Profile,
    ProfileKnown,
    Refused,
    StoryKept,
    Subscribe,
)
from feedreader.media.records import Protocol
from feedreader.model.article import ArticleId, Wholeness
from feedreader.model.feed import FailureKind, FeedId


async def test_a_feed_that_moves_inside_keeps_its_address(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedreader.fetch.wires.is_private", lambda address: False)  # the first hop's
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


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Loopback plays a server of the internet where an answer comes from; not where a request goes
    to. So a name looks whose owner lets it point inside once its feed is known. `undo` ends it."""
    with monkeypatch.context() as patch:
        patch.setattr("feedreader.fetch.wires.is_private", lambda address: False)
        yield patch


def stocked(newsroom: Newsroom) -> None:
    """A feed of teasers, its story, a picture, an author, older stories."""
    about = f"<link rel='author' href='{newsroom.url('/about/ada')}'>"
    newsroom.routes["/1"] = story_page(1, pictures=("/a.png",), head=about)
    newsroom.routes["/a.png"] = picture()
    newsroom.routes["/2"] = story_page(2)
    newsroom.routes["/about/ada"] = story_page("Ada")
    newsroom.routes["/older"] = Reply(rss("Older"))
    newsroom.routes["/feed"] = teasers(newsroom, 1)


async def with_older(b: Bench, newsroom: Newsroom) -> FeedId:
    """The feed, asked, with a page of older stories."""
    (feed,) = await b.add(newsroom.url("/feed"))
    assert (await b.round()).fetched == 1
    await b.parts.writer.run(lambda store: store.feeds.set_next_url(feed, newsroom.url("/older")))
    newsroom.asked.clear()
    return feed


async def test_a_feed_from_outside_does_not_lead_to_its_own_name_inside(
    tmp_path: Path, newsroom: Newsroom, outside: pytest.MonkeyPatch
) -> None:
    """Names change where they point (DNS rebinding): trust goes by where the feed answered from."""
    stocked(newsroom)
    one = ArticleId(1)
    async with bench(tmp_path / "l.db") as b:
        feed = await with_older(b, newsroom)
        assert not (await b.state(feed)).inside
        outside.undo()
        kept = await b.last(FullText(one), StoryKept)
        assert (kept.wholeness, "private network" in kept.sentence) == (Wholeness.FEED, True)
        assert not (await b.last(Profile(one), ProfileKnown)).changed
        for request in (OpenPage(newsroom.url("/2")), Older(feed)):
            assert "private network" in (await b.last(request, Refused)).sentence
        assert (await b.last(Draw(newsroom.url("/a.png"), 10, 5, Protocol.HALF_BLOCKS), Drawn)).path == ""
        assert (await b.last(Download((one,)), Downloaded)).whole == 0
        assert newsroom.asked == []


async def test_nor_does_a_page_that_offers_feeds(
    tmp_path: Path, newsroom: Newsroom, outside: pytest.MonkeyPatch
) -> None:
    link = f"<link rel='alternate' type='application/rss+xml' href='{newsroom.url('/feed')}'>"
    named, unnamed = (f"<html><head>{head}</head><body><p>News</p></body></html>" for head in (link, ""))
    newsroom.routes["/named"] = Reply(named.encode(), content_type="text/html")
    newsroom.routes["/unnamed"] = Reply(unnamed.encode(), content_type="text/html")
    newsroom.routes["/feed"] = Reply(rss("Inside"))
    async with bench(tmp_path / "l.db") as b:
        for path in ("/named", "/unnamed"):
            await b.last(Subscribe(newsroom.url(path)), Refused)
    assert newsroom.paths() == ["/named", "/unnamed"]


async def test_a_feed_inside_leads_to_all_of_its_own_server(tmp_path: Path, newsroom: Newsroom) -> None:
    stocked(newsroom)
    one = ArticleId(1)
    async with bench(tmp_path / "l.db") as b:
        feed = await with_older(b, newsroom)
        assert (await b.state(feed)).inside
        assert (await b.last(FullText(one), StoryKept)).wholeness is not Wholeness.FEED
        await b.last(Profile(one), ProfileKnown)
        await b.last(OpenPage(newsroom.url("/2")), PageOpened)
        await b.last(Older(feed), OlderArrived)
        assert (await b.last(Draw(newsroom.url("/a.png"), 10, 5, Protocol.HALF_BLOCKS), Drawn)).path
        assert (await b.last(Download((one,)), Downloaded)).whole == 1
        assert {"/1", "/2", "/older", "/a.png"} <= set(newsroom.paths())


async def test_a_feed_inside_that_was_not_known_to_be_works_from_its_next_answer_on(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    """One of a library from before, or of a computer that came home; also when nothing is new."""
    stocked(newsroom)
    feed_reply = teasers(newsroom, 1)
    newsroom.routes["/feed"] = lambda asked: (
        Reply(status=304)
        if "if-none-match" in asked.headers
        else Reply(feed_reply.body, headers={"ETag": '"1"'})
    )
    one = ArticleId(1)
    async with bench(tmp_path / "l.db") as b:
        feed = await with_older(b, newsroom)
        await b.parts.writer.run(lambda store: store._db.run("UPDATE feeds SET inside = 0"))
        assert "private network" in (await b.last(FullText(one), StoryKept)).sentence
        b.later(hours=2)
        assert (await b.round()).unchanged == 1
        assert (await b.state(feed)).inside
        assert (await b.last(FullText(one), StoryKept)).wholeness is not Wholeness.FEED


async def test_a_failure_does_not_change_where_a_feed_is(
    tmp_path: Path, newsroom: Newsroom, outside: pytest.MonkeyPatch
) -> None:
    stocked(newsroom)
    async with bench(tmp_path / "l.db") as b:
        feed = await with_older(b, newsroom)
        outside.undo()
        for reply in (Reply(status=500), Reply(b"<html>no feed</html>", content_type="text/html")):
            newsroom.routes["/feed"] = reply
            b.later(days=2)
            assert (await b.round()).failed == 1
            assert not (await b.state(feed)).inside


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


async def test_a_person_s_next_round_after_an_outage_asks_at_once(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))

    async def refused(*_: object) -> list[str]:
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        with monkeypatch.context() as down:
            down.setattr("feedreader.fetch.connect.Resolver.addresses", refused)
            assert (await b.round()).failed == 1
        failure = (await b.state(feed)).failure
        assert failure is not None
        assert failure.kind is FailureKind.REFUSED
        b.later(seconds=10)
        assert (await b.round(due_only=True)).asked == 0
        assert (await b.round()).fetched == 1


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


async def test_without_a_network_it_is_told_also_when_nobody_may_be_asked_yet(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        assert not (await b.round()).offline
        summary = await b.round()
        assert (summary.skipped, summary.offline) == (1, False)
        with monkeypatch.context() as cut_off:
            cut_off.setattr("feedreader.fetch.route.exists", lambda address, port: False)
            summary = await b.round()
            assert (summary.skipped, summary.offline) == (1, True)
            assert b.events[-2] == Online(False)
        summary = await b.round()
        assert (summary.skipped, summary.offline) == (1, False)
        assert b.events[-2] == Online(True)
    assert newsroom.paths() == ["/a"]
