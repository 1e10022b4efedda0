"""Within one article, in the running app: footnotes and back, wide tables, links to headings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import RecordingEngine, fill, open_app, story
from textual import events
from textual.pilot import Pilot

from feedreader.model.document import (
    Block,
    Cell,
    Document,
    Footnote,
    Footnotes,
    Heading,
    Paragraph,
    Span,
    Table,
)
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.screens.hints import HintScreen
from feedreader.tui.widgets.article_view import ArticleView

Settled = Callable[[Pilot[str]], Awaitable[None]]
SIZE = (120, 36)


def words(*spans: Span, text: str = "") -> Paragraph:
    return Paragraph((*spans, Span(text)) if text else spans)


def filler(number: int) -> list[Block]:
    return [words(text=f"Words of filler number {n}. " * 6) for n in range(number)]


def noted(path: Path) -> None:
    """A long story with three references to two notes, and a link to its second heading."""
    here = "https://lantern.example/0#second%20part"
    blocks: list[Block] = [
        words(Span("See "), Span("below", href=here), Span("; a claim"), Span("1", note="1")),
        *filler(12),
        Heading(2, (Span("The second part"),), "second part"),
        words(Span("Claimed again"), Span("1", note="1"), Span(" with another"), Span("2", note="2")),
        *filler(14),
        Footnotes((Footnote("1", (words(text="The proof."),)), Footnote("2", (words(text="Hearsay."),)))),
        *filler(6),
    ]
    other = story(1, document=Document((words(Span("It points"), Span("9", note="9")), *filler(2))))
    fill(path, [("The Lantern", "", [story(0, "A noted story", document=Document(tuple(blocks))), other])])


def tabled(path: Path) -> None:
    """A story with a table of nine columns far down; the last cell of it has a link."""
    heads = tuple(Cell((Span(f"Heading {n}"),), header=True) for n in range(9))
    rows = [tuple(Cell((Span(f"value {row}-{n}"),)) for n in range(8)) for row in range(4)]
    linked = Cell((Span("the needle", href="https://elsewhere.example/needle"),))
    table = Table((heads, *((*row, linked) for row in rows)))
    blocks: list[Block] = [*filler(3), table, *filler(14)]
    fill(path, [("The Lantern", "", [story(0, "A wide story", document=Document(tuple(blocks)))])])


async def opened(app: FeedreaderApp, pilot: Pilot[str], settled: Settled) -> ArticleView:
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert app.reader.open_article is not None
    return app.reader.article_view


def seen(view: ArticleView) -> str:
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


def toasts(app: FeedreaderApp) -> list[str]:
    return [toast.message for toast in app._notifications]


async def test_the_footnotes_key_goes_there_and_exactly_back(library_path: Path, settled: Settled) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        view.scroll_to_line(1)
        await pilot.press("asterisk")
        await settled(pilot)
        assert "[1] The proof. ↩" in seen(view)
        assert view.chosen is not None
        assert view.chosen.url == "back:1"
        await pilot.press("asterisk")
        await settled(pilot)
        assert view.top == 1
        assert view.chosen is not None
        assert (view.chosen.url, view.chosen.first) == ("note:1", view.places()[1].first)


async def test_escape_comes_back_from_a_note_before_it_leaves_the_article(
    library_path: Path, settled: Settled
) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        await pilot.press("asterisk", "escape")
        await settled(pilot)
        assert view.top == 0
        assert view.has_focus
        # Whoever reads on from the note is no longer on a trip to it.
        await pilot.press("asterisk", "g", "escape")
        await settled(pilot)
        assert app.reader.headlines.has_focus


async def test_of_several_notes_in_sight_one_is_chosen_by_its_label(
    library_path: Path, settled: Settled
) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        view.scroll_to_line(view.headings()[0][0])
        top = view.top
        await pilot.press("asterisk")
        await settled(pilot)
        assert isinstance(app.screen, HintScreen)
        assert list(app.screen._labels.values()) == ["note:1", "note:2"]
        await pilot.press("s")
        await settled(pilot)
        assert view.chosen is not None
        assert view.chosen.url == "back:2"
        # Enter on the note's sign leads back, to this reference and not to the first.
        await pilot.press("enter")
        await settled(pilot)
        assert view.top == top
        assert view.chosen.url == "note:2"


async def test_a_note_that_is_referred_to_twice_leads_back_to_where_one_came_from(
    library_path: Path, settled: Settled
) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        second = [place for place in view.places() if place.url == "note:1"][1]
        view.scroll_to_line(second.first - 3)
        top = view.top
        while view.chosen != second:
            await pilot.press("full_stop")
        view.scroll_to_line(top)
        await pilot.press("enter")
        # A change of the measure lays the page out anew: the reference is found all the same.
        await pilot.press("minus", "asterisk")
        await settled(pilot)
        assert view.chosen is not None
        assert view.chosen == [place for place in view.places() if place.url == "note:1"][1]
        assert view.sees(view.chosen)


async def test_hints_and_the_mouse_reach_notes_and_lead_back(library_path: Path, settled: Settled) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, HintScreen)
        label = next(label for label, url in app.screen._labels.items() if url == "note:1")
        await pilot.press(label)
        await settled(pilot)
        line = next(n for n, each in enumerate(view._lines) if "↩" in each.text)
        assert view.top <= line < view.top + view.page
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, HintScreen)
        assert "back:1" in app.screen._labels.values()
        await pilot.press("escape")
        x = view._left + view._lines[line].text.index("↩")
        await pilot.click("#article", offset=(x, line - view.top + view.heading_height))
        await settled(pilot)
        assert view.top == 0
        place = next(place for place in view.places() if place.url == "note:1")
        x = view._left + view._lines[place.first].text.index("[1]")
        await pilot.click("#article", offset=(x + 1, place.first + view.heading_height))
        await settled(pilot)
        assert view.top > 0


async def test_what_is_no_note_is_said(library_path: Path, settled: Settled) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = await opened(app, pilot, settled)
        view.scroll_to_line(12)
        await pilot.press("asterisk")
        await settled(pilot)
        assert toasts(app)[-1] == "No footnote is in sight."
        await pilot.press("J", "asterisk")
        await settled(pilot)
        assert toasts(app)[-1] == "That footnote is not in this text."


async def test_a_note_is_no_address_to_copy(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(library_path)
    app = open_app(library_path)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        await pilot.press("full_stop", "full_stop")
        assert view.chosen is not None
        assert view.chosen.url == "note:1"
        assert app.reader.status_line.status.note == "Footnote 1"
        await pilot.press("y")
        assert copied == ["https://lantern.example/0"]


async def test_a_link_to_a_heading_of_the_page_stays_on_it(library_path: Path, settled: Settled) -> None:
    noted(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        await pilot.press("full_stop", "enter")
        await settled(pilot)
        assert type(app.screen).__name__ == "ReaderScreen"
        assert view.top == view.headings()[0][0]
        await pilot.press("escape")
        await settled(pilot)
        assert view.top == 0


# --- wide tables


async def test_a_wide_table_is_moved_and_the_key_bar_says_how(library_path: Path, settled: Settled) -> None:
    tabled(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = await opened(app, pilot, settled)
        bar = app.reader.key_bar
        assert "value 0-0" in seen(view)
        assert "value 0-7" not in seen(view)
        assert " ] more columns" in bar.render_line(0).text
        assert "columns before" not in bar.render_line(0).text
        await pilot.press("right_square_bracket")
        assert "Heading 1" not in seen(view)
        assert "‹" in seen(view)
        await pilot.press("shift+right", *["right_square_bracket"] * 7)
        await settled(pilot)
        assert "the needle" in seen(view)
        assert "value 0-0" in seen(view), "the first column stays"
        assert "more columns" not in bar.render_line(0).text
        assert " [ columns before" in bar.render_line(0).text
        assert toasts(app) == []
        await pilot.press(*["left_square_bracket"] * 4, *["shift+left"] * 5)
        assert "value 0-1" in seen(view)
        await pilot.press("G", "left_square_bracket")
        await settled(pilot)
        assert "columns" not in bar.render_line(0).text
        assert toasts(app) == ["No table that is wider than the page is in sight."]


async def test_the_wheel_moves_the_table_under_the_pointer(library_path: Path, settled: Settled) -> None:
    tabled(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        line = next(n for n, each in enumerate(view._lines) if each.wide)

        async def wheel(kind: type[events.MouseEvent], at: int, *, shift: bool = False) -> None:
            y = at - view.top + view.heading_height
            view.post_message(kind(view, 20, y, 0, 0, 0, shift, False, False))
            await pilot.pause()

        await wheel(events.MouseScrollRight, line)
        assert "Heading 1" not in seen(view)
        await wheel(events.MouseScrollLeft, line)
        assert "Heading 1" in seen(view)
        await wheel(events.MouseScrollDown, line, shift=True)
        assert "Heading 1" not in seen(view)
        assert view.top == 0
        # Anywhere else, and without shift, the page moves.
        await wheel(events.MouseScrollDown, 1, shift=True)
        assert view.top == 3
        await wheel(events.MouseScrollDown, line)
        assert view.top == 6


async def test_find_and_the_link_cursor_move_the_table_to_what_they_found(
    library_path: Path, settled: Settled
) -> None:
    tabled(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        assert "https://elsewhere.example/needle" not in [place.url for place in view.visible_places()]
        await pilot.press("ctrl+f", *"needle")
        await settled(pilot)
        assert "needle" in seen(view)
        await pilot.press("escape", *["left_square_bracket"] * 9)
        assert "needle" not in seen(view)
        await pilot.press("full_stop")
        await settled(pilot)
        assert "needle" in seen(view)
        assert "https://elsewhere.example/needle" in [place.url for place in view.visible_places()]


async def test_what_is_copied_is_what_is_seen_or_the_whole_row(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabled(library_path)
    app = open_app(library_path)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        await pilot.press(*["right_square_bracket"] * 9)
        line = next(n for n, each in enumerate(view._lines) if each.text.startswith("value 0-0"))
        y = line + view.heading_height
        x = view._left + view.shown_line(line).text.index("the needle")
        await pilot.mouse_down("#article", offset=(x, y))
        await pilot.hover("#article", offset=(x + 9, y))
        await pilot.mouse_up("#article", offset=(x + 9, y))
        await settled(pilot)
        await pilot.press("y")
        assert copied
        assert copied[-1].startswith("the needl")
        # Lines chosen with the keys are whole.
        view.mark_lines(range(line, line + 1))
        await pilot.press("y")
        assert [f"value 0-{n}" in copied[-1] for n in range(8)] == [True] * 8
        # A click goes to the link that is seen there.
        await pilot.click("#article", offset=(x + 1, y))
        await settled(pilot)
        assert type(app.screen).__name__ == "LinkScreen"


async def test_the_key_bar_is_silent_while_another_pane_has_the_screen(
    library_path: Path, settled: Settled
) -> None:
    tabled(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(60, 30)) as pilot:
        view = await opened(app, pilot, settled)
        view.scroll_to_line(12)
        await settled(pilot)
        assert "more columns" in app.reader.key_bar.render_line(0).text
        await pilot.press("escape")
        await settled(pilot)
        assert "more columns" not in app.reader.key_bar.render_line(0).text


async def test_every_size_shows_the_table(library_path: Path, settled: Settled) -> None:
    tabled(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=SIZE) as pilot:
        view = await opened(app, pilot, settled)
        for width in (200, 60, 40, 120):
            await pilot.resize_terminal(width, 30)
            await settled(pilot)
            view.find("value 3-5")
            assert "value 3-5" in seen(view)
            assert all(
                view.shown_line(n).width <= view.line_width - view._left for n in range(view.line_count())
            )
