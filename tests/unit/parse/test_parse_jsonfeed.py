"""JSON Feed, tolerant."""

from __future__ import annotations

import json

import pytest

from feedreader import parse
from feedreader.model.feed import FeedFormat
from feedreader.parse.raw import RawEntry, RawPerson, RawText

VERSION = "https://jsonfeed.org/version/1.1"


def entry(**fields: object) -> RawEntry:
    body = json.dumps({"version": VERSION, "items": [fields]}).encode()
    return parse.feed(body, "application/feed+json").entries[0]


@pytest.mark.parametrize(
    "top",
    [
        {"version": VERSION},
        {"version": "http://jsonfeed.org/version/1", "items": []},
        {"version": 1, "home_page_url": "http://x/", "items": [{"id": 1}]},
        {"items": [{"content_html": "<p>x</p>"}]},
    ],
)
def test_recognised(top: dict[str, object]) -> None:
    assert parse.feed(json.dumps(top).encode()).format is FeedFormat.JSON_FEED


@pytest.mark.parametrize(
    ("value", "expected"), [(17, "17"), (17.0, "17"), (1.5, "1.5"), ("a", "a"), (None, ""), (True, "")]
)
def test_ids(value: object, expected: str) -> None:
    assert entry(id=value).guid == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"authors": [{"name": "A"}, {"name": "B", "url": "http://x/b"}]},
            [RawPerson("A"), RawPerson("B", "http://x/b")],
        ),
        ({"author": {"name": "A", "avatar": "http://x/a.png"}}, [RawPerson("A", avatar="http://x/a.png")]),
        ({"author": "A"}, [RawPerson("A")]),
        ({"authors": {"name": "A"}}, [RawPerson("A")]),
        ({"authors": [], "author": {"name": "A"}}, [RawPerson("A")]),
        ({"authors": [{"name": ""}, {}]}, []),
        ({"authors": None}, []),
    ],
)
def test_authors_in_every_shape(fields: dict[str, object], expected: list[RawPerson]) -> None:
    assert list(entry(**fields).people) == expected


def test_html_goes_before_text() -> None:
    assert entry(content_text="t", content_html="<p>h</p>").content == RawText("<p>h</p>", "html")
    assert entry(content_text="a < b").content == RawText("a < b", "text")
    assert entry().content is None


def test_titles_are_text() -> None:
    assert entry(title="a <b> c").title == RawText("a <b> c", "text")


def test_wrong_types_are_left_out_with_one_warning() -> None:
    items: list[object] = [{"title": {"x": 1}, "url": ["u"]}, {"title": [1]}]
    feed = parse.feed(json.dumps({"version": VERSION, "title": [], "items": items}).encode())
    assert len(feed.entries) == 2
    assert feed.warnings == (
        "Some fields of the feed hold the wrong kind of value and were left out: title, url.",
    ) or feed.warnings == (
        "Some fields of the feed hold the wrong kind of value and were left out: url, title.",
    )


def test_items_of_the_wrong_type() -> None:
    assert parse.feed(json.dumps({"version": VERSION, "items": "x"}).encode()).entries == ()
    assert parse.feed(json.dumps({"version": VERSION, "items": {"id": "1"}}).encode()).entries[0].guid == "1"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            '{"version": "%s", "items": [{"title": "a",},],}',
            "The JSON is broken near line 1; it could be mended.",
        ),
        ('\ufeff{"version": "%s", "items": [{"title": "a\tb"}]}', ""),
        (
            '{"version": "%s", "items": [{"title": "a"}]} <!-- x -->',
            "There is text behind the feed's end; it was skipped.",
        ),
    ],
)
def test_broken_json_that_can_be_read(text: str, warning: str) -> None:
    feed = parse.feed((text % VERSION).encode())
    assert len(feed.entries) == 1
    assert feed.warnings == ((warning,) if warning else ())


def test_a_comma_inside_a_string_stays() -> None:
    feed = parse.feed(
        ('{"version": "VERSION", "items": [{"title": "a,] \\",}"},]}').replace("VERSION", VERSION).encode()
    )
    assert feed.entries[0].title == RawText('a,] ",}', "text")
