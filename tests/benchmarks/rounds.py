"""A round over many feeds: ours, newsboat's and the HTTP client alone against one publisher."""

from __future__ import annotations

import asyncio
import hashlib
import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from types import TracebackType
from xml.sax.saxutils import escape

from tests.benchmarks.libraries import stories

ARTICLES = 20


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


class Publisher:
    """Serves feeds of 20 full-content stories (some 90 kB each) on loopback, with ETags."""

    def __init__(self, feeds: int) -> None:
        self.bodies = {f"/feed{feed}.xml": _rss(feed) for feed in range(feeds)}
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                publisher.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One request."""
        body = self.bodies.get(handler.path, b"")
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        same = handler.headers.get("If-None-Match") == tag
        handler.send_response(304 if same else 200 if body else 404)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", "0" if same else str(len(body)))
        handler.end_headers()
        if not same:
            handler.wfile.write(body)

    @property
    def addresses(self) -> list[str]:
        """Every feed's address."""
        return [self.base + path for path in self.bodies]

    def __enter__(self) -> Publisher:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()


def _rss(feed: int) -> bytes:
    rows = []
    for made in stories(feed, ARTICLES):
        html = "".join(f"<p>{text} <a href='/x'>link</a> <em>word</em></p>" for text in made.paragraphs)
        rows.append(
            f"<item><title>{escape(made.title)}</title><link>http://127.0.0.1:9/{feed}/{made.number}</link>"
            f"<guid>{feed}-{made.number}</guid><pubDate>{format_datetime(made.published)}</pubDate>"
            f"<description>{escape(html)}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {feed}</title><link>http://127.0.0.1:9/</link>{''.join(rows)}</channel></rss>"
    ).encode()


def timed(command: Sequence[str], env: Mapping[str, str]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of the process and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        list(command), env=dict(env), capture_output=True, text=True, timeout=600, check=False
    )
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def bare_client(addresses: Sequence[str]) -> tuple[float, float]:
    """The floor: the HTTP client alone fetches everything and throws it away."""
    import httpx

    async def fetch() -> None:
        limits = httpx.Limits(max_connections=50)
        async with httpx.AsyncClient(limits=limits, timeout=60) as client:
            await asyncio.gather(*(client.get(address) for address in addresses))

    began, cpu = time.perf_counter(), time.process_time()
    asyncio.run(fetch())
    return time.perf_counter() - began, time.process_time() - cpu


def compare(
    place: Path,
    publisher: Publisher,
    runs: int,
    reader: list[str],
    environ: Callable[[Path], dict[str, str]],
    newsboat: str | None,
) -> None:
    """Prints both rounds of every program, runs interleaved."""
    taken: dict[str, list[tuple[float, float]]] = {}
    for number in range(runs):
        home = place / f"round{number}-{os.getpid()}"
        home.mkdir(parents=True)
        urls = home / "urls"
        urls.write_text("\n".join(publisher.addresses) + "\n")
        subprocess.run([*reader, "import", str(urls)], env=environ(home), check=True, capture_output=True)
        for round_ in ("first", "unchanged"):
            force = ["--force"] if round_ == "unchanged" else []
            taken.setdefault(f"reader {round_}", []).append(
                timed([*reader, "refresh", *force], environ(home))
            )
            if newsboat:
                (home / "newsboat.conf").write_text("reload-threads 50\n")
                command = [
                    newsboat,
                    "-q",
                    "-u",
                    str(urls),
                    "-c",
                    str(home / "cache.db"),
                    "-C",
                    str(home / "newsboat.conf"),
                ]
                taken.setdefault(f"newsboat {round_}", []).append(
                    timed([*command, "-x", "reload"], environ(home))
                )
        taken.setdefault("client alone", []).append(bare_client(publisher.addresses))
    for name, values in taken.items():
        wall, cpu = median(value[0] for value in values), median(value[1] for value in values)
        print(f"{name:<20} {wall:6.2f}  ({cpu:.2f})", flush=True)
    for round_ in ("first", "unchanged"):
        if newsboat:
            ratio = median(
                a[0] / b[0]
                for a, b in zip(taken[f"reader {round_}"], taken[f"newsboat {round_}"], strict=True)
            )
            print(f"reader / newsboat, {round_} round: x{ratio:.2f}", flush=True)
