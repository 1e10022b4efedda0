"""Whole stories in a real library: the page's text beside the feed's, pictures, saved pages; and the
upgrade of a library that knows none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.store.conftest import Clock, Fill, Make

from feedreader.library import Library
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.model.document import Document, Paragraph, Span
from feedreader.model.query import Query
from feedreader.store import Store
from feedreader.store.feed_changes import bare
from feedreader.store.migrations import MIGRATIONS
from feedreader.store.whole_records import PicturePolicy, PictureRole, PictureState, TextPolicy, TextSource

DIGEST = "ab" * 32


def got(store: Store, article: int) -> StoredArticle:
    found = store.articles.get(ArticleId(article))
    assert found is not None
    return found


def text(store: Store, article: int) -> str:
    return bare(got(store, article).article.document)


def found(library: Library, words: str) -> list[int]:
    return list(library.lists.ids(Query(search=words)))


def test_a_library_of_version_1_is_upgraded_and_a_copy_left(path: Path, make: Make, now: datetime) -> None:
    with Store.open(path, migrations=MIGRATIONS[:1]) as old:
        row = old._db.insert(
            "INSERT INTO feeds (url, shown, added, next_due) VALUES ('https://e.org/f', 'Old', 0, 0)"
        )
        old._db.run("INSERT INTO tallies (feed_id) VALUES (?)", (row,))
        old._db.run("INSERT INTO articles (feed_id, published, saved) VALUES (?, 5, 0)", (row,))
        old._db.run(
            "INSERT INTO texts (article_id, feed_id, identity, identity_key, digest, title, first_seen) "
            "VALUES (1, ?, 'a', 1, '', 'Kept', 5)",
            (row,),
        )
    with Store.open(path) as store:
        assert got(store, 1).wholeness is Wholeness.FEED
        assert got(store, 1).article.title == "Kept"
        assert [feed.title for feed in store.feeds.all()] == ["Old"]
        store.offline.judge(ArticleId(1), Wholeness.TEXT, "Its picture is not here.")
        problems = [each.sentence for each in store.check.problems()]
        assert "1 article cannot be found by searching." in problems
    copy = path.with_name("library.db.v1.bak")
    with Store.open(copy, migrations=MIGRATIONS[:1]) as before:
        assert before._db.number("SELECT count(*) FROM articles") == 1
        assert not before._db.number("SELECT count(*) FROM sqlite_master WHERE name = 'offline'")


def test_the_page_s_text_is_shown_and_the_feed_s_is_kept(
    store: Store, library: Library, fill: Fill, make: Make, now: datetime
) -> None:
    fill("https://e.org/feed", make("a", text="Only a teaser about whales", words=5, tags=("Sea",)))
    page = make("a", text="The whole story about whales and narwhals", words=700, tags=("sea", "Ice"))
    store.offline.keep_page(ArticleId(1), page, now)
    stored = got(store, 1)
    assert (stored.article.words, stored.wholeness) == (700, Wholeness.TEXT)
    assert stored.article.tags == ("Sea", "Ice")
    assert found(library, "narwhals") == [1]
    assert found(library, "teaser") == []
    state = store.offline.get(ArticleId(1))
    assert (state.source, state.page_checked, state.other) == (TextSource.PAGE, now, True)
    assert library.offline.show_feed_text(ArticleId(1))
    assert text(store, 1) == "Only a teaser about whales"
    assert got(store, 1).article.words == 5
    assert found(library, "narwhals") == []
    assert not library.offline.show_feed_text(ArticleId(1))
    assert store.offline.exchange(ArticleId(1), "the whole story about narwhals")
    assert text(store, 1) == "The whole story about whales and narwhals"
    assert found(library, "narwhals") == [1]
    assert store.check.problems() == ()


def whole(store: Store, fill: Fill, make: Make, now: datetime, words: int = 700) -> int:
    """An article of whose page the text is shown, and its feed."""
    feed = fill("https://e.org/feed", make("a", text="Teaser", authors=("Ada",), days=2))
    store.offline.keep_page(ArticleId(1), make("a", text="Whole and good", words=words, tags=("Ice",)), now)
    store.offline.judge(ArticleId(1), Wholeness.WHOLE, "")
    assert got(store, 1).saved
    return feed


def test_a_refresh_does_not_throw_the_page_s_text_away(
    store: Store, library: Library, fill: Fill, make: Make, now: datetime
) -> None:
    feed = whole(store, fill, make, now)
    fresh = make("a", text="Another teaser", title="A better headline", days=2, tags=("Sea",))
    assert store.articles.apply(feed, (), [(1, fresh)], (), now).changed == 1  # type: ignore[arg-type]
    stored = got(store, 1)
    assert (stored.article.title, text(store, 1)) == ("A better headline", "Whole and good")
    assert (stored.wholeness, stored.saved, stored.article.words) == (Wholeness.WHOLE, True, 700)
    assert stored.article.tags == ("Sea", "Ice")
    assert [each.profile.name for each in stored.authors] == ["Ada"]
    assert found(library, "better good") == [1]
    assert store.articles.rows([1])[0].byline == "Ada"
    library.offline.show_feed_text(ArticleId(1))
    assert text(store, 1) == "Another teaser"
    assert store.check.problems() == ()


def test_a_correction_makes_the_page_due_again(store: Store, fill: Fill, make: Make, now: datetime) -> None:
    feed = whole(store, fill, make, now)
    store.articles.apply(feed, (), [(1, make("a", text="Corrected teaser", days=-0.5))], (), now)  # type: ignore[arg-type]
    state = store.offline.get(ArticleId(1))
    assert (state.source, state.page_checked) == (TextSource.PAGE, None)
    assert text(store, 1) == "Whole and good"


def test_a_correction_that_comes_whole_is_shown_at_once(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    feed = whole(store, fill, make, now)
    fresh = make("a", text="All of it, corrected", words=710, days=-0.5)
    store.articles.apply(feed, (), [(1, fresh)], (), now)  # type: ignore[arg-type]
    stored = got(store, 1)
    assert text(store, 1) == "All of it, corrected"
    assert (stored.wholeness, stored.saved, stored.article.words) == (Wholeness.FEED, False, 710)
    assert not store.offline.get(ArticleId(1)).other


def test_a_full_text_feed_s_change_takes_the_mark_away(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    feed = fill("https://e.org/feed", make("a", text="All of it"))
    store.offline.judge(ArticleId(1), Wholeness.WHOLE, "")
    store.articles.apply(feed, (), [(1, make("a", text="All of it, with a new picture"))], (), now)
    assert (got(store, 1).wholeness, got(store, 1).saved) == (Wholeness.FEED, False)


def test_saved_pages_are_no_subscription(
    store: Store, library: Library, fill: Fill, make: Make, now: datetime
) -> None:
    fill("https://e.org/feed", make("a"))
    assert library.offline.saved_pages() is None
    feed = store.offline.saved_pages(now)
    assert feed is not None
    assert store.offline.saved_pages(now) == feed
    store.articles.apply(feed, (make("page"),), (), (), now)
    assert [each.url for each in library.feeds.all()] == ["https://e.org/feed"]
    assert [each.url for each in library.feeds.export().outlines] == ["https://e.org/feed"]
    assert [each.url for each in store.feeds.all_polling()] == ["https://e.org/feed"]
    assert store.feeds.polling(feed) is None
    assert store.feeds.due(now + timedelta(days=400)) == (1,)
    (row,) = library.lists.rows([2])
    assert row.feed_title == "Saved pages"
    assert library.feeds.get(feed).title == "Saved pages"
    assert [each.id for each in store.offline.wanted("all", 50)] == [1]


def test_an_article_is_found_under_every_address_it_was_found_at(
    store: Store, fill: Fill, make: Make
) -> None:
    fill("https://e.org/feed", make("a", url="https://e.org/go?id=1"))
    store.offline.add_alias(ArticleId(1), "https://e.org/stories/a/")
    store.offline.add_alias(ArticleId(1), "https://e.org/stories/a/")
    store.offline.add_alias(ArticleId(99), "https://e.org/stories/b/")
    assert store.articles.by_url("http://www.e.org/stories/a?utm_source=x") == 1
    assert store.articles.by_url("https://e.org/stories/b/") is None


def test_pictures_are_known_by_address_and_counted_by_content(
    store: Store, fill: Fill, make: Make, now: datetime
) -> None:
    fill("https://e.org/feed", make("a"), make("b"))
    one = store.pictures.keep("https://e.org/1.jpg#top", DIGEST, "jpg", (10, 20, 300), now)
    two = store.pictures.keep("https://cdn.e.org/1.jpg", DIGEST, "jpg", (10, 20, 300), now)
    three = store.pictures.miss("https://e.org/2.jpg", PictureState.REFUSED, "It is too large.", now)
    known = store.pictures.find("https://e.org/1.jpg")
    assert known is not None
    assert (known.id, known.digest, known.extension, known.width, known.size) == (one, DIGEST, "jpg", 10, 300)
    assert store.pictures.find("https://e.org/1.jpg?size=2") is None
    assert (store.pictures.total(), len(store.pictures.files()), store.pictures.without()) == (300, 1, 1)
    store.pictures.link(ArticleId(1), [(one, PictureRole.LEAD), (three, PictureRole.BODY)])
    store.pictures.link(ArticleId(2), [(two, PictureRole.CARD)])
    (kept,) = store.pictures.evictable()
    assert (kept.starred, kept.unread, kept.read, sorted(kept.articles)) == (0, 2, 0, [1, 2])
    assert store.pictures.forget([DIGEST]) == (1, 2)
    assert store.pictures.find("https://e.org/1.jpg") is None
    assert [each.id for each in store.pictures.of_article(ArticleId(1))] == [three]
    # A picture that came after all takes the refused one's place.
    assert store.pictures.keep("https://e.org/2.jpg", DIGEST, "jpg", (1, 1, 1), now) == three
    assert store.pictures.without() == 0


def test_what_a_feed_is_to_keep_can_be_undone(store: Store, library: Library, fill: Fill, make: Make) -> None:
    feed = fill("https://e.org/feed", make("a"), title="Lantern")
    change = library.offline.set_text_policy(feed, TextPolicy.PAGE)
    assert change is not None
    assert (change.sentence, change.feeds) == ("Articles of Lantern: always from their pages", True)
    assert library.offline.set_text_policy(feed, TextPolicy.PAGE) is None
    library.offline.set_picture_policy(feed, PicturePolicy.OFF)
    assert library.offline.pictures_of(feed, "ask") == "off"
    library.undo.undo()
    library.undo.undo()
    assert library.offline.text_policy(feed) is TextPolicy.DEFAULT
    assert library.offline.pictures_of(feed, "ask") == "ask"
    library.undo.redo()
    assert library.offline.text_policy(feed) is TextPolicy.PAGE


def test_when_opening_an_article_fetches_its_page(
    store: Store, library: Library, fill: Fill, make: Make, clock: Clock
) -> None:
    feed = fill("https://e.org/feed", make("a", text="Short."), make("b", text="Long. " * 200, words=600))
    short, long = (next(i for i in (1, 2) if f"About {name}" == got(store, i).article.title) for name in "ab")
    wants = library.offline.wants_full_text
    assert wants(got(store, short))
    assert not wants(got(store, long))
    assert wants(got(store, long), "page")
    assert not wants(got(store, short), "feed")
    library.offline.set_text_policy(feed, TextPolicy.PAGE)
    assert wants(got(store, long), "feed")
    store.offline.failed(ArticleId(long), "It is gone.", clock.now + timedelta(hours=1))
    assert not wants(got(store, long))
    clock.now += timedelta(hours=2)
    assert wants(got(store, long))
    store.offline.keep_page(ArticleId(long), make("b", text="More.", words=900), clock.now)
    library.offline.show_feed_text(ArticleId(long))
    assert not wants(got(store, long))


def test_bare_text_has_words_and_no_addresses() -> None:
    document = Document((Paragraph((Span("Half"), Span("way", href="https://e.org/"))),), "en")
    assert bare(document) == "Halfway"


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.articles.get(ArticleId(1)),
        lambda store: store.articles.by_url("https://e.org/a"),
        lambda store: store.offline.get(ArticleId(1)),
        lambda store: store.offline.text_policy(1),
        lambda store: store.pictures.find("https://e.org/a.jpg"),
        lambda store: store.pictures.several(["https://e.org/a.jpg", "https://e.org/b.jpg"]),
        lambda store: store.pictures.of_article(ArticleId(1)),
        lambda store: store.pictures.shown_in(1, 20),
    ],
)
def test_what_a_screen_asks_has_an_index(
    store: Store, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Store], object]
) -> None:
    plans: list[str] = []
    explain = store._db.all
    for name in ("all", "one"):
        real = getattr(store._db, name)

        def watched(sql: str, values: Sequence[object] = (), real: Callable[..., object] = real) -> object:
            plans.extend(row[3] for row in explain(f"EXPLAIN QUERY PLAN {sql}", values))
            return real(sql, values)

        monkeypatch.setattr(store._db, name, watched)
    ask(store)
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN") and "feeds" not in plan]
