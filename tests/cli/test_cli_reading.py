"""list, show, author: plain lines, JSON Feed, and what is said when there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.feed_checker import faults
from tests.cli.shelf import BELL, NOW, put, story

from feedreader.cli.reading import words
from feedreader.library import Library
from feedreader.model.article import LeadImage
from feedreader.model.document import (
    Aside,
    Card,
    Definition,
    DefinitionList,
    Document,
    Figure,
    ListBlock,
    Picture,
    Quote,
    Span,
)
from feedreader.model.feed import FeedId
from feedreader.store import Store


def titles(out: str) -> list[str]:
    """The last cell of every line."""
    return [line.split("\t")[-1] for line in out.splitlines()]


def test_list_is_newest_first(run: Run, library: Path) -> None:
    told = run("list")
    assert told.code == 0
    assert titles(told.out) == [
        "The night ferry sails again", "Story number 2", "Story number 3", "Story number 4",
        "Wire report 11", "Wire report 12",
    ]  # fmt: skip
    first = told.out.splitlines()[0].split("\t")
    assert first[1:5] == ["2026-11-20 11:00", "unread", "The Lantern", "Oda Hale"]
    assert told.err == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["is:read"], ["Story number 3"]),
        (["is:starred"], ["Story number 4"]),
        (["wire"], ["Wire report 11", "Wire report 12"]),
        (["feed:wire"], ["Wire report 11", "Wire report 12"]),
        (["author:Oda Hale"], ["The night ferry sails again"]),
        (["is:unread", "author:Oda Hale"], ["The night ferry sails again"]),
        (['is:unread author:"Oda Hale"'], ["The night ferry sails again"]),
        (["sort:oldest", "wire"], ["Wire report 12", "Wire report 11"]),
        (["folder:World", "is:starred"], ["Story number 4"]),
        (["ferr"], []),
    ],
)
def test_list_takes_a_query(run: Run, library: Path, query: list[str], found: list[str]) -> None:
    assert titles(run("list", *query).out) == found


def test_a_search_is_newest_first_too(run: Run, library: Path) -> None:
    """Every article tells of a ferry; the ranking would put the title's one first anyway, so the
    rest must stand by date."""
    assert titles(run("list", "left", "dusk").out) == [
        "Story number 2", "Story number 3", "Story number 4", "Wire report 11", "Wire report 12",
    ]  # fmt: skip


def test_list_limit(run: Run, library: Path) -> None:
    assert len(run("list", "--limit", "2").out.splitlines()) == 2
    assert len(run("list", "--limit", "0").out.splitlines()) == 6


def test_a_list_of_nothing(run: Run, library: Path) -> None:
    told = run("list", "zebra")
    assert (told.code, told.out) == (0, "")
    assert "zebra" in told.err


def test_a_new_library(run: Run) -> None:
    told = run("list")
    assert (told.code, told.out) == (0, "")
    assert "feedreader add" in told.err


def test_words_of_a_query() -> None:
    assert words([]) == ""
    assert words(["is:unread moon"]) == "is:unread moon"
    assert words(["is:unread", "night ferry"]) == 'is:unread "night ferry"'
    assert words(["a", "author:O. Hale"]) == 'a author:"O. Hale"'
    assert words(["a", 'title:"x y"']) == 'a title:"x y"'


@pytest.mark.parametrize("arguments", [["list"], ["list", "is:starred"], ["list", "zebra"], ["show", "1"]])
def test_json_feed(run: Run, library: Path, arguments: list[str]) -> None:
    told = run(*arguments, "--json")
    assert (told.code, told.err) == (0, "")
    assert faults(json.loads(told.out), stored=True) == []


def test_json_feed_of_an_article_that_has_everything(run: Run, library: Path) -> None:
    document = json.loads(run("show", "https://lantern.example/1", "--json").out)
    assert document["title"] == "The Lantern"
    assert document["home_page_url"] == "https://lantern.example/"
    assert document["_feedreader"] == {
        "format": "rss20",
        "warnings": ["The dates of this feed have no time zone."],
    }
    (article,) = document["items"]
    own = article.pop("_feedreader")
    html, text = article.pop("content_html"), article.pop("content_text")
    assert "<p>The bell rang" in html
    assert text.startswith("The bell rang")
    assert article == {
        "id": article["id"],
        "url": "https://lantern.example/1",
        "title": "The night ferry sails again",
        "summary": "The ferry of story 1 left at dusk.",
        "image": "https://lantern.example/1.jpg",
        "date_published": "2026-11-20T11:00:00Z",
        "date_modified": "2026-11-20T12:00:00Z",
        "authors": [
            {
                "name": "Oda Hale",
                "url": "https://lantern.example/people/hale",
                "avatar": "https://lantern.example/hale.png",
            }
        ],
        "tags": ["Ferries", "Orrin"],
        "language": "en",
        "attachments": [
            {
                "url": "https://lantern.example/1.mp3",
                "mime_type": "audio/mpeg",
                "title": "The bell",
                "size_in_bytes": 1000,
                "duration_in_seconds": 62,
            },
            {"url": "https://lantern.example/1.bin", "mime_type": "application/octet-stream"},
        ],
    }
    assert own == {
        "feed_id": 1,
        "read": False,
        "starred": False,
        "saved": own["saved"],
        "word_count": 8,
        "reading_minutes": 1,
        "lead_image": {
            "url": "https://lantern.example/1.jpg",
            "alt": "A ferry",
            "caption": "The Skerrin leaves.",
            "credit": "Mirela Dosk",
        },
        "authors": [
            {
                "name": "Oda Hale",
                "url": "https://lantern.example/people/hale",
                "avatar": "https://lantern.example/hale.png",
                "role": "Harbour editor",
                "bio": "Oda Hale has written about ships for eleven years.",
                "organisation": "The Lantern",
                "links": ["https://social.example/@hale"],
            }
        ],
        "related": [
            {
                "url": "https://lantern.example/9",
                "title": "The last keeper",
                "summary": "214 steps",
                "image": "https://lantern.example/9.jpg",
            }
        ],
        "comments_url": "https://lantern.example/1#comments",
    }


def test_the_id_in_json_is_the_one_that_show_takes(run: Run, library: Path) -> None:
    document = json.loads(run("list", "wire", "--json").out)
    assert run("show", document["items"][0]["id"]).out.startswith("Wire report 11\n")


def test_show_as_text(run: Run, library: Path) -> None:
    """A pipe gets a paragraph on a line, and code as it is."""
    told = run("show", "https://www.lantern.example/1?utm_source=x")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[:3] == [
        "The night ferry sails again",
        "By Oda Hale, The Lantern, 20 Nov 2026 11:00, 1 min read",
        "https://lantern.example/1",
    ]
    assert "Picture: The Skerrin leaves. (Mirela Dosk)" in lines
    assert BELL in lines
    assert "    sail()" in told.out
    at = lines.index("Related story: The last keeper")
    assert lines[at : at + 3] == ["Related story: The last keeper", "214 steps", "https://lantern.example/9"]
    assert "Tags: Ferries, Orrin" in lines
    assert lines[-1] == (
        "About Oda Hale, Harbour editor, The Lantern: Oda Hale has written about ships for eleven years."
    )


def test_a_card_inside_another_block_is_shown_whole(run: Run, library: Path) -> None:
    card = Card("https://lantern.example/9", "The last keeper", site="The Lantern")
    blocks = (
        Aside((card,), "See also"),
        ListBlock(((card,),)),
        DefinitionList((Definition(((Span("Keeper"),),), (card,)),)),
        Quote((Card("https://lantern.example/8", ""),)),
    )
    with Store.open(library) as store:
        put(store, FeedId(1), [story(9, document=Document(blocks))])
    out = run("show", "https://lantern.example/9").out
    assert "See also\n\nRelated story: The last keeper\nThe Lantern\nhttps://lantern.example/9\n" in out
    assert "- Related story: The last keeper\n  The Lantern\n  https://lantern.example/9\n" in out
    assert "Keeper\n    Related story: The last keeper\n" in out
    assert "> Related story\n> https://lantern.example/8\n" in out


def test_show_as_markdown(run: Run, library: Path) -> None:
    out = run("show", "https://lantern.example/1", "--format", "markdown").out
    assert out.startswith(
        "# The night ferry sails again\n\nBy Oda Hale, The Lantern, 20 Nov 2026 11:00\n\n"
        "[https://lantern.example/1](https://lantern.example/1)\n\n"
        "![A ferry](https://lantern.example/1.jpg)\n\nThe Skerrin leaves. (Mirela Dosk)\n\nThe bell rang"
    )
    assert "```" in out


def test_show_as_html(run: Run, library: Path) -> None:
    out = run("show", "https://lantern.example/1", "--format", "html").out
    assert out.startswith(
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>The night ferry sails again</title>\n'
        '<article>\n<h1><a href="https://lantern.example/1">The night ferry sails again</a></h1>\n'
        '<p>By Oda Hale, The Lantern, <time datetime="2026-11-20T11:00:00Z">20 Nov 2026 11:00</time></p>\n'
        '<p><a href="https://lantern.example/1">https://lantern.example/1</a></p>\n'
        '<figure><img src="https://lantern.example/1.jpg" alt="A ferry">\n'
        '<figcaption>The Skerrin leaves. <small class="credit">Mirela Dosk</small></figcaption></figure>\n'
    )
    assert out.endswith("</article>\n</html>\n")


def test_show_of_what_has_little(run: Run, library: Path) -> None:
    """No picture, no author, no address, no body: nothing stands empty, and markup in it is text."""
    with Store.open(library) as store:
        bare = story(9, "<b>*Tide*</b>", url="", summary="A line & no more.", document=Document())
        put(store, FeedId(1), [bare])
    number = str(max(int(row.split("\t")[0]) for row in run("list").out.splitlines()))
    markdown = run("show", number, "--format", "markdown").out
    assert markdown == ("# \\<b>\\*Tide\\*\\</b>\n\nThe Lantern, 20 Nov 2026 03:00\n\nA line & no more.\n")
    assert run("show", number, "--format", "html").out == (
        '<!doctype html>\n<html>\n<meta charset="utf-8">\n<title>&lt;b&gt;*Tide*&lt;/b&gt;</title>\n<article>\n'
        "<h1>&lt;b&gt;*Tide*&lt;/b&gt;</h1>\n"
        '<p>The Lantern, <time datetime="2026-11-20T03:00:00Z">20 Nov 2026 03:00</time></p>\n'
        "<p>A line &amp; no more.</p>\n</article>\n</html>\n"
    )


def test_a_lead_picture_that_the_text_has_stands_once(run: Run, library: Path) -> None:
    picture = Picture("https://lantern.example/9.jpg", "A lamp")
    document = Document((Figure((picture, Picture("https://lantern.example/8.jpg", "A stair"))),))
    with Store.open(library) as store:
        lead = LeadImage(picture.url, picture.alt)
        put(store, FeedId(1), [story(9, document=document, lead=lead)])
    for form in ("markdown", "html"):
        assert run("show", "https://lantern.example/9", "--format", form).out.count(picture.url) == 1


@pytest.mark.parametrize("name", ["999", "https://nowhere.example/", "zebra", "99999999999999999999999"])
def test_show_of_what_is_not_there(run: Run, library: Path, name: str) -> None:
    told = run("show", name)
    assert (told.code, told.out) == (1, "")
    assert "feedreader list" in told.err


def test_show_marks_read_only_when_asked(run: Run, library: Path) -> None:
    run("show", "1")
    assert run("list", "is:unread").out.count("\n") == 5
    run("show", "1", "--mark-read")
    assert run("list", "is:unread").out.count("\n") == 4
    with Store.open(library) as store:
        assert "Marked" in (Library(store, lambda: NOW).undo.last() or "")


def test_author(run: Run, library: Path) -> None:
    told = run("author", "oda")
    assert told.code == 0
    assert told.out.startswith("Oda Hale\nHarbour editor, The Lantern, lantern.example\n")
    assert "eleven years" in told.out
    assert titles(told.out)[-1] == "The night ferry sails again"


def test_author_as_json(run: Run, library: Path) -> None:
    (known,) = json.loads(run("author", "Oda", "Hale", "--json").out)["authors"]
    assert known["name"] == "Oda Hale"
    assert known["role"] == "Harbour editor"
    assert known["site"] == "lantern.example"
    assert known["articles"] == 1
    assert [story["title"] for story in known["stories"]] == ["The night ferry sails again"]
    assert "" not in known.values()


def test_an_author_who_is_not_there(run: Run, library: Path) -> None:
    for arguments in (["author", "Nobody"], ["author", "Nobody", "--json"]):
        told = run(*arguments)
        assert (told.code, told.out) == (1, "")
        assert "Nobody" in told.err


@pytest.mark.parametrize("command", ["list", "download"])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("autor:x", "did you mean “author:”?"),
        ("ferry autor:x", "did you mean “author:”?"),
        ("nosuchfield:x", "there are author:, feed:"),
        ("is:purple", "After is: comes unread, read, starred or saved."),
        ("since:whenever", "After since: comes a time such as 7d, today or 2024-10-01."),
        ('autor:"oda hale"', "did you mean “author:”?"),
    ],
)
def test_a_field_that_is_none_is_wrong_usage(
    run: Run, library: Path, command: str, query: str, said: str
) -> None:
    for arguments in ([command, query], [command, query, "--json"]):
        told = run(*arguments)
        assert (told.code, told.out) == (2, "")
        assert said in told.err
        assert told.err.endswith("In quotation marks of its own it is searched for as text.\n")


@pytest.mark.parametrize(
    "query",
    [
        "https://nowhere.example/",
        "nothinglikeit",
        "author:Nobody",
        '"autor:x"',
        'a "b re:x"',
        "Review: x",
        "12:30",
    ],
)
def test_what_may_be_text_is_searched_for(run: Run, library: Path, query: str) -> None:
    told = run("list", query)
    assert (told.code, told.out) == (0, "")
    assert told.err == f"No article matches “{query}”.\n"
    assert run("download", query).err == "No article matches, so nothing was downloaded.\n"


def test_text_that_looks_like_a_field_is_found_in_quotation_marks(run: Run, library: Path) -> None:
    assert titles(run("list", '"story:number" 4').out) == ["Story number 4"]
