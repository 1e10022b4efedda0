"""Hostile documents: what they ask for does not happen, and they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedreader import parse
from feedreader.parse import feedparsed, xmlfeed


def rss(inside: str, before: str = "") -> bytes:
    return (
        f'{before}<rss version="2.0"><channel><item><title>t</title>{inside}</item></channel></rss>'.encode()
    )


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    before = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>'
    )
    feed = parse.feed(rss("<description>&x;</description>", before))
    assert len(feed.entries) == 1
    assert "SECRET" not in repr(feed)
    assert "SECRET" not in repr(feedparsed.entries(rss("<description>&x;</description>", before).decode()))


def test_a_body_that_is_a_path_is_not_opened(tmp_path: Path) -> None:
    real = tmp_path / "feed.xml"
    real.write_bytes(rss(""))
    with pytest.raises(parse.NotAFeed):
        parse.feed(str(real).encode())
    assert feedparsed.entries(str(real)) == ()


def test_billion_laughs_stay_literal() -> None:
    entities = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    feed = parse.feed(rss("<description>&l9;</description>", f"<!DOCTYPE r [{entities}]>"))
    summary = feed.entries[0].summary
    assert summary is not None
    assert summary.value == "&l9;"


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 100_000,
        "<a>" * 100_000 + "</a>" * 100_000,
        "<b " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>",
        "<b " + " ".join(f"a{n}" for n in range(50_000)) + "><c",
        "<author>" + "a." * 20_000 + "</author>",
        "<author>" + "a@" * 20_000 + "</author>",
        "<category>x</category>" * 20_000,
        "<" * 100_000,
        "&" * 100_000,
        "<!--" * 50_000,
        "<![CDATA[" * 50_000,
        "<?" * 50_000,
        '<a "' * 50_000,
        "".join(f"<p{n}:a/>" for n in range(20_000)),
        "&#" + "9" * 100_000 + ";",
    ],
    ids=lambda inside: inside[:12],
)
def test_nasty_documents_still_give_their_entry(inside: str) -> None:
    feed = parse.feed(rss(inside))
    assert len(feed.entries) == 1
    assert feed.entries[0].title is not None
    assert feed.entries[0].title.value == "t"
    assert len(feed.entries[0].tags) <= 200


def test_entries_are_bounded() -> None:
    feed = parse.feed(
        ("<rss><channel>" + "<item><guid>g</guid></item>" * 30_000 + "</channel></rss>").encode()
    )
    assert len(feed.entries) == xmlfeed.MOST
    assert feed.warnings == (f"The feed has 30000 entries; the first {xmlfeed.MOST} were read.",)


def test_deep_xhtml_is_flattened() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">' + "<div>" * 50_000 + "end"
    )
    content = parse.feed(body.encode()).entries[0].content
    assert content is not None
    assert content.value.count("<div>") < 256
    assert "end" in content.value


def test_controls_are_left_to_the_cleaner_but_harm_nothing_here() -> None:
    title = (
        parse.feed(b'{"version":"https://jsonfeed.org/version/1","items":[{"title":"\\u001b[31mred"}]}')
        .entries[0]
        .title
    )
    assert title is not None
    assert title.value == "\x1b[31mred"


def test_numbers_beyond_reason() -> None:
    with pytest.raises(parse.NotAFeed):
        parse.feed(b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 5000 + b"}]}")
    feed = parse.feed(b'{"version":"https://jsonfeed.org/version/1","items":[{"id":1e999,"title":"x"}]}')
    assert feed.entries[0].guid == "inf"
