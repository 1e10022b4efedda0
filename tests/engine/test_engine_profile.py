"""From a feed to who wrote it: the story's page, the author's own, WordPress's interface."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader import demo
from feedreader.demo.newsroom import Newsroom as DemoNewsroom
from feedreader.demo.server import Server
from feedreader.engine.messages import AuthorPublished, Profile, ProfileKnown, Subscribe, Subscribed
from feedreader.library import Library
from feedreader.model.article import ArticleId, StoredArticle
from feedreader.model.author import Author, AuthorKind, Origin
from feedreader.model.author import Profile as WholeProfile
from feedreader.model.feed import FeedId
from feedreader.store import Store

HTML = "text/html; charset=utf-8"
BIO = "Ada Example has covered the harbour and its ferries for eleven years."
LONG = f"{BIO} Before that she mended sails in Port Sael, and wrote a column on knots that nobody understood."


def story_page(**person: object) -> Reply:
    described = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Example", **person}}
    text = (
        f'<html><head><script type="application/ld+json">{json.dumps(described)}</script></head><p>x</html>'
    )
    return Reply(text.encode(), content_type=HTML)


def own_page(role: str = "Harbour reporter", bio: str = BIO, *, head: str = "") -> Reply:
    text = (
        f'<html><head><title>Ada Example</title>{head}</head><body><h1>Ada Example</h1><p class="role">{role}</p>'
        f'<p class="bio">{bio}</p><img class="avatar" src="/ada.png" alt="Ada Example" width="200" height="200">'
        "</body></html>"
    )
    return Reply(text.encode(), content_type=HTML)


async def subscribed(b: Bench, url: str) -> FeedId:
    return (await b.last(Subscribe(url), Subscribed)).feed_id


async def first_story(b: Bench, newsroom: Newsroom) -> ArticleId:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=1, link=newsroom.url("")))
    feed = await subscribed(b, newsroom.url("/feed"))
    known = await b.parts.writer.run(lambda store: store.articles.known(feed))
    return known[0].id


async def stored(b: Bench, article: ArticleId) -> StoredArticle:
    found = await b.parts.writer.run(lambda store: store.articles.get(article))
    assert found is not None
    return found


async def author(b: Bench, article: ArticleId) -> Author:
    return (await stored(b, article)).authors[0].profile


async def whole(b: Bench, article: ArticleId) -> WholeProfile:
    known = (await stored(b, article)).authors[0].id
    return await b.parts.writer.run(lambda store: Library(store, lambda: b.now).authors.profile(known))


def with_own_page(newsroom: Newsroom, reply: Reply | None = None) -> None:
    newsroom.routes["/1"] = story_page(url=newsroom.url("/people/ada"))
    newsroom.routes["/people/ada"] = reply or own_page()


async def test_from_every_demo_feed_to_the_whole_profile(tmp_path: Path) -> None:
    people = {person.name: person for person in DemoNewsroom().people}
    seen: set[str] = set()
    with Server() as server:
        async with bench(tmp_path / "l.db") as b:
            for feed in demo.feeds(server.base_url):
                await subscribed(b, feed.url)
            for article in await b.parts.writer.run(_one_story_each):
                known = await b.last(Profile(article), ProfileKnown)
                assert not known.more
                for each in (await stored(b, article)).authors:
                    person, told = people[each.profile.name], each.profile
                    seen.add(person.name)
                    if not person.is_person:
                        assert (told.kind, told.bio) == (AuthorKind.ORGANISATION, ""), told
                        continue
                    assert (told.role, told.bio) == (person.role, person.bio)
                    assert told.avatar.endswith(person.picture)
                    assert set(person.links) <= set(told.links)
    assert len(seen) > len(people) / 2


def _one_story_each(store: Store) -> list[ArticleId]:
    """For every author the newest story."""
    library = Library(store, lambda: DemoNewsroom().now)
    stories: dict[int, ArticleId] = {}
    for feed in library.feeds.all():
        for known in store.articles.known(feed.id):
            for each in store.authors.of_article(known.id):
                stories.setdefault(each.id, known.id)
    return list(dict.fromkeys(stories.values()))


async def test_the_author_s_own_page_fills_what_the_story_s_leaves_open(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/1"] = story_page(url=newsroom.url("/people/ada"), jobTitle="Reporter")
    newsroom.routes["/people/ada"] = own_page()
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        events = await b.run(Profile(article))
        assert events == [ProfileKnown(article, True, more=True), ProfileKnown(article, True)]
        told = await author(b, article)
        assert (told.bio, told.avatar) == (BIO, newsroom.url("/ada.png"))
        profile = await whole(b, article)
        facts = {fact.field: fact for fact in profile.facts}
        assert facts["bio"].source == newsroom.url("/people/ada")
        assert facts["bio"].origin is Origin.OWN
        assert [held.role for held in profile.roles] == ["Harbour reporter"]  # two sources, no change
        assert facts["bio"].first_seen == int(b.now.timestamp())
        b.later(days=29)
        assert await b.run(Profile(article)) == [ProfileKnown(article, False)]
    assert newsroom.paths() == ["/feed", "/1", "/robots.txt", "/people/ada"]


async def test_a_whole_profile_asks_for_no_second_page(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(
        url=newsroom.url("/people/ada"), jobTitle="Reporter", description=LONG, image=newsroom.url("/a.png")
    )
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        assert await b.run(Profile(article)) == [ProfileKnown(article, True)]
    assert newsroom.paths() == ["/feed", "/1"]


async def test_the_first_sentence_of_a_biography_is_made_whole(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(
        url=newsroom.url("/people/ada"), jobTitle="Reporter", description=BIO, image=newsroom.url("/a.png")
    )
    newsroom.routes["/people/ada"] = own_page(bio=LONG)
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        await b.run(Profile(article))
        assert (await author(b, article)).bio == LONG


async def test_one_visit_serves_all_stories_of_an_author(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=3, link=newsroom.url("")))
    with_own_page(newsroom, own_page(role="", bio=""))
    newsroom.routes["/2"] = newsroom.routes["/3"] = newsroom.routes["/1"]
    async with bench(tmp_path / "l.db") as b:
        feed = await subscribed(b, newsroom.url("/feed"))
        for known in await b.parts.writer.run(lambda store: store.articles.known(feed)):
            await b.run(Profile(known.id))
        b.later(days=31)
        await b.run(Profile(known.id))
    assert newsroom.paths().count("/people/ada") == 2
    assert newsroom.paths().count("/robots.txt") == 2


@pytest.mark.parametrize(
    "robots", ["User-agent: *\nDisallow: /people/", "User-agent: feedreader\nDisallow: /"]
)
async def test_a_server_whose_robots_txt_forbids_it_is_not_asked(
    tmp_path: Path, newsroom: Newsroom, robots: str
) -> None:
    with_own_page(newsroom)
    newsroom.routes["/robots.txt"] = Reply(robots.encode(), content_type="text/plain")
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        for _ in range(3):
            await b.run(Profile(article))
            b.later(hours=7)
    assert newsroom.paths() == ["/feed", "/1", "/robots.txt"]


async def test_a_robots_txt_that_leads_inside_allows_nothing(tmp_path: Path, newsroom: Newsroom) -> None:
    with_own_page(newsroom)
    with Newsroom() as other:
        newsroom.routes["/robots.txt"] = Reply(status=302, headers={"Location": other.url("/robots.txt")})
        async with bench(tmp_path / "l.db") as b:
            article = await first_story(b, newsroom)
            await b.run(Profile(article))
            assert not (await author(b, article)).bio
        assert other.asked == []
        assert "/people/ada" not in newsroom.paths()


@pytest.mark.parametrize("status", [401, 403, 410, 451])
async def test_a_refusal_is_taken_at_its_word(tmp_path: Path, newsroom: Newsroom, status: int) -> None:
    with_own_page(newsroom, Reply(b"", status))
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        for _ in range(3):
            await b.run(Profile(article))
            b.later(days=9)
    assert newsroom.paths().count("/people/ada") == 1


async def test_a_refused_server_is_not_asked_for_another_author(tmp_path: Path, newsroom: Newsroom) -> None:
    second = rss("Beta", count=1, start=2, link=newsroom.url("")).replace(b"Ada Example", b"Bo Other")
    newsroom.routes["/second"] = Reply(second)
    with_own_page(newsroom, Reply(b"", 403))
    page = story_page(url=newsroom.url("/people/bo")).body.replace(b"Ada Example", b"Bo Other")
    newsroom.routes["/2"] = Reply(page, content_type=HTML)
    async with bench(tmp_path / "l.db") as b:
        await b.run(Profile(await first_story(b, newsroom)))
        feed = await subscribed(b, newsroom.url("/second"))
        known = await b.parts.writer.run(lambda store: store.articles.known(feed))
        await b.run(Profile(known[0].id))
    assert "/people/bo" not in newsroom.paths()


async def test_a_pause_is_kept_also_for_authors(tmp_path: Path, newsroom: Newsroom) -> None:
    with_own_page(newsroom)
    newsroom.routes["/robots.txt"] = Reply(b"", 429, headers={"Retry-After": "600"})
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        await b.run(Profile(article))
        await b.run(Profile(article))
        assert newsroom.paths() == ["/feed", "/1", "/robots.txt"]
        b.later(minutes=11)
        newsroom.routes["/robots.txt"] = Reply(b"", 404)
        assert (await b.last(Profile(article), ProfileKnown)).changed
        assert (await author(b, article)).bio == BIO


async def test_an_author_s_page_elsewhere_is_not_asked(tmp_path: Path, newsroom: Newsroom) -> None:
    with Newsroom() as other:
        newsroom.routes["/1"] = story_page(url=other.url("/people/ada").replace("127.0.0.1", "localhost"))
        async with bench(tmp_path / "l.db") as b:
            await b.run(Profile(await first_story(b, newsroom)))
        assert other.asked == []
    assert newsroom.paths() == ["/feed", "/1"]


async def test_another_private_server_is_out_of_reach(tmp_path: Path, newsroom: Newsroom) -> None:
    """The same host, another port: not the server that the person chose."""
    with Newsroom() as other:
        newsroom.routes["/1"] = story_page(url=other.url("/people/ada"))
        async with bench(tmp_path / "l.db") as b:
            await b.run(Profile(await first_story(b, newsroom)))
        assert other.asked == []


async def test_a_page_of_somebody_else_says_nothing(tmp_path: Path, newsroom: Newsroom) -> None:
    with_own_page(newsroom, Reply(own_page().body.replace(b"Ada Example", b"Bo Other"), content_type=HTML))
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        await b.run(Profile(article))
        assert (await author(b, article)).bio == ""


async def test_wordpress_fills_what_no_page_shows(tmp_path: Path, newsroom: Newsroom) -> None:
    head = f'<link rel="alternate" type="application/json" href="{newsroom.url("/wp-json/wp/v2/users/7")}">'
    with_own_page(newsroom, own_page(role="", bio="", head=head))
    user = {
        "id": 7,
        "name": "Ada Example",
        "link": newsroom.url("/people/ada"),
        "description": BIO,
        "avatar_urls": {"24": newsroom.url("/24.png"), "96": newsroom.url("/96.png")},
    }
    newsroom.routes["/wp-json/wp/v2/users/7"] = Reply(
        json.dumps(user).encode(), content_type="application/json"
    )
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        assert (await b.last(Profile(article), ProfileKnown)).changed
        told = await author(b, article)
        assert (told.bio, told.avatar) == (BIO, newsroom.url("/ada.png"))
        facts = {fact.field: fact.origin for fact in (await whole(b, article)).facts}
        assert facts["bio"] is Origin.INTERFACE
    assert newsroom.paths() == ["/feed", "/1", "/robots.txt", "/people/ada", "/wp-json/wp/v2/users/7"]


async def test_wordpress_s_story_names_its_author(tmp_path: Path, newsroom: Newsroom) -> None:
    """Without an author's page the story's own link is followed, with the author inside."""
    link = newsroom.url("/wp-json/wp/v2/posts/12")
    head = f'<head><link rel="alternate" type="application/json" href="{link}">'
    page = story_page().body.replace(b"<head>", head.encode())
    newsroom.routes["/1"] = Reply(page, content_type=HTML)
    path = "/wp-json/wp/v2/posts/12?_embed=author&_fields=_links.author,_embedded.author"
    embedded = {"_embedded": {"author": [{"name": "Ada Example", "description": BIO}]}}
    newsroom.routes[path] = Reply(json.dumps(embedded).encode(), content_type="application/json")
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        assert (await b.last(Profile(article), ProfileKnown)).changed
        assert (await author(b, article)).bio == BIO
    assert newsroom.paths() == ["/feed", "/1", "/robots.txt", path]


async def test_a_new_role_keeps_the_earlier_one(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(jobTitle="News editor")
    async with bench(tmp_path / "l.db") as b:
        article = await first_story(b, newsroom)
        await b.run(Profile(article))
        began = int(b.now.timestamp())
        b.later(days=40)
        newsroom.routes["/1"] = story_page(jobTitle="Politics reporter")
        assert (await b.last(Profile(article), ProfileKnown)).changed
        roles = (await whole(b, article)).roles
        assert [(held.role, held.since) for held in roles] == [
            ("Politics reporter", int(b.now.timestamp())),
            ("News editor", began),
        ]


async def test_a_followed_author_s_new_story_is_announced(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha", count=2, link=newsroom.url("")))

    def follow(store: Store) -> None:
        authors = Library(store, lambda: b.now).authors
        (ada,) = authors.find("ada")
        authors.follow(ada.id)
        authors.set_notify(ada.id, True)

    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom.url("/feed"))
        await b.parts.writer.run(follow)
        newsroom.routes["/feed"] = Reply(rss("Alpha", count=4, link=newsroom.url("")))
        b.later(hours=3)
        await b.round()
        told = [event for event in b.events if isinstance(event, AuthorPublished)]
        assert [(event.name, event.title) for event in told] == [
            ("Ada Example", "Alpha story 3"),
            ("Ada Example", "Alpha story 4"),
        ]
        assert (await stored(b, told[0].article_id)).article.title == "Alpha story 3"
        b.later(hours=3)
        await b.round()
        assert len([event for event in b.events if isinstance(event, AuthorPublished)]) == 2
