"""Reading from the keyboard: open, next unread, page on, mark, star, undo, filter, search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import NOW, RecordingEngine, open_app, small
from textual.pilot import Pilot

from feedreader.engine.messages import Refresh
from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.store import Store
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.panes import Pane

Settled = Callable[[Pilot[str]], Awaitable[None]]
WIDE = (160, 45)


def stored(path: Path) -> Library:
    """The library as another process would see it."""
    return Library(Store.open(path), lambda: NOW)


def opened(app: FeedreaderApp) -> ArticleId:
    """The article that is open."""
    assert app.reader.open_article is not None
    return app.reader.open_article.id


async def test_enter_opens_and_marks_read(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        first = app.reader.headlines.current_id
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.id == first
        assert app.focused is app.reader.article_view
        assert app.reader.status_line.status.unread == 8
    assert first is not None
    assert stored(library_path).articles.get(first).read


async def test_n_walks_through_every_unread_article_once(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        seen = []
        for _ in range(9):
            await pilot.press("n")
            await settled(pilot)
            seen.append(opened(app))
        assert len(set(seen)) == 9
        assert app.reader.status_line.status.unread == 0
        await pilot.press("n")
        await settled(pilot)
        assert opened(app) == seen[-1]


async def test_space_pages_and_goes_on_to_the_next_unread(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(80, 15)) as pilot:
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        first = opened(app)
        tops = [app.reader.article_view.top]
        for _ in range(30):
            await pilot.press("space")
            await settled(pilot)
            if opened(app) != first:
                break
            tops.append(app.reader.article_view.top)
        assert len(tops) > 2
        assert tops == sorted(tops)
        assert opened(app) != first


async def test_star_and_unread_and_undo(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        article = app.reader.headlines.current_id
        assert article is not None
        await pilot.press("s", "N")
        await settled(pilot)
        row = app.reader.headlines.row(article)
        assert row is not None
        assert (row.starred, row.read) == (True, True)
        assert stored(library_path).articles.get(article).starred
        await pilot.press("u")
        await settled(pilot)
        assert not stored(library_path).articles.get(article).read
        await pilot.press("u")
        await settled(pilot)
        assert not stored(library_path).articles.get(article).starred
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert stored(library_path).articles.get(article).starred


async def test_mark_everything_read_and_take_it_back(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("C")
        await settled(pilot)
        assert app.reader.status_line.status.unread == 0
        await pilot.press("u")
        await settled(pilot)
        assert app.reader.status_line.status.unread == 9


async def test_what_was_read_stays_in_the_unread_list_until_it_is_opened_anew(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = list(app.reader.headlines.ids)
        await pilot.press("enter")
        await settled(pilot)
        app.reader.list_changed()
        await settled(pilot)
        assert list(app.reader.headlines.ids) == before
        app.reader.show_place(Query(Place.UNREAD))
        assert list(app.reader.headlines.ids) == before[1:]


async def test_filter_and_sort_cycle(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.reader.show_place(Query(Place.ALL))
        await pilot.press("enter", "escape", "v")
        await settled(pilot)
        assert app.reader.query_shown.only is Only.UNREAD
        assert len(app.reader.headlines.ids) == 8
        await pilot.press("v")
        await settled(pilot)
        assert len(app.reader.headlines.ids) == 0
        assert "starred" in app.reader.headlines.empty
        await pilot.press("v", "S")
        await settled(pilot)
        assert app.reader.query_shown.sort is Sort.OLDEST
        rows = app.reader.library.lists.rows(app.reader.headlines.ids)
        assert [row.published for row in rows] == sorted(row.published for row in rows)


async def test_search_as_you_type_and_back(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"wire rep")
        await settled(pilot)
        rows = app.reader.library.lists.rows(app.reader.headlines.ids)
        assert {row.title for row in rows} == {"Wire report 0", "Wire report 1", "Wire report 2"}
        assert app.reader.headlines.words == ("wire", "rep")
        await pilot.press("enter")
        await settled(pilot)
        assert app.focused is app.reader.headlines
        await pilot.press("escape")
        await settled(pilot)
        assert app.reader.query_shown == Query(Place.UNREAD)
        assert len(app.reader.headlines.ids) == 9


@pytest.mark.parametrize("typed", ['"', "AND", "NEAR(", "*", "a:b", "[/x]", "-", "'; DROP", "feed:"])
async def test_a_search_is_never_syntax(library_path: Path, settled: Settled, typed: str) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        app.reader.action_search()
        await settled(pilot)
        app.reader.search_typed(typed)
        await settled(pilot)
        assert not [toast for toast in app._notifications if toast.severity == "error"]


async def test_place_cursor_and_position_are_remembered(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(80, 15)) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter", "ctrl+d")
        await settled(pilot)
        assert app.reader.open_article is not None
        left = app.reader.open_article.id
        position = app.reader.article_view.position
        assert position is not None
        assert 0 < position < 1
        await pilot.press("q")
    app = open_app(library_path)
    async with app.run_test(size=(80, 15)) as pilot:
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.id == left
        assert app.reader.memory.pane is Pane.ARTICLE
        assert app.reader.article_view.position == pytest.approx(position, abs=0.02)


async def test_quitting_closes_the_engine_and_keeps_every_change(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        article = app.reader.headlines.current_id
        await pilot.press("s", "q")
    assert engine.closed
    assert article is not None
    assert stored(library_path).articles.get(article).starred


async def test_refresh_asks_the_engine(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        engine.asked.clear()
        await pilot.press("R")
        await settled(pilot)
        assert engine.asked == [Refresh()]
