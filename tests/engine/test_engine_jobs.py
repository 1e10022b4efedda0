"""Subscribing, older pages, authors' pages, inspecting; against a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader.engine.messages import (
    Choice,
    Inspect,
    Inspected,
    Older,
    OlderArrived,
    Profile,
    ProfileKnown,
    Refused,
    Subscribe,
    SubscribeChoices,
    Subscribed,
)
from feedreader.errors import NotFoundError, UsageError
from feedreader.model.article import ArticleId
from feedreader.model.author import Author
from feedreader.model.feed import FailureKind, FeedFormat, FeedId

HTML = "text/html; charset=utf-8"


def page(*links: tuple[str, str], body: str = "") -> Reply:
    """A web page that names feeds."""
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'
        for href, title in links
    )
    text = f"<!doctype html><html><head><title>A site</title>{head}</head><body>{body}</body></html>"
    return Reply(text.encode(), content_type=HTML)


# --- subscribing


async def test_a_feed_s_own_address(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=4), headers={"ETag": '"a"'})
    async with bench(tmp_path / "l.db") as b:
        done = await b.last(Subscribe(newsroom.url("/feed"), folder="World"), Subscribed)
        assert (done.title, done.new, done.already) == ("Alpha", 4, False)
        assert len(await b.titles(done.feed_id)) == 4
        feed = await b.parts.writer.run(lambda store: store.feeds.get(done.feed_id))
        assert feed is not None
        assert (feed.folder, feed.title, feed.url) == ("World", "Alpha", newsroom.url("/feed"))
        assert (await b.state(done.feed_id)).validators.etag == '"a"'
        assert (await b.round()).skipped == 1  # it was asked for just now
    assert newsroom.paths() == ["/feed"]


async def test_subscribing_twice(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        first = await b.last(Subscribe(newsroom.url("/feed")), Subscribed)
        again = await b.last(Subscribe(newsroom.url("/feed") + "/?utm_source=x"), Subscribed)
        assert again == Subscribed(first.feed_id, "Alpha", 0, already=True)
    assert newsroom.paths() == ["/feed"]


async def test_a_site_with_one_feed_and_one_of_comments(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/"] = page(("/comments/feed", "A site » Comments Feed"), ("/feed", "A site » Feed"))
    newsroom.routes["/feed"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        done = await b.last(Subscribe(newsroom.url("/")), Subscribed)
        assert (await b.state(done.feed_id)).url == newsroom.url("/feed")
    assert newsroom.paths() == ["/", "/feed"]


async def test_a_site_with_several_feeds_asks_back(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/"] = page(("/world.xml", "World"), ("/science.xml", "Science"))
    newsroom.routes["/science.xml"] = Reply(rss("Science"))
    async with bench(tmp_path / "l.db") as b:
        asked = await b.last(Subscribe(newsroom.url("/")), SubscribeChoices)
        assert asked.choices == (
            Choice(newsroom.url("/world.xml"), "World"),
            Choice(newsroom.url("/science.xml"), "Science"),
        )
        done = await b.last(Subscribe(newsroom.url("/"), pick=2), Subscribed)
        assert done.title == "Science"
        with pytest.raises(UsageError, match="from 1 to 2"):
            await b.run(Subscribe(newsroom.url("/"), pick=3))


async def test_a_site_that_names_no_feed_is_asked_where_feeds_usually_are(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/"] = page()
    newsroom.routes["/rss"] = page()  # a page in place of "not found"
    newsroom.routes["/feed.xml"] = Reply(rss("Alpha"))
    newsroom.routes["/atom.xml"] = Reply(rss("Never asked for"))
    async with bench(tmp_path / "l.db") as b:
        done = await b.last(Subscribe(newsroom.url("/")), Subscribed)
        assert done.title == "Alpha"
    assert newsroom.paths() == ["/", "/feed", "/rss", "/feed.xml"]


async def test_a_site_without_any_feed(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/"] = page()
    async with bench(tmp_path / "l.db") as b:
        refused = await b.last(Subscribe(newsroom.url("/")), Refused)
        assert refused.kind is FailureKind.NOT_A_FEED
        assert "No feed was found" in refused.sentence
        assert await b.parts.writer.run(lambda store: store.feeds.all()) == ()
    assert len(newsroom.asked) <= 11


@pytest.mark.parametrize("typed", ["", "javascript:alert(1)", "file:///etc/passwd", "two words"])
async def test_what_is_no_address(tmp_path: Path, typed: str) -> None:
    async with bench(tmp_path / "l.db") as b:
        refused = await b.last(Subscribe(typed), Refused)
        assert refused.request_name == "Subscribe"
        assert "address" in refused.sentence


async def test_plain_http_where_https_refuses(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "l.db") as b:
        done = await b.last(Subscribe(f"{newsroom.host}/feed"), Subscribed)
        assert (await b.state(done.feed_id)).url == newsroom.url("/feed")


async def test_a_permanent_redirect_gives_the_address_to_keep(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/old"] = Reply(b"", 301, headers={"Location": "/new"})
    newsroom.routes["/now"] = Reply(b"", 302, headers={"Location": "/new"})
    newsroom.routes["/new"] = Reply(rss("Alpha"))
    async with bench(tmp_path / "one.db") as b:
        done = await b.last(Subscribe(newsroom.url("/old")), Subscribed)
        assert (await b.state(done.feed_id)).url == newsroom.url("/new")
    async with bench(tmp_path / "two.db") as b:
        done = await b.last(Subscribe(newsroom.url("/now")), Subscribed)
        assert (await b.state(done.feed_id)).url == newsroom.url("/now")


async def test_a_page_s_feed_on_another_private_server_is_refused(tmp_path: Path, newsroom: Newsroom) -> None:
    with Newsroom() as other:
        other.routes["/feed"] = Reply(rss("Inside"))
        newsroom.routes["/"] = page((other.url("/feed"), "Inside"))
        async with bench(tmp_path / "l.db") as b:
            assert isinstance((await b.run(Subscribe(newsroom.url("/"))))[-1], Refused)
        assert other.asked == []


# --- older pages


def json_feed(name: str, numbers: range, next_url: str = "") -> Reply:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "items": [{"id": f"{name}-{n}", "title": f"Story {n}", "content_text": f"Text {n}"} for n in numbers],
    }
    if next_url:
        feed["next_url"] = next_url
    return Reply(json.dumps(feed).encode(), content_type="application/feed+json")


async def subscribed(b: Bench, url: str) -> FeedId:
    return (await b.last(Subscribe(url), Subscribed)).feed_id


async def test_older_pages_one_after_another(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = json_feed("A", range(20, 25), newsroom.url("/2"))
    newsroom.routes["/2"] = json_feed("A", range(10, 20), newsroom.url("/3"))
    newsroom.routes["/3"] = json_feed("A", range(5, 10))
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/1"))
        assert await b.last(Older(feed), OlderArrived) == OlderArrived(feed, 10, more=True)
        assert await b.last(Older(feed), OlderArrived) == OlderArrived(feed, 5, more=False)
        assert await b.last(Older(feed), OlderArrived) == OlderArrived(feed, 0, more=False)
        assert len(await b.titles(feed)) == 20
    assert newsroom.paths() == ["/1", "/2", "/3"]


async def test_pages_of_known_stories_lead_to_the_next_one(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = json_feed("A", range(20, 25), newsroom.url("/2"))
    newsroom.routes["/2"] = json_feed("A", range(20, 25), newsroom.url("/3"))
    newsroom.routes["/3"] = json_feed("A", range(10, 20))
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/1"))
        assert await b.last(Older(feed), OlderArrived) == OlderArrived(feed, 10, more=False)


async def test_a_page_that_names_itself_ends(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = json_feed("A", range(3), newsroom.url("/2"))
    newsroom.routes["/2"] = json_feed("A", range(3), newsroom.url("/2"))
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/1"))
        assert not (await b.last(Older(feed), OlderArrived)).more
    assert newsroom.paths() == ["/1", "/2"]


async def test_an_older_page_that_fails_is_refused_with_its_reason(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/1"] = json_feed("A", range(3), newsroom.url("/2"))
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/1"))
        refused = await b.last(Older(feed), Refused)
        assert (refused.request_name, refused.kind) == ("Older", FailureKind.NOT_FOUND)
        with pytest.raises(NotFoundError):
            await b.run(Older(FeedId(999)))


# --- authors' pages


def story_page(bio: str) -> Reply:
    person = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "author": {
            "@type": "Person",
            "name": "Ada Example",
            "jobTitle": "Reporter",
            "description": bio,
            "url": "https://stories.example/people/ada",
        },
    }
    text = f'<html><head><script type="application/ld+json">{json.dumps(person)}</script></head><p>x</html>'
    return Reply(text.encode(), content_type=HTML)


async def first_story(b: Bench, newsroom: Newsroom) -> ArticleId:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=1, link=newsroom.url("")))
    feed = await subscribed(b, newsroom.url("/feed"))
    known = await b.parts.writer.run(lambda store: store.articles.known(feed))
    return known[0].id


async def profile(b: Bench, article: ArticleId) -> Author:
    stored = await b.parts.writer.run(lambda store: store.articles.get(article))
    assert stored is not None
    assert len(stored.authors) == 1
    return stored.authors[0].profile


async def test_the_page_s_word_on_the_author_is_merged_and_kept(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page("Writes about harbours.")
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        assert (await profile(b, article)).bio == ""
        assert await b.last(Profile(article), ProfileKnown) == ProfileKnown(article, changed=True)
        after = await profile(b, article)
        assert (after.name, after.role, after.bio) == ("Ada Example", "Reporter", "Writes about harbours.")
        assert await b.last(Profile(article), ProfileKnown) == ProfileKnown(article, changed=False)
    assert newsroom.paths() == ["/feed", "/1"]


async def test_a_page_names_the_author_that_the_feed_left_out(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page("Writes about harbours.")
    body = rss("Alpha", count=1, link=newsroom.url(""))
    newsroom.routes["/feed"] = Reply(body.replace(b"<dc:creator>Ada Example</dc:creator>", b""))
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/feed"))
        article = (await b.parts.writer.run(lambda store: store.articles.known(feed)))[0].id
        assert (await b.last(Profile(article), ProfileKnown)).changed
        assert (await profile(b, article)).bio == "Writes about harbours."
        (row,) = await b.parts.writer.run(lambda store: store.articles.rows([article]))
        assert row.byline == "Ada Example"


async def test_a_stranger_in_a_page_s_margin_is_not_made_its_author(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/1"] = Reply(story_page("Is somebody else.").body.replace(b"Ada Example", b"Bo Other"))
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        assert not (await b.last(Profile(article), ProfileKnown)).changed
        assert (await profile(b, article)).name == "Ada Example"


async def test_a_page_without_authors_is_looked_at_once_a_month(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = page()
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        for _ in range(3):
            assert await b.last(Profile(article), ProfileKnown) == ProfileKnown(article, changed=False)
            b.later(days=9)
        assert newsroom.paths() == ["/feed", "/1"]
        newsroom.routes["/1"] = story_page("Back.")
        b.later(days=4)
        assert (await b.last(Profile(article), ProfileKnown)).changed


@pytest.mark.parametrize(("status", "asked"), [(500, 2), (404, 1)])
async def test_a_page_that_fails_is_left_alone_for_a_while(
    tmp_path: Path, newsroom: Newsroom, status: int, asked: int
) -> None:
    newsroom.routes["/1"] = Reply(b"", status)
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        for _ in range(4):
            assert await b.last(Profile(article), ProfileKnown) == ProfileKnown(article, changed=False)
            b.later(minutes=20)
        assert newsroom.paths().count("/1") == asked


async def test_a_host_that_wants_a_pause_gets_it_from_every_job(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = Reply(b"", 429, headers={"Retry-After": "600"})
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        await b.run(Profile(article))
        refused = await b.last(Subscribe(newsroom.url("/other")), Refused)
        assert refused.kind is FailureKind.BUSY
        assert "Not before" in refused.sentence
        b.later(hours=2)
        assert (await b.last(Subscribe(newsroom.url("/other")), Refused)).kind is FailureKind.NOT_FOUND
    assert newsroom.paths() == ["/feed", "/1", "/other"]


async def test_a_page_on_another_private_server_is_not_asked(tmp_path: Path, newsroom: Newsroom) -> None:
    with Newsroom() as other:
        newsroom.routes["/feed"] = Reply(rss("Alpha", count=1, link=other.url("")))
        async with bench(tmp_path / "l.db") as b:
            feed = await subscribed(b, newsroom.url("/feed"))
            known = await b.parts.writer.run(lambda store: store.articles.known(feed))
            assert not (await b.last(Profile(known[0].id), ProfileKnown)).changed
        assert other.asked == []


async def test_an_article_that_is_gone(tmp_path: Path) -> None:
    async with bench(tmp_path / "l.db") as b:
        with pytest.raises(NotFoundError):
            await b.run(Profile(ArticleId(5)))


# --- inspecting


async def test_inspecting_an_address_stores_nothing(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=2))
    async with bench(tmp_path / "l.db") as b:
        seen = await b.last(Inspect(newsroom.url("/feed")), Inspected)
        assert (seen.info.format, seen.info.title, len(seen.articles)) == (FeedFormat.RSS20, "Alpha", 2)
        assert seen.url == newsroom.url("/feed")
        assert seen.articles[0].document.blocks
        assert await b.parts.writer.run(lambda store: store.feeds.all()) == ()


async def test_inspecting_bytes_asks_nobody(tmp_path: Path, newsroom: Newsroom) -> None:
    body = rss("Alpha", link="/story").replace(b"<link>/story/1</link>", b"<link>/story/one</link>")
    async with bench(tmp_path / "l.db") as b:
        seen = await b.last(Inspect("-", body, "https://example.com/feed"), Inspected)
        assert seen.articles[0].url == "https://example.com/story/one"
    assert newsroom.asked == []


async def test_inspecting_a_page_names_its_feeds(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/"] = page(("/world.xml", "World"))
    async with bench(tmp_path / "l.db") as b:
        refused = await b.last(Inspect(newsroom.url("/")), Refused)
        assert refused.kind is FailureKind.NOT_A_FEED
        assert newsroom.url("/world.xml") in refused.sentence


async def test_inspecting_nothing(tmp_path: Path) -> None:
    async with bench(tmp_path / "l.db") as b:
        refused = await b.last(Inspect("-", b""), Refused)
        assert refused.kind is FailureKind.EMPTY
