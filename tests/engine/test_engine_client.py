"""The client against stand-in engines: small scripts that speak the frames."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from feedreader.engine.client import EngineClient
from feedreader.engine.messages import Cancel, EngineGone, Event, Older, OlderArrived
from feedreader.model.feed import FeedId

HEAD = """
import os, sys, time
from feedreader.engine import frames
from feedreader.engine.messages import *
def send(value): frames.write(1, frames.pack(value))
"""

ECHO = """
while True:
    try:
        request = frames.read(0)
    except EOFError:
        break
    send(OlderArrived(request.feed_id, os.getpid(), False))
"""

Starter = Callable[[str], tuple[EngineClient, "Queue[Event]"]]


@pytest.fixture
def started(environ: dict[str, str]) -> Iterator[Starter]:
    """Makes a client of an engine with this source, and the queue of its events."""
    clients: list[EngineClient] = []

    def start(source: str) -> tuple[EngineClient, Queue[Event]]:
        events: Queue[Event] = Queue()
        client = EngineClient([sys.executable, "-c", HEAD + source], environ, events.put)
        clients.append(client)
        return client, events

    yield start
    for client in clients:
        pid = client.pid
        client.close()
        if pid is not None:
            kill(pid)


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process ends in time."""
    limit = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < limit:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        pause.wait(0.01)
    return False


def older(number: int = 1) -> Older:
    return Older(FeedId(number))


def test_a_request_starts_the_engine_and_its_event_comes_back(started: Starter) -> None:
    client, events = started(ECHO)
    assert client.pid is None
    client.send(older(7))
    event = events.get(timeout=10)
    assert isinstance(event, OlderArrived)
    assert event.feed_id == 7
    assert event.new == client.pid


def test_events_iterates_until_the_client_is_closed(environ: dict[str, str]) -> None:
    client = EngineClient([sys.executable, "-c", HEAD + ECHO], environ)
    client.send(older(1))
    client.send(older(2))
    seen = []
    for event in client.events():
        assert isinstance(event, OlderArrived)
        seen.append(event.feed_id)
        if len(seen) == 2:
            client.close()
    assert seen == [1, 2]


def test_an_engine_that_dies_is_told_once_and_started_again(started: Starter) -> None:
    client, events = started(ECHO)
    client.send(older())
    first = events.get(timeout=10)
    assert isinstance(first, OlderArrived)
    os.kill(first.new, signal.SIGKILL)
    told = events.get(timeout=10)
    assert isinstance(told, EngineGone)
    assert "signal 9" in told.sentence
    client.send(older())
    second = events.get(timeout=10)
    assert isinstance(second, OlderArrived)
    assert second.new != first.new
    with pytest.raises(Empty):
        events.get_nowait()


def test_an_engine_that_keeps_dying_is_not_started_in_a_loop(started: Starter) -> None:
    client, events = started("frames.read(0); os._exit(3)")
    for _ in range(2):
        client.send(older())
        event = events.get(timeout=10)
        assert isinstance(event, EngineGone)
        assert "exit code 3" in event.sentence
    client.send(older())
    refused = events.get(timeout=1)  # at once: no process was started for it
    assert isinstance(refused, EngineGone)
    assert "keeps ending" in refused.sentence
    assert client.pid is None


def test_a_command_that_does_not_exist_is_one_event() -> None:
    events: Queue[Event] = Queue()
    client = EngineClient(["/nonexistent/engine"], {}, events.put)
    client.send(older())
    event = events.get(timeout=5)
    assert isinstance(event, EngineGone)
    assert "could not be started" in event.sentence
    client.close()


def test_an_idle_engine_is_let_go_without_a_word(started: Starter) -> None:
    client, events = started(
        """
request = frames.read(0)
send(OlderArrived(request.feed_id, os.getpid(), False))
send(frames.Leaving(1))
try:
    frames.read(0)
except EOFError:
    pass
"""
    )
    client.send(older())
    first = events.get(timeout=10)
    assert isinstance(first, OlderArrived)
    assert gone(first.new)
    client.send(older())
    second = events.get(timeout=10)
    assert isinstance(second, OlderArrived)
    assert second.new != first.new


def test_an_engine_that_has_not_read_everything_may_not_leave(started: Starter) -> None:
    client, events = started("send(frames.Leaving(0))" + ECHO)
    client.send(older(5))
    client.send(older(6))
    answers = [events.get(timeout=10) for _ in range(2)]
    assert [answer.feed_id for answer in answers if isinstance(answer, OlderArrived)] == [5, 6]


def test_send_and_close_return_at_once_from_an_engine_that_reads_nothing(started: Starter) -> None:
    client, events = started("send(Online(True)); time.sleep(60)")
    client.start()
    events.get(timeout=10)
    began = time.monotonic()
    for _ in range(20_000):  # more than a pipe holds
        client.send(older())
    client.close()
    client.close()
    client.send(Cancel())
    assert time.monotonic() - began < 1.0


def test_close_ends_a_well_behaved_engine(started: Starter) -> None:
    client, events = started(ECHO)
    client.send(older())
    event = events.get(timeout=10)
    assert isinstance(event, OlderArrived)
    client.close()
    assert gone(event.new)


def test_a_damaged_frame_ends_the_engine_not_the_client(started: Starter) -> None:
    client, events = started("frames.read(0); frames.write(1, b'\\xff' * 64); time.sleep(60)")
    client.send(older())
    event = events.get(timeout=10)
    assert isinstance(event, EngineGone)
    assert client.pid is None
