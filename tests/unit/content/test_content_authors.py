"""Authors found in pages: every shape of JSON-LD, microformats, meta tags, bylines, author boxes."""

from __future__ import annotations

import json

import pytest

from feedreader.content.page import page_authors
from feedreader.model.author import Author, AuthorKind

URL = "https://lantern.example/2024/storm"
PERSON = {
    "@type": "Person",
    "name": "Ida Holm",
    "url": "/people/ida",
    "jobTitle": "Coast reporter",
    "description": "Ida writes about the &ldquo;outer&rdquo; <b>islands</b>.",
    "image": {"@type": "ImageObject", "url": "/ida.jpg"},
    "sameAs": ["https://social.example/ida", "/people/ida"],
}
IDA = Author(
    "Ida Holm",
    "https://lantern.example/people/ida",
    "https://lantern.example/ida.jpg",
    "Coast reporter",
    "Ida writes about the “outer” islands.",
    "The Lantern",
    ("https://social.example/ida",),
)
PUBLISHER = {"@type": "NewsMediaOrganization", "name": "The Lantern"}


def ld(*things: object) -> bytes:
    return "".join(
        f"<script type='application/ld+json'>{json.dumps(thing)}</script>" for thing in things
    ).encode()


def article(author: object, **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "author": author,
        "publisher": PUBLISHER,
        **more,
    }


def names(html: bytes) -> list[str]:
    return [author.name for author in page_authors(html, URL)]


@pytest.mark.parametrize(
    "html",
    [
        ld(article(PERSON)),
        ld(article([PERSON])),
        ld([article(PERSON)]),
        ld({"@graph": [article({"@id": "#ida"}), {"@id": "#ida", **PERSON}]}),
        ld(
            article({"@id": "https://lantern.example/2024/storm#ida"}),
            {"@graph": [{"@id": "#ida", **PERSON}]},
        ),
        ld(article({**PERSON, "image": ["/ida.jpg", "/ida2.jpg"], "jobTitle": ["Coast reporter"]})),
        ld(article({**PERSON, "@type": "Thing", "image": "/ida.jpg"})),
        ld(article([PERSON, {"@type": "Person", "name": "IDA HOLM"}])),
    ],
)
def test_a_profile_in_every_shape(html: bytes) -> None:
    assert page_authors(html, URL) == (IDA,)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ida Holm", ["Ida Holm"]),
        (["Ida Holm", "Jan Rask"], ["Ida Holm", "Jan Rask"]),
        ("By Ida Holm, Jan Rask and Eva Lind", ["Ida Holm", "Jan Rask", "Eva Lind"]),
        ({"@type": "Person", "name": "Von Ida Holm und Jan Rask"}, ["Ida Holm", "Jan Rask"]),
        ({"@type": "Person", "name": ["Ida Holm", "Jan Rask"]}, ["Ida Holm", "Jan Rask"]),
        ({"@type": "Person", "name": "Ida Holm, Senior Reporter"}, ["Ida Holm"]),
        ({"@type": "Person", "name": "Ida Holm, Jr."}, ["Ida Holm, Jr."]),
        ({"@type": "Person", "givenName": "Ida", "familyName": "Holm"}, ["Ida Holm"]),
        ({"@type": "Person", "name": "admin"}, []),
        ({"@type": "Person", "name": "Senior Reporter"}, []),
        ({"@type": "Person", "name": ""}, []),
        ("https://www.facebook.com/lantern", []),
    ],
)
def test_names(author: object, expected: list[str]) -> None:
    assert names(ld(article(author))) == expected


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Organization", "name": "Harbour Wire", "description": "An agency."},
        {"@type": "Person", "name": "Reuters", "description": "An agency."},
        {"@type": "Person", "name": "The Lantern", "description": "A newspaper."},
        {"@type": "Person", "name": "News desk"},
    ],
)
def test_organisations_get_no_biography(author: object) -> None:
    (found,) = page_authors(ld(article(author)), URL)
    assert found.kind is AuthorKind.ORGANISATION
    assert found.bio == ""


def test_who_is_not_the_author() -> None:
    html = ld(
        article(
            PERSON,
            editor={"@type": "Person", "name": "Eva Lind"},
            image={"@type": "ImageObject", "author": "Jan Rask"},
        ),
        {"@type": "NewsArticle", "url": "https://lantern.example/other", "author": "Tom Berg"},
        {"@type": "WebPage", "author": "admin", "reviewedBy": {"@type": "Person", "name": "Per Dahl"}},
    )
    assert names(html) == ["Ida Holm"]


def test_the_story_with_this_address_wins() -> None:
    other = {"@type": "NewsArticle", "url": "https://lantern.example/other", "author": "Tom Berg"}
    assert names(ld(other, article(PERSON, mainEntityOfPage={"@id": URL}))) == ["Ida Holm"]


def test_broken_json_is_mended_or_passed_over() -> None:
    loose = b'<script type="application/ld+json">{"@type":"Article","author":{"name":"Ida\nHolm"},};</script>'
    assert names(loose) == ["Ida Holm"]
    assert names(
        b'<script type="application/ld+json">{"author": </script><meta name=author content="Ida Holm">'
    ) == ["Ida Holm"]


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="author" content="Ida Holm">',
        '<meta name="articleAuthor" content="Ida Holm"><meta name="authority" content="Jan Rask">',
        '<meta property="og:article:author" content="Ida Holm">',
        '<meta property="article:author" content="https://www.facebook.com/ida"><meta name="byl" content="By Ida Holm">',
        '<p>by <a rel="author" href="/people/ida">Ida Holm</a></p>',
        '<div class="h-entry"><span class="p-author h-card"><img class="u-photo" src=i.jpg><b class="p-name">Ida Holm</b></span></div>',
        '<span itemprop="author" itemscope><span itemprop="name">Ida Holm</span></span>',
        '<p class="byline">Von Ida Holm</p>',
        '<a rel="author" href="/x">View all posts by Ida Holm</a>',
    ],
)
def test_names_without_json(html: str) -> None:
    assert names(
        f"<html><body>{html}<div class=comment><a rel=author>Troll</a></div></body></html>".encode()
    ) == ["Ida Holm"]


def test_an_author_box_completes_the_profile() -> None:
    html = ld(article("Ida Holm")) + (
        b'<div class="comments"><div class="author">Jan Rask<p class="bio">A reader of this site for many long years, he says.</p></div></div>'
        b'<div class="author-box"><img class="avatar" data-src="/ida.jpg" src="data:image/gif;base64,R0"><h4><a href="/people/ida">Ida Holm</a></h4>'
        b'<p class="author-role">Coast reporter</p><p class="author-bio">Ida Holm writes about the outer islands and the sea. Read more</p></div>'
    )
    assert page_authors(html, URL) == (
        Author(
            "Ida Holm",
            "https://lantern.example/people/ida",
            "https://lantern.example/ida.jpg",
            "Coast reporter",
            "Ida Holm writes about the outer islands and the sea.",
            "The Lantern",
        ),
    )


def test_two_authors_keep_their_own_boxes() -> None:
    box = '<div class="author-card"><img src="/{0}.jpg" alt="{1}"><b>{1}</b><p class="bio">{1} has written here since the lighthouse was built.</p></div>'
    html = (
        ld(article(["Ida Holm", "Jan Rask"]))
        + ("<div>" + box.format("ida", "Ida Holm") + box.format("jan", "Jan Rask") + "</div>").encode()
    )
    assert [(author.name, author.avatar) for author in page_authors(html, URL)] == [
        ("Ida Holm", "https://lantern.example/ida.jpg"),
        ("Jan Rask", "https://lantern.example/jan.jpg"),
    ]


def test_pages_in_other_encodings() -> None:
    page = '<meta charset="iso-8859-1"><meta name="author" content="Søren Bæk">'
    assert names(page.encode("latin-1")) == ["Søren Bæk"]
    assert names(page.encode()) == ["Søren Bæk"]


def test_a_page_is_not_searched_for_ever() -> None:
    nameless = b"<i itemprop=author>admin</i>"
    named = b"<i itemprop=author>Ida Holm</i>"
    assert page_authors(nameless * 300 + named, URL) == (Author("Ida Holm"),)
    assert page_authors(nameless * 500 + named, URL) == ()


def test_a_published_author_is_one() -> None:
    box = "<div class=author-box><span class=author-title>Published author and editor</span><b>Jane Doe</b></div>"
    (author,) = page_authors(
        f"<meta name=author content='Jane Doe'><body>{box}".encode(), "https://a.example/x"
    )
    assert author.role == "Published author and editor"


@pytest.mark.parametrize(
    "heading", ["About The Author", "Author", "Written by the editor", "Über die Autorin", "Об авторе"]
)
def test_a_heading_over_the_box_is_no_role(heading: str) -> None:
    box = f"<div class=author-box><h3>{heading}</h3><span class=author-title>{heading}</span><b>Jane Doe</b></div>"
    (author,) = page_authors(
        f"<meta name=author content='Jane Doe'><body>{box}".encode(), "https://a.example/x"
    )
    assert (author.name, author.role) == ("Jane Doe", "")
