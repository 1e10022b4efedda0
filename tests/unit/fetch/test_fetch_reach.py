"""Which addresses a stranger's link may reach."""

from __future__ import annotations

from ipaddress import IPv4Address

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.fetch.address import Target
from feedreader.fetch.proxies import Proxy
from feedreader.fetch.reach import is_private, is_public, name_is_private, name_is_public
from feedreader.fetch.wires import Wire

REFUSED = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.8.9.10",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.1.2.3",
    "64:ff9b:1::1",
    "",
    "example.org",
    "2130706433",
    "0x7f.1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.215.14",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.169.0.1",
    "2606:4700::1111",
    "2a00:1450:4001:80b::200e",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
]
PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:192.168.1.1",
    "64:ff9b::10.1.2.3",
    "fe80::1%eth0",
    "fec0::1",
    "fd12:3456::1",
]
NEITHER = [
    "192.88.99.1",
    "::127.0.0.1",
    "2001::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "64:ff9b:1::a01:203",
    "",
    "example.org",
]
"""A relay's address says nothing of where its other end is."""


@pytest.mark.parametrize("address", REFUSED)
def test_private_and_special_addresses_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_from_which_no_stranger_answers(address: str) -> None:
    assert is_private(address)
    assert not is_public(address)


@pytest.mark.parametrize("address", NEITHER)
def test_what_cannot_be_told_is_neither(address: str) -> None:
    assert not is_private(address)
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_address_is_private(address: str) -> None:
    assert not is_private(address)


class Connected:
    """A connection to an address, as httpx tells of it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get_extra_info(self, name: str) -> object:
        return (self.address, 80, 0, 0) if name == "server_addr" else None


def answered_from(address: str, name: str = "news.example", proxy: Proxy | None = None) -> bool:
    """Whether an answer from an address counts as one from outside."""
    response = httpx.Response(200, extensions={"network_stream": Connected(address)} if address else {})
    wire = Wire(httpx.AsyncHTTPTransport(), proxy)
    return wire.went_public(response, Target(f"http://{name}/", "http", name, name, 80))


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True),
        ("::ffff:93.184.216.34", True),
        ("2002:5db8:d822::1", True),
        ("64:ff9b:1::5db8:d822", True),
        ("", True),
        ("192.168.7.7", False),
        ("::ffff:192.168.7.7", False),
        ("fe80::1", False),
    ],
)
def test_who_answers_from_an_address_that_is_not_private_for_sure_is_a_stranger(
    address: str, outside: bool
) -> None:
    assert answered_from(address) == outside


@pytest.mark.parametrize(
    ("name", "outside"),
    [("news.example", True), ("2002:c0a8:707::1", True), ("nas.local", False), ("10.0.0.1", False)],
)
def test_behind_a_proxy_its_name_says_so(name: str, outside: bool) -> None:
    assert answered_from("10.0.0.1", name, Proxy("http://p:1", "p:1", "HTTP_PROXY")) == outside


@given(st.integers(0, 2**32 - 1))
def test_no_form_of_an_ipv4_address_is_more_public_than_the_address(number: int) -> None:
    plain = str(IPv4Address(number))
    assert is_public(f"64:ff9b::{plain}") == is_public(plain)
    assert is_public(f"::ffff:{plain}") == is_public(plain)
    assert is_private(f"64:ff9b::{plain}") == is_private(f"::ffff:{plain}") == is_private(plain)
    assert not (is_public(plain) and is_private(plain))
    assert not is_public(f"::{plain}")


@given(st.text(max_size=40))
def test_nonsense_is_never_public(text: str) -> None:
    assert is_public(text) in (True, False)


@pytest.mark.parametrize(
    "name", ["news.example", "a.b.example.org", "8.8.8.8", "2606:4700::1111", "news.example."]
)
def test_names_that_seem_public(name: str) -> None:
    assert name_is_public(name)


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "a.localhost",
        "nas",
        "nas.local",
        "nas.LOCAL.",
        "db.internal",
        "router.lan",
        "x.home.arpa",
        "10.0.0.1",
        "::1",
        "fe80::1",
        "2130706433",
        "127.1",
        "1.0x7f",
        "0x7f000001",
        "",
    ],
)
def test_names_of_a_private_network(name: str) -> None:
    assert not name_is_public(name)


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("nas", True),
        ("nas.LOCAL.", True),
        ("x.home.arpa", True),
        ("10.0.0.1", True),
        ("::1", True),
        ("news.example", False),
        ("8.8.8.8", False),
        ("2002:7f00:1::", False),
    ],
)
def test_names_that_are_surely_private(name: str, private: bool) -> None:
    assert name_is_private(name) == private
