"""How names become connections: our own resolver and race under httpx (RFC 8305, simplified).

Why not httpx's own: `loop.getaddrinfo` shares a handful of threads (6 on two cores), so that a
few dead name servers stop a round; its errors do not tell a missing name from a refused
connection; and the check of where a stranger's link leads must look at the very address that is
then connected to.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable
from functools import partial
from ipaddress import ip_address

import httpcore

from feedreader.fetch.reach import is_public

_LOOKUPS = 32
"""Lookups at once. Each has a daemon thread of its own: a lookup cannot be cancelled, and must not
keep the process alive."""
_KEEP = 300.0
"""Seconds for which a name's addresses are remembered; a round asks a host's feeds one by one."""
_KEEP_NAMES = 5000
_HEAD_START = 0.25
"""Seconds until the next address is tried beside a slow one (RFC 8305, 5: 250 ms)."""

_CAUSES = 6
"""How deep an operating system's own error lies in those of the libraries, at most."""

_Lookup = Callable[[str, int], list[str]]


class NotPublicError(Exception):
    """A stranger's link leads to an address that is not on the public internet."""


def lookup(host: str, port: int) -> list[str]:
    """Numeric addresses of a host in the system's order. Blocks; raises socket.gaierror, or
    UnicodeError for a name that cannot be one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Resolver:
    """Looks names up in threads, each name once at a time, and remembers for a while."""

    def __init__(self, look: _Lookup = lookup) -> None:
        self._look = look
        self._gate = asyncio.Semaphore(_LOOKUPS)
        self._known: dict[tuple[str, int], tuple[float, list[str]]] = {}
        self._running: dict[tuple[str, int], asyncio.Task[list[str]]] = {}

    async def addresses(self, host: str, port: int) -> list[str]:
        """Numeric addresses, best first, the two families taking turns. Raises as `lookup`."""
        try:
            ip_address(host)
        except ValueError:
            pass
        else:
            return [host]
        key = (host, port)
        known = self._known.get(key)
        if known and known[0] > asyncio.get_running_loop().time():
            return known[1]
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(self._ask(key))
            task.add_done_callback(lambda _: self._running.pop(key, None))
        return await asyncio.shield(task)

    async def _ask(self, key: tuple[str, int]) -> list[str]:
        loop = asyncio.get_running_loop()
        async with self._gate:
            answer: asyncio.Future[list[str]] = loop.create_future()
            work = partial(_run, partial(self._look, *key), loop, answer)
            threading.Thread(target=work, name="lookup", daemon=True).start()
            found = _take_turns(await answer)
        if len(self._known) >= _KEEP_NAMES:
            self._known.clear()
        self._known[key] = (loop.time() + _KEEP, found)
        return found


def _run(
    look: Callable[[], list[str]], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[list[str]]
) -> None:
    result: list[str] = []
    problem: Exception | None = None
    try:
        result = look()
    except (OSError, UnicodeError) as error:
        problem = error

    def settle() -> None:
        if answer.done():
            return
        if problem is not None:
            answer.set_exception(problem)
        else:
            answer.set_result(result)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:
        return  # the loop is closed: nobody waits any more


def _take_turns(addresses: list[str]) -> list[str]:
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    second = [address for address in addresses if (":" in address) != (":" in addresses[0])]
    turns = [address for pair in zip(first, second, strict=False) for address in pair]
    both = min(len(first), len(second))
    return turns + first[both:] + second[both:]


class Backend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections for httpx's pool. With `guarded` only to public addresses, but for
    the hosts in `trusted` ("127.0.0.1:8000")."""

    def __init__(
        self, resolver: Resolver, *, guarded: bool = False, trusted: frozenset[str] = frozenset()
    ) -> None:
        self._resolver = resolver
        self._guarded = guarded
        self._trusted = trusted
        self._tcp = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the base class's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises NotPublicError, socket.gaierror, or httpcore's ConnectError and ConnectTimeout."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolver.addresses(host, port)
                if self._guarded and f"{host}:{port}" not in self._trusted:
                    addresses = [address for address in addresses if is_public(address)]
                    if not addresses:
                        raise NotPublicError(host)
                if len(addresses) == 1:
                    return await self._tcp.connect_tcp(addresses[0], port)
                return await self._race(addresses, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error

    async def sleep(self, seconds: float) -> None:
        """For httpx's pauses between attempts."""
        await asyncio.sleep(seconds)

    async def _race(self, addresses: list[str], port: int) -> httpcore.AsyncNetworkStream:
        waiting: set[asyncio.Task[httpcore.AsyncNetworkStream]] = set()
        problem: BaseException = httpcore.ConnectError("the name has no address")
        left = list(addresses)
        try:
            while left or waiting:
                if left:
                    waiting.add(asyncio.create_task(self._tcp.connect_tcp(left.pop(0), port)))
                done, waiting = await asyncio.wait(
                    waiting, timeout=_HEAD_START if left else None, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    error = task.exception()
                    if error is None:
                        waiting |= done - {task}
                        return task.result()
                    # That one family has no way out says less than that somebody refused.
                    problem = problem if _refused(problem) else error
            raise problem
        finally:
            await _abandon(waiting)


def _refused(error: BaseException | None) -> bool:
    for _ in range(_CAUSES):
        if error is None or isinstance(error, ConnectionRefusedError):
            break
        error = error.__cause__ or error.__context__
    return error is not None and isinstance(error, ConnectionRefusedError)


async def _abandon(tasks: set[asyncio.Task[httpcore.AsyncNetworkStream]]) -> None:
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, httpcore.AsyncNetworkStream):
            await ended.aclose()
