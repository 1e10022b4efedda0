"""A publisher of many feeds on loopback, in a process of its own: latency, ETags, and news on demand.

    python -m tests.benchmarks.publisher FEEDS LATENCY

Prints one address a line and an empty line, then serves until its standard input ends. A line
there begins the next edition: every twentieth feed gets a new story.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from email.utils import format_datetime
from functools import cache
from itertools import accumulate
from types import TracebackType
from xml.sax.saxutils import escape

from tests.benchmarks.libraries import BODY_WORDS, WORDS, stories

ARTICLES = 20
CHANGING = 20
"""One feed in so many has news in an edition."""
HOSTS = 250
"""Addresses of loopback that the feeds are spread over: politeness allows few requests a host."""
VOCABULARY = 20_000
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvw" for vowel in "aeiou"]


class Publisher:
    """The process; a context manager. `addresses` are its feeds."""

    def __init__(self, feeds: int, latency: float = 0.0) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.publisher", str(feeds), str(latency)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addresses: list[str] = []
        for line in self._process.stdout or ():
            if not line.strip():
                break
            self.addresses.append(line.strip())

    def next_edition(self) -> None:
        """One feed in twenty gets a new story."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("no pipe")
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._process.stdout.readline()

    def __enter__(self) -> Publisher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=10)


@cache
def _vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    """Invented words, and how often they come at most so far (Zipf): an index over thirty words
    would cost nothing."""
    chance = random.Random(1)
    made = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(3 * VOCABULARY)}
    words = [*WORDS, *sorted(made)[:VOCABULARY]]
    chance.shuffle(words)
    return words, tuple(accumulate(1 / (rank + 5) for rank in range(len(words))))


def _rss(feed: int, edition: int) -> bytes:
    """Twenty full-content stories, some 90 kB; one more on top for each edition."""
    words, weights = _vocabulary()
    rows = []
    for number, made in enumerate(stories(feed, ARTICLES), -edition):
        chance = random.Random(feed * 1000 + number)
        text = chance.choices(words, cum_weights=weights, k=BODY_WORDS)
        html = "".join(
            f"<p>{' '.join(text[at : at + 70])} <a href='/x'>link</a> <em>word</em></p>"
            for at in range(0, len(text), 70)
        )
        rows.append(
            f"<item><title>{escape(made.title)}</title><link>http://127.0.0.1:9/{feed}/{number}</link>"
            f"<guid>{feed}-{number}</guid><pubDate>{format_datetime(made.published)}</pubDate>"
            f"<description>{escape(html)}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {feed}</title><link>http://127.0.0.1:9/</link>{''.join(rows)}</channel></rss>"
    ).encode()


class _Shelf:
    """What is served: a body and its tag for each path."""

    def __init__(self, feeds: int) -> None:
        self._edition = 0
        self._tags: dict[str, tuple[bytes, bytes]] = {}
        for feed in range(feeds):
            self._put(feed, 0)

    def next_edition(self) -> None:
        self._edition += 1
        for feed in range(self._edition % CHANGING, len(self._tags), CHANGING):
            self._put(feed, self._edition)

    def _put(self, feed: int, edition: int) -> None:
        body = _rss(feed, edition)
        self._tags[f"/feed{feed}.xml"] = body, b'"%s"' % hashlib.sha256(body).hexdigest()[:16].encode()

    def answer(self, request: bytes) -> bytes:
        """The whole answer to a request's head."""
        path = request.split(b" ", 2)[1].decode()
        body, tag = self._tags.get(path, (b"", b'""'))
        head = b"ETag: %s\r\nContent-Type: application/rss+xml\r\n" % tag
        if b"if-none-match: " + tag in request.lower():
            return b"HTTP/1.1 304 Not Modified\r\n%s\r\n" % head
        state = b"200 OK" if body else b"404 Not Found"
        return b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s" % (state, head, len(body), body)


async def _serve(feeds: int, latency: float) -> None:
    shelf = _Shelf(feeds)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(EOFError, ConnectionError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(latency)
                writer.write(shelf.answer(request))
                await writer.drain()
        writer.close()

    ports = []
    hosts = [f"127.0.1.{number}" for number in range(1, min(feeds, HOSTS) + 1)]
    for host in hosts:
        server = await asyncio.start_server(connected, host, 0, backlog=128)
        ports.append(server.sockets[0].getsockname()[1])
    for feed in range(feeds):
        at = feed % len(hosts)
        print(f"http://{hosts[at]}:{ports[at]}/feed{feed}.xml")
    print(flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        shelf.next_edition()
        print(flush=True)
    os._exit(0)  # whatever is still connected


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
