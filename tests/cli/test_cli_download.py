"""download, and what it leaves behind: whole stories in list, show and doctor; pages in inspect."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.feed_checker import faults

from feedreader.demo.server import Server

ORRERY = "orrery/index.rdf"


@pytest.fixture
def subscribed(run: Run, newsroom: Server) -> Server:
    """A library with the teasers of Orrery."""
    assert run("add", newsroom.base_url + ORRERY).code == 0
    return newsroom


def settings(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(text)


def test_a_query_s_articles_come_whole(run: Run, subscribed: Server) -> None:
    told = run("download", "feed:orrery")
    assert told.code == 0
    assert told.out.startswith("7 articles: 7 whole; ")
    assert told.err == ""
    again = json.loads(run("download", "feed:orrery", "--json").out)
    assert (again["asked"], again["whole"], again["bytes"], again["lacking"]) == (7, 7, 0, [])
    assert len(run("list", "is:saved").out.splitlines()) == 7
    shown = json.loads(run("show", "1", "--json").out)["items"][0]
    assert shown["_feedreader"]["saved"] is True
    assert shown["_feedreader"]["word_count"] > 60
    stories = [each.path for each in subscribed.requests if "/articles/" in each.path]
    assert len(stories) == len(set(stories))


def test_without_a_query_unread_ones(run: Run, subscribed: Server, home: Path) -> None:
    settings(home, "download_newest = 3\n")
    assert json.loads(run("download", "--json").out)["asked"] == 3


def test_what_is_not_whole_is_said(run: Run, subscribed: Server, home: Path) -> None:
    settings(home, 'pictures = "off"\n')
    told = run("download", "comet")
    assert told.code == 1
    assert "Pictures are turned off." in told.err
    assert "1 article: 1 in part;" in told.out
    lacking = json.loads(run("download", "comet", "--json").out)["lacking"]
    assert [each["wholeness"] for each in lacking] == ["text"]


def test_nothing_matches(run: Run, subscribed: Server) -> None:
    told = run("download", "nothinglikethis")
    assert (told.code, told.out) == (0, "")
    assert "No article matches" in told.err
    as_json = run("download", "nothinglikethis", "--json")
    assert as_json.code == 0
    figures = json.loads(as_json.out)
    assert figures.keys() == json.loads(run("download", "--json").out).keys()
    assert (figures["asked"], figures["whole"], figures["lacking"]) == (0, 0, [])


def test_a_metered_line(run: Run, subscribed: Server, home: Path) -> None:
    settings(home, 'metered = "yes"\n')
    told = run("download")
    assert told.code == 1
    assert told.out.startswith("The line is metered; ")
    assert "you named them" not in told.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'metered = "yes"',
            "The line is metered; these articles are fetched all the same, as you named them.\n",
        ),
        ('metered = "yes"\ndownload_on_metered = true', ""),
        ('metered = "no"', ""),
    ],
)
def test_what_is_named_is_fetched_on_a_metered_line_too(
    run: Run, subscribed: Server, home: Path, text: str, said: str
) -> None:
    settings(home, text)
    told = run("download", "comet")
    assert (told.code, told.err) == (0, said)
    assert told.out.startswith("1 article: 1 whole; ")


def test_a_refresh_downloads_what_the_settings_name(run: Run, newsroom: Server, home: Path) -> None:
    settings(home, 'download = "unread"\nmetered = "no"\n')
    run("add", newsroom.base_url + ORRERY)
    told = run("refresh", "--force")
    assert told.code == 0
    assert "7 articles: 7 whole;" in told.err
    assert len(run("list", "is:saved").out.splitlines()) == 7


def test_doctor_finds_and_mends_pictures(run: Run, subscribed: Server, home: Path) -> None:
    run("download")
    assert any("7 articles whole offline" in row for row in run("doctor").out.splitlines())
    shelf = home / "data" / "pictures"
    next(shelf.glob("??/??/*.*")).unlink()
    spare = shelf / "aa" / "aa" / f"{'aa' * 32}.png"
    spare.parent.mkdir(parents=True, exist_ok=True)
    spare.write_bytes(b"x")
    os.utime(spare, (1, 1))
    found = run("doctor")
    assert found.code == 0
    assert "1 picture of" in found.out
    assert "1 file there that nothing shows" in found.out
    mended = run("doctor", "--repair")
    assert "missing" not in mended.out
    assert not spare.exists()
    again = json.loads(run("download", "--json").out)
    assert (again["whole"], again["bytes"] > 0) == (7, True)


def test_a_page_is_a_feed_of_one_article(run: Run, newsroom: Server, tmp_path: Path) -> None:
    page = next(story for story in newsroom.newsroom.stories if story.paper.key == "orrery" and story.picture)
    address = newsroom.base_url + page.path.lstrip("/")
    told = run("inspect", address, "--json")
    assert told.code == 0
    feed = json.loads(told.out)
    assert faults(feed, stored=False) == []
    assert feed["_feedreader"]["format"] == "page"
    (item,) = feed["items"]
    own = item["_feedreader"]
    assert item["title"] == page.title
    assert item["content_html"].startswith("<")
    assert len(item["content_text"]) > 200
    assert item["image"] == own["lead_image"]["url"]
    assert own["lead_image"]["caption"]
    assert own["lead_image"]["credit"]
    assert own["authors"][0]["role"]
    assert "read" not in own
    plain = run("inspect", address)
    assert "Format: page" in plain.out


def test_a_file_is_read_as_a_page(run: Run, tmp_path: Path) -> None:
    text = "<p>" + "The ferry left the quay at dusk with nine people and a goat on board. " * 6 + "</p>"
    file = tmp_path / "page.html"
    file.write_text(
        f"<html lang=en><head><title>A ferry - Site</title></head><body><article><h1>A ferry</h1>{text * 3}"
        "<figure><img src=/a.jpg alt=Ferry width=600 height=400></figure></article></body></html>"
    )
    told = run("inspect", str(file), "--url", "https://example.org/a/b", "--json")
    (item,) = json.loads(told.out)["items"]
    assert item["title"] == "A ferry"
    assert item["url"] == "https://example.org/a/b"
    assert "https://example.org/a.jpg" in told.out


@pytest.mark.parametrize(
    "body", ["<html><body><p>Hi</p></body></html>", "just text", "", '{"a": 1}', "<html>" + "<div>" * 100_000]
)
def test_what_is_neither_story_nor_feed(run: Run, tmp_path: Path, body: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(body)
    told = run("inspect", str(file), "--json")
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert told.err.rstrip().endswith(".")
