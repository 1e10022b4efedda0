"""Every other screen: welcome, prompts, catalogue, health, help, palette, author; and what the
engine says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.library_of import NOW, RecordingEngine, body, open_app, small, story
from textual.pilot import Pilot
from textual.widgets import Input

from feedreader.engine.messages import (
    Choice,
    FeedDone,
    Older,
    OlderArrived,
    Online,
    Outcome,
    Profile,
    Refused,
    RoundEnded,
    RoundStarted,
    Subscribe,
    SubscribeChoices,
    Subscribed,
    Summary,
)
from feedreader.library import Library
from feedreader.model.article import ArticleId
from feedreader.model.feed import FailureKind, FeedId
from feedreader.model.query import Place, Query
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.tui.app import DEMO, FeedreaderApp
from feedreader.tui.panes import Pane
from feedreader.tui.screens.catalogue import CatalogueScreen
from feedreader.tui.screens.choose import ChooseScreen
from feedreader.tui.screens.help import HelpScreen
from feedreader.tui.screens.lines import LinesScreen
from feedreader.tui.screens.links import LinksScreen
from feedreader.tui.screens.prompt import PromptScreen
from feedreader.tui.screens.welcome import WelcomeScreen

Settled = Callable[[Pilot[str]], Awaitable[None]]
WIDE = (160, 45)


def toasts(app: FeedreaderApp) -> list[str]:
    """What the toasts on screen say."""
    return [toast.message for toast in app._notifications]


async def test_an_empty_library_welcomes(library_path: Path, settled: Settled) -> None:
    app = open_app(library_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.press("4")
        await settled(pilot)
    assert app.return_value == DEMO


async def test_welcome_leads_to_adding_and_back(library_path: Path, settled: Settled) -> None:
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PromptScreen)
        # Letters that are keys elsewhere are letters here.
        await pilot.press(*"qn.example", "tab", *"News", "enter")
        await settled(pilot)
        assert Subscribe("qn.example", folder="News") in engine.asked
        assert type(app.screen).__name__ == "ReaderScreen"


async def test_several_feeds_of_a_site_are_offered(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        choices = (Choice("https://s.example/a.xml", "A [/x]"), Choice("https://s.example/b.xml", ""))
        engine.say(SubscribeChoices("https://s.example/", choices))
        await settled(pilot)
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert engine.asked[-1] == Subscribe("https://s.example/b.xml")


async def test_a_subscribed_feed_is_shown(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        engine.say(Subscribed(FeedId(2), "Harbour Wire", 3, already=False))
        await settled(pilot)
        assert app.reader.query_shown == Query(Place.FEED, feed_id=FeedId(2))
        assert "Added Harbour Wire: 3 articles." in toasts(app)


async def test_what_the_engine_refuses_is_told(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        engine.say(Refused("Subscribe", "This is [a web] page, not a feed [/x].", FailureKind.NOT_A_FEED))
        await settled(pilot)
        assert toasts(app)[-1] == "This is [a web] page, not a feed [/x]."


async def test_an_address_that_led_to_nothing_is_there_again(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("plus", *"qn.exmaple", "tab", *"News", "enter")
        await settled(pilot)
        engine.say(Refused("Subscribe", "There is no server of that name.", FailureKind.BAD_ADDRESS))
        await settled(pilot)
        await pilot.press("plus")
        await settled(pilot)
        assert [field.value for field in app.screen.query(Input)] == ["qn.exmaple", "News"]
        await pilot.press("escape")
        engine.say(Subscribed(FeedId(2), "Harbour Wire", 3, already=False))
        await settled(pilot)
        await pilot.press("plus")
        await settled(pilot)
        assert [field.value for field in app.screen.query(Input)] == ["", ""]


async def test_a_toast_takes_the_place_of_the_one_before_but_not_of_an_error(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for sentence, bad, left in (
            ("One.", False, ["One."]),
            ("Two.", False, ["Two."]),
            ("It broke.", True, ["It broke."]),
            ("Three.", False, ["It broke.", "Three."]),
        ):
            app.reader.say(sentence, bad=bad)
            await settled(pilot)
            assert toasts(app) == left


async def test_a_round_is_shown_and_articles_arrive_without_moving_the_cursor(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("j", "j", "R")
        cursor = app.reader.headlines.current_id
        engine.say(RoundStarted(2))
        await settled(pilot)
        assert app.reader.status_line.status.total == 2
        store = Store.open(library_path)
        new = story(99, "Fresh from the press", published=NOW)
        store.articles.apply(FeedId(1), [prepare(new, body(new))], [], [], NOW)
        store.close()
        engine.say(FeedDone(FeedId(1), "The Lantern", Outcome.FETCHED, 1, 0, "", 1, 2))
        engine.say(RoundEnded(Summary(2, fetched=1, unchanged=1, new=1)))
        await settled(pilot)
        assert app.reader.status_line.status.total == 0
        assert app.reader.headlines.current_id == cursor
        rows = app.reader.library.lists.rows(app.reader.headlines.ids[:1])
        assert rows[0].title == "Fresh from the press"
        assert toasts(app)[-1] == "1 new article."


async def test_a_refresh_by_hand_that_asks_nobody_says_why(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    sentence = "Not before 14:05: the server asked for 12 h."
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("R")
        engine.say(RoundStarted(2))
        engine.say(RoundEnded(Summary(2, skipped=2, offline=True)))
        await settled(pilot)
        assert toasts(app) == ["Offline: nothing can be reached. Everything fetched before can be read."]
        assert app.reader.status_line.status.offline
        await pilot.press("r")
        engine.say(RoundStarted(1))
        engine.say(FeedDone(FeedId(1), "The Lantern", Outcome.SKIPPED, 0, 0, sentence, 1, 1))
        engine.say(RoundEnded(Summary(1, skipped=1)))
        await settled(pilot)
        assert toasts(app)[-1] == f"The Lantern is not asked again yet. {sentence}"
        assert not app.reader.status_line.status.offline


async def test_offline_stands_in_the_status_line(library_path: Path, settled: Settled) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        engine.say(Online(False))
        await settled(pilot)
        assert app.reader.status_line.status.offline
        assert "offline" in app.reader.status_line.render_line(0).text
        await pilot.press("enter")
        await settled(pilot)
        assert app.reader.open_article is not None
        engine.say(Online(True))
        await settled(pilot)
        assert "offline" not in app.reader.status_line.render_line(0).text


async def test_show_more_brings_older_articles(library_path: Path, settled: Settled) -> None:
    small(library_path)
    store = Store.open(library_path)
    store.feeds.set_next_url(FeedId(1), "https://feeds.example/0.xml?page=2")
    store.close()
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        app.reader.show_place(Query(Place.FEED, feed_id=FeedId(1)))
        app.reader.show_pane(Pane.HEADLINES)
        await pilot.press("G", "enter")
        await settled(pilot)
        assert engine.asked[-1] == Older(FeedId(1))
        engine.say(OlderArrived(FeedId(1), 5, more=False))
        await settled(pilot)
        assert "5 older articles." in toasts(app)


async def test_catalogue_subscribes_to_what_is_ticked(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, CatalogueScreen)
        await pilot.press("space", "j", "enter", "s")
        await settled(pilot)
        assert len(app.reader.feed_by_id) == 4
        await pilot.press("u")
        await settled(pilot)
        assert len(app.reader.feed_by_id) == 2


async def test_import_of_a_list_and_of_nonsense(library_path: Path, tmp_path: Path, settled: Settled) -> None:
    small(library_path)
    listed = tmp_path / "list [x].opml"
    listed.write_text(
        '<opml version="2.0"><body><outline text="F" xmlUrl="https://x.example/f"/></body></opml>'
    )
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        app.reader._file_given({"file": str(listed)})
        await settled(pilot)
        assert "Imported 1 feed. Press u to undo." in toasts(app)
        missing = tmp_path / "[nothing].opml"
        app.reader._file_given({"file": str(missing)})
        await settled(pilot)
        assert toasts(app)[-1] == f"{missing} could not be read: No such file or directory."


async def test_feed_health_edit_remove_and_undo(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("h", "G", "i")
        await settled(pilot)
        assert isinstance(app.screen, LinesScreen)
        assert app.screen.box_title == "Harbour Wire"
        await pilot.press("escape", "e")
        await settled(pilot)
        app.screen.query_one("#field-title", Input).value = "The Wire"
        app.screen.query_one("#field-folder", Input).value = "World"
        await pilot.press("ctrl+s")
        await settled(pilot)
        feed = app.reader.feed_by_id[FeedId(2)]
        assert (feed.title, feed.folder) == ("The Wire", "World")
        await pilot.press("D")
        await settled(pilot)
        assert FeedId(2) not in app.reader.feed_by_id
        assert app.reader.status_line.status.unread == 6
        await pilot.press("u")
        await settled(pilot)
        assert app.reader.status_line.status.unread == 9


async def test_folders_fold_and_stay_folded(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        rows = len(app.reader.feed_list.rows)
        world = next(n for n, row in enumerate(app.reader.feed_list.rows) if row.text == "World")
        await pilot.click("#feeds", offset=(1, world + 1))
        await settled(pilot)
        assert len(app.reader.feed_list.rows) == rows - 1
        await pilot.press("q")
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert len(app.reader.feed_list.rows) == rows - 1


async def test_the_author_panel_shows_a_profile_and_opens_other_stories(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        panel = app.reader.author_panel
        text = "\n".join(line.text for line in panel._lines)
        assert "Olena Hale" in text
        assert "Editor" in text
        assert "Read more" in text
        assert "More by Olena Hale" in text
        first = app.reader.open_article
        assert first is not None
        await pilot.press("l", "j", "enter")
        await settled(pilot)
        assert "Read more" not in "\n".join(line.text for line in panel._lines)
        await pilot.press("G", *["j"] * 4, "enter")
        await settled(pilot)
        other = app.reader.open_article
        assert other is not None
        assert other.id != first.id
        await pilot.press("escape")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.id == first.id


async def test_an_unknown_author_gives_what_is_known_about_the_feed(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    engine = RecordingEngine()
    app = open_app(library_path, engine)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        text = "\n".join(line.text for line in app.reader.author_panel._lines)
        assert "The Lantern" in text
        assert "does not say who wrote this" in text.replace("\n", " ")
        assert "More from The Lantern" in text
        assert Profile(ArticleId(app.reader.headlines.current_id or 0)) in engine.asked


async def test_the_author_stands_at_the_end_of_the_article_where_there_is_no_panel(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "G")
        await settled(pilot)
        lines = [line.text for line in app.reader.article_view._lines]
        assert any("Olena Hale" in line for line in lines[-30:])
        await pilot.press("a")
        await settled(pilot)
        assert app.reader.author_panel.display
        assert app.focused is app.reader.author_panel
        await pilot.press("escape")
        assert type(app.focused).__name__ == "ArticleView"


async def test_links_are_listed_with_their_host_and_opened(
    library_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(library_path)
    opened: list[str] = []
    monkeypatch.setattr(
        "feedreader.tui.screens.articles.open_in_browser", lambda url, *rest: opened.append(url)
    )
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "F")
        await settled(pilot)
        assert isinstance(app.screen, LinksScreen)
        assert "lantern.example/0" in app.screen._menu.rows[0].text
        await pilot.press("1")
        await settled(pilot)
        assert opened == ["https://lantern.example/0"]


async def test_the_mouse_opens_scrolls_and_presses_keys(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(160, 20)) as pilot:
        await settled(pilot)
        await pilot.click("#headlines", offset=(5, 5))
        await settled(pilot)
        assert app.reader.headlines.cursor == 1
        assert app.reader.open_article is not None
        await pilot._post_mouse_events(
            [__import__("textual.events", fromlist=["x"]).MouseScrollDown], "#article", button=0
        )
        await settled(pilot)
        assert app.reader.article_view.top > 0
        await pilot.click("#keys", offset=(2, 0))
        await settled(pilot)


async def test_help_and_palette_know_every_action(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "colon")
        await settled(pilot)
        await pilot.press(*"mark everything")
        await pilot.pause(0.3)
        await pilot.press("down", "enter")
        await pilot.pause(0.3)
        await settled(pilot)
        assert app.reader.status_line.status.unread == 0


@pytest.mark.parametrize("size", [(160, 45), (120, 36), (80, 24), (50, 15), (20, 5), (3, 2)])
async def test_every_size_stands_resizing(
    library_path: Path, settled: Settled, size: tuple[int, int]
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.resize_terminal(*size)
        await settled(pilot)
        await pilot.press("j", "escape", "j", "b", "escape", "a", "escape", "z", "escape", "?")
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert app.is_running


async def test_widths_theme_and_measure_are_remembered(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("greater_than_sign", "greater_than_sign", "T", "equals_sign", "b", "x")
        await settled(pilot)
        width = app.reader.headlines.size.width
        await pilot.press("q")
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert app.reader.headlines.size.width == width
        assert app.theme == "feedreader-light"
        assert app.reader.article_view.measure == 75
        assert not app.reader.feed_list.display
        assert app.reader.headlines.row_height == 1


async def test_every_theme_draws(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for _ in range(5):
            await pilot.press("T")
            await settled(pilot)
            assert "Story&#160;number" in app.export_screenshot()


async def test_a_library_changed_meanwhile_is_no_error(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        library = Library(Store.open(library_path), lambda: NOW)
        library.feeds.unsubscribe(FeedId(1))
        library.store.close()
        await pilot.press("enter", "n", "N", "s", "a", "f", "escape", "o")
        await settled(pilot)
        assert app.is_running


async def test_a_list_whose_feed_was_undone_is_left(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.reader.at_desk(lambda lib: lib.feeds.subscribe("https://new.example/f"), lambda _: None)
        await settled(pilot)
        app.reader.counts_changed()
        await settled(pilot)
        app.reader.show_place(Query(Place.FEED, feed_id=FeedId(3)))
        await pilot.press("u")
        await settled(pilot)
        assert app.reader.query_shown.place is Place.UNREAD


async def test_n_opens_the_unread_article_under_the_cursor_first(
    library_path: Path, settled: Settled
) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "escape", "j")
        await settled(pilot)
        under = app.reader.headlines.current_id
        await pilot.press("n")
        await settled(pilot)
        assert app.reader.open_article is not None
        assert app.reader.open_article.id == under


async def test_a_field_that_does_not_exist_is_named(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.reader.action_search()
        await settled(pilot)
        app.reader.search_typed("autor:hale")
        await settled(pilot)
        assert "“autor:” is no field" in app.reader.headlines.empty


async def test_the_place_in_an_article_is_kept_while_one_reads(library_path: Path, settled: Settled) -> None:
    small(library_path)
    app = open_app(library_path)
    async with app.run_test(size=(80, 15)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "ctrl+d")
        await pilot.pause(1.3)
        await settled(pilot)
        assert app.reader.open_article is not None
        stored = Library(Store.open(library_path), lambda: NOW).articles.get(app.reader.open_article.id)
        assert stored.position > 0
