"""Serves the newsroom on 127.0.0.1: HTTP/1.1 with validators, 304, gzip and HEAD."""

from __future__ import annotations

import gzip
import socketserver
import threading
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from feedreader.demo.newsroom import Newsroom
from feedreader.demo.site import Reply, Site

_SQUEEZABLE = ("text/", "application/", "image/svg")
_SMALL = 400
"""Bytes under which gzip gains nothing."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request as it came. Header names are in lower case."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        """The value of a header, "" where it did not come."""
        return next((value for key, value in self.headers if key == name.lower()), "")


class Server:
    """The newsroom on a thread, as a context manager. `port` 0 takes a free one.

    `base_url` is `http://127.0.0.1:PORT/`; `requests` grows with every request answered."""

    def __init__(self, now: datetime | None = None, port: int = 0) -> None:
        self.newsroom = Newsroom(now)
        self.requests: list[Recorded] = []
        self._http = _Http(("127.0.0.1", port), _Handler)
        self.base_url = f"http://127.0.0.1:{self._http.server_address[1]}/"
        self._http.site = Site(self.newsroom, self.base_url.rstrip("/"))
        self._http.requests = self.requests
        # By default serve_forever looks only twice a second whether it should end.
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site
    requests: list[Recorded]

    def server_bind(self) -> None:
        # HTTPServer asks the resolver for its own name here, which can take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "feedreader-demo"
    sys_version = ""
    # One packet an answer: unbuffered, header and body wait for each other's ACK (40 ms).
    wbufsize = 65536
    disable_nagle_algorithm = True
    timeout = 60
    server: _Http

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: stdout carries the address, stderr belongs to errors."""

    def _answer(self, *, body: bool) -> None:
        headers = tuple((name.lower(), value) for name, value in self.headers.items())
        self.server.requests.append(Recorded(self.command, self.path, headers))
        reply = self.server.site.answer(self.path, counts=body)
        if reply.status == 200 and self._known(reply):
            self.send_response(304)
            self._validators(reply)
            self.end_headers()
            return
        data = reply.body
        self.send_response(reply.status)
        if reply.moved:
            self.send_header("Location", reply.moved)
        self.send_header("Content-Type", reply.content_type)
        if reply.content_type.startswith(_SQUEEZABLE):
            self.send_header("Vary", "Accept-Encoding")
            if len(data) > _SMALL and "gzip" in self.headers.get("Accept-Encoding", ""):
                data = gzip.compress(data, compresslevel=5, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        if reply.status == 200:
            self._validators(reply)
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _validators(self, reply: Reply) -> None:
        self.send_header("ETag", _etag(reply))
        if reply.modified:
            self.send_header("Last-Modified", format_datetime(reply.modified, usegmt=True))
        if reply.content_type.startswith("image/"):
            self.send_header("Cache-Control", "max-age=86400")

    def _known(self, reply: Reply) -> bool:
        """RFC 9110, 13.2.2: a tag outranks a date."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return _etag(reply) in [tag.strip() for tag in tags.split(",")] or tags.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if since is None or reply.modified is None:
            return False
        try:
            return reply.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False


def _etag(reply: Reply) -> str:
    # Weak where gzip may stand between: same text, other bytes (RFC 9110, 8.8.1).
    weak = "W/" if reply.content_type.startswith(_SQUEEZABLE) else ""
    return f'{weak}"{reply.tag}"'
