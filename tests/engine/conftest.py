"""Fixtures of the engine's tests: a server, an environment for children, processes that end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.engine.newsroom import Newsroom

from feedreader import bootstrap


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A server on loopback."""
    with Newsroom() as server:
        yield server


@pytest.fixture
def environ() -> dict[str, str]:
    """For child processes: this one's, able to import the package."""
    return bootstrap.child_environ(os.environ)
