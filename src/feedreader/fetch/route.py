"""Whether this computer has a way to an address at all, as its own table of routes says."""

from __future__ import annotations

import socket


def exists(address: str, port: int) -> bool:
    """Whether a numeric address could be reached. Sends nothing: a datagram socket that connects only
    chooses its route."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, port))
    except OSError:
        return False
    return True
