"""Frames: what goes in comes out, and damage is told apart from the end."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedreader.engine import frames
from feedreader.engine.messages import FeedDone, Inspected, Outcome
from feedreader.model.article import Article
from feedreader.model.document import Document, Mark, Paragraph, Span
from feedreader.model.feed import FeedFormat, FeedId, FeedInfo

ARTICLE = Article(
    "one",
    "abc",
    "Title",
    published=datetime(2024, 5, 1, tzinfo=UTC),
    document=Document((Paragraph((Span("text", Mark.STRONG | Mark.CODE),)),)),
)
VALUES = [
    FeedDone(FeedId(3), "Feed", Outcome.FETCHED, 4, 1, "", 1, 2),
    Inspected(FeedInfo(FeedFormat.ATOM10), (ARTICLE,), "https://example.com/"),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_goes_through_a_pipe(value: object) -> None:
    reading, writing = os.pipe()
    try:
        frames.write(writing, frames.pack(value))
        assert frames.read(reading) == value
    finally:
        os.close(reading)
        os.close(writing)


def test_a_frame_larger_than_a_pipe_holds() -> None:
    reading, writing = os.pipe()
    sent = os.urandom(1_000_000)
    thread = threading.Thread(target=frames.write, args=(writing, frames.pack(sent)))
    thread.start()
    assert frames.read(reading) == sent
    thread.join(5)
    os.close(writing)
    with pytest.raises(EOFError):
        frames.read(reading)
    os.close(reading)


@pytest.mark.parametrize("damage", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x03abc", b"\x00\x00\x00\x00"])
def test_damage_is_an_error_of_its_own(damage: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, damage)
    with pytest.raises(frames.FrameError):
        frames.read(reading)
    os.close(writing)
    os.close(reading)


def test_what_is_too_large_is_refused_before_it_is_sent() -> None:
    with pytest.raises(frames.FrameError):
        frames.pack(bytes(frames.LIMIT))


async def test_a_stream_gives_values_and_then_its_end() -> None:
    stream = asyncio.StreamReader()
    stream.feed_data(frames.pack("first") + frames.pack("second")[:-2])
    assert await frames.receive(stream) == "first"
    stream.feed_eof()
    with pytest.raises(EOFError):
        await frames.receive(stream)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a pipe's room can be chosen")
def test_a_widened_pipe_takes_a_whole_feed_that_nobody_reads_yet() -> None:
    reading, writing = os.pipe()
    try:
        os.set_blocking(writing, False)
        frames.widen(writing)
        assert os.write(writing, bytes(900_000)) == 900_000
    finally:
        os.close(reading)
        os.close(writing)


def test_what_is_no_pipe_stays_as_it_is(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        frames.widen(file.fileno())
        assert file.write(b"all the same") == 12
