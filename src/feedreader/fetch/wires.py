"""The ways to a host: straight, straight but to the public internet alone, or through a proxy."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import httpx

from feedreader.fetch import route
from feedreader.fetch.address import Target
from feedreader.fetch.connect import Backend, NotPublicError, Resolver
from feedreader.fetch.proxies import Proxies, Proxy
from feedreader.fetch.reach import is_private, name_is_private, name_is_public
from feedreader.fetch.transport import ProxiedTransport, Transport


class ProxyProblemError(Exception):
    """A proxy that cannot be used; its text is the sentence."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A way to a host, and the proxy on it."""

    transport: httpx.AsyncHTTPTransport
    proxy: Proxy | None = None

    def went_public(self, response: httpx.Response, target: Target) -> bool:
        """Whether the answer may have come from the public internet: by the address that was really
        connected to, or behind a proxy by the host's name. What cannot be told counts as public."""
        if self.proxy is not None:
            return not name_is_private(target.name)
        stream = response.extensions.get("network_stream")
        server = stream.get_extra_info("server_addr") if stream is not None else None
        return not server or not is_private(str(server[0]))


class Wires:
    """All of them. Pools of their own: a stranger's link must not find a private host's open
    connection. With `trusted` hosts ("127.0.0.1:8000") nothing is checked."""

    def __init__(
        self, context: ssl.SSLContext, connections: int, trusted: frozenset[str], proxies: Proxies
    ) -> None:
        self._context = context
        self._connections = connections
        self._trusted = trusted
        self._proxies = proxies
        self._resolver = Resolver()
        self._backend = Backend(self._resolver)
        guard = Backend(self._resolver, guarded=True, trusted=trusted)
        self._open = Wire(Transport(context, self._backend, connections))
        self._guarded = Wire(Transport(context, guard, connections))
        self._behind: dict[Proxy, Wire] = {}

    def to(self, target: Target, *, guarded: bool) -> Wire:
        """The way to a host. `guarded`: to the public internet only; a proxy looks names up by
        itself, so behind one the host is judged by its name. Raises NotPublicError, or
        ProxyProblemError."""
        proxy = self._proxies.between(target)
        if proxy is None:
            return self._guarded if guarded else self._open
        if proxy.problem:
            raise ProxyProblemError(proxy.problem)
        trusted = f"{target.name}:{target.port}" in self._trusted
        if guarded and not trusted and not name_is_public(target.name):
            raise NotPublicError(target.name)
        wire = self._behind.get(proxy)
        if wire is None:
            wire = self._behind[proxy] = Wire(self._through(proxy), proxy)
        return wire

    async def leads_to(self, target: Target) -> bool:
        """Whether this computer could reach a host, or the proxy before it: its name is known, and
        there is a route. No server is asked but for names."""
        proxy = self._proxies.between(target)
        host, port = (target.name, target.port) if proxy is None else (proxy.name, proxy.port)
        try:
            addresses = await self._resolver.addresses(host, port)
        except (OSError, UnicodeError):
            return False
        return any(route.exists(address, port) for address in addresses)

    async def aclose(self) -> None:
        """Closes every connection."""
        for wire in (self._open, self._guarded, *self._behind.values()):
            await wire.transport.aclose()

    def _through(self, proxy: Proxy) -> ProxiedTransport:
        try:
            return ProxiedTransport(
                self._context, self._backend, self._connections, proxy.url, proxy.auth, socks=proxy.socks
            )
        except (RuntimeError, ImportError) as error:
            raise ProxyProblemError(
                f"{proxy.variable} names a SOCKS proxy, for which the package socksio is missing; "
                "install it beside feedreader, or name an HTTP proxy."
            ) from error
