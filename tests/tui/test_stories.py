"""Whole stories on the screen: pictures, links, related stories, finding, saving, keeping."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import RecordingEngine, fill, open_app, story
from textual.pilot import Pilot

from feedreader.engine.messages import (
    Download,
    Downloaded,
    DownloadProgress,
    Draw,
    Drawn,
    FullText,
    OpenPage,
    PageOpened,
    StoryKept,
)
from feedreader.media.records import Cells, Protocol
from feedreader.media.sheets import Sheet
from feedreader.model.article import LeadImage, Wholeness
from feedreader.model.document import Block, Card, Document, Figure, Heading, Paragraph, Picture, Span
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.panes import Pane
from feedreader.tui.screens.choose import ContentsScreen
from feedreader.tui.screens.hints import HintScreen, LinkScreen
from feedreader.tui.screens.picture import PictureScreen

Settled = Callable[[Pilot[str]], Awaitable[None]]
SIZE = (120, 36)
PICTURE = "https://lantern.example/harbour.jpg"


def rich(path: Path) -> None:
    """A story with a picture, headings, links and a related story that the library has too."""
    blocks: tuple[Block, ...] = (
        Paragraph(
            (Span("It begins with a "), Span("link", href="https://elsewhere.example/a"), Span(" in it."))
        ),
        Heading(2, (Span("The first part"),)),
        *(Paragraph((Span(f"Words of part one, number {n}. " * 6),)) for n in range(8)),
        Figure(
            (Picture("https://lantern.example/second.png", "The second", 400, 300),),
            (Span("Its caption."),),
            "A/B",
        ),
        Heading(2, (Span("The second part"),)),
        Paragraph((Span("Here hides the needle that one looks for."),)),
        Card("https://lantern.example/1", "Story one, related", "Its line."),
        Card("https://unknown.example/story", "Not in the library"),
    )
    first = story(
        0,
        "A rich story",
        document=Document(blocks),
        lead=LeadImage(PICTURE, "The harbour", "At dawn.", "C/D"),
    )
    fill(path, [("The Lantern", "", [first, story(1, "Story one"), story(2, "Story two")])])


def cells(columns: int, rows: int) -> bytes:
    """A drawing of one colour."""
    return Cells(
        columns, rows, "▀".encode("utf-32-le") * columns * rows + b"\xff\x00\x00\x00\x00\xff" * columns * rows
    ).to_bytes()


def draws(engine: RecordingEngine) -> list[Draw]:
    """What was asked to be drawn."""
    return [request for request in engine.asked if isinstance(request, Draw)]


def screen_text(app: FeedreaderApp) -> str:
    """The article's lines in sight."""
    view = app.reader.article_view
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def opened(app: FeedreaderApp, pilot: Pilot[str], settled: Settled) -> None:
    """The rich story, open."""
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert app.reader.open_article is not None
    assert app.reader.open_article.article.title == "A rich story"


async def test_room_is_kept_and_the_picture_appears_without_moving_the_text(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        (asked,) = [request for request in draws(engine) if request.url == PICTURE]
        before = screen_text(app).split("\n")
        assert "▣ The harbour" in screen_text(app)
        drawing = tmp_path / "drawing"
        drawing.write_bytes(cells(asked.columns, asked.rows))
        engine.say(Drawn(asked.url, asked.columns, asked.rows, asked.protocol, str(drawing)))
        await settled(pilot)
        after = screen_text(app).split("\n")
        assert sum("▀▀▀" in line for line in after) == asked.rows
        assert [n for n, line in enumerate(before) if "At dawn." in line] == [
            n for n, line in enumerate(after) if "At dawn." in line
        ]
        # The same drawing is not asked for again.
        count = len(draws(engine))
        await pilot.press("J", "K")
        await settled(pilot)
        assert len([d for d in draws(engine)[count:] if d.url == PICTURE]) == 0


async def test_a_picture_that_cannot_be_had_says_why(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        asked = draws(engine)[0]
        engine.say(Drawn(asked.url, asked.columns, asked.rows, asked.protocol, "", "It is [too] large."))
        await settled(pilot)
        assert "▣ The harbour · It is [too] large." in screen_text(app)


async def test_kitty_is_sent_once_and_shown_by_placeholders(
    library_path: Path, tmp_path: Path, settled: Settled
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        written: list[bytes] = []
        app.write_terminal = written.append  # type: ignore[method-assign, assignment]
        await opened(app, pilot, settled)
        asked = draws(engine)[0]
        drawing = tmp_path / "sheet"
        drawing.write_bytes(
            Sheet(Protocol.KITTY, asked.columns, asked.rows, 4711, b"\x1b_Gpicture\x1b\\").to_bytes()
        )
        engine.say(Drawn(asked.url, asked.columns, asked.rows, "kitty", str(drawing)))
        await settled(pilot)
        assert written == [b"\x1b_Gpicture\x1b\\"]
        assert "\U0010eeee" in screen_text(app)


async def test_pictures_off_are_told_in_words_and_it_is_remembered(
    library_path: Path, settled: Settled
) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        lines = app.reader.article_view.line_count()
        await pilot.press("M")
        await settled(pilot)
        assert app.reader.article_view.line_count() < lines
        assert "▣ The harbour" in screen_text(app)
        assert app.reader.memory.pictures == "off"


async def test_the_link_cursor_finds_links_and_cards(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("full_stop")
        await settled(pilot)
        while app.reader.article_view.chosen is not None and not app.reader.article_view.chosen.card:
            await pilot.press("full_stop")
        chosen = app.reader.article_view.chosen
        assert chosen is not None
        assert chosen.url == "https://lantern.example/1"
        # The card's story is in the library: it opens here, and Escape comes back.
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.article.title == "Story one"
        await pilot.press("escape")
        await settled(pilot)
        assert app.reader.open_article.article.title == "A rich story"


async def test_a_card_of_a_story_that_is_not_here_is_fetched(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        app.reader.read_page("https://unknown.example/story")
        assert engine.asked[-1] == OpenPage("https://unknown.example/story")
        other = app.reader.headlines.ids[2]
        engine.say(PageOpened("https://unknown.example/story", other))  # type: ignore[arg-type]
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.id == other


async def test_hints_show_where_a_link_goes_before_anything_opens(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich(library_path)
    gone: list[str] = []
    monkeypatch.setattr(
        "feedreader.tui.screens.articles.open_in_browser", lambda url, *rest: gone.append(url)
    )
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("M")
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, HintScreen)
        label = next(
            label for label, url in app.screen._labels.items() if url.startswith("https://elsewhere")
        )
        await pilot.press(*label)
        await settled(pilot)
        assert isinstance(app.screen, LinkScreen)
        assert gone == []
        await pilot.press("enter")
        await settled(pilot)
        assert gone == ["https://elsewhere.example/a"]


async def test_find_in_the_article(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("ctrl+f", *"NEEDLE")
        await settled(pilot)
        assert "needle" in screen_text(app)
        assert app.reader.article_view.find("needle") == (1, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert app.reader.article_view.sought == ""


async def test_contents_jump_to_a_heading(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(app.screen, ContentsScreen)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert "The second part" in screen_text(app)
        assert app.reader.article_view.top > 0


async def test_lines_are_selected_and_copied(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("V", "j", "y")
        await settled(pilot)
        assert copied == ["A rich story\nThe Lantern · " + copied[0].split("· ", 1)[1]]
        assert app.reader.article_view.marked is None
        await pilot.press("y")
        assert copied[-1] == "https://lantern.example/0"


async def test_the_mouse_selects_text(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.mouse_down("#article", offset=(app.reader.article_view._left, 1))
        await pilot.hover("#article", offset=(app.reader.article_view._left + 6, 1))
        await pilot.mouse_up("#article", offset=(app.reader.article_view._left + 6, 1))
        await settled(pilot)
        await pilot.press("y")
        assert copied
        assert copied[0].startswith("A rich")


async def test_saved_as_markdown_and_html(library_path: Path, tmp_path: Path, settled: Settled) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        stored = app.reader.open_article
        assert stored is not None
        app.reader._save(stored, str(tmp_path / "a.md"))
        app.reader._save(stored, str(tmp_path / "a.html"))
        app.reader._save(stored, str(tmp_path / "a.md"))
        await settled(pilot)
        assert "is there already" in [toast.message for toast in app._notifications][-1]
    text = (tmp_path / "a.md").read_text()
    assert text.startswith("# A rich story\n")
    assert "## The first part" in text
    page = (tmp_path / "a.html").read_text()
    assert ">A rich story</a></h1>" in page
    assert "<figure>" in page
    assert sorted(name for name in os.listdir(tmp_path) if name.startswith(("a", "."))) == [
        "a.html",
        "a.md",
    ]


async def test_a_pipe_where_the_terminal_cannot_step_aside_says_so(
    library_path: Path, settled: Settled
) -> None:
    rich(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        stored = app.reader.open_article
        assert stored is not None
        app.reader._pipe(stored, "cat")
        await settled(pilot)
        assert "cannot step aside" in [toast.message for toast in app._notifications][-1]


async def test_full_text_is_asked_for_and_shown_in_place(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot, settled)
        stored = app.reader.open_article
        assert stored is not None
        await pilot.press("w")
        await settled(pilot)
        assert FullText(stored.id) in engine.asked
        engine.say(StoryKept(stored.id, Wholeness.FEED, "This page shows only the beginning."))
        await settled(pilot)
        assert "This page shows only the beginning." in [toast.message for toast in app._notifications]


async def test_teasers_are_made_whole_when_they_are_opened(library_path: Path, settled: Settled) -> None:
    teaser = story(0, "A teaser", document=Document((Paragraph((Span("It begins and then … Read more"),)),)))
    fill(library_path, [("The Lantern", "", [teaser, story(1, "Whole", paragraphs=9)])])
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert [r for r in engine.asked if isinstance(r, FullText)] == [FullText(app.reader.open_article.id)]
        await pilot.press("J")
        await settled(pilot)
        assert len([r for r in engine.asked if isinstance(r, FullText)]) == 1


async def test_a_list_is_kept_offline_with_progress(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("O")
        await settled(pilot)
        assert engine.asked[-1] == Download(tuple(app.reader.headlines.ids))  # type: ignore[arg-type]
        engine.say(DownloadProgress(1, 3, 2_500_000))
        await settled(pilot)
        assert app.reader.status_line.status.note == "offline 1/3 · 2.5 MB"
        engine.say(Downloaded(3, whole=2, in_part=1, size=4_000_000))
        await settled(pilot)
        assert app.reader.status_line.status.note == ""
        assert "Kept offline: 2 whole, 1 in part (4.0 MB)." in [toast.message for toast in app._notifications]


async def test_the_picture_as_large_as_the_screen(library_path: Path, settled: Settled) -> None:
    rich(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, pilot, settled)
        await pilot.press("P")
        await settled(pilot)
        assert isinstance(app.screen, PictureScreen)
        assert draws(engine)[-1].rows > 25
        await pilot.press("n")
        await settled(pilot)
        assert draws(engine)[-1].url == "https://lantern.example/second.png"
        await pilot.press("escape")
        assert type(app.screen).__name__ == "ReaderScreen"


async def test_neighbours_stand_below_the_story(library_path: Path, settled: Settled) -> None:
    words = (
        "The lighthouse keeper of Brannoch counted porpoises beside the granite breakwater every Thursday. "
        * 3
    )
    near = [
        story(n, f"Brannoch lighthouse {n}", document=Document((Paragraph((Span(words),)),)))
        for n in range(2)
    ]
    far = [story(n + 10, f"Something else {n}") for n in range(40)]
    fill(library_path, [("The Lantern", "", [*near, *far])])
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        below = [line.text for line in app.reader.article_view._lines]
        assert "Also in your library" in below
        assert any("Brannoch lighthouse 1" in line for line in below)
        assert not any("Something else" in line for line in below)
        await pilot.press("G", "L")
        await settled(pilot)
        assert app.reader.memory.airy
        assert app.reader.memory.pane is Pane.ARTICLE
