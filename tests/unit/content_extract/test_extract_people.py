"""Who wrote the story: data, bylines as sites of many kinds mark them up, and what is no byline."""

from __future__ import annotations

import json

import pytest

from feedreader.content.extract import story
from feedreader.model.author import AuthorKind

URL = "https://www.gull-gazette.example/2031/fish-market-burns"
LONG = "<p>The harbour council has voted to rebuild the old fish market, which burned down in March, at once.</p>"


def page(byline: str, *, author: object = None, head: str = "", end: str = "", above: str = "") -> bytes:
    data = ""
    if author is not None:
        described = {
            "@type": "NewsArticle",
            "author": author,
            "publisher": {"@type": "Organization", "name": "Gull Gazette"},
        }
        data = f"<script type='application/ld+json'>{json.dumps(described)}</script>"
    return (
        f"<html><head><title>Fish market burns</title><meta property=og:site_name content='Gull Gazette'>{head}{data}</head>"
        f"<body><nav><a href='/u/login'>Login</a></nav>{above}<article><h1>Fish market burns</h1>{byline}{LONG * 8}{end}</article>"
        "<footer><div class=author>Made by Mar Azul</div></footer></body></html>"
    ).encode()


def names(html: bytes) -> list[str]:
    return [author.name for author in story(html, URL).authors]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<span class='byline'>by <span class='author vcard'><a class='url fn n' href='/author/nora/'>Nora Quill</a></span></span>", ["Nora Quill"]),
        ("<div class='entry-meta'>Posted on <time>4 March 2031</time> by <a rel='author' href='/author/nora/'>Nora Quill</a></div>", ["Nora Quill"]),
        ("<section class='author-card'><h4 class='author-card-name'><a href='/author/nora/'>Nora Quill</a></h4></section>", ["Nora Quill"]),
        ("<div class='byline-wrapper'><div><a href='https://substack.example/@nora'>Nora Quill</a></div></div>", ["Nora Quill"]),
        ("<a rel='author' href='/@nora'>Nora Quill</a>", ["Nora Quill"]),
        ("<address aria-label='Contributor info'><a rel='author' href='/profile/nora-quill'>Nora Quill</a> in Oslo</address>", ["Nora Quill"]),
        ("<div class='ssrcss-byline'><span>By </span><span>Nora Quill</span><div>Harbour correspondent</div></div>", ["Nora Quill"]),
        ("<p class='css-byline'>By <span itemprop='name'>Nora Quill</span> and <span itemprop='name'>Odo Fenn</span></p>", ["Nora Quill", "Odo Fenn"]),
        ("<div>Von <a href='/impressum/autor-4711/' class='x'>Nora Quill</a></div>", ["Nora Quill"]),
        ("<div>Von <a href='/autoren/nora-quill'>Nora Quill</a> und <a href='/autoren/odo-fenn'>Odo Fenn</a>, Kiel</div>", ["Nora Quill", "Odo Fenn"]),
        ("<p>Eine Reportage von Nora Quill</p>", ["Nora Quill"]),
        ("<p class='article__author'>Par Nora Quill (à Brest)</p>", ["Nora Quill"]),
        ("<div class='a_md_a'><a class='a_md_a_n' href='/autor/nora-quill/'>Nora Quill</a><span>Madrid</span></div>", ["Nora Quill"]),
        ("<p>Por Nora Quill</p>", ["Nora Quill"]),
        ("<p>Автор: Олена Коваль</p>", ["Олена Коваль"]),
        ("<div class='article--author'>Oprac. Nora Quill</div>", ["Nora Quill"]),
        ("<a href='/reporter/1234'>山田太郎</a>", ["山田太郎"]),
        ("<a href='/journalist/77'>박준석 기자</a>", ["박준석"]),
        ("<p>Yazan: Ayşe Yılmaz</p>", ["Ayşe Yılmaz"]),
        ("<p>By Nora Quill, Odo Fenn and Ida Holm in Oslo</p>", ["Nora Quill", "Odo Fenn", "Ida Holm"]),
        ("<p>By Nora Quill for The Lantern</p>", ["Nora Quill"]),
        ("<p class='byline'>Nora Quill, with reporting by Odo Fenn</p>", ["Nora Quill"]),
        ("<p>Text: Nora Quill, Fotos: Odo Fenn</p>", ["Nora Quill"]),
        ("<p class='byline'>By NORA QUILL | Updated March 4, 2031</p>", ["NORA QUILL"]),
        ("<p class='byline'>Nora Quill (nq)</p>", ["Nora Quill"]),
        ("<p class='byline'>Nora Quill, MD, MPH</p>", ["Nora Quill"]),
        ("<li class='info'>Von: <span><a href='/nora-quill'>Nora QUILL</a>, </span><span><a href='/odo-fenn'>Odo FENN</a></span></li>", ["Nora QUILL", "Odo FENN"]),
        ("<div><img class='avatar' src='/a.png'><a href='/members/gullfriend'>gullfriend</a> 4.3.2031</div>", ["gullfriend"]),
        ("<div><a href='/user-list/?u=1234'>GullFriend</a> 4.3.2031, 14:00</div>", ["GullFriend"]),
    ],
)  # fmt: skip
def test_bylines_as_sites_mark_them_up(byline: str, expected: list[str]) -> None:
    assert names(page(byline)) == expected


@pytest.mark.parametrize(
    "byline",
    [
        "",
        "<figure><img src='/m.jpg'><figcaption class='byline'>Photo: Odo Fenn</figcaption></figure>",
        "<figure><img src='/m.jpg'><p class='byline'>Odo Fenn</p></figure>",
        "<a rel='author' href='/p'>View my complete profile</a>",
        "<a rel='author' href='/p'>More articles</a>",
        "<p>Photos by Odo Fenn</p>",
        "<p class='byline'>Edited by Odo Fenn</p>",
        "<p class='author'>admin</p>",
        "<p class='author'>wp-admin</p>",
        "<p class='byline'>Senior Reporter</p>",
        "<a href='/tag/odo-fenn'>Odo Fenn</a>",
        "<a href='/user/settings'>settings</a><a href='/users/4711'>Profile</a>",
        "<p>By the time the fire was out it was morning</p>",
    ],
)
def test_who_did_not_write_is_not_named(byline: str) -> None:
    assert names(page(byline)) == []


@pytest.mark.parametrize(
    "said", ["Gull Gazette", "Gull Gazette NEWS", "gull-gazette.example", "Redaktion Gull Gazette"]
)
def test_a_byline_beats_the_site_s_own_name(said: str) -> None:
    author = {"@type": "Person", "name": said}
    assert names(page("<p class='byline'>Von Nora Quill, Kiel</p>", author=author)) == ["Nora Quill"]
    (alone,) = story(page("", author=author), URL).authors
    assert (alone.name, alone.kind) == (said, AuthorKind.ORGANISATION)


def test_the_site_s_own_name_is_not_taken_from_a_byline_with_an_editor_s_letters() -> None:
    byline = "<a href='/author/gull-gazette-pp/'>Gull Gazette /PP</a>"
    (alone,) = story(page(byline, author="Gull Gazette /PP"), URL).authors
    assert (alone.name, alone.kind) == ("Gull Gazette", AuthorKind.ORGANISATION)


def test_an_agency_beats_the_site_s_own_name() -> None:
    head = "<meta name='articleAuthor' content='Anadolu Ajansı'>"
    assert names(page("", author={"@type": "Organization", "name": "Gull Gazette"}, head=head)) == [
        "Anadolu Ajansı"
    ]


def test_a_byline_adds_whom_the_data_leaves_out() -> None:
    byline = "<div class='byline'>By <a href='/nora'>Nora Quill</a> and <a href='/odo'>Odo Fenn</a></div>"
    assert names(page(byline, author="Odo Fenn")) == ["Nora Quill", "Odo Fenn"]
    assert names(page(byline, author="Ida Holm")) == ["Ida Holm"]


def test_a_byline_far_from_the_headline_does_not_beat_an_organisation() -> None:
    far = "<p></p>" * 100 + "<div class='audio__byline'>Odo Fenn</div>"
    assert names(page("", author={"@type": "Organization", "name": "Harbour Council"}, end=far)) == [
        "Harbour Council"
    ]


def test_a_description_behind_a_name_is_no_author() -> None:
    said = "Ona Rask, istorijos fakulteto profesorė, Gull.example"
    assert names(page("", author={"@type": "Person", "name": said})) == ["Ona Rask"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Translated by <a href='/odo'>Odo Fenn</a>", ["Nora Quill", "Odo Fenn"]),
        (
            "Übersetzung und Adaptierung: <a href='/desk'>AFP Deutschland</a>",
            ["Nora Quill", "AFP Deutschland"],
        ),
        ("Traduction : Nora Quill", ["Nora Quill"]),
        ("Translation services for harbours", ["Nora Quill"]),
    ],
)
def test_who_translated_a_story_stands_behind_who_wrote_it(line: str, expected: list[str]) -> None:
    """The words that are read are theirs too."""
    assert names(page(f"<p class='byline'>By Nora Quill</p><p>{line}</p>")) == expected


def test_a_translator_alone_is_no_author() -> None:
    assert names(page("<p>Translated by Odo Fenn</p>")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Gull Gazette / Última Hora", ["Última Hora"]),
        ("(Gull Gazette/AFP)", ["AFP"]),
        ("Nets / Tides", ["Gull Gazette"]),
        ("Gull Gazette / photo 3", ["Gull Gazette"]),
    ],
)
def test_the_last_line_names_where_a_story_comes_from(line: str, expected: list[str]) -> None:
    shown = page("", author={"@type": "Organization", "name": "Gull Gazette"}, end=f"<p>{line}</p>")
    assert names(shown) == expected


def test_a_box_s_own_picture_beats_one_that_hangs_on_a_mail_address() -> None:
    """Most people have the same silhouette there."""
    author = {"@type": "Person", "name": "Nora Quill", "image": "https://secure.gravatar.com/avatar/abc?d=mm"}
    box = "<div class='author-box'><img src='/faces/nora.png' alt='Nora Quill'><p>Nora Quill counts ships.</p></div>"
    (shown,) = story(page("", author=author, end=box), URL).authors
    assert shown.avatar == "https://www.gull-gazette.example/faces/nora.png"
    (alone,) = story(page("", author=author), URL).authors
    assert "gravatar" in alone.avatar
