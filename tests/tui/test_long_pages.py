"""Pages that take long to lay out: the keys are answered meanwhile, the place is kept; and what
stands above the lines of a long table."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.tui.library_of import RecordingEngine, fill, open_app, story
from textual.pilot import Pilot

from feedreader.model.document import Cell, Document, Heading, Paragraph, Rule, Span, Table
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.article.lines import Line
from feedreader.tui.article.page import page_lines
from feedreader.tui.widgets import laid_page

Settled = Callable[[Pilot[str]], Awaitable[None]]
SIZE = (100, 24)
HEADS = ("Port", "Ships", "Remarks")


def ports(rows: int, *, wide: bool = False) -> Table:
    heads = (*HEADS, *[f"Column {n}" for n in range(20)]) if wide else HEADS
    more = [f"value {n}" for n in range(20)] if wide else []
    cells = [[f"Port {n}", str(n), "calm", *more] for n in range(rows)]
    return Table(
        (
            tuple(Cell((Span(text),), header=True) for text in heads),
            *(tuple(Cell((Span(text),)) for text in each) for each in cells),
        )
    )


def one_story(path: Path, *blocks: object) -> None:
    fill(path, [("The Lantern", "", [story(0, "A story", document=Document(blocks))])])  # type: ignore[arg-type]


def seen(app: FeedreaderApp) -> list[str]:
    """The rows of the article's pane, top to bottom."""
    view = app.reader.article_view
    return [view.render_line(y).text.rstrip(" ▐") for y in range(view.heading_height, view.size.height)]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Time passes while lines are laid out: four milliseconds a line, on a clock of our own."""
    now = [0]

    def clock() -> float:
        return now[0] * 0.004

    def slowly(*given: object) -> Iterator[Line]:
        for made in page_lines(*given):  # type: ignore[arg-type]
            now[0] += 1
            yield made

    monkeypatch.setattr(laid_page, "perf_counter", clock)
    monkeypatch.setattr(laid_page, "page_lines", slowly)
    return now


async def test_a_key_is_answered_between_slices(
    library_path: Path, settled: Settled, slow: list[int]
) -> None:
    one_story(library_path, ports(600))
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        view = app.reader.article_view
        most, last, take = 0, 0, view._take

        def watched(*given: Any) -> None:
            nonlocal most, last
            last = slow[0]
            take(*given)
            most = max(most, slow[0] - last)

        view._take = watched  # type: ignore[method-assign, assignment]
        await pilot.press("enter")
        await settled(pilot)
        while view._more:
            await pilot.pause()
        assert view.line_count() > 600
        assert most <= view.page, "no more at a time than the first page"


async def test_the_place_of_a_long_page_is_found_once_it_is_laid_out(
    library_path: Path, settled: Settled, slow: list[int]
) -> None:
    one_story(library_path, ports(600))
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        view = app.reader.article_view
        while view._more:
            await pilot.pause()
        view.scroll_to_line(300)
        place = view.position
        assert place
        view.set_measure(60)
        assert view._more, "the first page is there, the rest comes"
        assert view.position == place
        while view._more:
            await pilot.pause()
        assert view.position == pytest.approx(place, abs=0.01)
        # Whoever scrolls meanwhile is left where they are.
        view.set_measure(70)
        view.scroll_to_line(3)
        assert view.position is None, "nobody knows how long the page is"
        while view._more:
            await pilot.pause()
        assert view.top == 3


async def test_to_the_end_of_a_page_that_is_not_laid_out(
    library_path: Path, settled: Settled, slow: list[int]
) -> None:
    one_story(library_path, ports(600))
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        view = app.reader.article_view
        view.set_measure(60)
        assert view._more
        view.action_move_bottom()
        assert view._more, "it is not waited for"
        while view._more:
            await pilot.pause()
        assert view.at_end
        # Pages come one after the other, as many lines as they need.
        view.set_measure(70)
        view.scroll_to_line(0)
        for _ in range(60):
            before = view.top
            if not view.page_down():
                break
            assert view.top > before
        assert view.at_end


async def test_rules_follow_the_width(library_path: Path, settled: Settled) -> None:
    words = "The lighthouse keeper of Brannoch counted porpoises beside the granite breakwater. " * 4
    near = [
        story(n, f"Brannoch {n}", document=Document((Paragraph((Span(words),)), Rule()))) for n in range(2)
    ]
    far = [story(n + 10, f"Something else {n}") for n in range(40)]
    fill(library_path, [("The Lantern", "", [*near, *far])])
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        view = app.reader.article_view

        def rules() -> set[int]:
            return {len(line.text) for line in view._lines if set(line.text) == {"─"}}

        widths = set()
        for key in ("a", "a", "-", "z", "b"):
            await pilot.press(key)
            await settled(pilot)
            widths.add(view.text_width)
            assert "Also in your library" in [line.text for line in view._lines]
            assert rules() == {view.text_width}, key
        assert len(widths) > 1


async def test_the_header_of_a_long_table_stays_in_sight(library_path: Path, settled: Settled) -> None:
    words = Paragraph((Span("After the table. " * 60),))
    one_story(library_path, Heading(2, (Span("Ports"),)), ports(200), words, words)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "z")
        await settled(pilot)
        view = app.reader.article_view
        first = next(n for n, line in enumerate(view._lines) if line.text.startswith("Port 0"))
        view.scroll_to_line(first - 2)
        assert seen(app)[0].split() == ["Port", "│", "Ships", "│", "Remarks"]
        view.scroll_to_line(first + 50)
        rows = seen(app)
        assert rows[0].split() == ["Port", "│", "Ships", "│", "Remarks"]
        assert rows[1].strip().startswith("─")
        assert rows[2].split() == ["Port", "52", "│", "52", "│", "calm"]
        assert view.first_seen == first + 52
        # A click on it is a click on the header, which is further up.
        assert view.line_at(view.heading_height) == first - 2
        # What is left of the table at its end is seen.
        view.scroll_to_line(first + 198)
        assert [row.split()[1] for row in seen(app)[:2]] == ["198", "199"]
        view.scroll_to_line(first + 200)
        assert "Port" not in " ".join(seen(app))


@pytest.mark.parametrize("height", [8, 24])
async def test_every_row_is_seen_while_one_pages(library_path: Path, settled: Settled, height: int) -> None:
    one_story(library_path, ports(90))
    app = open_app(library_path)
    async with app.run_test(size=(100, height)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "z")
        await settled(pilot)
        numbers: set[str] = set()
        for _ in range(60):
            numbers |= {row.split()[1] for row in seen(app) if row.strip().startswith("Port ")}
            if not app.reader.article_view.page_down():
                break
        assert {str(n) for n in range(90)} <= numbers


async def test_the_header_moves_sideways_with_its_table(library_path: Path, settled: Settled) -> None:
    one_story(library_path, ports(100, wide=True))
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "z")
        await settled(pilot)
        view = app.reader.article_view
        view.scroll_to_line(60)
        assert "Ships" in seen(app)[0]
        for _ in range(6):
            assert view.move_table(1)
        assert "Ships" not in seen(app)[0]
        assert "Column 4" in seen(app)[0]
        await pilot.press("V")
        assert view.marked == range(view.first_seen, view.first_seen + 1)


async def test_what_is_found_is_not_under_the_header(library_path: Path, settled: Settled) -> None:
    one_story(library_path, ports(100))
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "z")
        await settled(pilot)
        view = app.reader.article_view
        view.scroll_to_line(60)
        line = 61
        word = view._lines[line].text.split("│")[0].strip()
        view.find(word, start=line)
        assert any(row.split("│")[0].strip() == word for row in seen(app)[2:])


def test_a_hostile_table_s_lines_come_one_by_one() -> None:
    """250,000 cells: a slice of the work is as small as a row."""
    from feedreader.tui.article.tables import table_lines

    cells = tuple(Cell((Span("12,345"),)) for _ in range(100))
    lines = table_lines(Table((cells,) * 2_500), 70)
    next(lines)
    began = time.process_time()
    for _ in range(100):
        next(lines)
    assert time.process_time() - began < 1.0  # Some 0.05 s; all rows at once were 4 s.
