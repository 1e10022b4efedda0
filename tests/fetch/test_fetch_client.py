"""The client against a real HTTP server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.fetch.server import Handler, Reply, Seen, Server

from feedreader.fetch import PAGE_ACCEPT, Answer, Client, Fault, Request
from feedreader.model.feed import FailureKind, Validators

AGENT = "feedreader/1.2 (+https://example.org/feedreader)"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>x</title></channel></rss>"


def client(**options: float | int | frozenset[str]) -> Client:
    return Client(AGENT, clock=lambda: NOW, **options)  # type: ignore[arg-type]


async def fetched(handler: Handler, request: Request | None = None, path: str = "/feed") -> Answer | Fault:
    async with Server(handler) as server, client() as opened:
        return await opened.get(request or Request(server.url(path)))


def answer(result: Answer | Fault) -> Answer:
    assert isinstance(result, Answer), result
    return result


def fault(result: Answer | Fault, kind: FailureKind) -> Fault:
    assert isinstance(result, Fault), result
    assert result.failure.kind is kind, result
    assert result.failure.sentence.endswith(".")
    assert "127.0.0.1" in result.failure.sentence
    return result


async def test_a_first_request_says_who_asks_and_nothing_more() -> None:
    async with Server(lambda _: Reply(body=FEED)) as server, client() as opened:
        answer(await opened.get(Request(server.url("/feed?a=b#part"))))
    (seen,) = server.requests
    assert seen.path == "/feed?a=b"
    assert seen.headers["user-agent"] == AGENT
    assert "application/atom+xml" in seen.headers["accept"]
    assert seen.headers["accept-encoding"] == "gzip, br, zstd"
    assert set(seen.headers) == {"host", "user-agent", "accept", "accept-encoding"}


async def test_an_answer_holds_what_came() -> None:
    headers = [
        ("Content-Type", "application/rss+xml; charset=utf-8"),
        ("ETag", 'W/"a b"'),
        ("Last-Modified", "yesterday, I think"),
        ("Cache-Control", "max-age=1800"),
    ]
    async with Server(lambda _: Reply(body=FEED, headers=headers)) as server, client() as opened:
        result = answer(await opened.get(Request(server.url("/feed"))))
    assert result == Answer(
        url=server.url("/feed"),
        status=200,
        body=FEED,
        content_type="application/rss+xml; charset=utf-8",
        validators=Validators('W/"a b"', "yesterday, I think"),
        moved_to="",
        max_age=1800,
        digest=hashlib.sha256(FEED).hexdigest(),
        not_modified=False,
        inside=True,
    )


async def test_validators_go_back_byte_for_byte_and_a_304_renews_them() -> None:
    def handler(seen: Seen) -> Reply:
        if seen.headers.get("if-none-match") == 'W/"\xe9 1"':
            return Reply(304, headers=[("ETag", '"2"')])
        return Reply(body=FEED, headers=[("ETag", 'W/"\xe9 1"'), ("Last-Modified", "Sun, 99 Feb 2026")])

    async with Server(handler) as server, client() as opened:
        first = answer(await opened.get(Request(server.url())))
        second = answer(await opened.get(Request(server.url(), first.validators)))
    headers = server.requests[1].headers
    assert headers["if-none-match"] == 'W/"\xe9 1"'
    assert headers["if-modified-since"] == "Sun, 99 Feb 2026"
    assert headers["a-im"] == "feed"
    assert second.not_modified
    assert (second.status, second.body, second.digest) == (304, b"", "")
    assert second.validators == Validators('"2"', "Sun, 99 Feb 2026")
    assert server.connections == 1


async def test_only_known_validators_are_sent() -> None:
    async with Server(lambda _: Reply(304)) as server, client() as opened:
        result = answer(await opened.get(Request(server.url(), Validators("", "Mon"))))
        await opened.get(Request(server.url(), Validators("bad\nX-Y: 1", "")))
    assert result.validators == Validators("", "Mon")
    assert "if-none-match" not in server.requests[0].headers
    assert "a-im" not in server.requests[0].headers
    assert not {"if-none-match", "x-y"} & set(server.requests[1].headers)


async def test_unchanged_without_having_been_asked_is_a_failure() -> None:
    fault(await fetched(lambda _: Reply(304)), FailureKind.HTTP)


async def test_a_delta_is_an_answer() -> None:
    result = answer(await fetched(lambda _: Reply(226, FEED, [("IM", "feed")])))
    assert (result.status, result.body) == (226, FEED)


async def test_a_page_is_asked_for_with_its_own_accept() -> None:
    async with Server(lambda _: Reply(body=b"<html>")) as server, client() as opened:
        await opened.get(Request(server.url(), Validators('"x"'), accept=PAGE_ACCEPT))
    assert server.requests[0].headers["accept"] == PAGE_ACCEPT
    assert "a-im" not in server.requests[0].headers


async def test_cookies_are_neither_kept_nor_sent() -> None:
    handler = lambda _: Reply(302, headers=[("Set-Cookie", "a=b; Path=/"), ("Location", "/next")])  # noqa: E731
    async with Server(handler) as server, client() as opened:
        await opened.get(Request(server.url()))
        await opened.get(Request(server.url()))
    assert len(server.requests) >= 3
    assert all("cookie" not in seen.headers and "referer" not in seen.headers for seen in server.requests)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (204, FailureKind.EMPTY),
        (206, FailureKind.HTTP),
        (400, FailureKind.HTTP),
        (401, FailureKind.HTTP),
        (403, FailureKind.HTTP),
        (404, FailureKind.NOT_FOUND),
        (410, FailureKind.GONE),
        (429, FailureKind.BUSY),
        (500, FailureKind.HTTP),
        (503, FailureKind.BUSY),
    ],
)
async def test_refusals(status: int, kind: FailureKind) -> None:
    async with (
        Server(lambda _: Reply(status, b"" if status == 204 else b"why")) as server,
        client() as opened,
    ):
        result = fault(await opened.get(Request(server.url())), kind)
        await opened.get(Request(server.url()))
    assert result.failure.status == status
    assert result.host == server.host
    assert result.retry_after is None
    assert server.connections == 1


async def test_how_long_a_host_wants_to_be_left_alone() -> None:
    result = fault(await fetched(lambda _: Reply(503, headers=[("Retry-After", "90")])), FailureKind.BUSY)
    assert result.retry_after == NOW + timedelta(seconds=90)
    date = "Sun, 01 Mar 2026 12:05:00 GMT"
    result = fault(await fetched(lambda _: Reply(429, headers=[("Retry-After", date)])), FailureKind.BUSY)
    assert result.retry_after == NOW + timedelta(minutes=5)


async def test_a_hostile_reason_phrase_is_made_clean() -> None:
    result = fault(
        await fetched(lambda _: Reply(418, reason="\x9b2Jtea\x9d0;x\x9c [/b] \xff")), FailureKind.HTTP
    )
    assert not [char for char in result.failure.sentence if ord(char) < 32 or 127 <= ord(char) < 160]
    assert "tea" in result.failure.sentence


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n"
        + gzip.compress(b"hello")[:12],
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 99999 X\r\n\r\n",
        b"\x00\x16\x03\x01\r\n\r\n",
    ],
)
async def test_answers_that_are_broken(raw: bytes) -> None:
    fault(await fetched(lambda _: Reply(raw=raw)), FailureKind.BROKEN)


async def test_a_declared_length_over_the_cap_is_not_read() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    async with Server(lambda _: Reply(raw=raw)) as server, client() as opened:
        result = fault(await opened.get(Request(server.url(), cap=2 << 20)), FailureKind.TOO_LARGE)
    assert "2 MB" in result.failure.sentence


async def endless(piece: bytes) -> AsyncIterator[bytes]:
    while True:
        yield piece


@pytest.mark.parametrize("headers", [[], [("Content-Encoding", "gzip")], [("Content-Encoding", "zstd")]])
async def test_an_endless_body_ends_at_the_cap(headers: list[tuple[str, str]]) -> None:
    # Of gzip and zstd: frames that decode to nothing, so that only the raw bytes can be counted.
    coding = headers[0][1] if headers else ""
    skippable = b"\x50\x2a\x4d\x18\x00\x10\x00\x00" + b"\0" * 4096
    piece = {"": b"x" * 65_536, "gzip": gzip.compress(b"") * 1000, "zstd": skippable * 8}[coding]
    async with (
        Server(lambda _: Reply(chunks=endless(piece), headers=headers)) as server,
        client() as opened,
    ):
        fault(await opened.get(Request(server.url(), cap=1 << 20)), FailureKind.TOO_LARGE)


async def test_a_bomb_stops_at_the_cap() -> None:
    packed = gzip.compress(gzip.compress(b"\0" * (50 << 20)))
    headers = [("Content-Encoding", "gzip, gzip")]
    async with Server(lambda _: Reply(body=packed, headers=headers)) as server, client() as opened:
        fault(await opened.get(Request(server.url(), cap=1 << 20)), FailureKind.TOO_LARGE)


async def test_a_compressed_body_is_unpacked() -> None:
    result = await fetched(lambda _: Reply(body=gzip.compress(FEED), headers=[("Content-Encoding", "gzip")]))
    assert answer(result).body == FEED


async def never(_: Seen) -> Reply:
    await asyncio.Event().wait()
    raise AssertionError


async def test_a_server_that_says_nothing() -> None:
    async with Server(never) as server, client(timeout=0.05) as opened:
        fault(await opened.get(Request(server.url())), FailureKind.TIMEOUT)


async def test_a_server_that_drips() -> None:
    async def drops() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    async with Server(lambda _: Reply(chunks=drops())) as server, client(total_timeout=0.05) as opened:
        fault(await opened.get(Request(server.url())), FailureKind.TIMEOUT)


async def test_nobody_listens() -> None:
    async with Server(never) as server:
        url = server.url()
    async with client() as opened:
        fault(await opened.get(Request(url)), FailureKind.REFUSED)


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://a.example/", "/etc/passwd", "http://", "http://[::1/"]
)
async def test_what_is_no_web_address(url: str) -> None:
    async with client() as opened:
        result = await opened.get(Request(url))
    assert isinstance(result, Fault)
    assert result.failure.kind is FailureKind.BAD_ADDRESS


async def test_one_host_is_asked_twice_at_once_and_no_more() -> None:
    async def handler(_: Seen) -> Reply:
        for _turn in range(30):
            await asyncio.sleep(0)
        return Reply(body=FEED)

    async with Server(handler) as server, client() as opened:
        results = await asyncio.gather(*(opened.get(Request(server.url(f"/{n}"))) for n in range(30)))
    assert all(isinstance(result, Answer) for result in results)
    assert server.most_at_once == 2
    assert server.connections == 2


async def test_cancelling_passes_and_gives_the_place_back() -> None:
    started = asyncio.Event()

    async def handler(seen: Seen) -> Reply:
        if seen.path == "/slow":
            started.set()
            await asyncio.Event().wait()
        return Reply(body=FEED)

    async with Server(handler) as server, client(per_host=1) as opened:
        task = asyncio.create_task(opened.get(Request(server.url("/slow"))))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        answer(await opened.get(Request(server.url("/quick"))))


class TestUntrusted:
    """Addresses that a stranger wrote."""

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "localhost",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.1",
            "[::ffff:127.0.0.1]",
            "0.0.0.0",
        ],
    )
    async def test_loopback_in_any_form_is_refused(self, host: str) -> None:
        async with Server(lambda _: Reply(body=FEED)) as server, client() as opened:
            result = await opened.get(Request(server.url(host=host), untrusted=True))
        assert isinstance(result, Fault)
        assert result.failure.kind is FailureKind.PRIVATE
        assert server.requests == []

    async def test_a_trusted_host_is_exempt_but_not_where_it_leads(self) -> None:
        async with Server(lambda _: Reply(body=FEED)) as private:
            handler = lambda _: Reply(302, headers=[("Location", private.url("/secret"))])  # noqa: E731
            async with Server(handler) as server, client(trusted_hosts=frozenset({server.host})) as opened:
                result = await opened.get(Request(server.url(), untrusted=True))
        assert isinstance(result, Fault)
        assert result.failure.kind is FailureKind.REDIRECTS
        assert len(server.requests) == 1
        assert private.requests == []

    async def test_a_server_that_the_request_trusts(self) -> None:
        """The feed's own, for what its stories name; not where it leads to."""
        async with Server(lambda _: Reply(body=FEED)) as private:
            away = [("Location", private.url("/secret"))]
            handler = lambda asked: Reply(302, headers=away) if asked.path == "/go" else Reply(body=FEED)  # noqa: E731
            async with Server(handler) as server, client() as opened:
                answer(await opened.get(Request(server.url(), untrusted=True, trust=server.host)))
                result = await opened.get(Request(server.url("/go"), untrusted=True, trust=server.host))
                other = await opened.get(Request(private.url(), untrusted=True, trust=server.host))
        assert isinstance(result, Fault)
        assert isinstance(other, Fault)
        assert private.requests == []

    async def test_an_open_connection_of_a_trusted_request_is_no_way_in(self) -> None:
        async with Server(lambda _: Reply(body=FEED)) as server, client() as opened:
            answer(await opened.get(Request(server.url("/typed"))))
            result = await opened.get(Request(server.url("/linked"), untrusted=True))
        assert isinstance(result, Fault)
        assert server.paths() == ["/typed"]
