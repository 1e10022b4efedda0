"""What keeps a key fast: the bindings' chain made once, the first screen before everything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.tui.library_of import fill, open_app, story
from textual.pilot import Pilot
from textual.screen import Screen

from feedreader.model.document import Document, Paragraph, Span
from feedreader.tui.panes import Pane

Settled = Callable[[Pilot[str]], Awaitable[None]]
SIZE = (160, 45)


def long_story(path: Path) -> None:
    blocks = tuple(Paragraph((Span(f"Paragraph {number} of the long story. " * 30),)) for number in range(80))
    fill(path, [("The Lantern", "", [story(0, "A long story", document=Document(blocks))])])


async def test_the_bindings_in_force_are_textual_s_own_in_every_pane(
    library_path: Path, settled: Settled
) -> None:
    """The chain is kept (ReaderScreen._binding_chain): it must be what Textual would make anew."""
    long_story(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        for pane in (Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, Pane.AUTHOR):
            app.reader.show_pane(pane)
            await settled(pilot)
            ours = app.reader._binding_chain
            own = Screen._binding_chain.fget(app.reader)  # type: ignore[attr-defined]
            assert [node for node, _ in ours] == [node for node, _ in own]
            assert [kept.key_to_bindings for _, kept in ours] == [made.key_to_bindings for _, made in own]
            assert app.reader._binding_chain is ours


async def test_a_long_story_is_painted_before_it_is_laid_out_whole(
    library_path: Path, settled: Settled
) -> None:
    long_story(library_path)
    app = open_app(library_path)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        seen: list[tuple[str, int]] = []
        view, author_changed = app.reader.article_view, app.reader.author_changed
        draw = view.make_line

        def drawn(index: int, width: int) -> object:
            seen.append(("line", view.line_count()))
            return draw(index, width)

        def asked(*, ask: bool = False) -> None:
            seen.append(("author", view.line_count()))
            author_changed(ask=ask)

        view.make_line, app.reader.author_changed = drawn, asked  # type: ignore[method-assign, assignment]
        await pilot.press("enter")
        await settled(pilot)
        assert seen[0] == ("line", 120), "the first screen's lines alone"
        assert "author" in [what for what, _ in seen[1:]]
        assert view.line_count() > 300
