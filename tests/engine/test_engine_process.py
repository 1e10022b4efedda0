"""A real engine in a process of its own, spoken to through the client as the reader does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import TypeVar

import pytest
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader.engine.client import EngineClient
from feedreader.engine.messages import (
    Cancel,
    EngineGone,
    Event,
    FeedDone,
    Inspect,
    Inspected,
    Older,
    Outcome,
    Refresh,
    Refused,
    RoundEnded,
    RoundStarted,
    Subscribe,
    Subscribed,
    Summary,
)
from feedreader.engine.options import Options
from feedreader.engine.options import read as read_options
from feedreader.model.feed import FailureKind, FeedId
from feedreader.store import Store

E = TypeVar("E")


class Talk:
    """A client and the events that came, with time limits on every wait."""

    def __init__(self, options: Options, environ: dict[str, str]) -> None:
        self.queue: Queue[Event] = Queue()
        self.client = EngineClient(options.command(), environ, self.queue.put, log=options.log)

    def wait(self, kind: type[E], seconds: float = 20.0) -> E:
        """The next event of a kind; those before it are passed over."""
        limit = time.monotonic() + seconds
        while True:
            event = self.queue.get(timeout=max(0.01, limit - time.monotonic()))
            if isinstance(event, kind):
                return event
            assert not isinstance(event, EngineGone), event

    def round(self) -> Summary:
        self.client.send(Refresh())
        summary = self.wait(RoundEnded, 60).summary
        assert summary.fetched + summary.unchanged + summary.failed + summary.skipped == summary.asked
        return summary


Opened = Callable[..., Talk]


def children(pid: int) -> list[int]:
    """Process ids of a process's children."""
    out = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in out.stdout.split()]


def gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process has ended, or does so in time."""
    pause, limit = threading.Event(), time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        pause.wait(0.005)
    return False


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """An engine's options over a fresh library."""
    return Options(str(tmp_path / "library.db"), log=str(tmp_path / "engine.log"), timeout=5.0)


@pytest.fixture
def opened(options: Options, environ: dict[str, str]) -> Iterator[Opened]:
    """Opens talks with engines, and leaves no process behind."""
    talks: list[Talk] = []

    def open_(**changes: object) -> Talk:
        talk = Talk(replace(options, **changes), environ)  # type: ignore[arg-type]
        talks.append(talk)
        return talk

    yield open_
    for talk in talks:
        pid = talk.client.pid
        talk.client.close()
        if pid is not None:
            assert gone(pid), "an engine stayed behind"


def add(options: Options, *urls: str) -> list[FeedId]:
    """Subscribes in the library itself, as the reader's process does."""
    from datetime import UTC, datetime

    with Store.open(Path(options.library)) as store:
        return [store.feeds.add(url, datetime(2024, 1, 1, tzinfo=UTC)) for url in urls]


def count(options: Options, feed: FeedId) -> int:
    with Store.open(Path(options.library)) as store:
        return len(store.articles.known(feed))


def test_options_travel_as_a_command_line() -> None:
    options = Options(
        library="-/a b/l.db",
        log="",
        user_agent="agent/1 (+x)",
        interval=30,
        timeout=5.5,
        deadline=2.5,
        idle=7.0,
        workers=3,
        per_host=1,
        connections=9,
        cap=1024,
        trusted=("127.0.0.1:8000", "x:1"),
    )
    command = options.command()
    assert read_options(command[command.index("feedreader.engine") + 1 :]) == options


def test_a_round_in_a_process_of_its_own(opened: Opened, options: Options, newsroom: Newsroom) -> None:
    paths = [f"/{number}" for number in range(12)]
    for path in paths:
        newsroom.routes[path] = Reply(rss(f"Feed {path}", count=4), headers={"ETag": '"x"'})
    feeds = add(options, *(newsroom.url(path) for path in paths))
    talk = opened()
    talk.client.send(Refresh())
    assert talk.wait(RoundStarted).total == 12
    done = [talk.wait(FeedDone) for _ in range(12)]
    assert [each.done for each in done] == list(range(1, 13))
    summary = talk.wait(RoundEnded).summary
    assert (summary.fetched, summary.new, summary.cancelled) == (12, 48, False)
    assert all(count(options, feed) == 4 for feed in feeds)
    pid = talk.client.pid
    assert pid is not None
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, pid) == min(ours + 10, 19)


def test_the_end_of_the_pipe_ends_the_engine_and_its_children(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    newsroom.routes["/slow"] = Reply(rss("Slow"), hold=threading.Event())
    add(options, newsroom.url("/a"), newsroom.url("/slow"))
    talk = opened()
    talk.client.send(Refresh())
    assert talk.wait(FeedDone).outcome is Outcome.FETCHED
    pid = talk.client.pid
    assert pid is not None
    workers = children(pid)
    assert workers
    began = time.monotonic()
    talk.client.close()
    assert time.monotonic() - began < 0.1
    assert gone(pid, 1.0)
    assert all(gone(worker, 1.0) for worker in workers)


def test_the_reader_killed_takes_the_engine_along(
    options: Options, environ: dict[str, str], newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    add(options, newsroom.url("/a"))
    source = (
        "import sys\nfrom feedreader.engine.client import EngineClient\n"
        "from feedreader.engine.messages import Refresh, RoundEnded\n"
        "client = EngineClient(sys.argv[1:])\nclient.send(Refresh())\n"
        "for event in client.events():\n"
        "    if isinstance(event, RoundEnded):\n"
        "        print(client.pid, flush=True)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", source, *options.command()], env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        assert reader.stdout is not None
        pid = int(reader.stdout.readline())
        reader.kill()
        assert gone(pid, 2.0)
    finally:
        reader.kill()
        reader.wait(5)
        if reader.stdout is not None:
            reader.stdout.close()


def test_cancel_ends_the_round_and_the_engine_goes_on(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    hold = threading.Event()
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    newsroom.routes["/slow"] = Reply(rss("Slow"), hold=hold)
    add(options, newsroom.url("/a"), newsroom.url("/slow"))
    talk = opened()
    talk.client.send(Refresh())
    talk.wait(FeedDone)
    talk.client.send(Cancel())
    summary = talk.wait(RoundEnded, 5).summary
    assert (summary.cancelled, summary.fetched, summary.skipped) == (True, 1, 1)
    hold.set()
    assert talk.round().fetched == 1


def test_a_worker_that_is_killed_costs_at_most_one_feed(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    for number in range(40):
        newsroom.routes[f"/{number}"] = Reply(rss(f"Feed {number}", count=30, words="word " * 300))
    add(options, *(newsroom.url(f"/{number}") for number in range(40)))
    talk = opened()
    talk.client.send(Refresh())
    talk.wait(FeedDone)
    pid = talk.client.pid
    assert pid is not None
    os.kill(children(pid)[0], signal.SIGKILL)
    summary = talk.wait(RoundEnded, 60).summary
    assert summary.asked == 40
    assert summary.fetched >= 39


def test_a_feed_that_takes_too_long_is_told_and_the_round_goes_on(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    # feedparser is quadratic in such an author: over 20 s.
    hostile = rss("Hostile").replace(b"Ada Example", b"a." * 40_000).replace(b"dc:creator", b"author")
    newsroom.routes["/hostile"] = Reply(hostile)
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    newsroom.routes["/garbage"] = Reply(os.urandom(5000))
    add(options, newsroom.url("/hostile"), newsroom.url("/a"), newsroom.url("/garbage"))
    talk = opened(deadline=1.0)
    summary = talk.round()
    assert summary.asked == 3
    assert summary.fetched >= 1
    assert summary.seconds < 15
    with Store.open(Path(options.library)) as store:
        failures = {feed.url: feed.health.failure for feed in store.feeds.all()}
    slow = failures[newsroom.url("/hostile")]
    assert slow is None or slow.kind is FailureKind.TOO_SLOW
    assert failures[newsroom.url("/garbage")] is not None
    assert failures[newsroom.url("/a")] is None


def test_two_engines_on_one_library_never_ask_for_a_feed_twice(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    for number in range(150):
        newsroom.routes[f"/{number}"] = Reply(rss(f"Feed {number}", count=1))
    add(options, *(newsroom.url(f"/{number}") for number in range(150)))
    one, two = opened(), opened()
    one.client.send(Refresh())
    two.client.send(Refresh())
    first, second = one.wait(RoundEnded, 60).summary, two.wait(RoundEnded, 60).summary
    assert len(newsroom.asked) == len(set(newsroom.paths())) == 150
    assert first.fetched + second.fetched == 150
    assert first.skipped + second.skipped == 150


def test_an_idle_engine_leaves_and_the_next_request_finds_another(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    newsroom.routes["/a"] = Reply(rss("Alpha"))
    add(options, newsroom.url("/a"))
    talk = opened(idle=0.2)
    assert talk.round().fetched == 1
    pid = talk.client.pid
    assert pid is None or gone(pid, 5.0)
    assert talk.round().skipped == 1
    assert talk.queue.empty()


def test_equal_rounds_asked_for_at_once_are_one(opened: Opened, options: Options, newsroom: Newsroom) -> None:
    hold = threading.Event()
    newsroom.routes["/a"] = Reply(rss("Alpha"), hold=hold)
    add(options, newsroom.url("/a"))
    talk = opened()
    for _ in range(5):
        talk.client.send(Refresh())
    newsroom.wait_for(1)
    hold.set()
    assert talk.wait(RoundEnded).summary.fetched == 1
    talk.client.send(Inspect("-", rss("Bytes"), "https://example.com/"))
    assert talk.wait(Inspected).info.title == "Bytes"
    assert talk.queue.empty()
    assert newsroom.paths() == ["/a"]


def test_requests_of_all_kinds_work_beside_a_round(
    opened: Opened, options: Options, newsroom: Newsroom
) -> None:
    hold = threading.Event()
    newsroom.routes["/slow"] = Reply(rss("Slow"), hold=hold)
    newsroom.routes["/new"] = Reply(rss("New"))
    add(options, newsroom.url("/slow"))
    talk = opened()
    talk.client.send(Refresh())
    newsroom.wait_for(1)
    talk.client.send(Subscribe(newsroom.url("/new")))
    assert talk.wait(Subscribed).new == 3
    talk.client.send(Older(FeedId(99)))
    assert talk.wait(Refused).request_name == "Older"
    hold.set()
    assert talk.wait(RoundEnded).summary.fetched == 1


def test_a_library_that_does_not_open_is_said_in_a_sentence(opened: Opened, options: Options) -> None:
    Path(options.library).write_bytes(b"this is no library" * 100)
    talk = opened()
    talk.client.send(Refresh())
    refused = talk.wait(Refused)
    assert (refused.request_name, "library" in refused.sentence) == ("Refresh", True)


def test_stray_output_and_the_log_stay_apart_from_the_frames(
    opened: Opened, options: Options, environ: dict[str, str], newsroom: Newsroom
) -> None:
    talk = opened(log="")
    talk.client.send(Inspect("x", b"no feed at all", ""))
    assert talk.wait(Refused).kind is FailureKind.NOT_A_FEED
