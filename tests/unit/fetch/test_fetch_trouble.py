"""Failures as sentences for the person."""

from __future__ import annotations

import errno
import socket
import ssl

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.fetch import trouble
from feedreader.fetch.connect import NotPublicError
from feedreader.fetch.decoders import DecodeError, TooLargeError
from feedreader.fetch.proxies import Proxy
from feedreader.model.feed import FailureKind


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    error.verify_message = "some reason"
    return error


ERRORS = [
    (
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        FailureKind.NO_NETWORK,
        "no host named",
    ),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), FailureKind.NO_NETWORK, "no network connection"),
    (UnicodeError("label too long"), FailureKind.BAD_ADDRESS, "name of a host"),
    (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), FailureKind.REFUSED, "refused the connection"),
    (OSError(errno.ENETUNREACH, "unreachable"), FailureKind.NO_NETWORK, "cannot be reached"),
    (certificate(10), FailureKind.TLS, "expired"),
    (certificate(18), FailureKind.TLS, "signed by itself"),
    (certificate(20), FailureKind.TLS, "does not know"),
    (certificate(62), FailureKind.TLS, "another host"),
    (certificate(99), FailureKind.TLS, "some reason"),
    (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong"), FailureKind.TLS, "secure connection"),
]


@pytest.mark.parametrize(("error", "kind", "words"), ERRORS, ids=lambda value: type(value).__name__)
def test_reasons_of_the_system_are_found_behind_the_clients_errors(
    error: Exception, kind: FailureKind, words: str
) -> None:
    group = ExceptionGroup("all attempts failed", [error])
    for outer in (
        error,
        caused(httpx.ConnectError("x"), error),
        httpcore.ConnectError(caused(OSError("all"), group)),
    ):
        failure = trouble.from_error(outer, "a.example", 20, 1000)
        assert failure is not None
        assert failure.kind is kind
        assert words in failure.sentence
        assert "a.example" in failure.sentence


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectTimeout(""), FailureKind.TIMEOUT),
        (httpx.ReadTimeout(""), FailureKind.TIMEOUT),
        (httpx.ConnectError(""), FailureKind.REFUSED),
        (httpx.ReadError(""), FailureKind.BROKEN),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), FailureKind.BROKEN),
        (httpx.RemoteProtocolError("illegal status line"), FailureKind.BROKEN),
        (httpx.InvalidURL(""), FailureKind.BAD_ADDRESS),
        (NotPublicError("x"), FailureKind.PRIVATE),
        (DecodeError("x"), FailureKind.BROKEN),
        (TooLargeError(), FailureKind.TOO_LARGE),
    ],
)
def test_the_clients_own_errors(error: Exception, kind: FailureKind) -> None:
    failure = trouble.from_error(error, "a.example", 20, 1 << 20)
    assert failure is not None
    assert failure.kind is kind
    assert "a.example" in failure.sentence


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectTimeout(""), FailureKind.TIMEOUT),
        (httpx.ReadTimeout(""), FailureKind.TIMEOUT),
        (httpx.ReadError(""), FailureKind.BROKEN),
    ],
)
def test_waiting_for_bytes_is_no_tls_failure(error: Exception, kind: FailureKind) -> None:
    error.__context__ = ssl.SSLWantReadError(2, "The operation did not complete")
    failure = trouble.from_error(error, "a.example", 20, 1000)
    assert failure is not None
    assert failure.kind is kind


def test_what_nobody_expects_is_no_failure() -> None:
    assert trouble.from_error(KeyError("bug"), "a.example", 20, 1000) is None


def test_an_error_that_is_its_own_cause_ends() -> None:
    error = httpx.ReadError("x")
    error.__context__ = caused(OSError("y"), error)
    assert trouble.from_error(error, "a.example", 20, 1000) is not None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, FailureKind.HTTP),
        (403, FailureKind.HTTP),
        (404, FailureKind.NOT_FOUND),
        (410, FailureKind.GONE),
        (418, FailureKind.HTTP),
        (429, FailureKind.BUSY),
        (500, FailureKind.HTTP),
        (503, FailureKind.BUSY),
        (599, FailureKind.HTTP),
    ],
)
def test_statuses(status: int, kind: FailureKind) -> None:
    failure = trouble.from_status(status, "", "a.example")
    assert (failure.kind, failure.status) == (kind, status)
    assert failure.sentence.endswith(".")
    assert str(status) in failure.sentence


def test_what_is_missing_need_never_have_been_there() -> None:
    sentence = trouble.from_status(404, "", "a.example").sentence
    assert sentence == "a.example has nothing at this address (404); look on its site for the feed's address."


@given(st.text())
def test_a_servers_phrase_is_clean_and_short(phrase: str) -> None:
    sentence = trouble.from_status(418, phrase + "\x1b]52;c;AAAA\x07\u202e", "a.example").sentence
    assert sentence.isprintable() or all(char.isprintable() or ord(char) > 127 for char in sentence)
    assert not set(sentence) & {"\x1b", "\x07", "\u202e"}
    assert len(sentence) < 200


PROXY = Proxy("http://proxy.example:3128", "proxy.example:3128", "HTTPS_PROXY")


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (httpx.ProxyError("407 Proxy Authentication Required"), FailureKind.NO_NETWORK, "HTTPS_PROXY"),
        (httpx.ProxyError("403 Forbidden"), FailureKind.HTTP, "does not let a.example through"),
        (httpx.ProxyError("502 Bad Gateway"), FailureKind.REFUSED, "could not reach a.example"),
        (httpx.ProxyError("Malformed reply"), FailureKind.REFUSED, "could not reach a.example"),
        (caused(httpx.ConnectError(""), ConnectionRefusedError()), FailureKind.NO_NETWORK, "HTTPS_PROXY"),
        (httpx.ConnectTimeout(""), FailureKind.NO_NETWORK, "cannot be reached"),
    ],
)
def test_what_a_proxy_causes(error: Exception, kind: FailureKind, words: str) -> None:
    failure = trouble.from_proxy(error, PROXY, "a.example")
    assert failure is not None
    assert failure.kind is kind
    assert words in failure.sentence
    assert "proxy.example:3128" in failure.sentence


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout(""),
        httpx.RemoteProtocolError("x"),
        caused(httpx.ConnectError(""), ssl.SSLCertVerificationError(1, "x")),
    ],
)
def test_what_the_host_behind_a_proxy_causes(error: Exception) -> None:
    assert trouble.from_proxy(error, PROXY, "a.example") is None
