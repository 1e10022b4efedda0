"""Who wrote it, from every format's own fields to our authors."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedreader.model.author import Author, AuthorKind
from feedreader.normalise import parse_feed

URL = "https://post.example/feed"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)


def written(body: str) -> tuple[Author, ...]:
    (article,) = parse_feed(body.encode(), "", URL, NOW).articles
    return article.authors


def rss(item: str, channel: str = "") -> tuple[Author, ...]:
    inside = f"<title>The Post</title>{channel}<item><title>Gulls</title><guid>1</guid>{item}</item>"
    return written(f'<rss version="2.0" {SPACES}><channel>{inside}</channel></rss>')


def atom(entry: str, feed: str = "") -> tuple[Author, ...]:
    inside = f"<title>The Post</title><id>f</id>{feed}<entry><title>Gulls</title><id>1</id>{entry}</entry>"
    return written(f'<feed xmlns="http://www.w3.org/2005/Atom">{inside}</feed>')


def json_feed(version: str, item: dict[str, object]) -> tuple[Author, ...]:
    return written(
        json.dumps(
            {"version": f"https://jsonfeed.org/version/{version}", "title": "The Post", "items": [item]}
        )
    )


def test_all_atom_authors_with_their_addresses() -> None:
    found = atom(
        "<author><name>Ada Lind</name><uri>/people/ada</uri><email>ada@post.example</email></author>"
        "<author><name>Bo Roe</name></author><author><name>Cy Lee</name></author>"
    )
    assert found == (
        Author("Ada Lind", "https://post.example/people/ada", email="ada@post.example"),
        Author("Bo Roe"),
        Author("Cy Lee"),
    )


def test_an_atom_feed_s_author_stands_for_an_entry_without() -> None:
    assert atom("", "<author><name>Ada Lind</name></author>") == (Author("Ada Lind"),)
    assert atom("<author><name>Bo Roe</name></author>", "<author><name>Ada Lind</name></author>") == (
        Author("Bo Roe"),
    )


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("<dc:creator>By Ada Lind, Bo Roe and Cy Lee</dc:creator>", ["Ada Lind", "Bo Roe", "Cy Lee"]),
        ("<dc:creator>Ada Lind</dc:creator><dc:creator>Bo Roe</dc:creator>", ["Ada Lind", "Bo Roe"]),
        ("<author>ada@post.example (Ada Lind)</author>", ["Ada Lind"]),
        ("<author>Ada Lind &lt;ada@post.example&gt;</author>", ["Ada Lind"]),
        ("<author>ada.lind@post.example</author>", []),
        ("<itunes:author>Ada Lind</itunes:author>", ["Ada Lind"]),
        ("<dc:creator>admin</dc:creator>", []),
        ("<dc:creator>Senior Reporter</dc:creator>", []),
        ("<dc:creator>By</dc:creator>", []),
    ],
)
def test_rss_and_its_modules(item: str, found: list[str]) -> None:
    assert [author.name for author in rss(item)] == found


def test_a_mail_with_a_name_keeps_both() -> None:
    assert rss("<author>ada@post.example (Ada Lind)</author>") == (
        Author("Ada Lind", email="ada@post.example"),
    )


def test_an_owner_is_no_author() -> None:
    owner = "<itunes:owner><itunes:name>Bo Roe</itunes:name><itunes:email>b@x.example</itunes:email></itunes:owner>"
    assert rss("", owner) == ()
    assert rss("<itunes:author>Ada Lind</itunes:author>", owner) == (Author("Ada Lind"),)


def test_podcast_persons_have_pictures_and_no_job() -> None:
    host = '<podcast:person img="/ada.png" href="/people/ada">Ada Lind</podcast:person>'
    guest = '<podcast:person role="guest">Bo Roe</podcast:person>'
    assert rss(host + guest) == (
        Author("Ada Lind", "https://post.example/people/ada", "https://post.example/ada.png"),
        Author("Bo Roe"),
    )


def test_json_feed_1_1_and_1_0() -> None:
    ada = {"name": "Ada Lind", "url": "https://post.example/ada", "avatar": "https://post.example/a.png"}
    expected = Author("Ada Lind", "https://post.example/ada", "https://post.example/a.png")
    item: dict[str, object] = {"id": "1", "content_text": "x"}
    assert json_feed("1.1", {**item, "authors": [ada, {"name": "Bo Roe"}]}) == (expected, Author("Bo Roe"))
    assert json_feed("1", {**item, "author": ada}) == (expected,)


def test_the_paper_itself_is_an_organisation() -> None:
    for name in ("The Post", "Post", "The Post The Post", "News desk", "Reuters"):
        (author,) = rss(f"<dc:creator>{name}</dc:creator>")
        assert author.kind is AuthorKind.ORGANISATION, name
