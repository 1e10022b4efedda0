"""A real HTTP server on loopback whose answers a test decides, and which remembers requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; header names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What the server answers. With `hold`, only once that event is set."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/rss+xml"
    headers: Mapping[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None


Route = Reply | Callable[[Asked], Reply]


class Newsroom:
    """Serves `routes` by path, 404 elsewhere. Use as a context manager."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.arrived = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.newsroom = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def wait_for(self, count: int, seconds: float = 10.0) -> None:
        """Until `count` requests have arrived."""
        with self.arrived:
            if not self.arrived.wait_for(lambda: len(self.asked) >= count, seconds):
                raise AssertionError(f"{len(self.asked)} of {count} requests arrived")

    def answer(self, asked: Asked) -> Reply:
        with self.arrived:
            self.asked.append(asked)
            self.arrived.notify_all()
        route = self.routes.get(asked.path, Reply(b"nothing here", 404, "text/plain"))
        return route if isinstance(route, Reply) else route(asked)

    def __enter__(self) -> Newsroom:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for route in self.routes.values():
            if isinstance(route, Reply) and route.hold is not None:
                route.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    newsroom: Newsroom


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.newsroom.answer(Asked(self.path, headers))
        if reply.hold is not None:
            reply.hold.wait(20)
        try:
            self.send_response(reply.status)
            if reply.status != 304:
                self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def rss(title: str = "A Feed", *, count: int = 3, start: int = 1, words: str = "", link: str = "") -> bytes:
    """An RSS feed of `count` made-up stories, numbered from `start`."""
    site = link or "https://stories.example"
    entries = "".join(
        f"<item><title>{title} story {number}</title><link>{site}/{number}</link>"
        f"<guid isPermaLink='false'>{title}-{number}</guid>"
        f"<pubDate>Mon, {1 + number % 27:02d} Jan 2024 10:00:00 GMT</pubDate>"
        f"<dc:creator>Ada Example</dc:creator>"
        f"<description>&lt;p&gt;Body of {number}. {words}&lt;/p&gt;</description></item>"
        for number in range(start, start + count)
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?>"
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel><title>{title}</title><link>{site}</link><description>Made up</description>"
        f"{entries}</channel></rss>"
    ).encode()
