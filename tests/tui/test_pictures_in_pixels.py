"""Pictures in a terminal's own pixels, on the screen: what would be written to the terminal."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import RecordingEngine, open_app
from tests.tui.test_stories import PICTURE, SIZE, draws, opened, rich
from textual.pilot import Pilot

from feedreader.engine.messages import Draw, Drawn
from feedreader.media.records import Protocol
from feedreader.media.sheets import Sheet
from feedreader.tui.app import FeedreaderApp

Settled = Callable[[Pilot[str]], Awaitable[None]]


async def with_sixels(
    app: FeedreaderApp, engine: RecordingEngine, pilot: Pilot[str], folder: Path, settled: Settled
) -> Draw:
    """The rich story with its first picture, whose rows say what they are: "<0>", "<1>" ..."""
    await opened(app, pilot, settled)
    asked = draws(engine)[0]
    lines = tuple(b"<%d>" % n for n in range(asked.rows))
    drawing = folder / "sheet"
    drawing.write_bytes(Sheet(Protocol.SIXEL, asked.columns, asked.rows, 0, b"", lines).to_bytes())
    engine.say(Drawn(asked.url, asked.columns, asked.rows, "sixel", str(drawing)))
    await settled(pilot)
    return asked


def written(app: FeedreaderApp) -> list[str]:
    """The strips of pixels that a terminal would get now, from the top."""
    update = app.screen._compositor.render_full_update()
    return re.findall("<[0-9]+>", app._laid(update.render_segments(app.console)))


async def test_sixels_lie_over_the_blanks_of_their_row(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        asked = await with_sixels(app, engine, pilot, tmp_path, settled)
        all_rows = [f"<{n}>" for n in range(asked.rows)]
        assert written(app) == all_rows
        view = app.reader.article_view
        assert {view.render_line(y).cell_length for y in range(view.size.height)} == {view.size.width}
        laid = app._laid(app.screen._compositor.render_full_update().render_segments(app.console))
        assert f"{' ' * asked.columns}\x1b7\x1b[{asked.columns}D<0>\x1b8" in laid
        view.scroll_to_line(6)
        await settled(pilot)
        scrolled = written(app)
        assert scrolled == all_rows[-len(scrolled) :]
        assert 0 < len(scrolled) < len(all_rows)
        # The next start's first frame has room in their place.
        assert "\U00100000" not in app._frame()
        assert "<9>" not in app._frame()


async def test_nothing_of_a_picture_lies_over_what_covers_it(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await with_sixels(app, engine, pilot, tmp_path, settled)
        whole = written(app)
        app.notify("A toast of many lines. " * 40)
        await settled(pilot)
        toast = app.screen.query("Toast").first().region
        rows = app.screen._compositor.render_strips()
        below = app._laid("\n".join(row.text for row in rows[toast.y : toast.bottom]))
        assert "A toast" in below
        assert "<" not in below
        assert len(written(app)) < len(whole)
        app.clear_notifications()
        await settled(pilot)
        # What dims the page dims all of it; what is open at its foot leaves it as it is.
        await pilot.press("question_mark")
        await settled(pilot)
        assert written(app) == []
        await pilot.press("escape", "slash")
        await settled(pilot)
        assert written(app) == whole[: len(written(app))] != []
        await pilot.press("escape")
        await settled(pilot)
        assert written(app) == whole


async def test_pictures_are_drawn_anew_when_the_letters_grow(
    library_path: Path, tmp_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    kernels = [(10, 20)]
    monkeypatch.setattr("feedreader.tui.app.kernels_cell", lambda: kernels[-1])
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await with_sixels(app, engine, pilot, tmp_path, settled)
        before = draws(engine)
        assert {draw.cell for draw in before} == {(10, 20)}
        await pilot.resize_terminal(SIZE[0], SIZE[1] - 1)
        await settled(pilot)
        assert draws(engine)[-1].cell == (10, 20)
        kernels.append((15, 30))
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        again = draws(engine)[len(before) :]
        assert again[-1].url == PICTURE
        assert again[-1].cell == (15, 30)
        assert written(app) == []


async def test_another_theme_has_another_ground(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        asked = draws(engine)
        await pilot.press("T")
        await settled(pilot)
        again = draws(engine)[len(asked) :]
        assert {draw.url for draw in again} == {draw.url for draw in asked}
        assert {draw.background for draw in again} == {app.theme_variables["background"][:7]}
        assert {draw.background for draw in asked}.isdisjoint(draw.background for draw in again)
