"""The search line and the line that finds in an article; and what errors do to the screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from tests.tui.library_of import open_app, small
from textual.pilot import Pilot
from textual.widgets import Input, Static

from feedreader.model.feed import FeedId
from feedreader.model.query import Place, Query
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.panes import Pane
from feedreader.tui.screens.find import FindScreen
from feedreader.tui.screens.reader import told
from feedreader.tui.screens.search import HINT

Settled = Callable[[Pilot[str]], Awaitable[None]]
WIDE = (160, 45)


def toasts(app: FeedreaderApp) -> list[str]:
    """What the toasts on screen say."""
    return [toast.message for toast in app._notifications]


def hint(app: FeedreaderApp) -> str:
    """What stands under the line that is typed in."""
    return str(app.screen.query_one(".hint", Static).content)


async def test_a_wrong_field_is_told_while_one_types_whatever_is_found(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("slash")
        await settled(pilot)
        assert hint(app) == HINT
        assert "is:" in HINT
        said = "“autor:” is no field of a search; did you mean “author:”?"
        for typed, told_there in (("wire", HINT), ("wire autor:", said), ("wire is:r", "After is: comes")):
            app.screen.query_one(Input).value = typed
            await settled(pilot)
            assert hint(app).startswith(told_there), typed
        app.screen.query_one(Input).value = "wire autor:wire"
        await pilot.press("enter")
        await settled(pilot)
        assert toasts(app) == [said]


async def test_what_an_empty_list_says_is_never_cut(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.reader.show_place(Query(Place.FEED, feed_id=FeedId(1), search="autor:hale"))
        listed = app.reader.headlines
        listed.more = "Show More"
        rows = [listed.render_line(y).text[: listed.line_width].strip() for y in range(1, 6)]
        assert "did you mean “author:”?" in listed.empty
        assert " ".join(rows).strip() == f"{listed.empty} ▾ Show More"


async def test_the_search_opened_again_keeps_its_words_and_its_way_back(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"wire", "enter")
        await settled(pilot)
        await pilot.press("slash")
        await settled(pilot)
        line = app.screen.query_one(Input)
        assert (line.value, line.selected_text) == ("wire", "wire")
        await pilot.press(*"report", "enter")
        await settled(pilot)
        assert app.reader.query_shown.search == "report"
        await pilot.press("slash", "escape")
        await settled(pilot)
        assert app.reader.query_shown == Query(Place.UNREAD)


async def test_find_opened_again_keeps_its_word_to_type_over(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "ctrl+f", *"story")
        await settled(pilot)
        assert "1 of " in hint(app)
        assert "esc ends" in hint(app)
        await pilot.press("ctrl+f")
        line = app.screen.query_one(Input)
        assert (line.value, line.selected_text) == ("story", "story")
        await pilot.press(*"part")
        await settled(pilot)
        assert line.value == "part"
        await pilot.press("escape")
        await settled(pilot)
        assert not app.reader.article_view.words
        await pilot.press("ctrl+f")
        await settled(pilot)
        assert isinstance(app.screen, FindScreen)
        line = app.screen.query_one(Input)
        assert (line.value, line.selected_text) == ("part", "part")
        assert "1 of " in hint(app)


async def test_errors_stay_until_they_are_sent_away(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        app.reader.say("It broke.", bad=True)
        await settled(pilot)
        app.reader.say("Starred.")
        await settled(pilot)
        left = {toast.message: (toast.time_left > 86_400, toast.title) for toast in app._notifications}
        assert left == {"It broke.": (True, "esc closes this"), "Starred.": (False, "")}
        await pilot.press("escape")
        await settled(pilot)
        assert toasts(app) == []
        panes = [app.reader.memory.pane]
        await pilot.press("escape")
        await settled(pilot)
        assert [*panes, app.reader.memory.pane] == [Pane.HEADLINES, Pane.FEEDS]


async def test_all_that_is_wrong_at_the_start_is_one_toast(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    app.reader.services = replace(app.services, problems=("One is wrong.", "Two is wrong."))
    app.key_problems = ("Three is wrong.",)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert toasts(app) == ["One is wrong. That is not all: `feedreader doctor` names the rest."]
    assert told(("One is wrong.",)) == "One is wrong."
