"""add, remove, feeds, import, export, against a real server where one is asked."""

from __future__ import annotations

import json
import os
import stat
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from feedreader.demo.server import Server

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline type="rss" text="One" xmlUrl="https://one.example/feed"/></outline>
<outline type="rss" text="Two" xmlUrl="https://two.example/feed" category="daily"/>
<outline type="rss" text="Run me" xmlUrl="exec:rm -rf /"/>
<outline type="rss" text="Read me" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_add_a_feed(run: Run, newsroom: Server) -> None:
    told = run("add", newsroom.base_url + "lantern/feed.xml", "--folder", "World", "--tag", "a", "--tag", "b")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Subscribed to The Lantern with ")
    (feed,) = json.loads(run("feeds", "--json").out)["feeds"]
    assert (feed["title"], feed["folder"], feed["tags"]) == ("The Lantern", "World", ["a", "b"])
    assert feed["unread"] == feed["articles"] > 5
    assert feed["format"] == "rss20"


def test_add_twice(run: Run, newsroom: Server) -> None:
    run("add", newsroom.base_url + "lantern/feed.xml")
    told = run("add", newsroom.base_url + "lantern/feed.xml")
    assert told.code == 0
    assert "already" in told.out
    assert len(json.loads(run("feeds", "--json").out)["feeds"]) == 1


def test_add_a_site_with_several_feeds(run: Run, newsroom: Server) -> None:
    """They are listed, none is added, and --pick takes one of them."""
    told = run("add", newsroom.base_url)
    assert told.code == 1
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert "--pick" in told.err
    assert json.loads(run("feeds", "--json").out) == {"feeds": []}
    assert run("add", newsroom.base_url, "--pick", "2").code == 0
    (feed,) = json.loads(run("feeds", "--json").out)["feeds"]
    assert feed["url"] == rows[1][1]
    assert run("add", newsroom.base_url, "--pick", "99").code == 1


@pytest.mark.parametrize("address", ["nothing/here", "lantern/"])
def test_add_what_cannot_be(run: Run, newsroom: Server, address: str) -> None:
    told = run("add", newsroom.base_url + "nowhere" + address)
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert json.loads(run("feeds", "--json").out) == {"feeds": []}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "two words", ""])
def test_add_what_is_no_address(run: Run, address: str) -> None:
    told = run("add", address)
    assert (told.code, told.out) == (2, "")
    assert told.err == f"feedreader: “{address}” is no web address; give one like https://example.com/feed.\n"


def test_a_mistake_in_the_settings_is_told_once_and_stops_nothing(run: Run, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("per_hosts = 99\nmeasure = 1\n")
    told = run("add", "https://one.invalid/feed")
    assert told.code == 1
    assert (
        told.err.count("settings.toml, line 1: “per_hosts” is not a setting; did you mean “per_host”?") == 1
    )
    assert (
        told.err.count("settings.toml, line 2: “measure” must be between 40 and 120, not 1; 70 is used.") == 1
    )
    assert "There is no host named one.invalid" in told.err


def test_remove(run: Run, library: Path) -> None:
    told = run("remove", "lantern")
    assert told.code == 0
    assert told.out.startswith("Removed The Lantern with 4 articles")
    assert [row.split("\t")[3] for row in run("feeds").out.splitlines()] == ["Harbour Wire"]
    again = run("remove", "The Lantern")
    assert again.code == 1
    assert "feedreader feeds" in again.err


def test_remove_says_who_may_be_meant(run: Run, library: Path) -> None:
    assert len(json.loads(run("feeds", "--json").out)["feeds"]) == 2
    told = run("remove", "r")
    assert told.code == 2
    assert "The Lantern" in told.err
    assert "Harbour Wire" in told.err


def test_feeds_in_a_pipe(run: Run, library: Path) -> None:
    rows = [row.split("\t") for row in run("feeds").out.splitlines()]
    assert [row[:6] for row in rows] == [
        ["2", "2", "2", "Harbour Wire", "", "https://wire.example/atom"],
        ["1", "3", "4", "The Lantern", "World", "https://lantern.example/feed.xml"],
    ]
    assert "503" in rows[0][7]


def test_feeds_as_json(run: Run, library: Path) -> None:
    wire, lantern = json.loads(run("feeds", "--json").out)["feeds"]
    assert lantern == {
        "id": 1,
        "url": "https://lantern.example/feed.xml",
        "title": "The Lantern",
        "site_url": "https://lantern.example/",
        "description": "News of the bay",
        "language": "en",
        "icon": "https://lantern.example/icon.png",
        "folder": "World",
        "tags": ["daily"],
        "unread": 3,
        "articles": 4,
        "format": "rss20",
        "last_checked": "2026-11-20T12:00:00Z",
        "last_changed": "2026-11-20T12:00:00Z",
        "next_due": "2026-11-20T13:00:00Z",
        "reason": "It changes about once an hour.",
        "warnings": ["The dates of this feed have no time zone."],
    }
    assert wire["failure"] == {
        "kind": "http",
        "sentence": "wire.example answered with an error (503); it is tried later.",
        "status": 503,
    }
    assert "folder" not in wire


def test_feeds_of_a_new_library(run: Run) -> None:
    told = run("feeds")
    assert (told.code, told.out) == (0, "")
    assert "feedreader add" in told.err


def test_import(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(OPML)
    told = run("import", str(file))
    assert told.code == 1
    assert told.out == "Added 2 feeds; 2 left out.\n"
    assert "“Run me” was left out" in told.err
    assert "“Read me” was left out" in told.err
    assert "feedreader refresh" in told.err
    again = run("import", str(file))
    assert again.out == "Added 0 feeds; 2 were there already; 2 left out.\n"
    assert "feedreader refresh" not in again.err


def test_import_from_newsboat(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text('https://one.example/feed "~One" daily\n"query:Old:age > 3"\n')
    told = run("import", str(file))
    assert (told.code, told.out) == (1, "Added 1 feed; 1 left out.\n")
    (feed,) = json.loads(run("feeds", "--json").out)["feeds"]
    assert (feed["title"], feed["tags"]) == ("One", ["daily"])


def test_import_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(OPML.encode())))
    assert run("import", "-").out.startswith("Added 2 feeds")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"<html><body>no</body></html>", b"<rss><channel/></rss>", b"\xff\xfe<"]
)
def test_import_of_what_is_no_list(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "list.opml"
    file.write_bytes(content)
    told = run("import", str(file))
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("feedreader: ")
    assert json.loads(run("feeds", "--json").out) == {"feeds": []}


def test_import_of_a_broken_list_takes_what_can_be_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(OPML[: OPML.index('<outline type="rss" text="Run me"')] + "<outline & <")
    run("import", str(file))
    assert len(json.loads(run("feeds", "--json").out)["feeds"]) == 2


@pytest.mark.parametrize("name", ["missing.opml", ".", "a\0b"])
def test_import_of_what_cannot_be_read(run: Run, tmp_path: Path, name: str) -> None:
    told = run("import", str(tmp_path) + "/" + name)
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1


def test_export_and_import_again(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run("export")
    assert printed.code == 0
    file = tmp_path / "out.opml"
    told = run("export", str(file))
    assert (told.code, told.out) == (0, "")
    assert file.read_text() == printed.out
    before = json.loads(run("feeds", "--json").out)["feeds"]
    monkeypatch.setenv("FEEDREADER_HOME", str(tmp_path / "other"))
    assert run("import", str(file)).code == 0
    after = json.loads(run("feeds", "--json").out)["feeds"]
    told_alike = ("url", "title", "folder", "tags", "site_url")
    assert [[feed.get(name) for name in told_alike] for feed in after] == [
        [feed.get(name) for name in told_alike] for feed in before
    ]


def test_export_replaces_a_file_whole(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it fails, the old file is there and nothing else; when it works, its mode stays and a
    link still leads to it."""
    file = tmp_path / "mine.opml"
    file.write_text("old")
    file.chmod(0o600)
    link = tmp_path / "link.opml"
    link.symlink_to(file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        told = run("export", str(link))
    assert told.code == 1
    assert "no space left" in told.err
    assert file.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "link.opml", "mine.opml"]
    assert run("export", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text().startswith("<?xml")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", [".", "no/such/folder.opml", "a\0b"])
def test_export_to_where_it_cannot_be(run: Run, library: Path, tmp_path: Path, name: str) -> None:
    told = run("export", f"{tmp_path}/{name}")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("feedreader: ")
