"""Fixtures of the screen's tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feedreader.tui.app import FeedreaderApp


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """Where a test's library stands."""
    return tmp_path / "library.db"


@pytest.fixture
def settled() -> Callable[[Pilot[str]], Awaitable[None]]:
    """Waits until screen and desk have nothing left to do."""

    async def wait(pilot: Pilot[str]) -> None:
        app = pilot.app
        assert isinstance(app, FeedreaderApp)
        for _ in range(200):
            await pilot.pause()
            if app.desk.idle:
                break
        await pilot.pause()

    return wait
