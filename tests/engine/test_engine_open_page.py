"""A link opened inside the reader: found in the library, else fetched and kept as a saved page."""

from __future__ import annotations

from pathlib import Path

from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply
from tests.engine.stories import picture, story_page, teasers

from feedreader.content import plain
from feedreader.engine.messages import OpenPage, PageOpened, Refused
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.model.feed import FailureKind


async def ready(b: Bench, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = teasers(newsroom, 1)
    await b.add(newsroom.url("/feed"))
    await b.round()


async def opened(b: Bench, url: str) -> StoredArticle:
    event = await b.last(OpenPage(url), PageOpened)
    assert event.url == url
    found = await b.parts.writer.run(lambda store: store.articles.get(event.article_id))
    assert found is not None
    return found


async def test_a_story_of_the_library_is_opened_as_it_is(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom)
        stored = await opened(b, newsroom.url("/1/?utm_source=card"))
        assert (stored.id, stored.feed_title) == (1, "Teasers")
    assert newsroom.paths() == ["/feed"]


async def test_a_stranger_is_fetched_and_kept(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/2"] = story_page(2)
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom)
        stored = await opened(b, newsroom.url("/2"))
        assert (stored.feed_title, stored.article.title) == ("Saved pages", "Story 2")
        assert "Paragraph 7 of 2" in plain(stored.article.document)
        assert (stored.read, stored.wholeness, stored.saved) == (True, Wholeness.WHOLE, True)
        assert [each.profile.name for each in stored.authors] == ["Ada Example"]
        assert (await opened(b, newsroom.url("/2"))).id == stored.id
        counts = await b.parts.writer.run(lambda store: store.articles.counts(0))
        assert (counts.unread, counts.articles) == (1, 2)
        assert await b.parts.writer.run(lambda store: store.articles.miscounted()) == 0
        assert (await b.round(force=True)).asked == 1
    assert newsroom.paths() == ["/feed", "/2", "/feed"]


async def test_all_its_addresses_lead_to_it(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/go"] = Reply(b"", 302, headers={"Location": "/2?from=go"})
    canonical = f'<link rel="canonical" href="{newsroom.url("/stories/two")}">'
    newsroom.routes["/2?from=go"] = story_page(2, head=canonical)
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom)
        first = await opened(b, newsroom.url("/go"))
        for path in ("/go", "/2?from=go", "/stories/two"):
            assert (await opened(b, newsroom.url(path))).id == first.id
    assert newsroom.paths() == ["/feed", "/go", "/2?from=go"]


async def test_a_redirect_to_a_story_that_is_here(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/short"] = Reply(b"", 301, headers={"Location": "/1"})
    newsroom.routes["/1"] = story_page(1)
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom)
        assert (await opened(b, newsroom.url("/short"))).id == ArticleId(1)
        assert (await opened(b, newsroom.url("/short"))).id == ArticleId(1)
    assert newsroom.paths() == ["/feed", "/short", "/1"]


async def test_what_is_no_story(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = picture()
    newsroom.routes["/empty"] = Reply(b"<html><body><p>Hi</p></body></html>", content_type="text/html")
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom)
        for path in ("/a.png", "/empty", "/gone"):
            refused = await b.last(OpenPage(newsroom.url(path)), Refused)
            assert refused.request_name == "OpenPage"
            assert refused.sentence.endswith(".")
            assert "feed" not in refused.sentence
        assert (await b.last(OpenPage("javascript:alert(1)"), Refused)).kind is FailureKind.BAD_ADDRESS
        assert await b.parts.writer.run(lambda store: store.offline.saved_pages()) is None


async def test_a_private_page_is_not_opened(tmp_path: Path, newsroom: Newsroom) -> None:
    with Newsroom() as inside:
        inside.routes["/2"] = story_page(2)
        newsroom.routes["/go"] = Reply(b"", 302, headers={"Location": inside.url("/2")})
        async with bench(tmp_path / "l.db") as b:
            await ready(b, newsroom)
            for url in (inside.url("/2"), newsroom.url("/go")):
                assert "private network" in (await b.last(OpenPage(url), Refused)).sentence
        assert inside.asked == []
