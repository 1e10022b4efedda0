"""An author's own page, WordPress's interface, and what a text says of a person."""

from __future__ import annotations

import json
import time

import pytest

from feedreader.content import authorpage, biography, wordpress
from feedreader.content.page import page_authors
from feedreader.model.author import Author

URL = "https://post.example/people/ada-lind"
NAME = "Ada Lind"
BIO = "Ada Lind is the harbour reporter of The Post, where she has counted gulls since 2011."


def read(body: str, head: str = "") -> Author:
    page = authorpage.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL, NAME)
    assert page.author is not None
    return page.author


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


PERSON = {
    "@type": "Person",
    "name": "Ada Lind",
    "jobTitle": "Reporter",
    "description": BIO,
    "image": {"@type": "ImageObject", "url": "/ada.jpg"},
    "sameAs": ["https://social.example/@ada"],
    "worksFor": {"@type": "Organization", "name": "The Post"},
}
WHOLE = Author(
    NAME, "", "https://post.example/ada.jpg", "Reporter", BIO, "The Post", ("https://social.example/@ada",)
)


@pytest.mark.parametrize(
    "data",
    [
        PERSON,
        [PERSON],
        {"@type": "ProfilePage", "mainEntity": PERSON},
        {"@type": "ProfilePage", "about": [PERSON]},
        {"@graph": [{"@type": "ProfilePage", "mainEntity": {"@id": "#ada"}}, {**PERSON, "@id": "#ada"}]},
        {**PERSON, "@type": ["Person", "Thing"]},
    ],
)
def test_json_ld_in_any_shape(data: object) -> None:
    assert read("", script(data)) == WHOLE


def test_data_about_somebody_else_is_left_alone() -> None:
    other = {**PERSON, "name": "Bo Other"}
    assert read("<h1>Ada Lind</h1>", script(other)) == Author(NAME)


@pytest.mark.parametrize(
    "body", ["<h1>Bo Other</h1><p>Ada Lind is mentioned here in passing, no more.</p>", "<h1>All</h1>"]
)
def test_a_page_of_somebody_else_is_no_author_s_page(body: str) -> None:
    assert authorpage.read(f"<html><body>{body}</body></html>".encode(), URL, NAME).author is None


def test_an_h_card() -> None:
    body = (
        '<div class="h-card"><img class="u-photo" src="a.png" alt=""><span class="p-name">Ada Lind</span>'
        '<span class="p-job-title">Reporter</span><p class="p-note">Counts gulls.</p><b class="p-org">The Post</b>'
        '<a rel="me" href="https://social.example/@ada">x</a><a rel="me" href="javascript:x">y</a></div>'
    )
    assert read(body) == Author(
        NAME, "", "https://post.example/people/a.png", "Reporter", "Counts gulls.", "The Post",
        ("https://social.example/@ada",),
    )  # fmt: skip


def test_microdata() -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/Person"><h2 itemprop="name">Ada Lind</h2>'
        '<span itemprop="jobTitle">Reporter</span><p itemprop="description">Counts gulls.</p></div>'
    )
    assert read(body) == Author(NAME, role="Reporter", bio="Counts gulls.")


@pytest.mark.parametrize("name", ["Ada Lind", "ADA LIND", " Ada&nbsp;Lind "])
def test_what_stands_under_the_name(name: str) -> None:
    found = read(
        f"<header><h1>{name}</h1><div>Senior reporter</div></header><div><p>{BIO}</p></div><h2>Stories</h2>"
        "<article><p>Ada Lind is not told of here: this is the teaser of a story about editors and ships.</p></article>"
    )
    assert found == Author(NAME, role="Senior reporter", bio=BIO)


def test_a_story_s_teaser_is_no_biography() -> None:
    found = read(
        "<h1>Ada Lind</h1><ul class='stories'><li class='teaser'><h3>Gulls</h3><p>Ada Lind was on the quay when "
        "the gulls came back to the harbour.</p></li></ul>"
    )
    assert found == Author(NAME)


@pytest.mark.parametrize(
    ("text", "bio"),
    [
        (BIO, BIO),
        ("Read all articles by Ada Lind, who is a reporter at The Post.", ""),
        ("The latest stories by Ada Lind. She has written for The Post since 2011.", ""),
        ("Alle Artikel von Ada Lind, die für die Post schreibt, auf einen Blick.", ""),
        ("Articles by Ada Lind on The Post, the newspaper that is read by all.", ""),
        ("The Post is the newspaper of the strait, and has been since 1811.", ""),
        ("Ada Lind - The Post", ""),
        ("Ada Lind berichtet seit 2011 für die Post über den Hafen und die Fähren.", None),
    ],
)
def test_the_description_is_a_biography_only_where_it_speaks_of_the_person(
    text: str, bio: str | None
) -> None:
    found = read("<h1>Ada Lind</h1>", f'<meta name="description" content="{text}">')
    assert found.bio == (text if bio is None else bio)


def test_a_description_that_was_cut_is_made_whole() -> None:
    person = {"@type": "Person", "name": NAME, "description": BIO[:50] + "…"}
    assert read(f"<h1>Ada Lind</h1><p>{BIO}</p>", script(person)).bio == BIO


@pytest.mark.parametrize(
    ("head", "avatar"),
    [
        ('<meta property="og:image" content="/logo.png">', ""),
        ('<meta property="og:image" content="/x/ada-lind.png">', "https://post.example/x/ada-lind.png"),
        (
            '<meta property="og:type" content="profile"><meta property="og:image" content="/i/1.png">',
            "https://post.example/i/1.png",
        ),
    ],
)
def test_the_page_s_picture_is_the_person_s_only_where_something_says_so(head: str, avatar: str) -> None:
    assert read("<h1>Ada Lind</h1>", head).avatar == avatar


def test_a_portrait_is_known_by_its_description() -> None:
    assert (
        read('<h1>Ada Lind</h1><img src="/1.png" alt="Photo of Ada Lind">').avatar
        == "https://post.example/1.png"
    )
    story = '<h1>Ada Lind</h1><article><img src="/1.png" alt="Ada Lind"></article>'
    assert read(story).avatar == ""


def test_the_role_is_read_from_the_biography_last() -> None:
    assert read(f"<h1>Ada Lind</h1><p>{BIO}</p>").role == "harbour reporter"


@pytest.mark.parametrize(
    ("bio", "role"),
    [
        ("Ada Lind is the harbour reporter of The Post.", "harbour reporter"),
        ("Lind is a senior editor at The Post, and sings.", "senior editor"),
        ("Ada Lind is an award-winning investigative journalist based in Hask.", "investigative journalist"),
        ("Ada Lind ist Redakteurin bei der Post.", "Redakteurin"),
        ("Ada is a reporter.", "reporter"),
        ("Ada Lind is the mother of two.", ""),
        ("Ada Lind has counted gulls since 2011.", ""),
        ("In her youth Ada was often at sea, and far from where an editor is.", ""),
        ("", ""),
    ],
)
def test_a_role_in_a_biography_s_first_sentence(bio: str, role: str) -> None:
    assert biography.role_in(bio, NAME) == role


def offered(link: str) -> str:
    page = f"<html><head>{link}</head><body><h1>Ada Lind</h1></body></html>"
    return authorpage.read(page.encode(), URL, NAME).api


@pytest.mark.parametrize(
    ("href", "api"),
    [
        ("/wp-json/wp/v2/users/7", "https://post.example/wp-json/wp/v2/users/7"),
        ("https://post.example/?rest_route=/wp/v2/users/7", "https://post.example/?rest_route=/wp/v2/users/7"),
        ("/wp-json/wp/v2/posts/9",
         "https://post.example/wp-json/wp/v2/posts/9?_embed=author&_fields=_links.author,_embedded.author"),
        ("/wp-json/wp/v2/categories/9", ""),
        ("https://elsewhere.example/wp-json/wp/v2/users/7", ""),
        ("/wp-json/wp/v2/users/me", ""),
    ],
)  # fmt: skip
def test_wordpress_s_interface_where_a_page_offers_it(href: str, api: str) -> None:
    assert offered(f'<link rel="alternate" type="application/json" href="{href}">') == api


def test_a_user_of_wordpress() -> None:
    body = json.dumps(
        {
            "name": "Ada Lind",
            "url": "https://ada.example/",
            "description": "Counts gulls &amp; <a href='/x'>ships</a>.",
            "link": "https://post.example/author/ada/",
            "avatar_urls": {"96": "https://a.example/96", "24": "https://a.example/24", "x": 5},
        }
    ).encode()
    assert wordpress.user(body, URL, NAME) == Author(
        NAME, "https://post.example/author/ada/", "https://a.example/96", "", "Counts gulls & ships.",
        links=("https://ada.example/",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"5", b"[]", b"{}", b'{"name": "Bo Other", "description": "x"}', b'{"name": "admin"}',
     b'{"_embedded": 5}', b'{"_embedded": {"author": [5, {"name": ["x"]}]}}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_such_user(body: bytes) -> None:
    assert wordpress.user(body, URL, NAME) is None


def test_wordpress_s_admin_is_nobody() -> None:
    assert wordpress.user(b'{"name": "admin", "description": "x"}', URL, "admin") is None


def named(html: str) -> tuple[Author, ...]:
    return page_authors(f"<html><body>{html}</body></html>".encode(), "https://post.example/story")


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By <a href="/people/ada-lind">Ada Lind</a><span>Staff Writer</span></p>',
        '<p class="byline">VON <a href="/people/ada-lind">Ada Lind</a> am 21. April 2020</p>',
        '<p class="byline">By Ada Lind Senior Political Reporter</p>',
        '<p class="byline">By Ada Lind, May 3, 2024</p>',
        '<p class="byline">By Ada Lind on 3 May 2024 at noon</p>',
        '<p class="byline">von Ada Lind, 03.05.2024</p>',
        '<div class="teaser-head"><h1>Gulls</h1><p class="byline">By Ada Lind</p></div>',
    ],
)
def test_roles_and_dates_in_a_byline_are_no_names(byline: str) -> None:
    assert [author.name for author in named(byline)] == ["Ada Lind"]


def test_a_byline_in_a_teaser_is_no_author() -> None:
    assert (
        named('<h1>Gulls</h1><div class="teaser"><h2>Other</h2><p class="byline">By Bo Other</p></div>') == ()
    )


@pytest.mark.parametrize(
    "role",
    [
        '<div class="author-box-subline">Harbour reporter</div>',
        "<i>Harbour reporter</i>",
        "<div>Harbour reporter</div>",
    ],
)
def test_a_role_beside_the_name_in_a_box(role: str) -> None:
    box = f'<div class="author-box"><h3>Ada Lind</h3>{role}<p>Counts the gulls and the ships of the strait.</p></div>'
    (author,) = named(f'<p class="byline">By Ada Lind</p>{box}')
    assert (author.role, author.bio) == ("Harbour reporter", "Counts the gulls and the ships of the strait.")


def test_a_cried_name_is_spelt_as_elsewhere_on_the_page() -> None:
    head = '<meta name="author" content="Ada Lind">'
    page = f'<html><head>{head}</head><body><p rel="author" itemprop="author">ADA LIND</p></body></html>'
    assert [author.name for author in page_authors(page.encode(), "https://post.example/")] == ["Ada Lind"]
    (author,) = named(f'<p class="byline">By ADA LIND</p><div class="author-bio">ADA LIND<p>{BIO}</p></div>')
    assert author.name == "Ada Lind"


@pytest.mark.parametrize(
    "body",
    [
        '<div class="teaser"><div><a rel="author" href="/p/1">Bo Other</a></div></div>' * 5_000,
        '<div class="h-card"><span class="p-name">x</span>' * 5_000,
        '<div class="author-box">Ada Lind' + "<i><b>" * 10_000,
        '<article><img alt="Ada Lind" src="/1.png"></article>' * 5_000,
        "<p class=byline>" + "<a>Ada Lind</a>" * 5_000,
        "<p>" + "Ada Lind is a " * 50_000,
    ],
)
def test_hostile_pages_take_bounded_time(body: str) -> None:
    """Linear, or cut off: far below the deadline of a child, which is 10 s."""
    page = f"<html><body><h1>Ada Lind</h1>{body}".encode()
    start = time.process_time()
    authorpage.read(page, URL, NAME)
    page_authors(page, URL)
    assert time.process_time() - start < 5
