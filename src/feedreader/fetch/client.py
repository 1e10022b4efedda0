"""The polite client: one GET with everything that politeness and hostile servers ask for."""

from __future__ import annotations

import asyncio
import hashlib
import os
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from feedreader.fetch import address, decoders, headers, proxies
from feedreader.fetch.address import Target
from feedreader.fetch.slots import Slots
from feedreader.fetch.values import FEED_ACCEPT, Answer, Fault, Request
from feedreader.model.feed import Failure, FailureKind, Validators
from feedreader.text import clean

if TYPE_CHECKING:
    import httpx

    from feedreader.fetch.wires import Wire, Wires

_MAX_REDIRECTS = 10
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODIES = frozenset({200, 203, 226})
_LOOK = 3.0
"""Seconds that looking for a network may take; a name server that is there answers in less."""
_LOOKED_AT = 5
"""Hosts that are looked at for it: one dead name says nothing."""
_DRAIN = 64 * 1024
"""A refusal's body up to this many bytes is read to the end, so that the connection can serve
the next feed; a longer one costs more than a new connection."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Client:
    """Fetches. Use as `async with Client(...) as client`, in one event loop.

    `user_agent` is name/version and a contact address. `timeout` (seconds) holds for
    connecting, for each read and each write; `total_timeout` for a whole answer with its
    redirects, waiting for a free place not counted. At most `total` requests run at once, and
    `per_host` on one host and port. `trusted_hosts` ("127.0.0.1:8000") are exempt from the check
    of private addresses (see `Request`). `context` replaces the default TLS context. `environ`
    names the proxies, the process's own environment if not given.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        timeout: float = 20,
        total_timeout: float = 60,
        per_host: int = 2,
        total: int = 50,
        trusted_hosts: frozenset[str] = frozenset(),
        context: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = _utc_now,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._user_agent = clean.line(user_agent, 300).encode("ascii", "replace")
        self._timeout = timeout
        self._total_timeout = total_timeout
        self._total = total
        self._slots = Slots(per_host, total)
        self._trusted_hosts = trusted_hosts
        self._context = context
        self._clock = clock
        self._encodings = decoders.offered().encode("ascii")
        self._environ = environ
        self._wires: Wires | None = None

    async def __aenter__(self) -> Self:
        # httpx takes 0.1 s to import: only who fetches pays.
        from feedreader.fetch.transport import tls_context
        from feedreader.fetch.wires import Wires

        context = self._context or tls_context()
        between = proxies.of(os.environ if self._environ is None else self._environ)
        self._wires = Wires(context, self._total, self._trusted_hosts, between)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._wires is not None:
            await self._wires.aclose()
        self._wires = None

    async def get(self, request: Request) -> Answer | Fault:
        """Fetches one address, redirects included. Raises nothing that can be expected."""
        start = address.target(request.url)
        if start is None:
            from feedreader.fetch.trouble import bad_address

            return Fault(bad_address(request.url))
        return await _Get(self, request, start).run()

    async def has_way(self, urls: Iterable[str]) -> bool:
        """Whether this computer could reach any of some addresses' hosts: whether it has a network,
        as far as that can be told without asking the hosts themselves."""
        if self._wires is None:
            raise RuntimeError("the client is not open")
        hosts = {found.host: found for url in urls if (found := address.target(url)) is not None}
        some = list(hosts.values())[:_LOOKED_AT]
        try:
            async with asyncio.timeout(_LOOK):
                return not some or any(await asyncio.gather(*map(self._wires.leads_to, some)))
        except TimeoutError:
            return False


class _Get:
    """One request on its way through its redirects."""

    def __init__(self, client: Client, request: Request, start: Target) -> None:
        self._client = client
        self._request = request
        self._start = start
        self._here = start
        self._passed_on_by = ""
        self._outside = False
        self._wire: Wire | None = None
        self._permanent = True
        self._seen = {start.url}
        self._left = client._total_timeout

    async def run(self) -> Answer | Fault:
        for _ in range(_MAX_REDIRECTS + 1):
            async with self._client._slots.hold(self._here.host):
                outcome = await self._timed_hop()
            if not isinstance(outcome, Target):
                return outcome
            self._passed_on_by, self._here = self._here.host, outcome
        return self._redirect_fault(
            f"{self._start.host} passes requests on more than {_MAX_REDIRECTS} times; "
            "open the address in a browser to see where it ends."
        )

    async def _timed_hop(self) -> Answer | Fault | Target:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._left):
                return await self._hop()
        except TimeoutError:
            from feedreader.fetch.trouble import too_slow

            return self._fault(too_slow(self._here.host, self._client._total_timeout))
        except Exception as error:
            failure = self._failure(error)
            if failure is None:
                raise
            return self._fault(failure)
        finally:
            self._left -= loop.time() - began

    def _failure(self, error: Exception) -> Failure | None:
        from feedreader.fetch import trouble

        host, proxy = self._here.host, self._wire.proxy if self._wire else None
        if self._passed_on_by and trouble.is_reach(error):
            return trouble.led_inside(self._passed_on_by, host, self._advice())
        found = trouble.from_proxy(error, proxy, host) if proxy else None
        return found or trouble.from_error(error, host, self._client._timeout, self._request.cap)

    async def _hop(self) -> Answer | Fault | Target:
        from feedreader.fetch import transport

        client, request = self._client, self._request
        if client._wires is None:
            raise RuntimeError("the client is not open")
        # Once outside, never back in: whoever answers from the public internet, also under the
        # name that was typed, has no business to send us into the person's own network.
        guarded = self._outside or (request.untrusted and self._here.host != request.trust)
        self._wire = None  # the one of the hop before says nothing of why there is none now
        self._wire = client._wires.to(self._here, guarded=guarded)
        asked = transport.request(self._here.url, self._headers(), client._timeout)
        response = await self._wire.transport.handle_async_request(asked)
        self._outside = self._outside or self._wire.went_public(response, self._here)
        try:
            return await self._understand(response)
        finally:
            await response.stream.aclose()  # type: ignore[union-attr]

    def _headers(self) -> list[tuple[bytes, bytes]]:
        request = self._request
        lines = [
            (b"Host", self._here.host.encode("ascii")),
            (b"User-Agent", self._client._user_agent),
            (b"Accept", request.accept.encode("ascii", "replace")),
            (b"Accept-Encoding", self._client._encodings),
        ]
        sent = request.validators
        if headers.sendable(sent.etag):
            lines.append((b"If-None-Match", sent.etag.encode("latin-1")))
            if request.accept == FEED_ACCEPT:
                # RFC 3229: only together with If-None-Match.
                lines.append((b"A-IM", b"feed"))
        if headers.sendable(sent.last_modified):
            lines.append((b"If-Modified-Since", sent.last_modified.encode("latin-1")))
        authorization = self._here.authorization()
        if authorization:
            lines.append((b"Authorization", authorization.encode("ascii")))
        return lines

    async def _understand(self, response: httpx.Response) -> Answer | Fault | Target:
        status = response.status_code
        found = headers.collect(response.headers.raw)
        now = self._client._clock()
        if status in _REDIRECTS and found.get("location"):
            await self._drain(response, found)
            return self._redirected(status, found["location"])
        if status == 304 and self._request.validators != Validators():
            await self._drain(response, found)
            return self._unchanged(found, now)
        if status in _BODIES:
            return await self._body(response, found, now)
        await self._drain(response, found)
        return self._refused(response, found, now)

    def _refused(self, response: httpx.Response, found: dict[str, str], now: datetime) -> Fault:
        from feedreader.fetch.trouble import from_status

        status = response.status_code
        if status in (204, 205):
            return self._fault(Failure(FailureKind.EMPTY, f"{self._here.host} sent an empty answer.", status))
        phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
        failure = from_status(status, phrase, self._here.host)
        return self._fault(failure, headers.retry_after(found, now) if status >= 400 else None)

    def _unchanged(self, found: dict[str, str], now: datetime) -> Answer:
        sent, came = self._request.validators, headers.validators(found)
        kept = Validators(came.etag or sent.etag, came.last_modified or sent.last_modified)
        return Answer(
            self._here.url,
            304,
            b"",
            clean.line(found.get("content-type"), 200),
            kept,
            self._moved_to(),
            headers.max_age(found, now),
            not_modified=True,
            inside=not self._outside,
        )

    async def _body(self, response: httpx.Response, found: dict[str, str], now: datetime) -> Answer | Fault:
        cap = self._request.cap
        if (headers.content_length(found) or 0) > cap:
            raise decoders.TooLargeError
        collector = decoders.Collector(cap)
        writer = decoders.chain(found.get("content-encoding", ""), collector)
        raw = 0
        async for chunk in response.stream:  # type: ignore[union-attr]
            raw += len(chunk)
            if raw > cap:  # empty frames decode to nothing, for ever
                raise decoders.TooLargeError
            writer.write(chunk)
        writer.close()
        body = collector.body()
        return Answer(
            self._here.url,
            response.status_code,
            body,
            clean.line(found.get("content-type"), 200),
            headers.validators(found),
            self._moved_to(),
            headers.max_age(found, now),
            hashlib.sha256(body).hexdigest(),
            inside=not self._outside,
        )

    async def _drain(self, response: httpx.Response, found: dict[str, str]) -> None:
        length = headers.content_length(found)
        if response.status_code not in (204, 304) and (length is None or length > _DRAIN):
            return
        async for _ in response.stream:  # type: ignore[union-attr]
            pass

    def _redirected(self, status: int, location: str) -> Target | Fault:
        here = self._here
        with suppress(UnicodeDecodeError):
            location = location.encode("latin-1").decode("utf-8")
        there = address.follow(self._start, here, location)
        if there is None:
            return self._redirect_fault(
                f"{here.host} passes the request on to something that is no web address."
            )
        if here.scheme == "https" and there.scheme == "http":
            return self._redirect_fault(
                f"{here.host} passes the request on to an address without encryption, on {there.host}; "
                f"this is not followed.{self._advice()}"
            )
        if there.url in self._seen:
            return self._redirect_fault(
                f"{here.host} sends the request round in a circle; "
                "open the address in a browser to see what it wants."
            )
        self._seen.add(there.url)
        self._permanent = self._permanent and status in _PERMANENT
        return there

    def _moved_to(self) -> str:
        if self._here.url == self._start.url or not self._permanent:
            return ""
        return self._here.with_credentials()

    def _advice(self) -> str:
        """What to do about a redirect that is not followed; for a page or a picture, nothing."""
        feed = self._request.accept == FEED_ACCEPT
        return " Subscribe to that address itself if you trust it." if feed else ""

    def _redirect_fault(self, sentence: str) -> Fault:
        return self._fault(Failure(FailureKind.REDIRECTS, sentence))

    def _fault(self, failure: Failure, retry_after: datetime | None = None) -> Fault:
        return Fault(failure, retry_after, self._here.host)
