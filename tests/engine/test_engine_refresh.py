"""Rounds against a real server: every feed is accounted for, politely."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from tests.engine.bench import bench, until
from tests.engine.newsroom import Asked, Newsroom, Reply, rss

from feedreader.engine import poll, refresh
from feedreader.engine.messages import FeedDone, Online, Outcome, Refresh, RoundEnded, RoundStarted
from feedreader.errors import LibraryError
from feedreader.fetch import Answer, Client, Fault, Request
from feedreader.model.feed import Failure, FailureKind, FeedId


async def test_a_first_round_stores_the_stories(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha", count=3))
    newsroom.routes["/b"] = Reply(rss("Beta", count=2))
    async with bench(tmp_path / "l.db") as b:
        first, second = await b.add(newsroom.url("/a"), newsroom.url("/b"))
        events = await b.run(Refresh())
        assert events[0] == RoundStarted(2)
        end = events[-1]
        assert isinstance(end, RoundEnded)
        assert (end.summary.fetched, end.summary.new) == (2, 5)
        done = b.done(events)
        assert (done[first].outcome, done[first].new, done[first].title) == (Outcome.FETCHED, 3, "Alpha")
        assert sorted(each.done for each in done.values()) == [1, 2]
        assert len(await b.titles(second)) == 2


async def test_one_unconditional_request_per_feed_ever(tmp_path: Path, newsroom: Newsroom) -> None:
    tag = 'W/"one, \\two"'

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        return Reply(rss("Alpha"), headers={"ETag": tag, "Last-Modified": "some time ago"})

    newsroom.routes["/a"] = answer
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        assert (await b.round()).fetched == 1
        for _ in range(4):
            b.later(days=3)
            assert (await b.round()).unchanged == 1
        assert b.workers.calls == ["parse_feed"]
    conditional = [asked.headers.get("if-none-match") for asked in newsroom.asked]
    assert conditional == [None, tag, tag, tag, tag]
    assert newsroom.asked[1].headers["if-modified-since"] == "some time ago"


async def test_children_start_ahead_for_the_feeds_that_come_for_the_first_time(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    newsroom.routes["/b"] = Reply(rss("Beta"))
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        await b.round()
        await b.add(newsroom.url("/b"))
        b.later(days=3)
        await b.round()
        b.later(days=3)
        await b.round()
        assert b.workers.warmed == [1, 1, 0]


async def test_the_same_body_is_not_parsed_again(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        await b.round()
        b.later(days=3)
        summary = await b.round()
        assert (summary.unchanged, summary.new) == (1, 0)
        assert b.workers.calls == ["parse_feed"]


async def test_new_and_changed_stories_are_counted(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha", count=2))
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        await b.round()
        newsroom.routes["/a"] = Reply(rss("Alpha", count=3, words="Corrected."))
        b.later(days=3)
        summary = await b.round()
        assert (summary.fetched, summary.new, summary.changed) == (1, 1, 2)
        assert len(await b.titles(feed)) == 3


async def test_twenty_presses_are_one_request(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        await b.round()
        for _ in range(19):
            b.later(seconds=5)
            summary = await b.round()
            assert summary.skipped == 1
        assert "less than 5 min ago" in b.done()[feed].sentence
        b.later(minutes=5)
        assert (await b.round(due_only=True)).asked == 0
    assert newsroom.paths() == ["/a"]


async def test_force_asks_anyway_and_due_only_asks_nobody(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        await b.round()
        assert (await b.round(due_only=True)).asked == 0
        assert (await b.round(feeds=(feed,), force=True)).unchanged == 1
    assert newsroom.paths() == ["/a", "/a"]


async def test_what_a_server_asks_for_is_kept_to_and_named_when_broken(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"), headers={"Cache-Control": "max-age=172800"})
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        await b.round()
        b.later(hours=47)
        assert (await b.round()).skipped == 1
        assert "the server asked for 2 days" in b.done()[feed].sentence
        assert (await b.round(force=True)).unchanged == 1
        assert "the server asked for 2 days" in b.done()[feed].sentence
        b.later(hours=49)
        assert (await b.round()).unchanged == 1
        assert b.done()[feed].sentence == ""
    assert len(newsroom.asked) == 3


async def test_only_the_feeds_asked_for(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = newsroom.routes["/b"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        _, second = await b.add(newsroom.url("/a"), newsroom.url("/b"))
        assert (await b.round(feeds=(second,))).asked == 1
        assert (await b.round(feeds=(FeedId(999),))).asked == 0
    assert newsroom.paths() == ["/b"]


async def test_a_bad_feed_among_good_ones(tmp_path: Path, newsroom: Newsroom) -> None:
    for name in "abc":
        newsroom.routes[f"/{name}"] = Reply(rss(name))
    newsroom.routes["/bad"] = Reply(b"\x00\x01\x02 garbage \xff\xfe" * 50, content_type="application/xml")
    newsroom.routes["/page"] = Reply(b"<!doctype html><title>x</title><p>Hi", content_type="text/html")
    newsroom.routes["/empty"] = Reply(b"")
    newsroom.routes["/error"] = Reply(b"", 500)
    async with bench(tmp_path / "l.db") as b:
        paths = ["/a", "/bad", "/page", "/b", "/empty", "/error", "/missing", "/c"]
        feeds = await b.add(*(newsroom.url(path) for path in paths))
        summary = await b.round()
        assert (summary.fetched, summary.failed) == (3, 5)
        kinds = {}
        for path, feed in zip(paths, feeds, strict=True):
            failure = (await b.state(feed)).failure
            kinds[path] = failure and failure.kind
            assert bool(failure) is bool(b.done()[feed].sentence)
        assert kinds["/page"] is FailureKind.NOT_A_FEED
        assert kinds["/error"] is FailureKind.HTTP
        assert kinds["/missing"] is FailureKind.NOT_FOUND
        assert kinds["/empty"] is FailureKind.EMPTY
        assert kinds["/a"] is None


async def test_a_body_that_did_not_read_is_not_tried_again_until_it_changes(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"), headers={"ETag": '"x"'})
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        b.workers.failures[newsroom.url("/a")] = Failure(FailureKind.TOO_SLOW, "Too slow.")
        assert (await b.round()).failed == 1
        b.later(days=9)
        assert (await b.round()).failed == 1
        assert b.workers.calls == ["parse_feed"]
        assert (await b.state(feed)).failure == Failure(FailureKind.TOO_SLOW, "Too slow.")
        b.workers.failures.clear()
        assert (await b.round(force=True)).fetched == 1
        assert (await b.state(feed)).failure is None


async def test_an_error_in_our_own_code_costs_one_feed(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.routes["/a"] = newsroom.routes["/b"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        first, _ = await b.add(newsroom.url("/a"), newsroom.url("/b"))
        right = poll.poll

        async def wrong(parts, state, **options):  # type: ignore[no-untyped-def]
            if state.id == first:
                raise ZeroDivisionError
            return await right(parts, state, **options)

        monkeypatch.setattr(poll, "poll", wrong)
        summary = await b.round()
        assert (summary.fetched, summary.failed) == (1, 1)
        assert "ZeroDivisionError" in caplog.text


async def test_a_library_that_cannot_be_written_ends_the_round_with_its_sentence(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.routes["/a"] = newsroom.routes["/b"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"), newsroom.url("/b"))

        async def full(*_: object, **__: object) -> None:
            raise LibraryError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(poll, "poll", full)
            with pytest.raises(LibraryError, match="disk is full"):
                await b.run(Refresh())
        assert (await b.round()).fetched == 2  # nothing stayed claimed


async def test_a_dead_name_among_living_ones_is_the_feed_s_own_failure(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))

    class DeadName(Client):
        async def get(self, request: Request) -> Answer | Fault:
            if "dead" in request.url:
                return Fault(Failure(FailureKind.NO_NETWORK, "That name is not known."))
            return await living.get(request)

    async with bench(tmp_path / "l.db") as b:
        living = b.parts.client
        dead, _ = await b.add("https://dead.example/feed", newsroom.url("/a"))
        b.parts.client = DeadName("test/1")
        summary = await b.round()
        assert (summary.failed, summary.fetched, summary.offline) == (1, 1, False)
        assert (await b.state(dead)).failures_in_a_row == 1


async def test_a_busy_host_pauses_all_its_feeds_and_the_pause_is_kept(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    for number in range(30):
        newsroom.routes[f"/{number}"] = Reply(b"", 429, headers={"Retry-After": "600"})
    async with bench(tmp_path / "l.db") as b:
        await b.add(*(newsroom.url(f"/{number}") for number in range(30)))
        summary = await b.round()
        # Two were on their way at once; the others waited, and were not sent.
        assert (summary.failed, summary.skipped) == (2, 28)
        assert "Not before" in b.done()[FeedId(30)].sentence
    async with bench(tmp_path / "l.db") as b:
        b.later(minutes=5)
        assert (await b.round()).skipped == 30
        assert len(newsroom.asked) == 2
        b.later(minutes=6)
        for number in range(30):
            newsroom.routes[f"/{number}"] = Reply(rss(f"Feed {number}"))
        assert (await b.round(due_only=True)).fetched >= 28


async def test_a_long_wait_for_a_turn_renews_the_claim(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "one.db") as b:

        def slow(asked: Asked) -> Reply:
            b.later(minutes=4)  # as if every answer took that long
            return Reply(rss("Slow"))

        for number in range(6):
            newsroom.routes[f"/{number}"] = slow
        await b.add(*(newsroom.url(f"/{number}") for number in range(6)))
        assert (await b.round()).fetched == 6
        assert sorted(newsroom.paths()) == sorted(set(newsroom.paths()))


class NoNetwork(Client):
    """A client whose cable is out."""

    async def get(self, request: Request) -> Answer | Fault:
        await asyncio.sleep(0)
        return Fault(Failure(FailureKind.NO_NETWORK, "There is no way to that host."))


async def test_no_network_is_told_once_and_nothing_counts_as_checked(tmp_path: Path) -> None:
    async with bench(tmp_path / "l.db") as b:
        b.parts.client = NoNetwork("test/1")
        (feed,) = await b.add("https://a.example/feed")
        for _ in range(2):
            summary = await b.round(force=True)
            assert (summary.failed, summary.offline) == (1, True)
        assert [event for event in b.events if isinstance(event, Online)] == [Online(False)]
        assert (await b.state(feed)).last_checked is None


async def test_without_a_network_a_long_list_is_not_asked_to_its_end(tmp_path: Path) -> None:
    async with bench(tmp_path / "l.db") as b:
        b.parts.client = NoNetwork("test/1")
        await b.add(*(f"https://{number}.example/" for number in range(200)))
        summary = await b.round()
        assert summary.offline
        assert summary.failed <= refresh.AT_ONCE + refresh.HOPELESS
        assert sum(each.sentence == refresh.OFFLINE for each in b.done().values()) == summary.skipped
        b.parts.client = NoNetwork("test/1")
        assert (await b.round(force=True)).failed > 0  # nothing stayed claimed


async def test_the_network_coming_back_is_told(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"))
        b.parts.online = False
        assert not (await b.round()).offline
        assert Online(True) in b.events


async def test_cancelling_ends_the_round_and_gives_its_feeds_back(tmp_path: Path, newsroom: Newsroom) -> None:
    hold = threading.Event()
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    for number in range(5):
        newsroom.routes[f"/{number}"] = Reply(rss("Slow"), hold=hold)
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/a"), *(newsroom.url(f"/{number}") for number in range(5)))
        round_ = asyncio.create_task(b.run(Refresh()))
        await until(b.done)
        round_.cancel()
        events = await asyncio.wait_for(round_, 5)
        end = events[-1]
        assert isinstance(end, RoundEnded)
        assert end.summary.cancelled
        assert end.summary.fetched == 1
        assert end.summary.skipped == 5
        hold.set()
        summary = await b.round()  # nothing is still claimed
        assert (summary.fetched, summary.skipped) == (5, 1)


async def test_a_feed_that_another_engine_asks_for_is_left_alone(tmp_path: Path, newsroom: Newsroom) -> None:
    hold = threading.Event()
    newsroom.routes["/a"] = Reply(rss("Alpha"), hold=hold)
    async with bench(tmp_path / "l.db") as one, bench(tmp_path / "l.db") as two:
        (feed,) = await one.add(newsroom.url("/a"))
        round_ = asyncio.create_task(one.round())
        await asyncio.to_thread(newsroom.wait_for, 1)
        assert (await two.round(force=True)).skipped == 1
        assert two.done()[feed].sentence == refresh.ELSEWHERE
        hold.set()
        assert (await round_).fetched == 1
        assert (await two.round()).skipped == 1
    assert newsroom.paths() == ["/a"]


async def test_a_permanent_redirect_is_kept_after_some_sightings(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/old"] = Reply(b"", 301, headers={"Location": newsroom.url("/new")})
    newsroom.routes["/new"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/old"))
        for _ in range(8):
            await b.round()
            b.later(days=9)
        assert (await b.state(feed)).url == newsroom.url("/new")
        assert len(await b.titles(feed)) == 3


async def test_a_feed_that_is_gone_is_not_asked_again(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a"] = Reply(b"", 410)
    async with bench(tmp_path / "l.db") as b:
        (feed,) = await b.add(newsroom.url("/a"))
        assert (await b.round()).failed == 1
        b.later(days=400)
        assert (await b.round()).skipped == 1
        assert (await b.state(feed)).next_due is None
        assert isinstance(b.done()[feed], FeedDone)
    assert newsroom.paths() == ["/a"]
