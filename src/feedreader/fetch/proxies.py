"""Which proxy stands between us and a host, as the environment says. Pure.

HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY as curl and others read them: the name in lower
case goes before the one in capitals; NO_PROXY lists hosts with all below them (a dot or "*."
before them changes nothing), hosts with a port, addresses and networks ("10.0.0.0/8"), or "*".
This computer itself is never asked for through a proxy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import unquote_to_bytes, urlsplit

from feedreader.fetch.address import Target

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy at `name` and `port`. `url` has no credentials, `auth` is name and password or None, `shown` is what a
    person is told ("proxy.example:3128"), `variable` where it was set. `problem` is a sentence
    where it cannot be used at all."""

    url: str
    shown: str
    variable: str
    auth: tuple[bytes, bytes] | None = None
    name: str = ""
    port: int = 0
    problem: str = ""

    @property
    def socks(self) -> bool:
        """Whether it speaks SOCKS, not HTTP."""
        return self.url.startswith("socks")


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies for http and https, and the hosts that are asked for without one."""

    http: Proxy | None = None
    https: Proxy | None = None
    direct: tuple[str, ...] = ()

    def between(self, target: Target) -> Proxy | None:
        """The proxy on the way to a host, None for the direct way."""
        proxy = self.https if target.scheme == "https" else self.http
        name = target.name.rstrip(".")  # as a root of all names; the same host
        if proxy is None or _here(name) or any(_fits(each, name, target.port) for each in self.direct):
            return None
        return proxy


def of(environ: Mapping[str, str]) -> Proxies:
    """What the environment says."""

    def said(name: str) -> tuple[str, str]:
        for variable in (name, name.upper()):
            if value := environ.get(variable, "").strip():
                return variable, value
        return "", ""

    every = said("all_proxy")
    direct = tuple(each.lower() for each in re.split(r"[\s,]+", said("no_proxy")[1]) if each)
    return Proxies(
        _proxy(*_first(said("http_proxy"), every)), _proxy(*_first(said("https_proxy"), every)), direct
    )


def _first(own: tuple[str, str], every: tuple[str, str]) -> tuple[str, str]:
    return own if own[1] else every


def _proxy(variable: str, value: str) -> Proxy | None:
    if not value:
        return None
    if not _SCHEME.match(value):
        value = f"http://{value}"
    try:
        parts = urlsplit(value)
        host, scheme = parts.hostname or "", parts.scheme.lower()
        port = parts.port or _PORTS.get(scheme, 0)
        host.encode("ascii")
    except ValueError:
        host, scheme, port = "", "", 0
    if scheme not in _PORTS or not re.fullmatch(r"[a-z0-9._:-]+", host):
        what = "names a proxy that cannot be used"
        return Proxy(
            "", "", variable, problem=f"{variable} {what}; give one as http://host:port, or unset it."
        )
    shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    auth = None
    if parts.username:
        auth = unquote_to_bytes(parts.username), unquote_to_bytes(parts.password or "")
    return Proxy(f"{scheme.removesuffix('h')}://{shown}", shown, variable, auth, host, port)


def _here(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    with suppress(ValueError):
        return ip_address(name).is_loopback
    return False


def _fits(entry: str, host: str, its_port: int) -> bool:
    """Whether an entry of NO_PROXY names this host."""
    if entry == "*":
        return True
    with suppress(ValueError):
        return ip_address(host) in ip_network(entry.strip("[]"), strict=False)
    name, colon, port = entry.rpartition(":")
    if colon and port.isdecimal() and ":" not in name.strip("[]"):
        if port.lstrip("0") != str(its_port):
            return False
        entry = name
    entry = entry.removeprefix("*").removeprefix(".").strip("[]")
    return bool(entry) and (host == entry or host.endswith(f".{entry}"))
