"""inspect: an address, a file, standard input; nothing is stored."""

from __future__ import annotations

import json
import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.feed_checker import faults

from feedreader.cli.inspect import is_file
from feedreader.demo.server import Server

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Bay</title><link>https://bay.example/</link>
<description>d</description><item><title>One</title><link>/one</link><description>Text of one</description>
<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item><item><guid>x</guid></item></channel></rss>"""


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        ("lantern/feed.xml", "rss20"),
        ("harbour/feed.atom", "atom10"),
        ("orrery/index.rdf", "rss10"),
        ("staple/feed.json", "json_feed"),
        ("tideline/api/stories", "json_api"),
    ],
)
def test_an_address(run: Run, newsroom: Server, paper: str, kind: str, home: Path) -> None:
    told = run("inspect", newsroom.base_url + paper, "--json")
    document = json.loads(told.out)
    assert told.code == 0
    assert faults(document, stored=False) == []
    assert document["_feedreader"]["format"] == kind
    assert document["feed_url"].startswith("http")
    assert len(document["items"]) > 2
    assert json.loads(run("feeds", "--json").out) == {"feeds": []}


@pytest.mark.parametrize("paper", ["lantern/feed.xml", "staple/feed.json", "tideline/api/stories"])
def test_the_library_says_the_same(run: Run, newsroom: Server, paper: str) -> None:
    """One door: what is looked at and what is stored went through the same hands."""
    seen = json.loads(run("inspect", newsroom.base_url + paper, "--json").out)
    run("add", newsroom.base_url + paper)
    stored = json.loads(run("list", "--limit", "0", "--json").out)["items"]
    head = json.loads(run("show", stored[0]["id"], "--json").out)
    assert {**head, "items": []} == {**seen, "items": []}
    own = {"feed_id", "read", "starred", "saved"}
    for each in (*seen["items"], *stored):
        del each["id"]
        each["_feedreader"] = {name: value for name, value in each["_feedreader"].items() if name not in own}
    key = json.dumps
    assert sorted(stored, key=key) == sorted(seen["items"], key=key)


def test_a_summary(run: Run, newsroom: Server) -> None:
    told = run("inspect", newsroom.base_url + "lantern/feed.xml")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "The Lantern"
    assert "Format: rss20" in lines
    assert sum(line.startswith("- ") for line in lines) == 10
    assert "--json" in lines[-1]


def test_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(RSS)
    told = run("inspect", str(file), "--url", "https://bay.example/feed", "--json")
    document = json.loads(told.out)
    assert faults(document, stored=False) == []
    assert document["title"] == "Bay"
    first, second = document["items"]
    assert first["url"] == "https://bay.example/one"
    assert first["date_published"] == "2026-01-05T10:00:00Z"
    assert "title" not in second
    assert second["content_text"]


def test_a_file_without_a_base(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS.replace(b"<title>Bay</title>", b""))
    document = json.loads(run("inspect", str(tmp_path / "feed.xml"), "--json").out)
    assert faults(document, stored=False) == []
    assert document["title"] == "feed.xml"


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(RSS)))
    assert run("inspect", "-").out.startswith("Bay\n")


@pytest.mark.parametrize(
    "content", [b"", b"plain words", b"<html><body><p>page</p></body></html>", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_feed(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "thing").write_bytes(content)
    for more in ([], ["--json"]):
        told = run("inspect", str(tmp_path / "thing"), *more)
        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("feedreader: ")
        assert told.err.count("\n") == 1


def test_a_page_names_its_feeds(run: Run, newsroom: Server) -> None:
    told = run("inspect", newsroom.base_url)
    assert told.code == 1
    assert "lantern/feed.xml" in told.err


@pytest.mark.parametrize(
    ("feeds", "end"), [(8, "/7.xml"), (9, "/7.xml and 1 more"), (122, "/7.xml and at least 42 more")]
)
def test_of_many_feeds_the_number_is_told(run: Run, tmp_path: Path, feeds: int, end: str) -> None:
    file = tmp_path / "page.html"
    links = (
        f'<link rel="alternate" type="application/rss+xml" title="Part {number}" href="/{number}.xml">'
        for number in range(feeds)
    )
    file.write_text(f"<!doctype html><title>Bay</title>{''.join(links)}<p>Hello.</p>")
    told = run("inspect", str(file), "--url", "https://bay.example/")
    assert told.code != 0
    assert told.err.rstrip().endswith(end)


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    for target in (str(tmp_path / "missing"), str(tmp_path), "http://127.0.0.1:9/feed"):
        told = run("inspect", target)
        assert (told.code, told.out) == (1, ""), target
        assert told.err.count("\n") == 1
    told = run("inspect", "-", "--url", "javascript:1")
    assert told.code == 2
    assert told.err == "feedreader: “javascript:1” is no web address to start relative links from.\n"
    for target in ("javascript:1", "file:///etc/passwd", "", "no such file.xml"):
        told = run("inspect", target)
        assert told.code == 2
        assert told.err == f"feedreader: “{target}” is no web address, and there is no such file.\n"


def test_a_file_that_is_too_large(run: Run, tmp_path: Path) -> None:
    """A sparse file: nothing is read but the cap, and nothing is sent to the engine."""
    file = tmp_path / "large"
    with file.open("wb") as opened:
        opened.truncate(64_000_001)
    told = run("inspect", str(file))
    assert told.code == 1
    assert "64 MB" in told.err


def test_file_or_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_text("")
    assert is_file("feed.xml")
    assert is_file("./nothing")
    assert is_file("~/nothing")
    assert is_file(os.fspath(tmp_path / "nothing"))
    assert not is_file("example.org/feed.xml")
    assert not is_file("https://example.org/feed.xml")
    assert not is_file("a\0b")
