"""One demo newsroom for the tests of this folder, its clock set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from feedreader.demo.server import Server

NOW = datetime(2024, 10, 24, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo() -> Iterator[Server]:
    """A server of this test file's own."""
    with Server(now=NOW) as server:
        yield server
