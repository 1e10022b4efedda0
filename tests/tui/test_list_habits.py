"""The lists from the keyboard: what their headings say, folders, hidden feeds, the next unread feed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import NOW, fill, open_app, small, story
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input

from feedreader.library import Library
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query
from feedreader.store import Store
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.panes import Pane
from feedreader.tui.widgets.line_view import LineView

Settled = Callable[[Pilot[str]], Awaitable[None]]
WIDE = (160, 45)


def toasts(app: FeedreaderApp) -> list[str]:
    """What the toasts on screen say."""
    return [toast.message for toast in app._notifications]


def listed(app: FeedreaderApp) -> list[str]:
    """The feed list's feeds and folders."""
    return [row.text for row in app.reader.feed_list.rows if row.query.place in (Place.FEED, Place.FOLDER)]


def drawn(view: LineView, monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """What a pane asks to have drawn from now on; the whole pane is an empty region."""
    asked: list[Region] = []
    monkeypatch.setattr(view, "refresh", lambda *regions, **_: asked.extend(regions or [Region()]))
    return asked


async def test_the_title_counts_down_while_one_reads(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert app.reader.headlines.title == "Unread · 9"
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.headlines.title == "Unread · 8"
        assert len(app.reader.headlines.ids) == 9
        app.reader.show_place(Query(Place.FEED, feed_id=FeedId(1)))
        await settled(pilot)
        assert app.reader.headlines.title == "The Lantern · 5 unread of 6"
        await pilot.press("escape", "A")
        await settled(pilot)
        assert app.reader.headlines.title == "The Lantern · 6"


async def test_other_numbers_redraw_the_title_and_their_rows_alone(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        Library(Store.open(library_path), lambda: NOW).marks.set_read([app.reader.headlines.ids[0]], True)
        heads, feeds = (drawn(each, monkeypatch) for each in (app.reader.headlines, app.reader.feed_list))
        app.reader.counts_changed()
        await settled(pilot)
        assert heads == [Region(0, 0, app.reader.headlines.size.width, 1)]
        # Today, Unread, All articles, the folder and the feed: not Starred, not the other feed.
        assert len(feeds) == 5
        assert all(each.height == 1 for each in feeds)
        app.reader.counts_changed()
        await settled(pilot)
        assert (len(heads), len(feeds)) == (1, 5)


async def test_a_long_list_is_told_whole_once_its_ids_are_there(library_path: Path, settled: Settled) -> None:
    fill(library_path, [("The Lantern", "", [story(n) for n in range(450)])])
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        app.reader.show_place(Query(Place.ALL))
        assert app.reader.headlines.title.endswith(" unread")
        await settled(pilot)
        assert app.reader.headlines.title == "All articles · 449 unread of 450"


async def test_in_the_feed_list_a_mark_is_for_the_place_under_the_cursor(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("h", "G", "A")
        await settled(pilot)
        assert app.reader.status_line.status.unread == 6
        assert app.reader.query_shown == Query(Place.UNREAD)


async def test_folders_fold_from_the_keyboard(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("Z")
        await settled(pilot)
        assert toasts(app) == ["Put the cursor of the feed list on a folder, or on a feed in one."]
        app.reader.feed_list.move_to_query(Query(Place.FEED, feed_id=FeedId(1)))
        await pilot.press("Z")
        await settled(pilot)
        assert listed(app) == ["World", "Harbour Wire"]
        assert app.reader.memory.pane is Pane.FEEDS
        row = app.reader.feed_list.current
        assert row is not None
        assert (row.text, row.folded) == ("World", True)
        await pilot.press("Z")
        await settled(pilot)
        assert listed(app) == ["World", "The Lantern", "Harbour Wire"]


async def test_the_next_unread_feed_is_opened(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        shown = []
        app.reader.show_place(Query(Place.ALL, only=Only.STARRED))
        for _ in range(3):
            await pilot.press("ctrl+n")
            await settled(pilot)
            shown.append(app.reader.query_shown.feed_id)
        assert shown == [1, 2, 1]
        assert app.reader.query_shown.only is Only.ALL
        assert app.reader.memory.pane is Pane.HEADLINES
        await pilot.press("C")
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert toasts(app) == ["No other feed has unread articles."]


async def test_read_feeds_can_be_hidden_and_stay_so(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("h", "G", "A", "H")
        await settled(pilot)
        assert listed(app) == ["World", "The Lantern"]
        assert app.reader.feed_list.heading() == "Feeds · unread only"
        await pilot.press("q")
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert listed(app) == ["World", "The Lantern"]
        await pilot.press("H")
        await settled(pilot)
        assert listed(app) == ["World", "The Lantern", "Harbour Wire"]


async def test_pictures_follow_what_was_typed_about_a_feed(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        set_anew: list[str] = []
        monkeypatch.setattr(app.reader, "pictures_changed", lambda: set_anew.append("again"))
        for typed, times in (("default", 0), ("off", 1), ("off", 1), ("default", 2)):
            await pilot.press("e")
            await settled(pilot)
            app.screen.query_one("#field-pictures", Input).value = typed
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert len(set_anew) == times, typed
        await pilot.press("u")
        await settled(pilot)
        assert len(set_anew) == 3


async def test_a_key_that_changes_nothing_says_why(library_path: Path, settled: Settled) -> None:
    app = open_app(library_path)
    fill(library_path, [("The Lantern", "", [])])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key, said in (
            ("s", "Put the cursor on an article first."),
            ("N", "Put the cursor on an article first."),
            ("greater_than_sign", "This pane is alone on the screen and has all its width."),
            ("x", "A headline has one line."),
            ("x", "A headline has three lines, where there is room."),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert toasts(app) == [said]
        await pilot.resize_terminal(*WIDE)
        await pilot.press(*["less_than_sign"] * 5)
        await settled(pilot)
        assert toasts(app) == ["This pane is as narrow as it gets."]


async def test_from_unread_the_filter_shows_all_first(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "escape", "v")
        await settled(pilot)
        assert app.reader.query_shown == Query(Place.ALL)
        assert app.reader.headlines.title == "All articles · 8 unread of 9"


@pytest.mark.parametrize("columns", [50, 80, 160])
async def test_a_mode_is_told_at_every_width(library_path: Path, settled: Settled, columns: int) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(columns, 15)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "V")
        await settled(pilot)
        line = app.reader.status_line.render_line(0)
        assert line.cell_length == columns
        assert "Selecting: j/k more or less, y" in line.text
        assert ("Unread" in line.text) == (columns >= 80)


async def test_beside_an_article_its_own_feed_is_meant(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.reader.show_place(Query(Place.STARRED))
        feed = app.reader.chosen_feed()
        assert feed is not None
        assert app.reader.open_article is not None
        assert feed.id == app.reader.open_article.feed_id
