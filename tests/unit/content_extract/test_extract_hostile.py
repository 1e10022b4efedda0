"""Pages that are large, deep, broken or no pages at all: a Story comes out, in bounded time."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from feedreader.content import plain
from feedreader.content.extract import Story, StoryKind, core, story
from feedreader.content.flow import TooMuch

SENTENCES = "<p>" + "A sentence of words, with a comma and an end. " * 8 + "</p>"
ADDRESS = "https://a.example/x"
LIMIT = 12.0
"""Seconds of processor time; the worst of these take 2."""

HOSTILE = {
    "nested": "<div>" * 100_000 + SENTENCES + "</div>" * 100_000,
    "nested inline": "<b>" * 100_000 + SENTENCES,
    "attribute": f'<body class="{"ab " * 350_000}"><p style="{"x" * 1_000_000}">{SENTENCES}</body>',
    "links": "<p>" + '<a href="/x">link word</a> ' * 50_000 + "</p>" + SENTENCES,
    "pictures": '<h1>Title</h1><div class="image"><img src="/a.jpg">' * 10_000 + SENTENCES,
    "title": f"<title>{'a | ' * 100_000}</title><h1>{'a | ' * 100_000}</h1>{SENTENCES}",
    "json depth": f'<script type="application/ld+json">{"[" * 200_000}</script>{SENTENCES}',
    "classes": "".join(f'<i class="c{n} share-{n} article"></i>' for n in range(30_000)) + SENTENCES,
    "caption": f"<figure><img src=/a.jpg><figcaption>{'(Photo: x ' * 100_000}</figcaption></figure>{SENTENCES}",
    "lists": "<ul><li>" * 30_000 + SENTENCES,
    "times": "<time>1 2 3 4</time>" * 30_000 + SENTENCES,
    "headings": "<h1>abc def ghi jkl</h1>" * 30_000 + SENTENCES,
    "headline boxes": '<div class="headline">' * 30_000 + "<h2>x</h2>" + SENTENCES,
    "newsletters": "<div>newsletter sign up</div>" * 40_000 + SENTENCES,
    "remains": f'<div>few<aside class="share">{"x " * 200}</aside></div>' * 10_000 + SENTENCES,
    "late captions": "<img src=/a.jpg><figcaption>Photo: a</figcaption>" * 15_000 + SENTENCES,
    "credits": f"<figure><img src=/a.jpg><figcaption>{'<span>Photo: x</span>' * 30_000}</figcaption></figure>{SENTENCES}",
    "slides": f'<div class="carousel">{"<img src=/a.jpg><p>1 of 2</p><p>text</p>" * 10_000}</div>{SENTENCES}',
    "photographers": f"<figure><img src=/a.jpg><figcaption>{'a / 。＝、' * 50_000}nuotr 撮影</figcaption></figure>{SENTENCES}",
    "signed": f"{SENTENCES}{SENTENCES}<p>{'reuters , ' * 40}!</p>",
    "authors": f"<meta itemprop=author content='{'a@b.cc ' * 280}'>" * 400 + SENTENCES,
    "boxes in boxes": '<div class="caption author-box byline">' * 200
    + "<hr>" * 190_000
    + "</div>" * 200
    + SENTENCES,
    "deep headings": "<h1>" * 60 + "x " * 200_000 + "</h1>" * 60 + SENTENCES,
    "deep names": '<div class="y">' * 200
    + '<div class="article-body">x</div>' * 20_000
    + "</div>" * 200
    + SENTENCES,
    "orphans": "<div><div>" + "<div><p class=caption>Foo</p></div>" * 15_000 + "</div></div>" + SENTENCES,
    "comments": '<div class="comment">' * 200
    + '<p class="byline">By Ann Lee</p>' * 10_000
    + "</div>" * 200
    + SENTENCES,
    "declared": (
        '<script type="application/ld+json">{"@type":"NewsArticle","image":['
        + ",".join(f'"/pic-{n}0000000.jpg"' for n in range(200))
        + "]}</script><h1>Headline</h1>"
        + "<img src=/abc-99999999.jpg width=800 height=600>" * 4_000
        + SENTENCES
    ),
    "authors of data": "<meta property='article:author' content='Ann Lee'>" * 20_000 + SENTENCES,
    "blanks": "<p>" + " " * 5_000_000 + "</p>" + SENTENCES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_keep_their_words_in_bounded_time(name: str) -> None:
    start = time.process_time()
    found = story(HOSTILE[name].encode(), ADDRESS)
    assert time.process_time() - start < LIMIT
    assert name == "pictures" or "A sentence of words" in plain(found.document)


@pytest.mark.parametrize("problem", [RecursionError(), TooMuch(), KeyError("no such part")])
def test_a_fault_of_ours_leaves_the_words_of_the_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, problem: Exception
) -> None:
    def falls(*_given: object) -> None:
        raise problem

    monkeypatch.setattr(core, "find", falls)
    found = story(f"<title>A story</title><h1>A story</h1>{SENTENCES}<p>The\x9bend.</p>".encode(), ADDRESS)
    assert (found.kind, found.title, found.url) == (StoryKind.ARTICLE, "A story", ADDRESS)
    assert found.sentence.endswith("its text is shown plain.")
    assert plain(found.document).startswith("A story\n\nA sentence of words")
    assert found.words > 50
    (record,) = caplog.records
    assert record.getMessage().startswith(f"a text is shown plain: {ADDRESS}\nTraceback")
    assert type(problem).__name__ in record.getMessage()
    nothing = story(b"<title>A story</title><p> </p>", ADDRESS)
    assert (nothing.kind, nothing.words) == (StoryKind.NOT_AN_ARTICLE, 0)


def test_thirty_megabytes_are_refused_at_once() -> None:
    start = time.process_time()
    found = story(b"<p>x</p>" * 4_000_000, ADDRESS)
    assert time.process_time() - start < 1
    assert found == Story(
        StoryKind.NOT_AN_ARTICLE, url=ADDRESS, sentence="This page is too large to be read as a story."
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n ",
        b"\0" * 10_000,
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"<",
        b"<!-- -->",
        b"<html></html>",
    ],
)
def test_what_is_no_page_says_so(body: bytes) -> None:
    found = story(body, ADDRESS)
    assert found.kind is StoryKind.NOT_AN_ARTICLE
    assert found.sentence.endswith(".")
    assert found.words == 0


def test_other_types_are_not_read() -> None:
    assert story(SENTENCES.encode(), ADDRESS, content_type="application/pdf").kind is StoryKind.NOT_AN_ARTICLE


def test_plain_text_is_read_as_text() -> None:
    found = story(
        b"One line.\n\nTwo <b>lines</b>.", "https://a.example/n/notes.txt", content_type="text/plain"
    )
    assert (found.kind, found.title, plain(found.document)) == (
        StoryKind.ARTICLE,
        "notes.txt",
        "One line.\n\nTwo <b>lines</b>.",
    )


def test_control_characters_do_not_come_through() -> None:
    page = f"<html><head><meta name=description content='a\x1b]52;c;x\x07b'></head><body><h1>T\x9b31m\x1b[2Jx</h1>{SENTENCES}"
    found = story(page.encode(), ADDRESS)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in found.title + found.summary)


def test_addresses_that_are_no_web_addresses_are_left_out() -> None:
    page = (
        "<head><link rel=canonical href='javascript:x'><meta property=og:image content='file:///etc/passwd'></head>"
        f"<h1>Headline</h1>{SENTENCES}<p><a href='javascript:alert(1)'>A link in the text of the story.</a></p>"
    )
    found = story(page.encode(), ADDRESS)
    assert (found.url, found.lead) == (ADDRESS, None)
    assert "javascript" not in repr(found)


def test_importing_loads_no_parser() -> None:
    code = "import sys, feedreader.content.extract; print([m for m in ('lxml', 'json') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "lxml" not in done.stdout
