"""TLS and HTTP/2 against a server with a certificate of its own."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from tests.fetch.server import Reply, Server

from feedreader.fetch import PAGE_ACCEPT, Answer, Client, Fault, Request
from feedreader.model.feed import FailureKind

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificates")


def certificate(folder: Path, name: str, days: int = 2) -> tuple[Path, Path]:
    """A key and a certificate signed by itself for `name` ("IP:127.0.0.1")."""
    key, pem = folder / f"{name[-4:]}.key", folder / f"{name[-4:]}.pem"
    command = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days {days} -subj /CN=test"
    subprocess.run(
        [str(OPENSSL), *command.split(), "-addext", f"subjectAltName={name}", "-keyout", key, "-out", pem],
        check=True,
        capture_output=True,
    )
    return key, pem


def serving(key: Path, pem: Path, *protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    context.set_alpn_protocols([*protocols])
    return context


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"), "IP:127.0.0.1")


async def failed(server: Server, context: ssl.SSLContext) -> Fault:
    async with Client("test", context=context) as client:
        result = await client.get(Request(server.url()))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.TLS
    return result


async def test_a_certificate_that_is_trusted(loopback: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(loopback[1]))
    async with (
        Server(lambda _: Reply(body=b"hello"), context=serving(*loopback, "http/1.1")) as server,
        Client("test", context=trusting) as client,
    ):
        result = await client.get(Request(server.url()))
    assert isinstance(result, Answer)
    assert result.body == b"hello"


async def test_a_certificate_signed_by_itself(loopback: tuple[Path, Path]) -> None:
    async with Server(lambda _: Reply(), context=serving(*loopback)) as server:
        result = await failed(server, ssl.create_default_context())
    assert "signed by itself" in result.failure.sentence
    assert server.requests == []


async def test_a_certificate_for_another_host(tmp_path: Path) -> None:
    key, pem = certificate(tmp_path, "DNS:other.example")
    async with Server(lambda _: Reply(), context=serving(key, pem)) as server:
        result = await failed(server, ssl.create_default_context(cafile=str(pem)))
    assert "another" in result.failure.sentence


async def test_a_server_without_tls() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server, Client("test", context=ssl.create_default_context()) as client:
        result = await client.get(Request(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.TLS
    assert "http://" in result.failure.sentence


async def test_a_server_that_never_ends_its_greeting() -> None:
    async with (
        Server(lambda _: Reply()) as server,
        Client("test", timeout=0.1, context=ssl.create_default_context()) as client,
    ):
        result = await client.get(Request(server.url().replace("http:", "https:")))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.TIMEOUT


async def test_back_to_plain_http_is_not_followed(loopback: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(loopback[1]))
    async with Server(lambda _: Reply(body=b"x")) as plain:
        moved = Reply(301, headers=[("Location", plain.url("/feed"))])
        async with (
            Server(lambda _: moved, context=serving(*loopback, "http/1.1")) as server,
            Client("test", context=trusting) as client,
        ):
            feed = await client.get(Request(server.url()))
            page = await client.get(
                Request(server.url(), accept=PAGE_ACCEPT, untrusted=True, trust=server.host)
            )
    for result, advice in ((feed, " Subscribe to that address itself if you trust it."), (page, "")):
        assert isinstance(result, Fault)
        assert result.failure.kind is FailureKind.REDIRECTS
        assert result.failure.sentence.endswith(
            f"without encryption, on {plain.host}; this is not followed.{advice}"
        )
    assert plain.requests == []


class TwoServer(asyncio.Protocol):
    """Speaks just enough HTTP/2 to answer every request with its path."""

    connections = 0

    def __init__(self) -> None:
        self._http = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False, header_encoding=False)
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        TwoServer.connections += 1
        self._transport = transport
        self._http.initiate_connection()
        transport.write(self._http.data_to_send())

    def data_received(self, data: bytes) -> None:
        for event in self._http.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                path = dict(event.headers or [])[b":path"]
                self._http.send_headers(event.stream_id, [(":status", "200"), ("etag", 'W/"2"')])
                self._http.send_data(event.stream_id, path, end_stream=True)
        self._transport.write(self._http.data_to_send())


async def test_http_2(loopback: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(loopback[1]))
    TwoServer.connections = 0
    loop = asyncio.get_running_loop()
    server = await loop.create_server(TwoServer, "127.0.0.1", 0, ssl=serving(*loopback, "h2"))
    port = server.sockets[0].getsockname()[1]
    async with Client("test", context=trusting) as client:
        urls = [f"https://127.0.0.1:{port}/{n}" for n in range(10)]
        results = await asyncio.gather(*(client.get(Request(url)) for url in urls))
    server.close()
    assert [result.body for result in results if isinstance(result, Answer)] == [
        b"/%d" % n for n in range(10)
    ]
    assert all(isinstance(result, Answer) and result.validators.etag == 'W/"2"' for result in results)
    assert TwoServer.connections == 1
