"""Which network addresses a stranger's link may reach, and from which nobody outside can answer. Pure.

Between the two lies what is neither (6to4, Teredo, relays): such an address is refused to a
stranger's link, and whoever answers from it counts as a stranger. The IANA registries of special-purpose addresses (RFC 6890 and its updates) say what is public;
`ipaddress.is_global` is not used, because its answers changed between Python releases.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_PRIVATE4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; cloud metadata services
        "172.16.0.0/12",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""The internet does not carry these: who answers from one is near."""
_SPECIAL4 = tuple(
    IPv4Network(block)
    for block in (
        "192.0.0.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.175.48.0/24",
    )
)
_GLOBAL6 = IPv6Network("2000::/3")
"""The only unicast space given out so far; everything else (ULA, link-local, multicast) lies
outside it."""
_PRIVATE6 = tuple(
    IPv6Network(block)
    for block in (
        "::/127",
        "2001:db8::/32",
        "3fff::/20",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
    )
)
_SPECIAL6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4: carries an IPv4 address of its own
        "2620:4f:8000::/48",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_AT_HOME = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")
"""Domains that stand for a private network (RFC 6761, 6762, 8375, and what ICANN reserves)."""


def is_public(address: str) -> bool:
    """Whether a numeric address, as a resolver returns it, lies on the public internet for sure.
    Anything that is no address does not."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return parsed in _GLOBAL6 and not any(parsed in block for block in (*_PRIVATE6, *_SPECIAL6))
    return parsed is not None and not any(parsed in block for block in (*_PRIVATE4, *_SPECIAL4))


def is_private(address: str) -> bool:
    """Whether a numeric address lies in a private network for sure, so that nobody on the public
    internet answers from it."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return any(parsed in block for block in _PRIVATE6)
    return parsed is not None and any(parsed in block for block in _PRIVATE4)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address that is really connected to. A mapped one (::ffff:192.0.2.1) is its IPv4 address;
    so is one behind NAT64: on networks that only speak IPv6, DNS64 gives this form to every IPv4
    host."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        if parsed in _NAT64:
            return IPv4Address(int(parsed) & 0xFFFFFFFF)
        return parsed.ipv4_mapped or parsed
    return parsed


def name_is_public(name: str) -> bool:
    """Whether a host as an address writes it seems to lie on the public internet: for where
    somebody else, a proxy, looks it up. A name without a dot is one of the own network's."""
    name = name.rstrip(".").lower()
    return is_public(name) if _is_numeric(name) else not _is_at_home(name)


def name_is_private(name: str) -> bool:
    """Whether it seems to lie in the own network, in the same way."""
    name = name.rstrip(".").lower()
    return is_private(name) if _is_numeric(name) else _is_at_home(name)


def _is_numeric(name: str) -> bool:
    last = name.rpartition(".")[2]
    return ":" in name or last.isdigit() or last.startswith("0x")


def _is_at_home(name: str) -> bool:
    return "." not in name or name.endswith(tuple(f".{domain}" for domain in _AT_HOME))
