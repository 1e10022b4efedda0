"""JSON answers that are no feed by any standard."""

from __future__ import annotations

import json

import pytest

from feedreader import parse
from feedreader.model.feed import FeedFormat
from feedreader.parse.raw import RawFeed, RawImage, RawPerson, RawText


def read(value: object) -> RawFeed:
    return parse.feed(json.dumps(value).encode(), "application/json")


def test_guardian_like() -> None:
    feed = read(
        {
            "response": {
                "status": "ok",
                "results": [
                    {
                        "id": "sea/1",
                        "webTitle": "Tide",
                        "webUrl": "http://x/sea/1",
                        "apiUrl": "http://api/sea/1",
                        "webPublicationDate": "2024-01-02T03:04:05Z",
                        "sectionName": "Sea",
                        "fields": {
                            "headline": "Tide!",
                            "byline": "By Eva Lind",
                            "main": "<figure><img src='x'></figure>",
                            "body": "<p>Mud</p>",
                            "thumbnail": "http://x/t.jpg",
                        },
                        "tags": [
                            {"type": "keyword", "webTitle": "Mud", "webUrl": "http://x/mud", "id": "mud"},
                            {
                                "type": "contributor",
                                "webTitle": "Eva Lind",
                                "webUrl": "http://x/eva",
                                "bylineImageUrl": "http://x/eva.jpg",
                            },
                        ],
                    }
                ],
            }
        }
    )
    found = feed.entries[0]
    assert feed.format is FeedFormat.JSON_API
    assert (found.guid, found.link, found.published) == ("sea/1", "http://x/sea/1", "2024-01-02T03:04:05Z")
    assert found.title == RawText("Tide", "text")
    assert found.content == RawText("<figure><img src='x'></figure><p>Mud</p>", "html")
    assert found.people == (RawPerson("Eva Lind", "http://x/eva", avatar="http://x/eva.jpg"),)
    assert found.tags == ("Mud", "Sea")
    assert found.image == RawImage("http://x/t.jpg")


def test_hacker_news_like() -> None:
    hit = {
        "objectID": "1",
        "title": "T",
        "url": None,
        "author": "fan",
        "created_at": "2020-07-04T18:43:08.000Z",
        "story_text": "a<p>b",
        "_tags": ["story"],
        "_highlightResult": {"title": {"value": "T"}},
    }
    found = read({"hits": [hit], "nbHits": 1}).entries[0]
    assert (found.guid, found.link, found.tags) == ("1", "", ())
    assert found.content == RawText("a<p>b", "html")
    assert found.people == (RawPerson("fan"),)


def test_reddit_like() -> None:
    data = {
        "id": "abc",
        "title": "R",
        "url": "http://x/",
        "permalink": "/r/a/1",
        "num_comments": 4,
        "created_utc": 1593888188.0,
        "thumbnail": "self",
    }
    found = read({"kind": "Listing", "data": {"children": [{"kind": "t3", "data": data}]}}).entries[0]
    assert (found.link, found.published, found.image, found.comments) == (
        "http://x/",
        "1593888188",
        None,
        "/r/a/1",
    )


def test_new_york_times_like() -> None:
    doc = {
        "_id": "nyt://1",
        "web_url": "http://x/1",
        "headline": {"main": "T"},
        "byline": {"original": "By Eva Lind"},
        "pub_date": "2020-01-01",
        "keywords": [{"name": "subject", "value": "Cats"}],
    }
    found = read({"response": {"docs": [doc]}}).entries[0]
    assert found.title == RawText("T", "text")
    assert found.people == (RawPerson("Eva Lind"),)
    assert found.tags == ("Cats",)


def test_graphql_like() -> None:
    node = {
        "id": "1",
        "title": "g",
        "uri": "/g",
        "publishedAt": "2020-01-01",
        "content": [{"text": "one"}, {"text": "two"}],
    }
    found = read({"data": {"posts": {"edges": [{"node": node}]}}}).entries[0]
    assert found.link == "/g"
    assert found.content == RawText("<p>one</p><p>two</p>", "html")


def test_stories_of_several_sections_come_together() -> None:
    story = {"headline": "h", "link": "http://x/1", "date": "2020-01-01"}
    sections = [{"title": f"S{n}", "url": f"http://x/{n}", "stories": [story, story]} for n in range(3)]
    assert len(read({"sections": sections}).entries) == 6


def test_a_long_menu_is_not_taken_for_the_stories() -> None:
    menu = [{"id": n, "name": f"m{n}", "url": f"http://x/m{n}"} for n in range(50)]
    story = {"title": "t", "url": "http://x/t", "date": "2020-01-01", "description": "d", "related": menu}
    assert [e.link for e in read({"menu": menu, "articles": [story]}).entries] == ["http://x/t"]


def test_next_page() -> None:
    story = {"title": "t", "url": "http://x/t", "date": "2020-01-01"}
    assert read({"items": [story], "links": {"next": "http://x/?p=2"}}).next_url == "http://x/?p=2"
    assert read({"items": [story], "next": 2}).next_url == ""


@pytest.mark.parametrize(
    "value",
    [{}, [], [1, 2], {"a": [{"b": 1}]}, [{"title": "no address"}], "x", {"message": "no", "code": 404}],
)
def test_no_stories(value: object) -> None:
    with pytest.raises(parse.NotAFeed):
        parse.feed(json.dumps(value).encode(), "application/json")
