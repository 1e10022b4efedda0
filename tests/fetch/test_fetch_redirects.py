"""Redirects: which are followed, which persist, and who may know the password."""

from __future__ import annotations

import pytest
from tests.fetch.server import Handler, Reply, Seen, Server

from feedreader.fetch import Answer, Client, Fault, Request
from feedreader.model.feed import FailureKind

FEED = b"<rss version='2.0'><channel><title>x</title></channel></rss>"


def client() -> Client:
    return Client("feedreader/1.2 (+https://example.org/feedreader)")


def answer(result: Answer | Fault) -> Answer:
    assert isinstance(result, Answer), result
    return result


def fault(result: Answer | Fault) -> Fault:
    assert isinstance(result, Fault), result
    assert result.failure.kind is FailureKind.REDIRECTS
    assert "127.0.0.1" in result.failure.sentence
    return result


def chain(*statuses: int) -> Handler:
    """/0 leads to /1 and so on with these statuses; the last is a feed."""

    def handler(seen: Seen) -> Reply:
        step = int(seen.path.strip("/"))
        if step < len(statuses):
            return Reply(statuses[step], b"moved", [("Location", f"/{step + 1}")])
        return Reply(body=FEED)

    return handler


@pytest.mark.parametrize(
    ("statuses", "persists"),
    [
        ((301,), True),
        ((308,), True),
        ((301, 308, 301), True),
        ((302,), False),
        ((303,), False),
        ((307,), False),
        ((301, 302), False),
        ((302, 301), False),
        ((301,) * 10, True),
    ],
)
async def test_redirects(statuses: tuple[int, ...], persists: bool) -> None:
    async with Server(chain(*statuses)) as server, client() as opened:
        result = answer(await opened.get(Request(server.url("/0"))))
    final = server.url(f"/{len(statuses)}")
    assert result.url == final
    assert result.moved_to == (final if persists else "")
    assert len(server.requests) == len(statuses) + 1


async def test_too_many_redirects() -> None:
    async with Server(chain(*[302] * 50)) as server, client() as opened:
        fault(await opened.get(Request(server.url("/0"))))
    assert len(server.requests) == 11


async def test_a_circle_of_redirects_ends_at_once() -> None:
    def handler(seen: Seen) -> Reply:
        return Reply(301, headers=[("Location", "/b" if seen.path == "/a" else "/a")])

    async with Server(handler) as server, client() as opened:
        result = fault(await opened.get(Request(server.url("/a"))))
    assert "circle" in result.failure.sentence
    assert server.paths() == ["/a", "/b"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:alert(1)", "ftp://127.0.0.1/x"])
async def test_redirects_to_what_is_no_web_address(location: str) -> None:
    async with Server(lambda _: Reply(301, headers=[("Location", location)])) as server, client() as opened:
        fault(await opened.get(Request(server.url())))


async def test_a_redirect_without_a_place() -> None:
    async with Server(lambda _: Reply(301)) as server, client() as opened:
        result = await opened.get(Request(server.url()))
    assert isinstance(result, Fault)
    assert (result.failure.kind, result.failure.status) == (FailureKind.HTTP, 301)


async def test_a_location_in_utf8() -> None:
    def handler(seen: Seen) -> Reply:
        if seen.path == "/":
            return Reply(302, headers=[("Location", "/caf\u00e9".encode().decode("latin-1"))])
        return Reply(body=FEED)

    async with Server(handler) as server, client() as opened:
        answer(await opened.get(Request(server.url())))
    assert server.paths() == ["/", "/caf%C3%A9"]


async def test_the_password_goes_to_its_own_host_alone() -> None:
    async with Server(lambda _: Reply(body=FEED)) as other, client() as opened:

        def handler(seen: Seen) -> Reply:
            if seen.path == "/away":
                return Reply(301, headers=[("Location", other.url("/there", userinfo="evil:pw"))])
            return Reply(301, headers=[("Location", "/near")]) if seen.path == "/" else Reply(body=FEED)

        async with Server(handler) as server:
            near = answer(await opened.get(Request(server.url("/", userinfo="ann:s%20e"))))
            away = answer(await opened.get(Request(server.url("/away", userinfo="ann:s%20e"))))
    assert [seen.headers.get("authorization") for seen in server.requests] == ["Basic YW5uOnMgZQ=="] * 3
    assert "authorization" not in other.requests[0].headers
    assert near.url == server.url("/near")
    assert near.moved_to == server.url("/near", userinfo="ann:s%20e")
    assert away.moved_to == other.url("/there")
