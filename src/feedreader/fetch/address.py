"""An address taken apart for one hop: where to connect, and who may know the password. Pure."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit

from feedreader.text import urls

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """One hop. `url` has no credentials and no fragment; `userinfo` is "name:password" as
    written, empty where there is none. `host` has the port unless it is the scheme's own."""

    url: str
    scheme: str
    host: str
    name: str
    port: int
    userinfo: str = ""

    def authorization(self) -> str:
        """The Basic header's value (RFC 7617, UTF-8), empty without credentials."""
        if not self.userinfo:
            return ""
        user, _, password = self.userinfo.partition(":")
        pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
        return "Basic " + base64.b64encode(pair).decode("ascii")

    def with_credentials(self) -> str:
        """The address as it can be stored and asked again."""
        if not self.userinfo:
            return self.url
        scheme, rest = self.url.split("://", 1)
        return f"{scheme}://{self.userinfo}@{rest}"


def target(url: str, base: str = "") -> Target | None:
    """Takes an address apart; None where it is not http or https, or malformed."""
    normal = urls.web(url, base)
    if not normal:
        return None
    try:
        parts = urlsplit(normal)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    userinfo = parts.netloc.rpartition("@")[0]
    name = parts.hostname or ""
    shown = f"[{name}]" if ":" in name else name
    host = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    plain = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))
    return Target(plain, parts.scheme, host, name, port, userinfo)


def follow(start: Target, here: Target, location: str) -> Target | None:
    """Where a Location header leads. Credentials in it are a stranger's and are dropped; those
    of `start` go along to the same host and port, or from http to https on the same name."""
    there = target(location, here.url)
    if there is None:
        return None
    same = there.scheme == start.scheme and there.host == start.host
    upgraded = there.name == start.name and (start.scheme, there.scheme) == ("http", "https")
    upgraded = upgraded and start.port == 80 and there.port == 443
    userinfo = start.userinfo if same or upgraded else ""
    return Target(there.url, there.scheme, there.host, there.name, there.port, userinfo)
