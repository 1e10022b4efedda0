"""The person's own network: whom they chose may be in it, nobody outside leads there.

127.0.0.2 plays the public internet, all else of loopback the private network.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.fetch.server import Handler, Reply, Seen, Server

from feedreader.fetch import PAGE_ACCEPT, Answer, Client, Fault, Request
from feedreader.fetch.connect import Resolver
from feedreader.model.feed import FailureKind, Validators

FEED = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
PUBLIC = "127.0.0.2"


@pytest.fixture(autouse=True)
def _one_address_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedreader.fetch.connect.is_public", lambda address: address == PUBLIC)
    monkeypatch.setattr("feedreader.fetch.wires.is_private", lambda address: address != PUBLIC)


def client() -> Client:
    return Client("feedreader/1.2 (+https://example.org/feedreader)", environ={})


def to(url: Callable[[], str], status: int = 301) -> Handler:
    """Passes every request on."""
    return lambda _: Reply(status, headers=[("Location", url())])


def inside() -> Server:
    return Server(lambda _: Reply(body=FEED))


def check_refused(result: Answer | Fault, by: str, to: str) -> None:
    assert isinstance(result, Fault), result
    assert result.failure.kind is FailureKind.REDIRECTS
    assert result.failure.sentence == (
        f"{by} passes the request on to {to}, which lies in a private network; "
        "this is not followed. Subscribe to that address itself if you trust it."
    )


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "2130706433", "127.1"])
async def test_a_public_server_does_not_lead_inside(status: int, name: str) -> None:
    async with inside() as private, client() as opened:
        async with Server(to(lambda: private.url("/secret", host=name), status), host=PUBLIC) as server:
            result = await opened.get(Request(server.url()))
        shown = name if name == "localhost" else "127.0.0.1"
        check_refused(result, server.host, f"{shown}:{private.port}")
    assert private.requests == []


async def test_nor_does_a_public_page_which_has_been_asked() -> None:
    """Another kind than a private address that a stranger named, at which nobody was asked."""
    async with (
        inside() as private,
        client() as opened,
        Server(to(lambda: private.url("/secret")), host=PUBLIC) as server,
    ):
        result = await opened.get(Request(server.url(), accept=PAGE_ACCEPT, untrusted=True))
        linked = await opened.get(Request(private.url(), accept=PAGE_ACCEPT, untrusted=True))
    assert isinstance(result, Fault)
    assert isinstance(linked, Fault)
    assert (result.failure.kind, linked.failure.kind) == (FailureKind.REDIRECTS, FailureKind.PRIVATE)
    assert result.failure.sentence == (
        f"{server.host} passes the request on to {private.host}, which lies in a private network; "
        "this is not followed."
    )
    assert private.requests == []


async def test_nor_by_a_detour() -> None:
    async with (
        inside() as private,
        client() as opened,
        Server(to(lambda: private.url()), host=PUBLIC) as second,
        Server(to(lambda: second.url()), host=PUBLIC) as first,
    ):
        check_refused(await opened.get(Request(first.url())), second.host, private.host)
    assert private.requests == []


async def test_nor_back_to_a_private_host_that_was_typed() -> None:
    async with (
        client() as opened,
        Server(to(lambda: private.url("/again")), host=PUBLIC) as public,
        Server(to(lambda: public.url())) as private,
    ):
        check_refused(await opened.get(Request(private.url())), public.host, private.host)
        assert private.paths() == ["/"]


async def test_nor_under_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is asked and private when it has passed the request on (DNS
    rebinding): what counts is the address that is connected to."""
    async with (
        inside() as private,
        Server(to(lambda: private.url("/secret", host="news.example")), host=PUBLIC) as server,
    ):
        names = Resolver(lambda host, port: [PUBLIC if port == server.port else "127.0.0.1"])
        monkeypatch.setattr("feedreader.fetch.wires.Resolver", lambda: names)
        async with client() as opened:
            result = await opened.get(Request(server.url("/feed", host="news.example")))
    check_refused(result, f"news.example:{server.port}", f"news.example:{private.port}")
    assert private.requests == []


async def test_a_private_host_may_be_typed_and_pass_on_inside() -> None:
    async with inside() as other, client() as opened, Server(to(lambda: other.url("/feed"))) as nas:
        result = await opened.get(Request(nas.url()))
    assert isinstance(result, Answer)
    assert result.moved_to == other.url("/feed")


async def test_a_public_host_passes_on_to_itself_and_to_others() -> None:
    async with Server(lambda _: Reply(body=FEED), host=PUBLIC) as other, client() as opened:

        def handler(seen: Seen) -> Reply:
            return Reply(301, headers=[("Location", "/b" if seen.path == "/a" else other.url("/c"))])

        async with Server(handler, host=PUBLIC) as server:
            result = await opened.get(Request(server.url("/a")))
    assert isinstance(result, Answer)
    assert result.moved_to == other.url("/c")


async def test_an_answer_says_whether_all_of_its_way_was_inside() -> None:
    """The first server's name alone says nothing: its owner may change where it points."""
    async with (
        inside() as private,
        Server(lambda _: Reply(304), host=PUBLIC) as public,
        Server(lambda _: Reply(304)) as unchanged,
        Server(to(lambda: public.url())) as leading_out,
        Server(to(lambda: private.url())) as leading_on,
        client() as opened,
    ):
        told = []
        for server in (private, leading_on, unchanged, public, leading_out):
            result = await opened.get(Request(server.url(), Validators(etag='"a"')))
            assert isinstance(result, Answer)
            told.append(result.inside)
    assert told == [True, True, True, False, False]


async def test_a_host_that_the_request_trusts_is_no_way_back_in() -> None:
    """A story on the person's own server that leads outside does not lead back."""
    async with (
        client() as opened,
        Server(to(lambda: nas.url("/admin")), host=PUBLIC) as public,
        Server(to(lambda: public.url())) as nas,
    ):
        result = await opened.get(Request(nas.url(), untrusted=True, trust=nas.host))
        assert nas.paths() == ["/"]
    assert isinstance(result, Fault)
