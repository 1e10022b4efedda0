"""Nasty feeds on every screen: nothing crashes, nothing acts, markup is shown as it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests.hostile.nasty import FORBIDDEN
from tests.tui.library_of import open_app

from feedreader.tui.app import FeedreaderApp

WALK = (
    ("enter", "ctrl+d", "G"),
    ("enter", "f", "j", "escape"),
    ("enter", "a", "l", "j", "j", "enter", "escape"),
    ("b", "j", "j", "j", "j", "j", "enter", "i", "j", "escape"),
    ("b", "G", "e", "escape"),
    ("slash", "t", "i", "t", "enter", "enter", "escape", "escape"),
    ("s", "N", "A", "u", "u", "D", "u", "v", "S", "x"),
    ("question_mark", "G", "escape"),
    ("enter", "J", "K", "n", "p", "space", "space", "y", "o"),
)


@pytest.mark.parametrize("size", [(160, 45), (120, 36), (80, 24), (50, 15), (20, 5)])
@pytest.mark.parametrize("keys", WALK, ids=lambda keys: "-".join(keys))
async def test_no_screen_crashes_or_obeys(
    nasty_home: Path, size: tuple[int, int], keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedreader.tui.screens.articles.open_in_browser", lambda *given: None)
    app = open_app(nasty_home / "data" / "library.db")
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in keys:
            await pilot.press(key)
            for _ in range(50):
                await pilot.pause()
                if app.desk.idle:
                    break
            assert app.is_running
            assert not FORBIDDEN.search(drawn(app))


async def test_markup_is_shown_as_it_is(nasty_home: Path) -> None:
    app = open_app(nasty_home / "data" / "library.db")
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        text = drawn(app)
        assert "[/x]" in text
        await pilot.press("enter")
        await pilot.pause()
        for markup in ("[IMPORTANT]", "[@click=app.quit]x[/]"):
            assert markup in drawn(app).replace("\n", " ")


def drawn(app: FeedreaderApp) -> str:
    """The words on the screen."""
    svg = app.export_screenshot()
    return unescape("\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))).replace("\xa0", " ")
