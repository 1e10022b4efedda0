"""Requests through a real proxy on loopback."""

from __future__ import annotations

import asyncio
import base64
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.fetch.server import Reply, Seen, Server
from tests.fetch.test_fetch_tls import OPENSSL, certificate, serving

from feedreader.fetch import Answer, Client, Fault, Request
from feedreader.fetch.connect import Resolver
from feedreader.model.feed import FailureKind

FEED = b"<rss version='2.0'><channel><title>x</title></channel></rss>"


def client(proxy: str, direct: str = "", context: ssl.SSLContext | None = None) -> Client:
    environ = {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "NO_PROXY": direct}
    return Client("feedreader/1.2", environ=environ, context=context)


async def test_a_feed_comes_through_the_proxy_which_looks_the_name_up() -> None:
    async with (
        Server(lambda _: Reply(body=FEED)) as proxy,
        client(f"http://ann:s%20e@{proxy.host}") as opened,
    ):
        result = await opened.get(Request("http://news.example/feed?a=1"))
    assert isinstance(result, Answer)
    assert (result.url, result.body) == ("http://news.example/feed?a=1", FEED)
    (seen,) = proxy.requests
    assert (seen.path, seen.headers["host"]) == ("http://news.example/feed?a=1", "news.example")
    assert seen.headers["proxy-authorization"] == "Basic " + base64.b64encode(b"ann:s e").decode()


async def test_this_computer_is_asked_without_it() -> None:
    async with Server(lambda _: Reply(body=FEED)) as server, client("http://127.0.0.1:9") as opened:
        assert isinstance(await opened.get(Request(server.url())), Answer)


async def test_redirects_outside_go_through_it_and_inside_are_refused() -> None:
    def handler(seen: Seen) -> Reply:
        if seen.path == "http://news.example/in":
            return Reply(301, headers=[("Location", "http://nas.local/feed")])
        if seen.path == "http://news.example/here":
            return Reply(301, headers=[("Location", f"http://127.0.0.1:{inside.port}/")])
        if seen.path == "http://news.example/out":
            return Reply(301, headers=[("Location", "http://other.example/feed")])
        return Reply(body=FEED)

    async with (
        Server(lambda _: Reply(body=FEED)) as inside,
        Server(handler) as proxy,
        client(proxy.url()) as opened,
    ):
        out = await opened.get(Request("http://news.example/out"))
        refused = [await opened.get(Request(f"http://news.example/{path}")) for path in ("in", "here")]
        typed = await opened.get(Request("http://nas.local/feed"))
        linked = await opened.get(Request("http://nas.local/feed", untrusted=True))
    assert isinstance(out, Answer)
    assert out.moved_to == "http://other.example/feed"
    assert isinstance(typed, Answer)
    for result in refused:
        assert isinstance(result, Fault)
        assert result.failure.kind is FailureKind.REDIRECTS
        assert "private network" in result.failure.sentence
    assert isinstance(linked, Fault)
    assert linked.failure.kind is FailureKind.PRIVATE
    assert inside.requests == []
    assert len(proxy.requests) == 5


@asynccontextmanager
async def tunnel(port: int, status: str = "200 OK") -> AsyncIterator[tuple[str, list[str]]]:
    """A proxy that leads every CONNECT to `port` of loopback, or refuses with `status`."""
    asked: list[str] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[0])
        writer.write(f"HTTP/1.1 {status}\r\n\r\n".encode())
        if status.startswith("200"):
            inner, outer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pump(reader, outer), pump(inner, writer), return_exceptions=True)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        server.close()


@pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificates")
async def test_https_goes_through_a_tunnel_that_the_proxy_cannot_look_into(tmp_path: Path) -> None:
    pair = certificate(tmp_path, "DNS:news.example")
    trusting = ssl.create_default_context(cafile=str(pair[1]))
    async with (
        Server(lambda _: Reply(body=FEED), context=serving(*pair, "http/1.1")) as server,
        tunnel(server.port) as (proxy, asked),
        client(proxy, context=trusting) as opened,
    ):
        result = await opened.get(Request("https://news.example/feed"))
        other = await opened.get(Request("https://other.example/feed"))
    assert isinstance(result, Answer), result
    assert result.body == FEED
    assert asked[0] == "CONNECT news.example:443 HTTP/1.1"
    assert "proxy-authorization" not in server.requests[0].headers
    assert isinstance(other, Fault)
    assert other.failure.kind is FailureKind.TLS  # the host's fault, not the proxy's


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("407 Proxy Authentication Required", FailureKind.NO_NETWORK, "user name and password"),
        ("403 Forbidden", FailureKind.HTTP, "does not let news.example through"),
        ("502 Bad Gateway", FailureKind.REFUSED, "could not reach news.example"),
    ],
)
async def test_a_proxy_that_does_not_help(status: str, kind: FailureKind, words: str) -> None:
    async with tunnel(0, status) as (proxy, asked), client(proxy) as opened:
        result = await opened.get(Request("https://news.example/feed"))
    assert isinstance(result, Fault)
    assert result.failure.kind is kind
    assert words in result.failure.sentence
    assert asked == ["CONNECT news.example:443 HTTP/1.1"]


async def test_a_proxy_that_is_not_there_is_no_network() -> None:
    async with Server(lambda _: Reply()) as gone:
        proxy = gone.host
    async with client(proxy) as opened:
        result = await opened.get(Request("http://news.example/feed"))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.NO_NETWORK
    assert result.failure.sentence == f"The proxy {proxy} cannot be reached; check HTTP_PROXY, or unset it."


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nosuch.invalid", "is not to be found; check HTTP_PROXY, or unset it."),
        ("a..b", "is not to be found; check HTTP_PROXY, or unset it."),
        ("later.example", "could not be looked up; check your network connection, or HTTP_PROXY."),
    ],
)
async def test_a_proxy_without_an_address_is_named_and_not_the_host(
    name: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(host: str, port: int) -> list[str]:
        if host == "a..b":
            raise UnicodeError("label empty")
        raise socket.gaierror(socket.EAI_AGAIN if host == "later.example" else socket.EAI_NONAME, "no")

    monkeypatch.setattr("feedreader.fetch.wires.Resolver", lambda: Resolver(look))
    async with client(f"http://ann:s3cret@{name}:3128") as opened:
        result = await opened.get(Request("http://news.example/feed"))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.NO_NETWORK
    assert result.failure.sentence == f"The proxy {name}:3128 {says}"


async def test_socks_without_its_package_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise RuntimeError("To use SOCKS support, install ...")

    monkeypatch.setattr("httpcore.AsyncSOCKSProxy", missing)
    async with client("socks5://127.0.0.1:9") as opened:
        result = await opened.get(Request("http://news.example/feed"))
    assert isinstance(result, Fault)
    assert "socksio" in result.failure.sentence


async def test_a_proxy_that_makes_no_sense_is_a_sentence() -> None:
    async with client("gopher://x") as opened:
        result = await opened.get(Request("http://news.example/feed"))
    assert isinstance(result, Fault)
    assert "HTTP_PROXY names a proxy that cannot be used" in result.failure.sentence
