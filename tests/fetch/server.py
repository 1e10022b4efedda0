"""A small HTTP server on loopback for tests: records requests, answers by a scripted handler.

    async with Server(lambda request: Reply(200, b"hello")) as server:
        await client.get(Request(server.url("/feed")))
        assert server.requests[0].headers["user-agent"] == ...

A handler takes a `Seen` and gives a `Reply`, or an awaitable of one. `Reply.raw` sends bytes just as they are
(for answers that are not HTTP), `Reply.chunks` streams without a Content-Length.
"""

from __future__ import annotations

import asyncio
import inspect
import ssl
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

_REASONS = {
    200: "OK",
    226: "IM Used",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    404: "Not Found",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived. Names of headers in lower case, values as ISO 8859-1 text."""

    method: str
    path: str
    headers: dict[str, str]
    peer: tuple[str, int]


@dataclass(slots=True)
class Reply:
    """An answer. `headers` may repeat a name; Content-Length is added unless `chunks` or `raw`."""

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    reason: str | None = None
    chunks: AsyncIterable[bytes] | None = None
    raw: bytes | None = None
    close: bool = False


Handler = Callable[[Seen], Reply | Awaitable[Reply]]


class Server:
    """Use as `async with Server(handler) as server`. `requests` are all that came, in order;
    `most_at_once` is how many were being answered at the same moment at most, and
    `connections` how many connections were opened; `port` is the one that the system chose."""

    def __init__(
        self, handler: Handler, *, context: ssl.SSLContext | None = None, host: str = "127.0.0.1"
    ) -> None:
        self._handler = handler
        self._context = context
        self._host = host
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._running = 0
        self.requests: list[Seen] = []
        self.most_at_once = 0
        self.connections = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, self._host, 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def host(self) -> str:
        """ "127.0.0.1:port"."""
        return f"{self._host}:{self.port}"

    def url(self, path: str = "/", host: str = "", userinfo: str = "") -> str:
        """An address on this server."""
        scheme = "https" if self._context else "http"
        credentials = f"{userinfo}@" if userinfo else ""
        return f"{scheme}://{credentials}{host or self._host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        method, path, _ = lines[0].split(" ", 2)
        named = (line.split(":", 1) for line in lines[1:] if ":" in line)
        headers = {name.strip().lower(): value.strip() for name, value in named}
        seen = Seen(method, path, headers, writer.get_extra_info("peername"))
        self.requests.append(seen)
        self._running += 1
        self.most_at_once = max(self.most_at_once, self._running)
        try:
            answer = self._handler(seen)
            reply = await answer if inspect.isawaitable(answer) else answer
            await _send(reply, writer)
        finally:
            self._running -= 1
        return not reply.close and reply.raw is None


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> None:
    if reply.raw is not None:
        writer.write(reply.raw)
        await writer.drain()
        return
    reason = _REASONS.get(reply.status, "Status") if reply.reason is None else reply.reason
    lines = [f"HTTP/1.1 {reply.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    if reply.chunks is not None:
        lines.append("Transfer-Encoding: chunked")
    elif reply.status not in (204, 304):
        lines.append(f"Content-Length: {len(reply.body)}")
    if reply.close:
        lines.append("Connection: close")
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    if reply.chunks is None:
        writer.write(reply.body)
    else:
        async for chunk in reply.chunks:
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
    await writer.drain()
