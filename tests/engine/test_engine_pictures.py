"""Pictures: fetched once, checked in a child, kept by content, drawn from a cache."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.bench import Bench, bench
from tests.engine.newsroom import Newsroom, Reply
from tests.engine.stories import picture, story_page, teasers
from tests.media.pictures import lying_png

from feedreader.engine.drawn import Drawings
from feedreader.engine.messages import Draw, Drawn, FullText
from feedreader.engine.pictures import NOT_HERE
from feedreader.media.records import Cells, Protocol
from feedreader.model.article import ArticleId, Wholeness
from feedreader.store.whole_records import PictureState, StoredPicture


async def draw(b: Bench, url: str, **more: object) -> Drawn:
    request = Draw(url, 40, 12, Protocol.HALF_BLOCKS)
    return await b.last(replace(request, **more), Drawn)  # type: ignore[arg-type]


def contents(drawn: Drawn) -> bytes:
    return Path(drawn.path).read_bytes()


async def known(b: Bench, url: str) -> StoredPicture | None:
    return await b.parts.writer.run(lambda store: store.pictures.find(url))


async def subscribed(b: Bench, newsroom: Newsroom) -> None:
    """A feed on the newsroom's own server with a story that shows its pictures, which may then be
    fetched."""
    shown = "".join(f"&lt;img src='/{name}'&gt;" for name in ("a.png", "a.jpg", "b.png", "t.png"))
    newsroom.routes["/feed"] = teasers(newsroom, 1, description=f"Look: {shown}")
    await b.add(newsroom.url("/feed"))
    await b.round()
    newsroom.asked.clear()


async def test_a_picture_is_fetched_once_and_drawn_once(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.jpg"] = picture("JPEG")
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        url = newsroom.url("/a.jpg")
        first = await draw(b, url)
        assert first.sentence == ""
        cells = Cells.from_bytes(contents(first))
        assert (cells.columns, cells.rows) == (40, 12)
        assert await draw(b, url) == first
        assert (await draw(b, url, background="#ffffff")).path != first.path
        kitty = await draw(b, url, protocol="kitty", cell=(8, 16))
        assert b"\x1b_Ga=T,U=1" in contents(kitty)
        assert b.workers.calls.count("keep_picture") == 1
        assert b.workers.calls.count("draw_picture") == 3
        stored = await known(b, url)
        assert stored is not None
        assert (stored.state, stored.extension, stored.width) == (PictureState.KEPT, "jpg", 600)
        file = next((tmp_path / "pictures").glob("??/??/*.jpg"))
        assert file.stem == stored.digest
        assert os.stat(file).st_mode & 0o777 == 0o600
    assert newsroom.paths() == ["/a.jpg"]


async def test_on_a_metered_line_only_what_is_kept_or_asked_for(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = picture()
    async with bench(tmp_path / "l.db", engine={"metered": "yes"}) as b:
        await subscribed(b, newsroom)
        url = newsroom.url("/a.png")
        told = await draw(b, url, unless_metered=True)
        assert (told.path, told.sentence, told.waits) == ("", NOT_HERE, True)
        assert newsroom.asked == []
        assert (await draw(b, url)).path
        told = await draw(b, url, unless_metered=True, columns=20)
        assert told.path
        assert not told.waits


async def test_on_a_free_line_pictures_do_not_wait(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = picture()
    async with bench(tmp_path / "l.db", engine={"metered": "no"}) as b:
        await subscribed(b, newsroom)
        assert (await draw(b, newsroom.url("/a.png"), unless_metered=True)).path
        gone = await draw(b, newsroom.url("/gone.png"), unless_metered=True)
        assert not gone.waits


async def test_a_refused_picture_is_left_alone_for_a_week(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = Reply(b"<html>no picture</html>", content_type="image/png")
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        url = newsroom.url("/a.png")
        first = await draw(b, url)
        assert "web page" in first.sentence
        for _ in range(3):
            b.later(days=2)
            assert (await draw(b, url)).sentence == first.sentence
        assert newsroom.paths() == ["/a.png"]
        newsroom.routes["/a.png"] = picture()
        b.later(days=2)
        assert (await draw(b, url)).path


async def test_a_picture_that_did_not_come_is_tried_again_after_an_hour(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a.png"] = Reply(b"", 500)
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        url = newsroom.url("/a.png")
        assert "(500)" in (await draw(b, url)).sentence
        await draw(b, url)
        assert newsroom.paths() == ["/a.png"]
        newsroom.routes["/a.png"] = picture()
        b.later(hours=1)
        assert (await draw(b, url)).path


async def test_a_tracker_is_not_spoken_of(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/t.png"] = picture(width=2, height=2)
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        assert (await draw(b, newsroom.url("/t.png"))).path == ""
        stored = await known(b, newsroom.url("/t.png"))
        assert stored is not None
        assert stored.tracker


async def test_two_addresses_of_one_picture_share_a_file(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = newsroom.routes["/b.png"] = picture()
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        assert (await draw(b, newsroom.url("/a.png"))).path == (await draw(b, newsroom.url("/b.png"))).path
        assert len(list((tmp_path / "pictures").glob("??/??/*"))) == 1


async def test_a_file_that_is_gone_is_fetched_again(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.routes["/a.png"] = picture()
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        await draw(b, newsroom.url("/a.png"))
        next((tmp_path / "pictures").glob("??/??/*")).unlink()
        assert (await draw(b, newsroom.url("/a.png"), columns=30)).path
    assert newsroom.paths() == ["/a.png"] * 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"protocol": "none"},
        {"protocol": "smoke"},
        {"columns": 0},
        {"rows": 10_000},
        {"background": "red"},
        {"cell": (0, 5)},
        {"cell": (5000, 5000)},
    ],
)
async def test_a_drawing_that_cannot_be(tmp_path: Path, newsroom: Newsroom, wrong: dict[str, object]) -> None:
    async with bench(tmp_path / "l.db") as b:
        told = await draw(b, newsroom.url("/a.png"), **wrong)
        assert told.path == ""
        assert told.sentence.endswith(".")
    assert newsroom.asked == []


async def test_what_is_no_address(tmp_path: Path) -> None:
    async with bench(tmp_path / "l.db") as b:
        assert (await draw(b, "javascript:alert(1)")).sentence == "The picture has no web address."


async def test_a_private_picture_is_refused_unless_a_feed_lives_there(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a.png"] = picture()
    async with bench(tmp_path / "l.db") as b:
        assert "private network" in (await draw(b, newsroom.url("/a.png"))).sentence
        assert newsroom.asked == []
        b.later(days=8)
        await subscribed(b, newsroom)
        assert (await draw(b, newsroom.url("/a.png"))).path


async def test_a_stranger_s_story_reaches_no_private_server_of_another_feed(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/delete"] = picture()
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        with Newsroom() as stranger:
            bad = newsroom.url("/delete")
            stranger.routes["/feed"] = teasers(stranger, 1, description=f"&lt;img src='{bad}'&gt;")
            await b.add(stranger.url("/feed"))
            await b.round(force=True)
            newsroom.asked.clear()
            assert "private network" in (await draw(b, bad)).sentence
            assert newsroom.asked == []


async def test_a_story_is_whole_when_its_last_picture_was_looked_at(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/1"] = story_page(1, pictures=("/a.png", "/b.png"))
    newsroom.routes["/a.png"] = newsroom.routes["/b.png"] = picture()
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        await b.run(FullText(ArticleId(1)))
        marks = []
        for name in ("/a.png", "/b.png"):
            stored = await b.parts.writer.run(lambda store: store.articles.get(ArticleId(1)))
            assert stored is not None
            marks.append(stored.wholeness)
            await draw(b, newsroom.url(name))
        (row,) = await b.parts.writer.run(lambda store: store.articles.rows([1]))
        assert (marks, row.saved) == ([Wholeness.TEXT, Wholeness.PART], True)


async def test_a_redirect_into_a_private_network_is_refused(tmp_path: Path, newsroom: Newsroom) -> None:
    with Newsroom() as inside:
        inside.routes["/a.png"] = picture()
        newsroom.routes["/a.png"] = Reply(b"", 302, headers={"Location": inside.url("/a.png")})
        async with bench(tmp_path / "l.db") as b:
            await subscribed(b, newsroom)
            assert "private network" in (await draw(b, newsroom.url("/a.png"))).sentence
        assert inside.asked == []


async def test_a_lying_header_is_refused_before_anything_is_decoded(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.routes["/a.png"] = Reply(lying_png(50_000, 50_000), content_type="image/png")
    async with bench(tmp_path / "l.db") as b:
        await subscribed(b, newsroom)
        assert "50000 x 50000" in (await draw(b, newsroom.url("/a.png"))).sentence


def test_the_least_used_drawings_go_when_there_are_too_many(tmp_path: Path) -> None:
    drawings = Drawings(tmp_path / "drawn", limit=1000)
    paths = [drawings.put(f"name {n}", b"x" * 100) for n in range(10)]
    for age, path in enumerate(paths):
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    assert drawings.find("name 0") == paths[0]
    latest = drawings.put("one more", b"x" * 100)
    left = {path for path in paths if path.exists()}
    assert latest.exists()
    assert paths[0] in left
    assert len(left) == 7
    assert paths[1] not in left
    assert drawings.find("name 1") is None
