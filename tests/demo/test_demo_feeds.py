"""Every feed of the demo newsroom, fetched over HTTP and read by a parser that is not ours."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import httpx
import pytest

from feedreader.demo import LABEL, DemoFeed, feeds
from feedreader.demo.newsroom import age
from feedreader.demo.server import Server

NOW = datetime(2024, 10, 24, 14, 5, tzinfo=UTC)


def path_of(server: Server, key: str) -> str:
    return server.base_url.rstrip("/") + server.newsroom.paper(key).feed


def parsed(url: str) -> Any:
    return feedparser.parse(httpx.get(url).content)


def stories_of(server: Server, feed: DemoFeed) -> list[Any]:
    answer = httpx.get(feed.url)
    if "json" in answer.headers["content-type"]:
        whole = answer.json()
        return list(whole.get("items") or whole["results"])
    return list(parsed(feed.url).entries)


def test_the_list_of_feeds_agrees_with_the_papers(demo: Server) -> None:
    root = demo.base_url.rstrip("/")
    papers = {DemoFeed(root + p.feed, p.title, p.folder) for p in demo.newsroom.papers}
    assert set(feeds(demo.base_url)) == papers
    assert set(feeds(root)) == papers
    assert len(papers) == 6


@pytest.mark.parametrize(
    ("key", "version", "count"),
    [("lantern", "rss20", 11), ("kite", "rss20", 4), ("harbour", "atom10", 8), ("orrery", "rss10", 7)],
)
def test_xml_feeds_parse(demo: Server, key: str, version: str, count: int) -> None:
    found = parsed(path_of(demo, key) + ("?state=0" if key == "harbour" else ""))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == version
    assert len(found.entries) == count
    assert LABEL in found.feed.get("subtitle", "")


def test_json_feeds_hold_the_label_and_a_page(demo: Server) -> None:
    staple = httpx.get(path_of(demo, "staple")).json()
    assert staple["version"] == "https://jsonfeed.org/version/1.1"
    assert LABEL in staple["description"]
    assert len(staple["items"]) == 4
    tideline = httpx.get(path_of(demo, "tideline")).json()
    assert tideline["status"] == "ok"
    assert LABEL in tideline["source"]["about"]
    assert set(tideline["results"][0]["byline"]) == {"name", "title"}


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("lantern", "application/rss+xml; charset=utf-8"),
        ("harbour", "application/atom+xml"),
        ("orrery", "application/rdf+xml; charset=utf-8"),
        ("staple", "application/feed+json"),
        ("kite", "text/xml; charset=utf-8"),
        ("tideline", "application/json"),
    ],
)
def test_content_types(demo: Server, key: str, kind: str) -> None:
    assert httpx.get(path_of(demo, key)).headers["content-type"] == kind


def test_harbour_changes_once_and_then_stays() -> None:
    with Server(now=NOW) as server:
        url = path_of(server, "harbour")
        httpx.head(url)
        first = httpx.get(url)
        before = feedparser.parse(first.content).entries
        known = {"If-None-Match": first.headers["etag"]}
        second = httpx.get(url, headers=known)
        assert second.status_code == 200
        after = feedparser.parse(second.content).entries
        third = httpx.get(url, headers={"If-None-Match": second.headers["etag"]})
        since = httpx.get(url, headers={"If-Modified-Since": second.headers["last-modified"]})
    titles = {entry.id: entry.title for entry in before}
    new = [entry for entry in after if entry.id not in titles]
    changed = [entry for entry in after if titles.get(entry.id, entry.title) != entry.title]
    assert len(before) == 8
    assert len(after) == 9
    assert [entry.title for entry in new] == [
        "Lost crate opens off Hask: four thousand kites and a fair wind"
    ]
    assert [entry.title for entry in changed] == ["Humpback visits Veldmar basin, pays no dues"]
    assert "Correction" in changed[0].content[0].value
    assert changed[0].updated > new[0].published > before[0].published
    assert (third.status_code, since.status_code) == (304, 304)


def test_harbour_answers_for_either_state(demo: Server) -> None:
    url = path_of(demo, "harbour")
    for _ in range(3):
        assert len(parsed(f"{url}?state=0").entries) == 8
        assert len(parsed(f"{url}?state=1").entries) == 9


def test_harbour_resolves_by_its_base(demo: Server) -> None:
    whole = ET.fromstring(httpx.get(path_of(demo, "harbour") + "?state=1").content)
    base = whole.get("{http://www.w3.org/XML/1998/namespace}base")
    assert base == f"{demo.base_url}harbour/"
    links = whole.iter("{http://www.w3.org/1999/xhtml}a")
    relative = [href for link in links if not (href := link.get("href", "")).startswith(("/", "http"))]
    assert relative
    for href in relative:
        assert httpx.get(httpx.URL(base).join(href)).status_code == 200


def test_several_authors_with_addresses(demo: Server) -> None:
    entry = parsed(path_of(demo, "harbour") + "?state=0").entries[0]
    assert [author.name for author in entry.authors] == ["Tomas Verrin", "Ruta Melin"]
    assert entry.authors[1].href == f"{demo.base_url}people/ruta-melin/"
    names = {len(e.authors) for e in parsed(path_of(demo, "lantern")).entries}
    assert names == {1, 2}


def test_kite_leads_back_to_the_oldest_issue(demo: Server) -> None:
    seen: list[str] = []
    url = path_of(demo, "kite")
    for _ in range(10):
        found = parsed(url)
        seen += [entry.link for entry in found.entries]
        links = {link.rel: link.href for link in found.feed.links}
        if "prev-archive" not in links:
            break
        url = links["prev-archive"]
    assert url.endswith("/kite/archive/1.xml")
    assert links["current"] == path_of(demo, "kite")
    assert len(seen) == len(set(seen)) == 9


@pytest.mark.parametrize(("key", "field", "rows", "count"), [("staple", "next_url", "items", 10)])
def test_staple_pages_to_the_end(demo: Server, key: str, field: str, rows: str, count: int) -> None:
    sizes, seen, url = [], set(), path_of(demo, key)
    while url:
        page = httpx.get(url).json()
        sizes.append(len(page[rows]))
        seen |= {row["id"] for row in page[rows]}
        url = page.get(field)
    assert sizes == [4, 4, 2]
    assert len(seen) == count


def test_tideline_pages_to_the_end(demo: Server) -> None:
    first = httpx.get(path_of(demo, "tideline")).json()
    second = httpx.get(first["next"]).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (4, 3, None)


def test_lantern_has_older_pages_as_wordpress_does(demo: Server) -> None:
    url = path_of(demo, "lantern")
    assert len(parsed(f"{url}?paged=2").entries) == 2
    assert httpx.get(f"{url}?paged=3").status_code == 404
    assert httpx.get(f"{url}?paged=x").status_code == 404


def test_lantern_names_caption_and_credit(demo: Server) -> None:
    lead = parsed(path_of(demo, "lantern")).entries[0]
    assert lead.media_content[0]["medium"] == "image"
    assert lead.media_credit[0]["content"] == "Mirela Dosk/Lantern Pictures"
    assert lead.media_content[0]["url"].startswith(demo.base_url)
    assert "kg-bookmark-card" in lead.content[0].value
    assert "wp-embedded-content" in lead.content[0].value


def test_orrery_gives_teasers_only(demo: Server) -> None:
    for entry in parsed(path_of(demo, "orrery")).entries:
        assert "content" not in entry
        page = httpx.get(entry.link).text
        assert len(page) > 8 * len(entry.summary)


def test_the_newest_is_ten_minutes_old_and_dates_spread(demo: Server) -> None:
    came = [s.order for s in demo.newsroom.stories if not s.later]
    assert NOW - max(came) == timedelta(minutes=10)
    assert timedelta(days=80) < NOW - min(came) < timedelta(days=95)
    assert len([when for when in came if NOW - when < timedelta(days=1)]) >= 8
    published = parsed(path_of(demo, "lantern")).entries[0].published
    assert published == "Thu, 24 Oct 2024 13:55:00 +0000"


def test_shapes_that_feeds_come_in(demo: Server) -> None:
    items = httpx.get(path_of(demo, "staple")).json()["items"]
    assert [row for row in items if "title" not in row]
    orrery = parsed(path_of(demo, "orrery")).entries
    assert [entry for entry in orrery if "updated" not in entry and "published" not in entry]
    assert {s.language for s in demo.newsroom.stories} == {"en", "ar", "ja", "uk", "de"}
    assert [s for s in demo.newsroom.stories if not s.authors]
    assert [s for s in demo.newsroom.stories if not s.picture]
    assert len(demo.newsroom.stories) >= 44
    words = {s.key: len(re.sub("<[^>]+>", "", s.body).split()) for s in demo.newsroom.stories}
    assert words["kite/a-year-on-the-salt"] > 4800
    assert sum(550 < count < 1300 for count in words.values()) >= 6
    assert words["lantern/fog-lifted"] < 12


@pytest.mark.parametrize(
    "piece",
    [
        "language-python",
        "language-sh",
        "wp-block-gallery",
        "wp-block-footnotes",
        'role="doc-endnotes"',
        "<ruby>",
        "<dl>",
        "<ul><li>",
        "<blockquote><p>",
        "<cite>",
        "<math ",
        "\\frac",
        'src="https://video.example/',
        "kg-bookmark-card",
        "wp-embedded-content",
        "related-card",
        "<caption>",
        "tide-curve.svg",
        "<hr>",
        "<kbd>",
    ],
)
def test_every_kind_of_block_is_somewhere(demo: Server, piece: str) -> None:
    assert [story.key for story in demo.newsroom.stories if piece in story.body]


def test_hostile_text_reaches_the_reader(demo: Server) -> None:
    text = httpx.get(path_of(demo, "staple") + "?page=2").text
    rows = [row for row in json.loads(text)["items"] if row["authors"][0]["name"] == "The Test Desk"]
    assert len(rows) == 1
    for piece in ("\x1b[31m", "[b]markup[/b]", "\u202e", "\x1b]0;"):
        assert piece in rows[0]["title"]
    assert "\x1b]8;;https://evil.example/" in rows[0]["content_html"]
    assert "\x1b" not in text
    older = httpx.get(path_of(demo, "lantern") + "?paged=2").text
    assert "Safety drill \x9b31m[b]nothing[/b]" in older
    assert "\x1b" not in older


def test_broken_markup_arrives_broken(demo: Server) -> None:
    entry = next(e for e in parsed(path_of(demo, "lantern")).entries if "damp" in e.title)
    body = demo.newsroom.story("lantern/council-papers-arrive-damp").body
    assert body.count("<p>") > body.count("</p>")
    assert "Sons" in entry.content[0].value


def test_attachments_are_as_long_as_announced(demo: Server) -> None:
    found = 0
    for story in demo.newsroom.stories:
        for file in story.attachments:
            answer = httpx.get(demo.base_url.rstrip("/") + file.path)
            assert len(answer.content) == file.size
            assert answer.headers["content-type"].startswith(file.mime)
            found += 1
    assert found == 3


def test_only_invented_hosts(demo: Server) -> None:
    known = ("127.0.0.1", "www.w3.org", "purl.org", "search.yahoo.com", "www.itunes.com", "jsonfeed.org")
    for feed in feeds(demo.base_url):
        for host in re.findall(r"https?:\\?/\\?/([^/\s\"<>:\\]+)", httpx.get(feed.url).text):
            name = host.rpartition("@")[2]
            assert name in known or name.endswith(".example"), (feed.title, host)


@pytest.mark.parametrize(("text", "minutes"), [("10m", 10), ("3h", 180), ("2d 4h", 3120), ("1d", 1440)])
def test_ages(text: str, minutes: int) -> None:
    assert age(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "3", "3w", "soon", "1h and a bit"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(ValueError, match="not an age"):
        age(text)


def test_importing_the_demo_is_light() -> None:
    program = "import sys, feedreader.demo; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"http.server", "tomllib", "json", "socketserver", "httpx", "lxml", "feedparser", "PIL"}
    assert not heavy & set(shown.stdout.split())
