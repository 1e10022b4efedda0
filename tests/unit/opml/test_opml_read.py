"""Reading lists: whole ones, broken ones, hostile ones, and what is no list."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader import opml
from feedreader.errors import OpmlError
from feedreader.opml import Outline

HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Mine</title></head><body>'
TAIL = "</body></opml>"
NASTY = "\x1b]52;c;AAAA\x07\u202e"


def read(body: str) -> opml.Subscriptions:
    return opml.read((HEAD + body + TAIL).encode())


def one(attributes: str) -> Outline:
    found = read(f"<outline {attributes}/>").outlines
    assert len(found) == 1
    return found[0]


def test_a_whole_list() -> None:
    listed = read(
        '<outline text="World"><outline text="Europe">'
        '<outline type="rss" text="The Lantern" title="Lantern" xmlUrl="https://lantern.example/feed" '
        'htmlUrl="https://lantern.example" category="/News/Local,daily, daily ,"/>'
        '</outline><outline type="rss" text="Harbour" xmlUrl="http://harbour.example/rss"/></outline>'
        '<outline type="rss" text="Alone" xmlUrl="https://alone.example/"/>'
    )
    assert listed == opml.Subscriptions(
        "Mine",
        (
            Outline(
                "https://lantern.example/feed",
                "The Lantern",
                "https://lantern.example/",
                "World / Europe",
                ("News/Local", "daily"),
            ),
            Outline("http://harbour.example/rss", "Harbour", "", "World"),
            Outline("https://alone.example/", "Alone"),
        ),
    )


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('xmlurl="https://e.example/" text="T"', Outline("https://e.example/", "T")),
        ('XMLURL="https://e.example/" TITLE="T"', Outline("https://e.example/", "T")),
        ('type="rss" url="https://e.example/" text="T"', Outline("https://e.example/", "T")),
        (
            'xmlUrl="https://e.example/" text="https://e.example/" title="T"',
            Outline("https://e.example/", "T"),
        ),
        ('xmlUrl="https://e.example/" text="https://e.example/"', Outline("https://e.example/", "")),
        ('xmlUrl="feed:https://e.example/f" text="T"', Outline("https://e.example/f", "T")),
        ('xmlUrl="feed://e.example/f" text="T"', Outline("https://e.example/f", "T")),
        ('xmlUrl="e.example/f" text="T"', Outline("https://e.example/f", "T")),
        ('xmlUrl=" https://E.example " text=" a \n b "', Outline("https://e.example/", "a b")),
    ],
)
def test_spellings(attributes: str, expected: Outline) -> None:
    assert one(attributes) == expected


@pytest.mark.parametrize(
    ("attributes", "title"),
    [
        ('text="Salt & Pepper" xmlUrl="https://e.example/?a=1&b=2"', "Salt & Pepper"),
        ('text="Salt &amp; Pepper" xmlUrl="https://e.example/?a=1&amp;b=2"', "Salt & Pepper"),
        ('text="Caf&eacute;&nbsp;&bogus; &" xmlUrl="https://e.example/?a=1&b=2"', "Café &bogus; &"),
        ('text="By Jen "From Toe" that" xmlUrl="https://e.example/?a=1&b=2"', 'By Jen "From Toe" that'),
        ('text=""Quoted"" description="a "b", c" xmlUrl="https://e.example/?a=1&b=2"', '"Quoted"'),
        ('text="a "b"> c" xmlUrl="https://e.example/?a=1&b=2"', 'a "b"> c'),
        ('text="a <b>bold</b> < c" xmlUrl="https://e.example/?a=1&b=2"', "a <b>bold</b> < c"),
        ("text='it's' xmlUrl='https://e.example/?a=1&b=2'", "it's"),
        ('text="a"title="b"xmlUrl="https://e.example/?a=1&b=2"', "a"),
        ('text="a" text="b" xmlUrl="https://e.example/?a=1&b=2"', "a"),
        ("text=plain xmlUrl=https://e.example/?a=1&b=2", "plain"),
        ('x:text="a" xmlUrl="https://e.example/?a=1&b=2"', "a"),
    ],
)
def test_broken_attributes_are_mended(attributes: str, title: str) -> None:
    assert one(attributes) == Outline("https://e.example/?a=1&b=2", title)


def test_a_broken_line_harms_no_other() -> None:
    listed = read(
        '<outline text="F & G"><outline text="a "b" c" xmlUrl="https://a.example/"/>'
        '<outline text="two" xmlUrl="https://b.example/"></outline></outline>'
        '<outline text="three" xmlUrl="https://c.example/"/>'
    )
    assert [(outline.title, outline.folder) for outline in listed.outlines] == [
        ('a "b" c', "F & G"),
        ("two", "F & G"),
        ("three", ""),
    ]
    assert listed.title == "Mine"


def test_a_list_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    text = HEAD + '<outline text="a" xmlUrl="https://a.example/"/><outline text="b" xmlUrl="https://b.ex'
    outlines = opml.read(text.encode()).outlines
    assert outlines[0] == Outline("https://a.example/", "a")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("iso-8859-1", "ISO-8859-1"),
        ("windows-1252", "windows-1252"),
        ("windows-1252", "no-such-encoding"),
        ("windows-1252", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "zip"),
        ("utf-8", "punycode"),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="Größe" xmlUrl="http://e.example/"/>'
    assert opml.read((text + "</body></opml>").encode(encoding)).outlines[0].title == "Größe"


def test_other_alphabets() -> None:
    text = '<?xml version="1.0" encoding="koi8-r"?><opml><body><outline text="Новости" xmlUrl="http://e.example/"/>'
    assert opml.read((text + TAIL).encode("koi8-r")).outlines[0].title == "Новости"
    text = '<?xml version="1.0" encoding="iso-2022-jp"?><opml><body><outline text="日本" xmlUrl="http://e.example/"/>'
    assert opml.read((text + TAIL).encode("iso-2022-jp")).outlines[0].title == "日本"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "begins with file:"),
        ("exec:rm -rf ~", "begins with exec:"),
        ("JavaScript:alert(1)", "begins with javascript:"),
        ("data:text/xml,x", "begins with data:"),
        ("|~/fetch.py", "its address is a command"),
        ("page.xml", "is not a web address"),
        ("http://", "begins with http:"),
    ],
)
def test_addresses_that_are_refused(address: str, reason: str) -> None:
    listed = read(f'<outline text="Trap" xmlUrl="{address}"/>')
    assert listed.outlines == ()
    assert len(listed.refused) == 1
    assert listed.refused[0].startswith("“Trap” was left out: ")
    assert reason in listed.refused[0]


def test_lists_of_lists_are_named() -> None:
    listed = read('<outline text="More" type="include" url="https://e.example/more.opml"/>')
    assert "another list" in listed.refused[0]


def test_many_refusals_are_counted() -> None:
    listed = read('<outline text="x" xmlUrl="file:///x"/>' * 700)
    assert len(listed.refused) == 501
    assert listed.refused[-1] == "200 more were left out for such reasons."


def test_no_entity_is_expanded() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    files = '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = '<opml><body><outline text="&i; &x;" xmlUrl="https://e.example/"/></body></opml>'
    (outline,) = opml.read(f'<?xml version="1.0"?>{bomb}{files}{text}'.encode()).outlines
    assert outline.title == "&i; &x;"


def test_what_acts_on_a_terminal_goes() -> None:
    listed = opml.read(
        f'<opml><head><title>T{NASTY}</title></head><body><outline text="F&#27;[31m{NASTY}">'
        f'<outline text="a{NASTY}b&#x9d;" xmlUrl="https://e.example/{NASTY}" category="t{NASTY}"/>'
        f'<outline text="b{NASTY}" xmlUrl="file:{NASTY}"/></outline></body></opml>'.encode()
    )
    whole = repr(listed) + "".join(listed.refused) + listed.title
    assert "\x1b" not in whole
    assert "\x9d" not in whole
    assert "\u202e" not in whole
    assert listed.outlines[0].tags == ("t",) or "\x07" not in listed.outlines[0].tags[0]


def test_deep_nesting_is_safe() -> None:
    deep = '<outline text="d">' * 100_000
    listed = read('<outline text="a" xmlUrl="https://a.example/"/>' + deep + "</outline>" * 100_000)
    assert listed.outlines[0].title == "a"
    assert "nested too deeply" in listed.refused[-1]


def test_too_many_outlines_are_cut() -> None:
    listed = read('<outline xmlUrl="http://e.example/"/>' * 100_010)
    assert len(listed.outlines) == 100_000
    assert "100,000" in listed.refused[0]


@pytest.mark.parametrize(
    "piece", ['<outline text="', '<outline a="b" ', "<!--", '"', "&", "<outline ", "<opml>", "<"]
)
def test_a_hostile_megabyte_is_read(piece: str) -> None:
    # A pass in quadratic time would need many minutes.
    text = HEAD + '<outline text="a & b" xmlUrl="https://a.example/"/>' + piece * (1_000_000 // len(piece))
    opml.read(text.encode())


def test_duplicates_stay_in_the_list() -> None:
    assert len(read('<outline xmlUrl="http://e.example/"/>' * 2).outlines) == 2


def test_outlines_without_a_root_are_a_list() -> None:
    text = b'<outline text="a" xmlUrl="https://a.example/"/><outline text="b" xmlUrl="https://b.example/"/>'
    assert [outline.title for outline in opml.read(text).outlines] == ["a", "b"]


def test_comments_and_namespaces() -> None:
    text = (
        '<!-- <opml><outline xmlUrl="http://x.example/"/> --><o:opml xmlns:o="urn:o"><o:body><!-- c -->'
        '<o:outline text="a" xmlUrl="https://a.example/"/></o:body></o:opml>'
    )
    assert [outline.title for outline in opml.read(text.encode()).outlines] == ["a"]


def test_a_list_without_feeds_is_a_list() -> None:
    assert opml.read(b"<opml><head/><body/></opml>") == opml.Subscriptions("", ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "web page"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "is a feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "is a feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not a text file"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "no list of feeds"),
        (b"Dear friend,\nthis is a letter.", "no list of feeds"),
        (b" " * (20 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_what_is_no_list(data: bytes, reason: str) -> None:
    with pytest.raises(OpmlError, match=reason):
        opml.read(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_list_or_a_sentence(data: bytes) -> None:
    for wrapped in (
        data,
        b"<opml>" + data,
        b'<opml><body><outline text="' + data + b'" xmlUrl="http://e.example/"/>',
    ):
        with suppress(OpmlError):
            assert all(outline.url.startswith("http") for outline in opml.read(wrapped).outlines)


@given(st.text("\"'<>/= ao&;:", max_size=60))
def test_a_broken_title_never_takes_its_feed_along(title: str) -> None:
    listed = read(
        f'<outline text="{title}" xmlUrl="https://a.example/?x&y" type="rss"/><outline xmlUrl="http://b.example/"/>'
    )
    assert listed.outlines[-1].url == "http://b.example/"
