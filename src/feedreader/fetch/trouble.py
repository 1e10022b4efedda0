"""What went wrong, as a kind and one sentence for the person. Pure, but for knowing httpx's errors."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpx

from feedreader.fetch.connect import NotPublicError
from feedreader.fetch.decoders import DecodeError, TooLargeError
from feedreader.fetch.proxies import Proxy
from feedreader.fetch.wires import ProxyProblemError
from feedreader.model.feed import Failure, FailureKind
from feedreader.text import clean

_DEPTH = 12
_REASON = 60
_UNREACHABLE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_CERTIFICATES: Final = {
    # OpenSSL's X509_V_ERR numbers.
    9: "its certificate is not valid yet; check your computer's clock.",
    10: "its certificate has expired. Its owner has to renew it.",
    18: "its certificate is signed by itself, so nobody vouches for who answers.",
    19: "its certificate is signed by an authority of its own, so nobody vouches for who answers.",
    20: "its certificate comes from an authority that this computer does not know.",
    21: "its certificate comes from an authority that this computer does not know.",
    23: "its certificate was revoked.",
    62: "its certificate was made for another host; check the address.",
    64: "its certificate was made for another address; check the address.",
}
_STATUS: Final = {
    400: "{host} did not understand the request (400); check the address.",
    401: "{host} asks for a user name and password (401); put them into the address as https://name:password@host/.",
    402: "{host} asks for a payment (402).",
    403: "{host} does not allow this (403); open the address in a browser to see why.",
    404: "{host} has nothing at this address (404); look on its site for the feed's address.",
    406: "{host} has no form of this that can be read here (406).",
    407: "The proxy asks for a user name and password (407).",
    408: "{host} was tired of waiting for the request (408).",
    410: "{host} says that this is gone for good (410); unsubscribe, or look for a new address.",
    421: "{host} answered for another server (421).",
    429: "{host} was asked too often (429); it gets a pause.",
    451: "{host} may not show this for legal reasons (451).",
    500: "{host} has an error of its own (500); it will be tried again later.",
    502: "A server behind {host} does not answer (502); it will be tried again later.",
    503: "{host} is overloaded or being worked on (503); it will be tried again later.",
    504: "A server behind {host} is too slow (504); it will be tried again later.",
}
_KINDS: Final = {
    404: FailureKind.NOT_FOUND,
    410: FailureKind.GONE,
    429: FailureKind.BUSY,
    503: FailureKind.BUSY,
}


def from_status(status: int, reason: str, host: str) -> Failure:
    """The failure that an HTTP status means. `reason` is the server's own phrase, not trusted."""
    kind = _KINDS.get(status, FailureKind.HTTP)
    known = _STATUS.get(status)
    if known:
        return Failure(kind, known.format(host=host), status)
    phrase = clean.line(reason, _REASON)
    said = f'{status} "{phrase}"' if phrase else str(status)
    if status >= 500:
        return Failure(
            kind, f"{host} has an error of its own ({said}); it will be tried again later.", status
        )
    return Failure(kind, f"{host} answered {said}, which brings no feed.", status)


def from_error(error: BaseException, host: str, seconds: float, cap: int) -> Failure | None:
    """The failure that an exception means, None for one that nobody expects. `seconds` is the
    timeout that was set, `cap` the limit in bytes."""
    if is_reach(error):
        return bad_reach(host)
    if isinstance(error, ProxyProblemError):
        return Failure(FailureKind.NO_NETWORK, str(error))
    if isinstance(error, TooLargeError):
        return too_large(host, cap)
    if isinstance(error, DecodeError):
        return Failure(FailureKind.BROKEN, f"{host} sent a compressed answer that does not unpack.")
    # A TLS error behind a timeout or a read is how asyncio waits for bytes, or the connection's end.
    agreed = isinstance(error, httpx.TimeoutException | httpx.ReadError | httpx.WriteError)
    for link in _chain(error):
        found = None if agreed and isinstance(link, ssl.SSLError) else _from_system(link, host)
        if found:
            return found
    return _from_client(error, host, seconds)


def too_large(host: str, cap: int) -> Failure:
    """The body passed the cap."""
    size = f"{cap / 1_048_576:.0f} MB" if cap >= 1_048_576 else f"{cap / 1024:.0f} kB"
    return Failure(
        FailureKind.TOO_LARGE, f"The answer from {host} is larger than {size}, the most that is read."
    )


def too_slow(host: str, seconds: float) -> Failure:
    """The whole request took longer than it may."""
    return Failure(
        FailureKind.TIMEOUT, f"{host} is too slow: its answer was not complete after {seconds:.0f} s."
    )


def bad_address(url: str) -> Failure:
    """Not http or https, or malformed."""
    shown = clean.line(url, 200)
    return Failure(
        FailureKind.BAD_ADDRESS,
        f'"{shown}" is not a web address; give one that starts with https:// or http://.',
    )


def bad_reach(host: str) -> Failure:
    """A stranger's link that leads into a private network."""
    return Failure(
        FailureKind.PRIVATE,
        f"{host} lies in a private network; what a page links to is fetched from the public internet only.",
    )


def is_reach(error: BaseException) -> bool:
    """Whether the error is that a host lies in a private network."""
    return isinstance(error, NotPublicError)


def led_inside(passed_on_by: str, host: str, advice: str) -> Failure:
    """A redirect into a private network; `advice` stands at the end of the sentence."""
    return Failure(
        FailureKind.REDIRECTS,
        f"{passed_on_by} passes the request on to {host}, which lies in a private network; this is not "
        f"followed.{advice}",
    )


def from_proxy(error: BaseException, proxy: Proxy, host: str) -> Failure | None:
    """The failure that a proxy on the way to `host` caused, None where it did not."""
    name = f"The proxy {proxy.shown}"
    if isinstance(error, httpx.ProxyError):
        status = int(str(error)[:3]) if str(error)[:3].isdigit() else 0
        if status == 407:
            sentence = f"{name} asks for a user name and password; put them into {proxy.variable} as http://name:password@host:port."
            return Failure(FailureKind.NO_NETWORK, sentence, status)
        if status in (401, 403, 405):
            return Failure(FailureKind.HTTP, f"{name} does not let {host} through ({status}).", status)
        return Failure(FailureKind.REFUSED, f"{name} could not reach {host}; it will be tried again later.")
    if isinstance(error, socket.gaierror | UnicodeError):  # the host's own name is the proxy's to look up
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            sentence = f"{name} could not be looked up; check your network connection, or {proxy.variable}."
        else:
            sentence = f"{name} is not to be found; check {proxy.variable}, or unset it."
        return Failure(FailureKind.NO_NETWORK, sentence)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not any(
        isinstance(link, ssl.SSLError) for link in _chain(error)
    ):
        sentence = f"{name} cannot be reached; check {proxy.variable}, or unset it."
        return Failure(FailureKind.NO_NETWORK, sentence)
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < _DEPTH:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [arg for arg in link.args if isinstance(arg, BaseException)]
        if isinstance(link, BaseExceptionGroup):
            waiting += link.exceptions
        waiting += [cause for cause in (link.__cause__, link.__context__) if cause is not None]


def _from_system(error: BaseException, host: str) -> Failure | None:
    if isinstance(error, ssl.SSLError):
        return Failure(FailureKind.TLS, _tls(error, host))
    if isinstance(error, socket.gaierror):
        if error.errno == socket.EAI_AGAIN:
            sentence = f"{host} could not be looked up; there seems to be no network connection."
        else:
            sentence = f"There is no host named {host}; check the address, or your network connection."
        return Failure(FailureKind.NO_NETWORK, sentence)
    if isinstance(error, UnicodeError):
        return Failure(FailureKind.BAD_ADDRESS, f"{host} cannot be the name of a host; check the address.")
    if isinstance(error, ConnectionRefusedError):
        return Failure(
            FailureKind.REFUSED,
            f"{host} refused the connection; its server seems to be down, or the port is wrong.",
        )
    if isinstance(error, OSError) and error.errno in _UNREACHABLE:
        return Failure(FailureKind.NO_NETWORK, f"{host} cannot be reached; check your network connection.")
    return None


def _tls(error: ssl.SSLError, host: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _CERTIFICATES.get(error.verify_code)
        if why is None:
            why = f"its certificate does not hold ({clean.error(error.verify_message)})."
        return f"The connection to {host} is not safe: {why}"
    # OpenSSL's errors carry a reason; those that asyncio makes of a closed connection do not.
    said: str = getattr(error, "reason", None) or ""
    if said in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"):
        return f"{host} does not speak TLS at this port; try the address with http://."
    reason = clean.line(said.replace("_", " ").lower(), _REASON)
    detail = f" ({reason})" if reason else ""
    return f"No secure connection to {host} could be agreed on{detail}."


def _from_client(error: BaseException, host: str, seconds: float) -> Failure | None:
    if isinstance(error, httpx.ConnectTimeout):
        return Failure(FailureKind.TIMEOUT, f"{host} could not be reached within {seconds:.0f} s.")
    if isinstance(error, httpx.TimeoutException):
        return Failure(FailureKind.TIMEOUT, f"{host} sent nothing for {seconds:.0f} s.")
    if isinstance(error, httpx.ConnectError):
        return Failure(FailureKind.REFUSED, f"{host} could not be connected to; its server seems to be down.")
    if isinstance(error, httpx.NetworkError):
        return Failure(FailureKind.BROKEN, f"{host} broke the connection off before its answer was complete.")
    if isinstance(error, httpx.RemoteProtocolError):
        if "disconnected" in str(error) or "closed connection" in str(error):
            return Failure(
                FailureKind.BROKEN, f"{host} broke the connection off before its answer was complete."
            )
        return Failure(FailureKind.BROKEN, f"{host} answers, but not in the language of the web (HTTP).")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return Failure(FailureKind.BAD_ADDRESS, f"The address on {host} cannot be asked for; check it.")
    return None
