"""Pictures that wait until they are asked for, thumbnails, one large, one in the person's viewer."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import NOW, RecordingEngine, fill, open_app, story
from textual.pilot import Pilot

from feedreader.engine.messages import Draw, Drawn
from feedreader.library import PicturePolicy
from feedreader.media.keep import Shelf
from feedreader.media.records import Cells, Extension, Kept
from feedreader.model.article import ArticleId, LeadImage, Wholeness
from feedreader.model.document import Card, Document, Figure, Paragraph, Picture, Span
from feedreader.model.feed import FeedId
from feedreader.store import Store
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.screens.picture import PictureScreen
from feedreader.tui.services import Look, Pictures

Settled = Callable[[Pilot[str]], Awaitable[None]]
SIZE = (120, 40)
FIRST, SECOND = "https://lantern.example/first.png", "https://lantern.example/second.png"
THUMB = "https://lantern.example/thumb.png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
NOT_HERE = "This picture is not on this disk."


def pictured(path: Path) -> None:
    """Two stories of one feed with two pictures and a card each, one story of another."""
    blocks = (
        Paragraph((Span("It begins."),)),
        Figure((Picture(FIRST, "The harbour", 1200, 200),)),
        Figure((Picture(SECOND, "The market", 300, 100),)),
        Card("https://unknown.example/9", "A related story", "Its line.", THUMB),
    )
    stories = [story(n, f"Story {n}", document=Document(blocks)) for n in range(2)]
    fill(
        path,
        [("The Lantern", "", stories), ("Harbour Wire", "", [story(9, "Wire", document=Document(blocks))])],
    )


def draws(engine: RecordingEngine) -> list[Draw]:
    return [request for request in engine.asked if isinstance(request, Draw)]


async def answer(
    engine: RecordingEngine, pilot: Pilot[str], settled: Settled, tmp_path: Path, *, metered: bool = True
) -> None:
    """The engine as it is: what may be fetched is drawn, anything else waits."""
    drawing = tmp_path / "drawing"
    asked_for, engine.asked = draws(engine), []
    for asked in asked_for:
        path = ""
        waits = metered and asked.unless_metered
        if not waits:
            cells = "▀".encode("utf-32-le") * asked.columns * asked.rows
            colours = b"\xff\x00\x00\x00\x00\xff" * asked.columns * asked.rows
            drawing.write_bytes(Cells(asked.columns, asked.rows, cells + colours).to_bytes())
            path = str(drawing)
        sentence = "" if path else NOT_HERE
        engine.say(Drawn(asked.url, asked.columns, asked.rows, asked.protocol, path, sentence, waits))
        await settled(pilot)


def screen_text(app: FeedreaderApp) -> str:
    view = app.reader.article_view
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


def toasts(app: FeedreaderApp) -> list[str]:
    return [toast.message for toast in app._notifications]


async def opened(app: FeedreaderApp, pilot: Pilot[str], settled: Settled) -> None:
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def test_a_picture_that_waits_says_how_to_ask_for_it(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine, Look(pictures="ask"))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        assert {asked.unless_metered for asked in draws(engine)} == {True}
        await answer(engine, pilot, settled, tmp_path)
        text = " ".join(screen_text(app).split())
        assert (
            "▣ The harbour · press M to fetch the pictures of this story, m always those of this feed" in text
        )
        assert "▣ The market · M fetches it" in text
        assert NOT_HERE not in text
        lines = app.reader.article_view.line_count()
        await pilot.press("M")
        await settled(pilot)
        assert {asked.unless_metered for asked in draws(engine)} == {False}
        assert {asked.url for asked in draws(engine)} >= {FIRST, SECOND}
        await answer(engine, pilot, settled, tmp_path)
        assert "press M" not in screen_text(app)
        assert "▀▀▀" in screen_text(app)
        assert app.reader.article_view.line_count() == lines
        # Another story waits again; this one is remembered as long as the program runs.
        await pilot.press("J")
        await settled(pilot)
        app.reader.plates.forget()
        app.reader.article_view.look_for_pictures()
        await settled(pilot)
        assert {asked.unless_metered for asked in draws(engine)} == {True}
        engine.asked.clear()
        await pilot.press("K")
        await settled(pilot)
        app.reader.plates.forget()
        app.reader.article_view.look_for_pictures()
        await settled(pilot)
        assert {asked.unless_metered for asked in draws(engine)} == {False}


async def test_on_a_free_line_nothing_waits(library_path: Path, tmp_path: Path, settled: Settled) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine, Look(pictures="ask"))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        await answer(engine, pilot, settled, tmp_path, metered=False)
        assert "▀▀▀" in screen_text(app)
        await pilot.press("M")
        await settled(pilot)
        assert app.reader.pictures is Pictures.OFF


async def test_pressed_again_the_key_leads_to_words_and_back_to_asking(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine, Look(pictures="ask"))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        await answer(engine, pilot, settled, tmp_path)
        told = []
        for _ in range(3):
            await pilot.press("M")
            await settled(pilot)
            told.append((app.reader.pictures, app.reader.memory.pictures, toasts(app)[-1]))
        assert told == [
            (Pictures.ASK, "", "Fetching this story's pictures."),
            (Pictures.OFF, "off", "Pictures are told in words."),
            (Pictures.ASK, "", "Pictures are drawn, but on a metered line not before you ask."),
        ]


async def test_a_feed_has_its_own_rule(library_path: Path, settled: Settled) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine, Look(pictures="ask"))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        story = app.reader.open_article
        assert story is not None
        engine.asked.clear()
        await pilot.press("m")
        await settled(pilot)
        assert app.reader.library.offline.picture_policy(story.feed_id) is PicturePolicy.ON
        assert toasts(app)[-1] == "Pictures of The Lantern: on. Press u to undo."
        assert {asked.unless_metered for asked in draws(engine)} == {False}
        await pilot.press("m")
        await settled(pilot)
        assert str(app.reader.pictures) == "off"
        assert "▣ The harbour" in screen_text(app)
        await pilot.press("m")
        await settled(pilot)
        assert str(app.reader.pictures) == "ask"
        # The other feed's story never followed it.
        await pilot.press("m", "J", "J")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.feed_title == "Harbour Wire"
        assert str(app.reader.pictures) == "ask"


async def test_where_pictures_are_drawn_a_feed_can_go_without(library_path: Path, settled: Settled) -> None:
    pictured(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        rules = []
        for _ in range(2):
            await pilot.press("m")
            await settled(pilot)
            rules.append(app.reader.pictures)
        assert rules == [Pictures.OFF, Pictures.ON]
        # The feed's rule says off; the key for all still draws them.
        await pilot.press("m", "M")
        await settled(pilot)
        assert app.reader.pictures is Pictures.ON


async def test_a_card_shows_its_picture_where_there_is_room(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        view = app.reader.article_view
        await pilot.press("G")
        await settled(pilot)
        (asked,) = [each for each in draws(engine) if each.url == THUMB]
        before = [view.shown_line(n).text for n in range(view.line_count())]
        await answer(engine, pilot, settled, tmp_path)
        rows = [row for row in screen_text(app).split("\n") if "│ ▀▀▀" in row]
        assert len(rows) == asked.rows
        assert "A related story" in rows[0]
        assert [view.shown_line(n).text for n in range(view.line_count())] == before
        # The hint stands once, before the headline.
        await pilot.press("f")
        await settled(pilot)
        label = next(label for label, url in app.screen._labels.items() if url.startswith("https://unknown"))  # type: ignore[attr-defined]
        hinted = [row for row in screen_text(app).split("\n") if "│ ▀▀▀" in row]
        assert f"{label}A related story" in hinted[0]
        assert hinted[1:] == rows[1:]
        await pilot.press("escape")
        # A click on the picture is a click on the card.
        line = next(n for n, each in enumerate(view._lines) if each.plate and each.plate.url == THUMB)
        await pilot.click("#article", offset=(view._left + 5, line - view.top + view.heading_height))
        await settled(pilot)
        assert type(engine.asked[-1]).__name__ == "OpenPage"
        await pilot.press("M")
        await settled(pilot)
        assert all(each.plate is None for each in view._lines)
        await pilot.press("M")
        await pilot.resize_terminal(50, 20)
        await settled(pilot)
        assert not [each for each in view._lines if each.plate and each.plate.url == THUMB]


# --- as large as the screen


async def test_a_large_picture_is_fetched_also_where_pictures_wait(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine, Look(pictures="ask"))
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await answer(engine, pilot, settled, tmp_path)
        await pilot.press("P")
        await settled(pilot)
        assert [(asked.url, asked.unless_metered) for asked in draws(engine)] == [(FIRST, False)]
        await answer(engine, pilot, settled, tmp_path)
        screen = app.screen
        assert isinstance(screen, PictureScreen)
        view = screen._view
        assert "▀▀▀" in view.render_line(1).text
        # Now that it is here, the page asks for it in its own size too.
        assert [(asked.url, asked.columns) for asked in draws(engine)] == [(FIRST, 70)]


def keep(path: Path, url: str, data: bytes = PNG, extension: Extension = Extension.PNG) -> None:
    """The picture is on this disk, as the engine leaves it."""
    import hashlib

    digest = hashlib.sha256(data).hexdigest()
    Shelf(path.parent / "pictures").put(Kept(digest, 4, 4, len(data), extension), data)
    store = Store.open(path)
    with store.write():
        store.pictures.keep(url, digest, extension.value, (4, 4, len(data)), NOW)
    store.close()


async def large(app: FeedreaderApp, pilot: Pilot[str], settled: Settled) -> PictureScreen:
    await opened(app, pilot, settled)
    await pilot.press("P")
    await settled(pilot)
    assert isinstance(app.screen, PictureScreen)
    return app.screen


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been started, on a desktop with xdg-open."""
    commands: list[list[str]] = []
    monkeypatch.setattr("feedreader.tui.viewer.start", lambda command, what: commands.append(list(command)))
    monkeypatch.setattr("feedreader.tui.viewer.sys.platform", "linux")
    monkeypatch.setattr(
        "feedreader.tui.viewer.shutil.which", lambda name: f"/bin/{name}" if name == "xdg-open" else None
    )
    monkeypatch.setenv("DISPLAY", ":0")
    return commands


def contents(path: Path) -> tuple[bytes, int]:
    """A file's bytes, and who may look into its folder."""
    return path.read_bytes(), path.parent.stat().st_mode & 0o777


def there(path: Path) -> bool:
    return os.path.lexists(path)


async def test_o_opens_a_copy_of_the_kept_file_in_the_viewer(
    library_path: Path, settled: Settled, started: list[list[str]]
) -> None:
    pictured(library_path)
    keep(library_path, FIRST)
    app = open_app(library_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        screen = await large(app, pilot, settled)
        assert "o your viewer" in str(screen._keys.render())
        await pilot.press("o")
        await settled(pilot)
        ((program, name),) = started
        copy = Path(name)
        assert program == "xdg-open"
        assert copy.is_absolute()
        assert copy.suffix == ".png"
        assert library_path.parent not in copy.parents
        assert contents(copy) == (PNG, 0o700)
        assert toasts(app)[-1] == "Opening the picture in your viewer."
        await pilot.press("escape", "q")
    assert not there(copy.parent)


async def test_what_is_not_kept_opens_in_the_browser_and_y_copies(
    library_path: Path, settled: Settled, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pictured(library_path)
    gone: list[str] = []
    monkeypatch.setattr(
        "feedreader.tui.screens.articles.open_in_browser", lambda url, *rest: gone.append(url)
    )
    app = open_app(library_path)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        screen = await large(app, pilot, settled)
        assert "n next p back o browser y copy address esc close" in " ".join(
            str(screen._keys.render()).split()
        )
        await pilot.press("o", "n", "y")
        await settled(pilot)
        assert (gone, copied, started) == ([FIRST], [SECOND], [])


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"#!/bin/sh\n", b""])
async def test_only_what_is_a_picture_by_its_own_bytes_goes_to_the_viewer(
    library_path: Path,
    settled: Settled,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
) -> None:
    pictured(library_path)
    keep(library_path, FIRST, data)
    gone: list[str] = []
    monkeypatch.setattr(
        "feedreader.tui.screens.articles.open_in_browser", lambda url, *rest: gone.append(url)
    )
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await large(app, pilot, settled)
        await pilot.press("o")
        await settled(pilot)
        assert (gone, started) == ([FIRST], [])


async def test_without_a_desktop_it_is_said(
    library_path: Path, settled: Settled, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pictured(library_path)
    keep(library_path, FIRST)
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    app = open_app(library_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await large(app, pilot, settled)
        await pilot.press("o")
        await settled(pilot)
        assert started == []
        assert "y copies its address" in toasts(app)[-1]
        assert isinstance(app.screen, PictureScreen)


async def test_a_lead_picture_counts_once_and_its_words_are_whole(
    library_path: Path, settled: Settled
) -> None:
    alt = "Market stalls with striped awnings and heaps of fruit before coloured houses"
    blocks = (Paragraph((Span("It begins."),)), Figure((Picture(FIRST, alt, 800, 500),)))
    told = story(0, document=Document(blocks), lead=LeadImage(FIRST, "Stalls"))
    fill(library_path, [("The Lantern", "", [told])])
    app = open_app(library_path)
    async with app.run_test(size=(50, 15)) as pilot:
        screen = await large(app, pilot, settled)
        view = screen._view
        rows = [view.render_line(y).text for y in range(view.size.height)]
        assert rows[0].strip() == "Picture 1 of 1"
        assert alt in " ".join(" ".join(rows).split())
        assert "next" not in str(screen._keys.render())
        assert view.line_count() <= view.page


async def test_a_small_picture_is_drawn_larger_than_on_the_page(library_path: Path, settled: Settled) -> None:
    """Kept at 4 x 4 pixels, whatever the page says of its size: in its own proportions, four times
    its pixels at most."""
    pictured(library_path)
    keep(library_path, FIRST)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        screen = await large(app, pilot, settled)
        plates = {(line.plate.columns, line.plate.rows) for line in screen._view._lines if line.plate}
        assert app.cell.size == (10, 20)
        assert plates == {(2, 1)}


async def test_a_feed_s_rule_is_asked_for_once_a_page(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictured(library_path)
    app = open_app(library_path, RecordingEngine())
    asked: list[int] = []
    offline = app.library.offline
    read = offline.pictures_of

    def counting(feed: FeedId, default: str) -> str:
        asked.append(feed)
        return read(feed, default)

    monkeypatch.setattr(offline, "pictures_of", counting)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        assert len(asked) == 1
        app.reader.pictures_changed()
        await settled(pilot)
        assert len(asked) == 2


async def test_what_is_missing_is_told_anew_when_it_came(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    pictured(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        article = app.reader.headlines.current_id
        assert article is not None
        note(library_path, article, Wholeness.PART, "The author's picture is not on this disk.")
        await pilot.press("enter")
        await settled(pilot)
        view = app.reader.article_view
        told = "⤓ In part on this disk · The author's picture is not on this disk."
        assert told in [line.text for line in view._lines]
        note(library_path, article, Wholeness.WHOLE, "")
        await answer(engine, pilot, settled, tmp_path)
        lines = [line.text for line in view._lines]
        assert told not in lines
        assert "⤓ Whole on this disk" in lines


def note(path: Path, article: ArticleId, wholeness: Wholeness, missing: str) -> None:
    """What the engine notes of an article."""
    with Store.open(path) as store, store.write():
        store.offline.judge(article, wholeness, missing)
