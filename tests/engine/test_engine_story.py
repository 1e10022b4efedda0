"""Full text: the page of an article read, joined and kept; once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply
from tests.engine.stories import HTML, story_page, teasers

from feedreader import demo
from feedreader.content import plain
from feedreader.demo.server import Server
from feedreader.engine.messages import FullText, Profile, ProfileKnown, StoryKept
from feedreader.engine.story import LESS, NO_PAGE
from feedreader.errors import NotFoundError
from feedreader.library import Library
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.model.query import Query


async def got(b: Bench, article: int = 1) -> StoredArticle:
    found = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(article)))
    assert found is not None
    return found


async def kept(b: Bench, article: int = 1) -> StoryKept:
    return await b.last(FullText(ArticleId(article)), StoryKept)


async def refreshed(b: Bench, newsroom: Newsroom, *numbers: int, **options: str) -> None:
    newsroom.routes["/feed"] = teasers(newsroom, *numbers, **options)
    await b.add(newsroom.url("/feed"))
    await b.round()


async def test_a_teaser_becomes_the_story(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1, author="Ada Example")
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        assert await kept(b) == StoryKept(ArticleId(1), Wholeness.WHOLE)
        stored = await got(b)
        assert stored.saved
        assert "Paragraph 7 of 1" in plain(stored.article.document)
        assert stored.article.words > 300
        assert stored.article.minutes == 2
        assert stored.article.language == "en"
        assert stored.article.title == "Story 1"
        assert [each.profile.name for each in stored.authors] == ["Ada Example"]

        def search(words: str) -> list[int]:
            store = b.parts.writer._store
            assert store is not None
            return list(Library(store, lambda: b.now).lists.ids(Query(search=words)))

        assert await b.parts.writer.run(lambda store: search("goat")) == [1]
        assert await b.parts.writer.run(lambda store: search("author:ada")) == [1]
    assert newsroom.paths() == ["/feed", "/1"]


async def test_the_page_is_asked_for_once(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1)
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        for _ in range(3):
            assert (await kept(b)).wholeness is Wholeness.WHOLE
            b.later(days=3)
        await b.parts.writer.run(
            lambda store: Library(store, lambda: b.now).offline.show_feed_text(ArticleId(1))
        )
        assert "beginning" in plain((await got(b)).article.document)
        assert (await kept(b)).wholeness is Wholeness.WHOLE
        assert "Paragraph 7" in plain((await got(b)).article.document)
    assert newsroom.paths() == ["/feed", "/1"]


async def test_text_and_authors_come_from_one_request(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1)
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        await b.last(Profile(ArticleId(1)), ProfileKnown)
        await kept(b)
        await b.last(Profile(ArticleId(1)), ProfileKnown)
    assert newsroom.paths() == ["/feed", "/1"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Reply(b"", 404), "(404)"),
        (Reply(b"", content_type=HTML), "empty"),
        (Reply(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, content_type="image/png"), "file"),
        (
            Reply(
                b"<html><body><noscript>Please enable JavaScript to read this.</noscript><div id=root></div></body></html>",
                content_type=HTML,
            ),
            "page",
        ),
    ],
)
async def test_what_gives_no_story_keeps_the_feed_s_text(
    tmp_path: Path, newsroom: Newsroom, page: Reply, said: str
) -> None:
    newsroom.routes["/1"] = page
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        told = await kept(b)
        assert told.wholeness is Wholeness.FEED
        assert said in told.sentence
        stored = await got(b)
        assert "Only the beginning" in plain(stored.article.document)
        assert (stored.missing, stored.saved) == (told.sentence, False)
        b.later(hours=2)
        assert (await kept(b)).sentence == told.sentence
    assert newsroom.paths() == ["/feed", "/1"]


async def test_a_page_behind_a_wall_says_so(tmp_path: Path, newsroom: Newsroom) -> None:
    body = story_page(1, paragraphs=1).body.replace(
        b"</article>", b"<div class='paywall'>Subscribe now to continue reading</div></article>"
    )
    free = b'<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>'
    newsroom.routes["/1"] = Reply(body.replace(b"</head>", free), content_type=HTML)
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        told = await kept(b)
        assert told.wholeness is Wholeness.FEED
        assert "subscription" in told.sentence
        assert "Only the beginning" in plain((await got(b)).article.document)


async def test_a_failed_page_is_tried_again_after_an_hour(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = Reply(b"", 500)
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1)
        for _ in range(3):
            assert "(500)" in (await kept(b)).sentence
            b.later(minutes=25)
        assert newsroom.paths().count("/1") == 1
        newsroom.routes["/1"] = story_page(1)
        b.later(minutes=10)
        assert (await kept(b)).wholeness is Wholeness.WHOLE


async def test_a_page_that_leads_inside_is_asked_no_more_often_than_one_that_fails(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    with Newsroom() as other:
        async with bench(tmp_path / "l.db") as b:
            await refreshed(b, newsroom, 1)
            newsroom.routes["/1"] = Reply(status=302, headers={"Location": other.url("/secret")})
            for _ in range(3):
                assert (await kept(b)).sentence == (
                    f"{newsroom.host} passes the request on to {other.host}, which lies in a private "
                    "network; this is not followed."
                )
                await b.run(Profile(ArticleId(1)))
            assert newsroom.paths().count("/1") == 2  # for its text, and for its author
        assert other.asked == []


async def test_a_page_that_gives_less_than_the_feed(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1, paragraphs=3)
    async with bench(tmp_path / "l.db") as b:
        long = "&lt;p&gt;" + "Many words of the feed itself. " * 200 + "&lt;/p&gt;"
        await refreshed(b, newsroom, 1, description=long)
        told = await kept(b)
        assert told.sentence == LESS
        assert "the feed itself" in plain((await got(b)).article.document)


async def test_an_article_without_a_page_and_one_that_is_gone(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(
        b"<rss version='2.0'><channel><title>T</title><item><title>A</title><guid isPermaLink='false'>x</guid>"
        b"<description>Text</description></item></channel></rss>"
    )
    async with bench(tmp_path / "l.db") as b:
        await b.add(newsroom.url("/feed"))
        await b.round()
        assert await kept(b) == StoryKept(ArticleId(1), Wholeness.FEED, NO_PAGE)
        with pytest.raises(NotFoundError):
            await b.run(FullText(ArticleId(9)))


async def test_a_host_s_pause_holds_for_pages_too(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = Reply(b"", 429, headers={"Retry-After": "3600"})
    newsroom.routes["/2"] = story_page(2)
    async with bench(tmp_path / "l.db") as b:
        await refreshed(b, newsroom, 1, 2)
        ids = [1, 2]
        urls = {each: (await got(b, each)).article.url for each in ids}
        first = next(each for each in ids if urls[each].endswith("/1"))
        await kept(b, first)
        told = await kept(b, 3 - first)
        assert "Not before" in told.sentence
        assert "/2" not in newsroom.paths()
        b.later(hours=2)
        assert (await kept(b, 3 - first)).wholeness is Wholeness.WHOLE


async def test_the_demo_s_teasers(tmp_path: Path) -> None:
    with Server() as server:
        async with bench(tmp_path / "l.db", trusted_hosts=frozenset({server.base_url.split("/")[2]})) as b:
            (feed,) = await b.add(
                *[each.url for each in demo.feeds(server.base_url) if each.title == "Orrery"]
            )
            await b.round()
            for known in await b.parts.writer.run(lambda store: store.articles.known(feed)):
                before = await got(b, known.id)
                assert (await kept(b, known.id)).wholeness is not Wholeness.FEED
                after = await got(b, known.id)
                assert after.article.words > before.article.words
                assert after.authors
            stories = [r.path for r in server.requests if "/articles/" in r.path]
            assert len(stories) == len(set(stories)) > 5
