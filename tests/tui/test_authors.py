"""The author panel: following, history of roles, two names for one person, several authors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from tests.tui.library_of import NOW, RecordingEngine, fill, open_app, story
from textual.pilot import Pilot

from feedreader.engine.messages import AuthorPublished, Profile, ProfileKnown
from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.author import Author, AuthorId, AuthorKind
from feedreader.model.query import Place
from feedreader.store import Store
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.screens.hints import HintScreen, LinkScreen
from feedreader.tui.services import Look

Settled = Callable[[Pilot[str]], Awaitable[None]]
WIDE = (160, 45)
HALE = Author(
    "Olena Hale", url="https://lantern.example/people/hale", role="Editor", bio="Olena edits. " * 20
)
ORME = Author("Ishaan Orme", url="https://lantern.example/people/orme")
O_HALE = Author("O. Hale", url="https://lantern.example/people/ohale")
AGENCY = Author("Veldmar Press Agency", kind=AuthorKind.ORGANISATION)


def papers(path: Path) -> None:
    """Two feeds; one person in both, another under two names, an agency."""
    fill(
        path,
        [
            (
                "The Lantern",
                "",
                [story(0, authors=(HALE, ORME)), story(1, authors=(O_HALE,)), story(2, authors=(AGENCY,))],
            ),
            ("Harbour Wire", "", [story(10, authors=(HALE,)), story(11)]),
        ],
    )


def panel(app: FeedreaderApp) -> str:
    """What the panel says."""
    return "\n".join(line.text for line in app.reader.author_panel._lines)


async def test_follow_shows_a_row_across_feeds_and_can_be_undone(
    library_path: Path, settled: Settled
) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("enter", "at")
        await settled(pilot)
        assert "★ Following" in panel(app)
        rows = {row.text: row for row in app.reader.feed_list.rows}
        assert rows["Following"].query.place is Place.FOLLOWING
        assert rows["Following"].unread == 1
        app.reader.show_place(rows["Following"].query)
        assert len(app.reader.headlines.ids) == 2
        await pilot.press("u")
        await settled(pilot)
        assert "Following" not in {row.text for row in app.reader.feed_list.rows}


async def test_a_key_moves_between_several_authors(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.author_panel.heading() == "Author 1 of 2 · l next"
        await pilot.press("l", "l")
        await settled(pilot)
        assert "Ishaan Orme" in panel(app)
        assert app.reader.author_panel.heading() == "Author 2 of 2 · l next"


async def test_an_agency_has_a_card_without_a_biography(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("j", "j", "enter")
        await settled(pilot)
        assert "Veldmar Press Agency\nOrganisation" in panel(app)


async def test_two_names_for_one_person_are_merged_and_parted(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "ctrl+g")
        await settled(pilot)
        await pilot.press(*"O. Hale", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Also: O. Hale" in panel(app)
        assert "3 stories" in panel(app)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "Also: O. Hale" not in panel(app)
        await pilot.press("u")
        await settled(pilot)
        app.reader.author_changed()
        await settled(pilot)
        assert "Also: O. Hale" in panel(app)


async def test_a_changed_role_keeps_the_earlier_one(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    store = Store.open(library_path)
    (hale,) = [
        a for a in Library(store, lambda: NOW).authors.find("Olena Hale") if a.profile.name == "Olena Hale"
    ]
    promoted = Author("Olena Hale", url=HALE.url, role="Editor-in-chief", bio=HALE.bio)
    store.authors.save_profile(
        hale.id, promoted, "https://lantern.example/people/hale", NOW + timedelta(days=40)
    )
    store.close()
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        text = panel(app).replace("\n", " ")
        assert "Editor-in-chief" in text
        assert "Since Dec 2026, before: Editor (Nov 2026)" in text


async def test_the_panel_fills_in_place_when_the_profile_arrives(
    library_path: Path, settled: Settled
) -> None:
    papers(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter", "ctrl+d")
        await settled(pilot)
        opened = app.reader.open_article
        assert opened is not None
        assert Profile(opened.id) in engine.asked
        top = app.reader.article_view.top
        store = Store.open(library_path)
        known = Author("O. Hale", url=O_HALE.url, role="Reporter", bio="O. reports from the harbour.")
        store.authors.save_profile(AuthorId(opened.authors[0].id), known, "https://lantern.example/1", NOW)
        store.close()
        engine.say(ProfileKnown(opened.id, changed=True))
        await settled(pilot)
        assert "O. reports from the harbour." in panel(app).replace("\n", " ")
        assert app.reader.article_view.top == top


async def test_a_followed_author_who_publishes_is_announced(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        engine.say(AuthorPublished(AuthorId(1), "Olena [Hale]", ArticleId(1), "News [/x]"))
        await settled(pilot)
        assert "New by Olena [Hale]: News [/x]" in [toast.message for toast in app._notifications]


async def test_the_authors_links_open_by_hints(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "l", "f")
        await settled(pilot)
        assert isinstance(app.screen, HintScreen)
        assert list(app.screen._labels.values()) == ["https://lantern.example/people/hale"]
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(app.screen, LinkScreen)
        await pilot.press("escape")
        assert app.reader.author_panel._hints == {}


async def test_the_card_below_a_story_says_which_author_it_is(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine(), Look(keys={"read.author": "ctrl+o"}))
    async with app.run_test(size=(110, 36)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        view = app.reader.article_view
        assert view.card is not None
        assert view.card.of == 2
        assert "Author 1 of 2 · ^o shows the others" in [line.text for line in view._lines]


async def test_zoomed_the_author_stands_below_the_story(library_path: Path, settled: Settled) -> None:
    papers(library_path)
    app = open_app(library_path, RecordingEngine())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.article_view.card is None, "the panel is beside it"
        await pilot.press("z")
        await settled(pilot)
        assert app.reader.article_view.card is not None
        await pilot.press("z")
        await settled(pilot)
        assert app.reader.article_view.card is None
