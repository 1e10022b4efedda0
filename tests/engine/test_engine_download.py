"""Downloads: articles made whole, within a budget; cut short and gone on with; nothing fetched twice."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply
from tests.engine.stories import picture, story_page, teasers
from tests.media.pictures import encoded, photograph

from feedreader import demo
from feedreader.demo.server import Server
from feedreader.engine.evicting import GONE
from feedreader.engine.messages import Download, Downloaded, DownloadProgress, Event, FullText
from feedreader.engine.metered import Line, is_metered, says_metered
from feedreader.engine.offline import CANCELLED, METERED
from feedreader.errors import LibraryError
from feedreader.library import shelves
from feedreader.model.article import ArticleId, StoredArticle, Wholeness
from feedreader.store import Store
from feedreader.store.whole_records import PicturePolicy, TextPolicy


async def got(b: Bench, article: int) -> StoredArticle:
    found = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(article)))
    assert found is not None
    return found


async def by_page(b: Bench, newsroom: Newsroom, path: str) -> ArticleId:
    found = await b.parts.writer.run(lambda store: store.articles.by_url(newsroom.url(path)))
    assert found is not None
    return found


async def downloaded(b: Bench, *articles: int) -> Downloaded:
    done = await b.last(Download(tuple(ArticleId(each) for each in articles)), Downloaded)
    assert done.whole + done.in_part + done.failed == done.asked
    return done


def stories(newsroom: Newsroom, *numbers: int) -> None:
    """Stories with a picture each, one that all share, and an avatar."""
    newsroom.routes["/feed"] = teasers(newsroom, *numbers)
    newsroom.routes["/shared.png"] = picture()
    for number in numbers:
        own = f"/{number}.jpg"
        newsroom.routes[f"/{number}"] = story_page(number, pictures=(own, "/shared.png"))
        newsroom.routes[own] = Reply(
            encoded(photograph(600, 400 + number), "JPEG"), content_type="image/jpeg"
        )


async def ready(b: Bench, newsroom: Newsroom, *numbers: int) -> None:
    stories(newsroom, *numbers)
    await b.add(newsroom.url("/feed"))
    await b.round()


async def test_everything_is_here_afterwards_and_nothing_was_fetched_twice(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2, 3)
        events = await b.run(Download())
        done = events[-1]
        assert isinstance(done, Downloaded)
        assert (done.asked, done.whole, done.in_part, done.failed, done.reason) == (3, 3, 0, 0, "")
        told = [each for each in events if isinstance(each, DownloadProgress)]
        assert [each.done for each in told] == [0, 1, 2, 3]
        assert told[-1].size == done.size > 10_000
        assert max(Counter(newsroom.paths()).values()) == 1
        assert len(newsroom.asked) == 1 + 3 + 4
        before = len(newsroom.asked)
        again = await downloaded(b)
        assert (again.whole, again.size) == (3, 0)
        await downloaded(b, 1, 2, 3)
        await b.run(FullText(ArticleId(1)))
        assert len(newsroom.asked) == before
        assert await b.parts.writer.run(lambda store: len(store.pictures.files())) == 4


async def test_the_demo_newsroom_comes_whole(tmp_path: Path) -> None:
    with Server() as server:
        async with bench(tmp_path / "l.db", trusted_hosts=frozenset({server.base_url.split("/")[2]})) as b:
            await b.add(*[each.url for each in demo.feeds(server.base_url)])
            await b.round()
            done = await downloaded(b)
            assert done.asked == 38
            assert done.failed == 0
            assert done.whole == 38
            asked = Counter(each.path for each in server.requests)
            assert max(asked.values()) == 1


async def test_related_stories_one_level_deep(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        newsroom.routes["/feed"] = teasers(newsroom, 1)
        newsroom.routes["/1"] = story_page(1, cards=("/a", "/b"))
        newsroom.routes["/a"] = story_page("a", pictures=("/a.png",), cards=("/deeper",))
        newsroom.routes["/a.png"] = picture()
        await b.add(newsroom.url("/feed"))
        await b.round()
        done = await downloaded(b)
        assert (done.asked, done.in_part) == (1, 1)
        first = await got(b, 1)
        assert (first.wholeness, first.missing) == (Wholeness.PART, "1 related story is not on this disk.")
        related = await got(b, await by_page(b, newsroom, "/a"))
        assert related.feed_title == "Saved pages"
        assert related.missing == "1 related story is not on this disk."
        assert "/deeper" not in newsroom.paths()
        newsroom.routes["/b"] = story_page("b")
        b.later(days=2)
        assert (await downloaded(b)).whole == 1


async def test_what_is_missing_is_said(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2, 3)
        del newsroom.routes["/1.jpg"]
        newsroom.routes["/2"] = Reply(b"", 404)
        done = await downloaded(b)
        assert (done.whole, done.in_part, done.failed) == (1, 1, 1)
        part = await got(b, await by_page(b, newsroom, "/1"))
        assert part.wholeness is Wholeness.PART
        assert part.missing.startswith("1 of 2 pictures is not on this disk.")
        assert "(404)" in part.missing
        failed = await got(b, await by_page(b, newsroom, "/2"))
        assert (failed.wholeness, "(404)" in failed.missing) == (Wholeness.FEED, True)
        before = len(newsroom.asked)
        await downloaded(b)
        assert len(newsroom.asked) == before


async def test_a_download_that_was_cancelled_goes_on(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, *range(1, 13))
        held = asyncio.Event()
        seen: list[Event] = []

        def emit(event: Event) -> None:
            seen.append(event)
            if isinstance(event, DownloadProgress) and event.done >= 3:
                held.set()

        b.parts.emit = emit
        job = asyncio.create_task(b.run(Download()))
        await held.wait()
        job.cancel()
        await job
        done = seen[-1]
        assert isinstance(done, Downloaded)
        assert done.reason == CANCELLED
        assert 3 <= done.whole < 12
        assert done.whole + done.in_part + done.failed == done.asked == 12
        b.parts.emit = b.events.append
        assert (await downloaded(b)).whole == 12
        # What was on its way when it was cancelled may have to be asked for again; what was here not.
        again = [path for path, times in Counter(newsroom.paths()).items() if times > 1]
        assert len(again) <= 8 + 1


async def test_by_policy_the_newest_of_each_feed(tmp_path: Path, newsroom: Newsroom) -> None:
    engine = {"download": "unread", "download_newest": 2}
    async with bench(tmp_path / "l.db", engine=engine) as b:
        await ready(b, newsroom, 1, 2, 3, 4)
        newest = [await by_page(b, newsroom, "/1"), await by_page(b, newsroom, "/2")]
        await b.parts.writer.run(lambda store: store.articles.set_read(newest[:1], True))
        done = await downloaded(b)
        assert done.asked == 2
        assert {path for path in newsroom.paths() if len(path) == 2} == {"/2", "/3"}
        await b.parts.writer.run(lambda store: store.articles.set_starred(newest[:1], True))
        b.parts.options = replace(b.parts.options, download="starred")
        assert (await downloaded(b)).asked == 1
        assert "/1" in newsroom.paths()


async def test_feeds_have_rules_of_their_own(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1)

        def rules(store: Store, text: TextPolicy, pictures: PicturePolicy) -> None:
            store.offline.set_text_policy((1,), text)
            store.offline.set_picture_policy((1,), pictures)

        await b.parts.writer.run(rules, TextPolicy.FEED, PicturePolicy.ON)
        assert (await downloaded(b, 1)).whole == 1  # the feed's text, which is all that is wanted
        assert newsroom.paths() == ["/feed"]
        await b.parts.writer.run(rules, TextPolicy.PAGE, PicturePolicy.OFF)
        await b.parts.writer.run(lambda store: store.offline.demote([ArticleId(1)], "", again=True))
        assert (await downloaded(b, 1)).in_part == 1
        stored = await got(b, 1)
        assert (stored.wholeness, "turned off" in stored.missing) == (Wholeness.TEXT, True)
        assert newsroom.paths() == ["/feed", "/1"]


async def test_the_budget_ends_a_download_and_what_was_read_goes_first(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2, 3, 4)
        first, second, third = [await by_page(b, newsroom, f"/{n}") for n in (1, 2, 3)]
        await downloaded(b, first, second)
        size = await b.parts.writer.run(lambda store: store.pictures.total())
        b.parts.options = replace(b.parts.options, download_budget=size + 10)
        await b.parts.writer.run(lambda store: store.articles.set_read([first], True))
        done = await downloaded(b, third)
        assert done.whole == 1
        assert await b.parts.writer.run(lambda store: store.pictures.total()) <= size + 10
        read = await got(b, first)
        assert (read.wholeness, read.missing, read.saved) == (Wholeness.PART, GONE, False)
        assert (await got(b, second)).saved
        assert (await got(b, third)).saved
        found = await b.parts.writer.run(lambda store: shelves.look(store, tmp_path / "pictures"))
        assert (found.missing, found.spare) == ((), ())
        b.parts.options = replace(b.parts.options, download_budget=1)
        ended = await downloaded(b, second, third, await by_page(b, newsroom, "/4"))
        assert "used up" in ended.reason
        assert "/4" not in newsroom.paths()


async def test_an_orphan_and_a_missing_file_are_found_and_mended(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2)
        await downloaded(b)
        shelf = tmp_path / "pictures"
        lost = next(shelf.glob("??/??/*.jpg"))
        lost.unlink()
        spare = shelf / "aa" / "bb" / f"aabb{'0' * 60}.png"
        spare.parent.mkdir(parents=True)
        spare.write_bytes(b"x" * 100)
        os.utime(spare, (1, 1))
        young = shelf / "cc" / "bb" / f"ccbb{'0' * 60}.png"
        young.parent.mkdir(parents=True)
        young.write_bytes(b"x")
        found = await b.parts.writer.run(lambda store: shelves.mend(store, shelf))
        assert found.missing == (lost.stem,)
        assert (found.spare, found.spare_bytes) == ((spare,), 100)
        assert not spare.exists()
        assert young.exists()
        clean = await b.parts.writer.run(lambda store: shelves.look(store, shelf))
        assert (clean.missing, clean.spare, clean.kept) == ((), (), 2)
        before = len(newsroom.asked)
        assert (await downloaded(b)).whole == 2
        assert len(newsroom.asked) == before + 1


async def test_a_metered_line(tmp_path: Path, newsroom: Newsroom) -> None:
    engine = {"download": "all", "metered": "yes"}
    async with bench(tmp_path / "l.db", engine=engine) as b:
        await ready(b, newsroom, 1)
        done = await downloaded(b)
        assert (done.asked, done.failed, done.reason) == (1, 1, METERED)
        assert newsroom.paths() == ["/feed"]
        assert (await downloaded(b, 1)).whole == 1  # somebody asked for this very article
        b.parts.options = replace(b.parts.options, download_on_metered=1)
        assert (await downloaded(b)).reason == ""


async def test_a_server_that_is_silent_is_left_alone(tmp_path: Path, newsroom: Newsroom) -> None:
    never = threading.Event()
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, *range(1, 31))
        b.parts.client._timeout = 0.2
        for number in range(1, 31):
            newsroom.routes[f"/{number}"] = Reply(b"", hold=never)
        done = await downloaded(b)
        assert done.failed == 30
        assert len(newsroom.asked) < 1 + 12


async def test_an_error_in_one_article_does_not_end_the_others(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2, 3)
        call = b.workers.call

        async def breaks(name: str, *arguments: object, deadline: float | None = None) -> object:
            if name == "read_page" and str(arguments[1]).endswith("/2"):
                raise ZeroDivisionError
            return await call(name, *arguments, deadline=deadline)

        b.workers.call = breaks  # type: ignore[method-assign]
        done = await downloaded(b)
        assert (done.whole, done.failed) == (2, 1)


async def test_an_error_of_the_library_ends_it(tmp_path: Path, newsroom: Newsroom) -> None:
    async with bench(tmp_path / "l.db") as b:
        await ready(b, newsroom, 1, 2, 3)

        run = b.parts.writer.run

        async def full(function: Callable[..., object], *arguments: object) -> object:
            if "/1.jpg" in newsroom.paths():
                raise LibraryError("The disk is full.")
            return await run(function, *arguments)

        b.parts.writer.run = full  # type: ignore[method-assign, assignment]
        with pytest.raises(LibraryError, match="disk is full"):
            await b.run(Download())


@pytest.mark.parametrize(
    ("output", "metered"),
    [
        ("100 (connected)\nyes\n", True),
        ("100 (connected)\nyes (guessed)\n", True),
        ("100 (connected)\nno\n\n20 (unavailable)\nyes\n", False),
        ("100 (connected)\nunknown\n100 (connected (externally))\nyes (guessed)", True),
        ("", False),
        ("Error: NetworkManager is not running.", False),
    ],
)
def test_what_networkmanager_says(output: str, metered: bool) -> None:
    assert says_metered(output) is metered


async def test_the_system_is_asked_with_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nmcli"
    program.write_text("#!/bin/sh\n[ \"$1\" = -g ] && printf '100 (connected)\\nyes\\n'\n")
    program.chmod(0o755)
    assert await is_metered("auto", str(program))
    assert not await is_metered("no", str(program))
    assert not await is_metered("auto", str(tmp_path / "missing"))
    assert await is_metered("yes", str(tmp_path / "missing"))
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr("feedreader.engine.metered.PATIENCE", 0.1)
    assert not await is_metered("auto", str(program))


async def test_a_page_of_pictures_asks_the_system_once_and_all_wait_for_its_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "nmcli"
    program.write_text(
        f"#!/bin/sh\necho asked >> {tmp_path}/log\nsleep 0.1\nprintf '100 (connected)\\nyes\\n'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    line = Line("auto")
    assert await asyncio.gather(*(line.is_metered() for _ in range(4))) == [True] * 4
    assert (tmp_path / "log").read_text() == "asked\n"
