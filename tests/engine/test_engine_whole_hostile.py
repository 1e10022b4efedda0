"""What strangers put behind a story's address: each costs that story a sentence, and nothing else.
The children are real here, with a deadline."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply
from tests.engine.stories import HTML, picture, story_page, teasers
from tests.media.pictures import chunk, lying_png

from feedreader.content import plain
from feedreader.engine import process
from feedreader.engine.messages import (
    Download,
    Downloaded,
    Draw,
    Drawn,
    FullText,
    OpenPage,
    Refresh,
    Refused,
    RoundEnded,
    StoryKept,
)
from feedreader.engine.workers import Workers
from feedreader.model.article import ArticleId, Wholeness

MEGABYTE = 1 << 20
TEASER = "Only the beginning … &lt;img src='/1.png'&gt;"


@asynccontextmanager
async def guarded(
    library: Path, newsroom: Newsroom, *numbers: int, deadline: float = 5, **options: Any
) -> AsyncIterator[Bench]:
    """A bench with children of its own, and a feed of teasers."""
    async with bench(library, **options) as b:
        newsroom.routes["/feed"] = teasers(newsroom, *(numbers or (1,)), description=TEASER)
        await b.add(newsroom.url("/feed"))
        await b.round()
        workers = Workers(1, deadline=deadline)
        b.parts.workers = workers
        try:
            yield b
        finally:
            workers.close()
            await workers.wait_closed()


async def kept(b: Bench) -> StoryKept:
    told = await b.last(FullText(ArticleId(1)), StoryKept)
    stored = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(1)))
    assert stored is not None
    if told.wholeness is Wholeness.FEED:
        assert "Only the beginning" in plain(stored.article.document)
        assert told.sentence.endswith(".")
        assert "feed" not in told.sentence
    return told


async def still_works(b: Bench, newsroom: Newsroom) -> None:
    """The next story is read as if nothing had been."""
    newsroom.routes["/after"] = story_page("after")
    await b.run(OpenPage(newsroom.url("/after")))
    assert not isinstance(b.events[-1], Refused), b.events[-1]


async def test_a_page_of_30_megabytes(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = Reply(b"<p>" + b"word " * (6 * MEGABYTE), content_type=HTML)
    async with guarded(tmp_path / "l.db", newsroom) as b:
        assert "larger than 8 MB" in (await kept(b)).sentence
        await still_works(b, newsroom)


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>", b"<blockquote>", b"<ul><li>"])
async def test_100_000_nested_elements(tmp_path: Path, newsroom: Newsroom, tag: bytes) -> None:
    newsroom.routes["/1"] = Reply(
        b"<html><body><article><h1>Deep</h1>" + tag * 100_000 + b"bottom", content_type=HTML
    )
    async with guarded(tmp_path / "l.db", newsroom) as b:
        await kept(b)
        await still_works(b, newsroom)


async def test_a_page_that_takes_too_long(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1)
    async with guarded(tmp_path / "l.db", newsroom, deadline=0.0001) as b:
        told = await kept(b)
        assert told.sentence == "The page took longer than 0.0001 s to read."
        again = await kept(b)
        assert again.sentence == told.sentence
        assert newsroom.paths().count("/1") == 1


async def test_a_host_that_never_answers(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = Reply(b"", hold=threading.Event())
    async with guarded(tmp_path / "l.db", newsroom) as b:
        b.parts.client._timeout = 0.3
        assert (await kept(b)).wholeness is Wholeness.FEED
        await still_works(b, newsroom)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_compression_bomb(tmp_path: Path, newsroom: Newsroom, coding: str) -> None:
    pack = gzip.compress if coding == "gzip" else zlib.compress
    newsroom.routes["/1"] = newsroom.routes["/1.png"] = Reply(
        pack(b"\0" * (200 * MEGABYTE), 9), content_type=HTML, headers={"Content-Encoding": coding}
    )
    async with guarded(tmp_path / "l.db", newsroom) as b:
        assert "larger than 8 MB" in (await kept(b)).sentence
        drawn = await b.last(Draw(newsroom.url("/1.png"), 10, 5, "half-blocks"), Drawn)
        assert "larger than 19 MB" in drawn.sentence
        await still_works(b, newsroom)


PICTURES = {
    "50,000 x 50,000": (lying_png(50_000, 50_000), "too large"),
    "a bomb of a text chunk": (
        picture().body[:33]
        + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * (64 * MEGABYTE)))
        + picture().body[33:],
        "",
    ),
    "cut off in the header": (picture().body[:20], ""),
    "not what it says": (b"MZ" + b"\0" * 500, "not a picture"),
    "an SVG with an entity": (
        b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" '
        b'width="9" height="9"><text>&b;</text></svg>',
        "",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_pictures_that_harm_nobody(tmp_path: Path, newsroom: Newsroom, name: str) -> None:
    body, said = PICTURES[name]
    newsroom.routes["/1"] = story_page(1, pictures=("/bad.png", "/good.png"))
    newsroom.routes["/bad.png"] = Reply(body, content_type="image/png")
    newsroom.routes["/good.png"] = picture()
    async with guarded(tmp_path / "l.db", newsroom) as b:
        done = await b.last(Download((ArticleId(1),)), Downloaded)
        assert done.whole + done.in_part == 1
        known = await b.parts.writer.run(lambda store: store.pictures.find(newsroom.url("/bad.png")))
        assert known is not None
        assert said in known.sentence
        good = await b.parts.writer.run(lambda store: store.pictures.find(newsroom.url("/good.png")))
        assert good is not None
        assert good.size > 0


async def test_a_page_s_pictures_reach_no_private_network_but_the_feed_s_own(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    with Newsroom() as inside:
        inside.routes["/secret.png"] = picture()
        newsroom.routes["/1"] = story_page(
            1, pictures=(inside.url("/secret.png"), "http://127.1/x.png", "/own.png", "/jump.png")
        )
        newsroom.routes["/own.png"] = newsroom.routes["/1.png"] = picture()
        newsroom.routes["/jump.png"] = Reply(b"", 302, headers={"Location": inside.url("/secret.png")})
        async with guarded(tmp_path / "l.db", newsroom) as b:
            done = await b.last(Download((ArticleId(1),)), Downloaded)
            assert done.in_part == 1
            stored = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(1)))
            assert stored is not None
            assert "3 of 5 pictures are not on this disk" in stored.missing
            assert "private network" in stored.missing
        assert inside.asked == []


async def test_a_story_s_page_on_another_private_server_is_not_asked(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    with Newsroom() as inside:
        inside.routes["/1"] = story_page(1)
        async with bench(tmp_path / "l.db") as b:
            newsroom.routes["/feed"] = teasers(newsroom, 1, site=inside.url(""))
            await b.add(newsroom.url("/feed"))
            await b.round()
            assert "private network" in (await kept(b)).sentence
        assert inside.asked == []


async def test_a_page_that_redirects_into_a_private_network(tmp_path: Path, newsroom: Newsroom) -> None:
    """Also where the page itself is on the feed's own server."""
    with Newsroom() as inside:
        inside.routes["/1"] = story_page(1)
        newsroom.routes["/1"] = Reply(b"", 302, headers={"Location": inside.url("/1")})
        async with guarded(tmp_path / "l.db", newsroom) as b:
            assert "private network" in (await kept(b)).sentence
        assert inside.asked == []


async def test_control_sequences_do_not_come_through(tmp_path: Path, newsroom: Newsroom) -> None:
    page = story_page("1\x1b]0;owned\x07\u202e", author="Ada\x9b31m Example")
    newsroom.routes["/1"] = page
    async with guarded(tmp_path / "l.db", newsroom) as b:
        await kept(b)
        stored = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(1)))
        assert stored is not None
        shown = f"{stored.article.title}{plain(stored.article.document)}{[a.profile for a in stored.authors]}"
        assert not set("\x1b\x07\x9b\u202e") & set(shown)


async def test_after_a_round_the_policy_s_download_runs(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/1"] = story_page(1)
    newsroom.routes["/feed"] = teasers(newsroom, 1)
    async with bench(tmp_path / "l.db", engine={"download": "unread", "metered": "no"}) as b:
        await b.add(newsroom.url("/feed"))
        engine = process.Engine(b.parts, leave=lambda seen: None)
        engine.handle(Refresh())
        while engine._running:
            await next(iter(engine._running))
        kinds = [type(each) for each in b.events]
        assert kinds.index(RoundEnded) < kinds.index(Downloaded)
        assert isinstance(b.events[-1], Downloaded)
        assert b.events[-1].whole == 1
