"""Names to connections: lookups, the race between addresses, and no second lookup after the check."""

from __future__ import annotations

import asyncio
import errno
import socket
from threading import Event

import httpcore
import pytest
from tests.fetch.server import Reply, Server

from feedreader.fetch import Client, route
from feedreader.fetch.connect import Backend, NotPublicError, Resolver


class Names:
    """A name server of the test's own, which counts."""

    def __init__(self, **known: list[str]) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return self.known[host]


async def test_a_name_is_looked_up_once() -> None:
    names = Names(news=["127.0.0.1"])
    resolver = Resolver(names)
    await asyncio.gather(*(resolver.addresses("news", 80) for _ in range(10)))
    assert await resolver.addresses("news", 80) == ["127.0.0.1"]
    assert names.asked == ["news"]


async def test_numbers_are_not_looked_up() -> None:
    names = Names()
    assert await Resolver(names).addresses("::1", 80) == ["::1"]
    assert names.asked == []


async def test_an_unknown_name_is_asked_again_next_time() -> None:
    names = Names()
    resolver = Resolver(names)
    for _ in range(2):
        with pytest.raises(socket.gaierror):
            await resolver.addresses("nowhere", 80)
    assert names.asked == ["nowhere", "nowhere"]


async def test_the_families_take_turns() -> None:
    found = ["::1", "::2", "::3", "127.0.0.1", "127.0.0.2"]
    assert await Resolver(Names(news=found)).addresses("news", 80) == [
        "::1",
        "127.0.0.1",
        "::2",
        "127.0.0.2",
        "::3",
    ]


async def test_giving_up_does_not_wait_for_the_name_server() -> None:
    gate = Event()

    def slow(host: str, port: int) -> list[str]:
        gate.wait(5)
        return ["127.0.0.1"]

    backend = Backend(Resolver(slow))
    try:
        with pytest.raises(httpcore.ConnectTimeout):
            await backend.connect_tcp("news", 80, timeout=0.02)
    finally:
        gate.set()


async def test_the_next_address_is_tried_where_one_fails() -> None:
    async with Server(lambda _: Reply()) as server:
        backend = Backend(Resolver(Names(news=["127.0.0.2", "127.0.0.3", "127.0.0.1"])))
        stream = await backend.connect_tcp("news", server.port, timeout=5)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", server.port)
        await stream.aclose()


async def test_every_address_fails() -> None:
    async with Server(lambda _: Reply()) as server:
        backend = Backend(Resolver(Names(news=["127.0.0.2", "127.0.0.3"])))
        with pytest.raises(httpcore.ConnectError):
            await backend.connect_tcp("news", server.port, timeout=5)


class Wires(httpcore.AsyncMockBackend):
    """Opens nothing, and remembers what it was asked to open."""

    def __init__(self) -> None:
        super().__init__([])
        self.opened: list[str] = []

    async def connect_tcp(
        self, host: str, port: int, *args: object, **options: object
    ) -> httpcore.AsyncNetworkStream:
        self.opened.append(host)
        raise httpcore.ConnectError("nothing is opened here")


async def test_a_guarded_name_connects_to_the_public_addresses_that_were_checked() -> None:
    names = Names(news=["127.0.0.1", "8.8.8.8", "::1", "2606:4700::1111", "10.0.0.1"])
    backend, wires = Backend(Resolver(names), guarded=True), Wires()
    backend._tcp = wires  # type: ignore[assignment]
    with pytest.raises(httpcore.ConnectError):
        await backend.connect_tcp("news", 80, timeout=5)
    assert wires.opened == ["2606:4700::1111", "8.8.8.8"] or wires.opened == ["8.8.8.8", "2606:4700::1111"]
    assert names.asked == ["news"]


@pytest.mark.parametrize("found", [["127.0.0.1"], ["10.0.0.1", "fd00::1"], ["::ffff:10.0.0.1"]])
async def test_a_guarded_name_with_private_addresses_alone_is_refused(found: list[str]) -> None:
    backend, wires = Backend(Resolver(Names(news=found)), guarded=True), Wires()
    backend._tcp = wires  # type: ignore[assignment]
    with pytest.raises(NotPublicError):
        await backend.connect_tcp("news", 80, timeout=5)
    assert wires.opened == []


class Refusing(httpcore.AsyncMockBackend):
    """IPv4 is there and refuses, IPv6 has no way out."""

    def __init__(self) -> None:
        super().__init__([])

    async def connect_tcp(
        self, host: str, port: int, *args: object, **options: object
    ) -> httpcore.AsyncNetworkStream:
        cause = OSError(errno.ENETUNREACH, "none") if ":" in host else ConnectionRefusedError()
        raise httpcore.ConnectError("all attempts failed") from cause


@pytest.mark.parametrize("found", [["8.8.8.8", "2606:4700::1"], ["2606:4700::1", "8.8.8.8"]])
async def test_that_somebody_refused_says_more_than_that_one_family_has_no_way_out(found: list[str]) -> None:
    """Else a server that is down would look like a missing network."""
    backend = Backend(Resolver(Names(news=found)))
    backend._tcp = Refusing()  # type: ignore[assignment]
    with pytest.raises(httpcore.ConnectError) as caught:
        await backend.connect_tcp("news", 80, timeout=5)
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)


async def test_whether_there_is_a_way_is_known_without_asking() -> None:
    """A name that is known and a route; what stands at its end is not asked."""

    def look(host: str, port: int) -> list[str]:
        if host == "dead.example":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return ["127.0.0.1"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feedreader.fetch.wires.Resolver", lambda: Resolver(look))
        async with Client("x/1", environ={}) as straight:
            assert await straight.has_way(["http://dead.example/", "http://living.example/"])
            assert not await straight.has_way(["http://dead.example/", "https://dead.example:8/"])
            assert await straight.has_way([])
            assert await straight.has_way(["http://127.0.0.1:9/"])
        async with Client("x/1", environ={"HTTP_PROXY": "dead.example:1"}) as behind:
            assert not await behind.has_way(["http://living.example/"])
        async with Client("x/1", environ={"HTTP_PROXY": "living.example:1"}) as behind:
            assert await behind.has_way(["http://dead.example/"])


def test_an_address_without_a_route() -> None:
    assert route.exists("127.0.0.1", 9)
    assert not route.exists("255.255.255.255", 9)  # refused by the system itself, as one without a route
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as held:
        held.bind(("127.0.0.1", 0))  # nobody listens: a way is no promise of an answer
        assert route.exists("127.0.0.1", held.getsockname()[1])
