"""The pages and pictures of the demo newsroom, over HTTP."""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from feedreader import content
from feedreader.demo import LABEL
from feedreader.demo.records import Linking
from feedreader.demo.server import Server
from feedreader.model.document import Footnotes, Paragraph, Table

HEADS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
    "image/svg+xml": b"<svg",
}
WHOLE = 400_000
"""Bytes that all pictures together may take."""


class Found(HTMLParser):
    """The addresses on a page, and its JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: set[str] = set()
        self.links: set[str] = set()
        self.data: list[Any] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img":
            self.pictures.add(values.get("src") or "")
        if tag in ("a", "link"):
            self.links.add(values.get("href") or "")
        if tag == "meta" and values.get("property") == "og:image":
            self.pictures.add(values.get("content") or "")
        self._inside = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(json.loads(data))
            self._inside = False


@pytest.fixture(scope="module")
def pages(demo: Server) -> dict[str, str]:
    """Every article's page, by the story's key."""
    root = demo.base_url.rstrip("/")
    with httpx.Client() as client:
        answers = {s.key: client.get(root + s.path) for s in demo.newsroom.stories}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {key: answer.text for key, answer in answers.items()}


def test_every_page_is_labelled_and_has_its_noise(pages: dict[str, str]) -> None:
    for key, page in pages.items():
        assert page.count(f"{LABEL}:") == 1, key
        for noise in ("cookie-banner", 'class="share"', "<nav", "newsletter", 'id="comments"'):
            assert noise in page, (key, noise)


def test_json_ld_of_every_article(demo: Server, pages: dict[str, str]) -> None:
    for story in demo.newsroom.stories:
        (data,) = Found(pages[story.key]).data
        rows = data.get("@graph", [data])
        article = next(row for row in rows if row["@type"] == "NewsArticle")
        assert article.get("headline", "") == story.title, story.key
        assert ("author" in article) == bool(story.authors), story.key
        assert ("datePublished" in article) == bool(story.published), story.key


def test_authors_come_in_every_shape(demo: Server, pages: dict[str, str]) -> None:
    def author(key: str) -> Any:
        (data,) = Found(pages[key]).data
        return data.get("@graph", [data])[0]["author"]

    assert {paper.linking for paper in demo.newsroom.papers} == set(Linking)
    graph = author("lantern/last-keeper-of-brannoch-light")
    assert [set(row) for row in graph] == [{"@id"}, {"@id"}]
    (whole,) = Found(pages["lantern/night-ferry-returns"]).data
    ref = author("lantern/night-ferry-returns")
    oda = next(row for row in whole["@graph"] if row.get("@id") == ref["@id"])
    assert {"name", "jobTitle", "description", "image", "sameAs", "worksFor"} <= set(oda)
    assert [row["name"] for row in author("harbour/wren-answers")] == ["Tomas Verrin", "Ruta Melin"]
    assert author("orrery/weigh-a-planet") == "Lys Achterberg and Ishaan Orme"
    assert set(author("staple/a-pipe-of-one-own")) == {"@type", "name", "url", "image", "sameAs"}
    assert author("kite/a-year-on-the-salt")[0]["@type"] == "Thing"
    assert author("tideline/surge-on-thursday")[0]["url"] == "/people/ned-callow/"
    assert author("staple/test-desk-drill")["@type"] == "Organization"


def test_author_pages(demo: Server) -> None:
    root = demo.base_url.rstrip("/")
    people = [person for person in demo.newsroom.people if person.is_person]
    assert len(people) >= 8
    for person in people:
        page = httpx.get(root + person.path).text
        (data,) = Found(page).data
        assert data["@type"] == "Person"
        assert data["name"] == person.name
        assert data["jobTitle"] == person.role
        assert len(data["description"]) > 100
        assert data["image"] == root + person.picture
        assert data["sameAs"]
        assert data["worksFor"]["name"] in {paper.title for paper in demo.newsroom.papers}
        assert LABEL in page
        assert demo.newsroom.by(person), person.name


def test_lead_pictures_have_caption_and_credit(demo: Server, pages: dict[str, str]) -> None:
    leads = [story for story in demo.newsroom.stories if story.picture]
    assert len(leads) >= 30
    for story in leads:
        assert story.picture is not None
        assert '<figure class="lead">' in pages[story.key]
        assert f'<span class="credit">({escape(story.picture.credit)})</span>' in pages[story.key]
        assert story.picture.alt
        assert story.picture.caption


def test_every_picture_opens(demo: Server, pages: dict[str, str]) -> None:
    root = demo.base_url.rstrip("/")
    addresses = {httpx.URL(root).join(src) for page in pages.values() for src in Found(page).pictures}
    ours = {url for url in addresses if url.host == "127.0.0.1"}
    assert len(ours) >= 50
    total = 0
    for url in ours:
        answer = httpx.get(url)
        assert answer.status_code == 200, url
        assert answer.content.startswith(HEADS[answer.headers["content-type"]]), url
        total += len(answer.content)
    assert total <= WHOLE
    assert {url.path.rpartition(".")[2] for url in ours} == {"png", "jpg", "webp", "svg"}


def test_no_link_of_ours_leads_nowhere(demo: Server, pages: dict[str, str]) -> None:
    root = httpx.URL(demo.base_url)
    links = {
        root.join(href) for page in pages.values() for href in Found(page).links if "script:" not in href
    }
    ours = {link.copy_with(fragment=None) for link in links if link.host == "127.0.0.1"}
    with httpx.Client() as client:
        assert {
            str(url): client.get(url).status_code for url in ours if client.get(url).status_code != 200
        } == {}


def test_only_invented_hosts_on_pages(pages: dict[str, str]) -> None:
    for key, page in pages.items():
        for host in re.findall(r"https?://([^/\s\"<>:\]]+)", page):
            name = host.rpartition("@")[2]
            assert name in ("127.0.0.1", "schema.org") or name.endswith(".example"), (key, host)


def test_pages_announce_their_feed(demo: Server, pages: dict[str, str]) -> None:
    start = httpx.get(demo.base_url).text
    assert start.count('rel="alternate"') == 6
    for story in demo.newsroom.stories:
        assert f'href="{demo.base_url.rstrip("/")}{story.paper.feed}"' in pages[story.key]


def test_fronts_and_masthead(demo: Server) -> None:
    for paper in demo.newsroom.papers:
        page = httpx.get(demo.base_url.rstrip("/") + paper.home).text
        assert paper.tagline in page
        assert page.count("<time") == len(demo.newsroom.of(paper, later=False))
    assert "Oda Hale" in httpx.get(f"{demo.base_url}people/").text


def test_what_an_article_view_has_to_show_is_in_the_newsroom(demo: Server) -> None:
    """Four footnotes that are referred to, and a table of nine columns, through the real converter."""
    bodies = {
        key: content.from_html(demo.newsroom.story(key).body, demo.base_url)
        for key in ("orrery/the-loud-water", "staple/formats-compared")
    }
    (notes,) = [block for block in bodies["orrery/the-loud-water"].blocks if isinstance(block, Footnotes)]
    referred = [
        span.note
        for block in bodies["orrery/the-loud-water"].blocks
        if isinstance(block, Paragraph)
        for span in block.spans
        if span.note
    ]
    assert referred == [note.label for note in notes.notes] == ["1", "2", "3", "4"]
    (table,) = [block for block in bodies["staple/formats-compared"].blocks if isinstance(block, Table)]
    assert {len(row) for row in table.rows} == {9}
