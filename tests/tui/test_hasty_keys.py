"""Keys that come faster than screens change, and changes under an open article."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.library_of import NOW, RecordingEngine, open_app, small
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from feedreader.engine.messages import FeedDone, Outcome, Refresh, RoundEnded, RoundStarted, Summary
from feedreader.library import Library
from feedreader.model.feed import FeedId
from feedreader.model.query import Place, Query
from feedreader.opml import Outline
from feedreader.store import Store
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.screens.catalogue import CatalogueScreen
from feedreader.tui.screens.choose import ChooseScreen
from feedreader.tui.screens.help import HelpScreen
from feedreader.tui.screens.hints import HintScreen, LinkScreen
from feedreader.tui.screens.links import LinksScreen
from feedreader.tui.screens.prompt import Field, PromptScreen
from feedreader.tui.screens.search import SearchScreen
from feedreader.tui.screens.welcome import WelcomeScreen

Settled = Callable[[Pilot[str]], Awaitable[None]]
MADE: dict[str, Callable[[FeedreaderApp], Screen[Any]]] = {
    "prompt": lambda app: PromptScreen("Where?", [Field("path", "File")]),
    "choose": lambda app: ChooseScreen("Which?", [("one", "1"), ("two", "2")]),
    "hints": lambda app: HintScreen({"a": "https://a.example/"}),
    "link": lambda app: LinkScreen("https://a.example/"),
    "links": lambda app: LinksScreen(["https://a.example/"]),
    "search": lambda app: SearchScreen(""),
    "help": lambda app: HelpScreen(app.keys_in_force),
    "catalogue": lambda app: CatalogueScreen(frozenset()),
    "welcome": lambda app: WelcomeScreen(),
}


def toasts(app: FeedreaderApp) -> list[str]:
    return [toast.message for toast in app._notifications]


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("key", ["enter", "escape", "9"])
async def test_two_quick_keys_close_one_screen(
    library_path: Path, settled: Settled, name: str, key: str
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.push_screen(MADE[name](app))
        await settled(pilot)
        for _ in range(3):
            app.screen.post_message(events.Key(key, "9" if key == "9" else None))
        await settled(pilot)
        assert app.reader in app.screen_stack


async def test_undoing_an_import_leaves_a_list_that_is_true(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(library_path)
    with Store.open(library_path) as store:
        library = Library(store, lambda: NOW)
        feeds = library.feeds.all()
        for feed in feeds:
            library.feeds.unsubscribe(feed.id)
        library.feeds.import_outlines([Outline(feed.url, feed.title) for feed in feeds])
    app = open_app(library_path)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("u", "u")
        await settled(pilot)
        assert toasts(app)[-1].startswith("Next to be undone: Imported 2 feeds. After a moment, u")
        assert len(app.reader.headlines.ids) == 9
        monkeypatch.setattr("feedreader.tui.screens.marks.HASTE", 0)
        await pilot.press("u")
        await settled(pilot)
        assert len(app.reader.headlines.ids) == 0
        assert app.reader.open_article is not None
        assert not [said for said in toasts(app) if "There is no feed" in said]


async def test_r_without_a_feed_asks_none(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        before = len(engine.asked)
        assert app.reader.feed_list.current is not None
        assert app.reader.feed_list.current.query.place is not Place.FEED
        await pilot.press("r")
        await settled(pilot)
        assert not [each for each in engine.asked[before:] if isinstance(each, Refresh)]
        assert toasts(app) == ["Put the cursor on a feed first."]


async def test_a_cancelled_round_tells_nothing_of_another_feed(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settled(pilot)
        engine.say(RoundStarted(1))
        engine.say(FeedDone(FeedId(1), "The Lantern", Outcome.SKIPPED, 0, 0, "Not before noon.", 1, 1))
        engine.say(RoundEnded(Summary(1, skipped=1)))
        await settled(pilot)
        await pilot.press("R")
        engine.say(RoundStarted(1))
        engine.say(RoundEnded(Summary(1, skipped=1, cancelled=True)))
        await settled(pilot)
        assert "The Lantern" not in toasts(app)[-1]
        assert "cancelled" in toasts(app)[-1]


async def test_a_window_that_grows_around_a_short_article(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(100, 8)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.reader.article_view.scroll_to_line(3)
        assert app.reader.article_view.top
        await pilot.resize_terminal(100, 60)
        await settled(pilot)
        assert app.is_running
        assert app.reader.article_view.top == 0


async def test_counts_that_come_during_a_search_leave_its_title_alone(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        before = app.reader.headlines.title
        app.reader.query_shown = Query(Place.ALL, search="ferry")
        app.reader.counts_changed()
        await settled(pilot)
        assert app.reader.headlines.title == before
