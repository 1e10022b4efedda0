"""Which addresses a stranger's link may reach."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.fetch.reach import is_public, name_is_public

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
    "::ffff:8.8.8.8",
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
]


@pytest.mark.parametrize("address", REFUSED)
def test_private_and_special_addresses_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_no_form_of_an_ipv4_address_is_more_public_than_the_address(number: int) -> None:
    plain = str(IPv4Address(number))
    assert is_public(f"64:ff9b::{plain}") == is_public(plain)
    assert not is_public(f"::ffff:{plain}")
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
