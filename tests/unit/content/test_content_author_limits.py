"""Pages that name thousands of authors, or one in circles."""

from __future__ import annotations

import json

import pytest

from feedreader.content import authorbox, jsonld, page, tree
from feedreader.content.authorspots import shunned
from feedreader.model.author import Author

URL = "https://lantern.example/story"
BOX = "<div class=author-box>Ann Lee {0} is a reporter in Hamburg<img class=avatar src=/{0}.jpg></div>"


def with_data(value: object) -> bytes:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>".encode()


def test_the_boxes_of_a_page_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    metas = "".join(f"<meta name=author content='Ann Lee {chr(65 + number)}son'>" for number in range(26))
    looked: list[int] = []
    boxes = authorbox._boxes

    def counted(root: tree.Element) -> list[authorbox._Box]:
        found = boxes(root)
        looked.append(len(found))
        return found

    monkeypatch.setattr(authorbox, "_boxes", counted)
    html = metas + "".join(BOX.format(f"{chr(65 + number)}son") for number in range(26))
    authors = page.page_authors(html.encode(), URL)
    assert looked == [26]
    assert len(authors) == 26
    assert [bool(author.avatar) for author in authors] == [True] * 20 + [False] * 6
    assert authors[1].avatar == "https://lantern.example/Bson.jpg"


def test_thousands_of_authors_are_capped() -> None:
    metas = "".join(f"<meta property='article:author' content='Ann Lee{number}'>" for number in range(5_000))
    assert len(page.page_authors(metas.encode(), URL)) == page.MOST_AUTHORS
    people = [
        {"@type": "Person", "name": ", ".join(f"Ann Lee{k}x{number}" for k in range(90))}
        for number in range(200)
    ]
    data = with_data({"@type": "NewsArticle", "author": people})
    assert len(page.page_authors(data, URL)) == page.MOST_AUTHORS


def test_one_of_thousands_in_one_story_is_completed_with_nothing() -> None:
    root = tree.page(b"<body>" + BOX.format("").encode())
    assert root is not None
    (author,) = page.page_authors(b"<meta name=author content='Ann Lee'>", URL)
    assert authorbox.completed(author, root, URL).avatar == "https://lantern.example/.jpg"
    many = [Author(f"Somebody {number}") for number in range(2_000)]
    assert authorbox.all_completed([*many, author], root, URL)[-1] == author


def test_pictures_that_refer_to_each_other_in_a_circle_end() -> None:
    circle = {"@id": "#i", "url": [{"@id": "#i"}] * 200, "contentUrl": [{"@id": "#i"}] * 200}
    story = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Lee", "image": {"@id": "#i"}}}
    (author,) = page.page_authors(with_data({"@graph": [story, circle]}), URL)
    assert (author.name, author.avatar) == ("Ann Lee", "")


def test_a_picture_is_found_through_its_objects() -> None:
    inner = {"@type": "ImageObject", "url": [{"contentUrl": "/face.jpg"}, "/other.jpg"]}
    story = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Lee", "image": inner}}
    (author,) = page.page_authors(with_data(story), URL)
    assert author.avatar == "https://lantern.example/face.jpg"


def test_objects_are_read_in_their_order_and_no_more_than_enough() -> None:
    value = [{"@graph": [{"n": 1}, [{"n": 2}, {"n": 3}]], "n": 0}, [[]] * 400, {"n": 4}]
    root = tree.page(with_data(value))
    assert root is not None
    assert [node["n"] for node in jsonld.nodes(root)] == [0, 1, 2, 3, 4]
    many = tree.page(with_data([[{}] * 200] * 100))
    assert many is not None
    assert sum(1 for _ in jsonld.nodes(many)) <= 5_000


def test_what_several_objects_say_of_one_is_put_together_first_said_first() -> None:
    about = [{"@id": "#a", "name": "Ann Lee"}, {"@id": "#a", "name": "No One", "jobTitle": "Reporter"}]
    story = {"@type": "NewsArticle", "author": {"@id": "#a"}}
    (author,) = page.page_authors(with_data({"@graph": [story, *reversed(about)]}), URL)
    assert (author.name, author.role) == ("Ann Lee", "Reporter")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class=teaser><h1>T</h1><p id=x>By Ann</p></div>", False),
        ("<header><h1>T</h1><div class=teaser><p id=x>By Ann</p></div></header>", False),
        ("<header><h1>T</h1><div class=teaser><h2>Other</h2><p id=x>By Ann</p></div></header>", True),
        ("<header><h1>T</h1></header><div class=teaser><p id=x>By Ann</p></div>", True),
        ("<div class=teaser><h1>T</h1></div><div class=comment><h1>U</h1><p id=x>By Ann</p></div>", True),
        ("<div class=comment><p id=x>By Ann</p></div>", True),
        ("<div class=box><p id=x>By Ann</p></div>", False),
    ],
)
def test_who_stands_beside_the_headline_is_not_shunned(html: str, expected: bool) -> None:
    root = tree.page(f"<body><main>{html}{'<p>x</p>' * 200}</main></body>".encode())
    assert root is not None
    named = next(element for element in root.iter() if element.get("id") == "x")
    assert shunned(named) is expected
