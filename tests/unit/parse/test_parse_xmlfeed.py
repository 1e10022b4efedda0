"""RSS, RDF and Atom: formats, addresses, texts."""

from __future__ import annotations

import pytest

from feedreader import parse
from feedreader.model.feed import FeedFormat, Pace
from feedreader.parse.raw import RawEntry, RawFeed, RawText

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def rss(inside: str, spaces: str = "") -> RawFeed:
    return parse.feed(f'<rss version="2.0" {spaces}><channel>{inside}</channel></rss>'.encode())


def item(inside: str, spaces: str = "") -> RawEntry:
    return rss(f"<item>{inside}</item>", spaces).entries[0]


def entry(inside: str, attributes: str = "") -> RawEntry:
    return parse.feed(f"<feed {ATOM} {attributes}><entry>{inside}</entry></feed>".encode()).entries[0]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<rss version="2.0"><channel/></rss>', FeedFormat.RSS20),
        ("<rss><channel><title>x</title></channel></rss>", FeedFormat.RSS20),
        ('<RSS VERSION="2.0"><CHANNEL><TITLE>x</TITLE></CHANNEL></RSS>', FeedFormat.RSS20),
        ('<rss version="0.91"><channel/></rss>', FeedFormat.RSS09X),
        ('<rss version="0.94"><channel/></rss>', FeedFormat.RSS09X),
        (f"<feed {ATOM}/>", FeedFormat.ATOM10),
        ("<feed><title>x</title></feed>", FeedFormat.ATOM10),
        (f"<a:feed {ATOM.replace('xmlns', 'xmlns:a')}/>", FeedFormat.ATOM10),
        ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', FeedFormat.ATOM03),
        (f"<entry {ATOM}><title>lone</title></entry>", FeedFormat.ATOM10),
    ],
)
def test_formats(xml: str, expected: FeedFormat) -> None:
    assert parse.feed(xml.encode()).format is expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<guid>http://x/1</guid>", ("http://x/1", True)),
        ("<guid isPermaLink='true'>http://x/1</guid>", ("http://x/1", True)),
        ("<guid isPermaLink='false'>http://x/1</guid>", ("http://x/1", False)),
        ("<guid ispermalink='FALSE'>1</guid>", ("1", False)),
        ("<guid></guid><guid>2</guid>", ("2", True)),
        ("", ("", False)),
    ],
)
def test_guid(inside: str, expected: tuple[str, bool]) -> None:
    found = item(inside)
    assert (found.guid, found.guid_is_link) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<link>http://x/1</link>", "http://x/1"),
        ("<link><![CDATA[ http://x/1 ]]></link>", "http://x/1"),
        ("<link></link><link>http://x/2</link>", "http://x/2"),
        ("<link>http://fb/~r/1</link><feedburner:origLink>http://x/1</feedburner:origLink>", "http://x/1"),
        ("<a10:link rel='self' href='http://x/self'/><link>http://x/1</link>", "http://x/1"),
        ("<link href='http://x/1'/>", "http://x/1"),
        ("<guid isPermaLink='false'>http://x/g</guid>", ""),
    ],
)
def test_rss_link(inside: str, expected: str) -> None:
    assert item(inside, 'xmlns:a10="http://www.w3.org/2005/Atom"').link == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<link href='http://x/1'/>", "http://x/1"),
        (
            "<link rel='alternate' type='application/json' href='http://x/j'/><link href='http://x/1'/>",
            "http://x/1",
        ),
        ("<link rel='enclosure' href='http://x/e'/><link rel='related' href='http://x/r'/>", "http://x/r"),
        ("<link rel='self' href='http://x/s'/>", ""),
        ("<link href=''/><id>http://x/id</id>", "http://x/id"),
        ("<id>urn:uuid:1</id>", ""),
        ("<content src='http://x/c'/>", "http://x/c"),
    ],
)
def test_atom_link(inside: str, expected: str) -> None:
    assert entry(inside).link == expected


def test_xml_base_is_resolved_where_it_stands() -> None:
    found = entry("<link href='1'/><content type='html' xml:base='/c/'>x</content>", 'xml:base="http://x/y/"')
    assert found.link == "http://x/y/1"
    assert found.base == "http://x/y/"
    assert found.content == RawText("x", "html", "http://x/c/")


def test_without_xml_base_links_stay_as_written() -> None:
    body = f"<feed {ATOM}><entry><link href='1'/></entry></feed>".encode()
    found = parse.feed(body, url="http://x/feed").entries[0]
    assert (found.link, found.base) == ("1", "")


def test_nonsense_addresses_do_not_fail() -> None:
    assert entry("<link href='http://[1'/>", 'xml:base="http://[x"').link == "http://[1"


def test_content_and_description_are_told_apart() -> None:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    )
    found = item(
        "<media:description>picture</media:description><content:encoded>&lt;p&gt;long</content:encoded>"
        "<description>short</description>",
        spaces,
    )
    assert found.summary == RawText("short", "text")
    assert found.content == RawText("<p>long", "html")


def test_media_title_does_not_replace_the_title() -> None:
    found = item(
        "<media:title>m</media:title><title>t</title>", 'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    assert found.title == RawText("t", "text")
    assert item(
        "<media:title>m</media:title>", 'xmlns:media="http://search.yahoo.com/mrss/"'
    ).title == RawText("m", "text")


@pytest.mark.parametrize(
    "uri",
    [
        "http://search.yahoo.com/mrss",
        "https://search.yahoo.com/mrss/",
        "http://SEARCH.yahoo.com/mrss/",
        "http://video.search.yahoo.com/mrss",
    ],
)
def test_namespaces_are_known_in_every_spelling(uri: str) -> None:
    found = item('<z:thumbnail url="http://x/t.jpg"/>', f'xmlns:z="{uri}"')
    assert found.image is not None
    assert found.image.url == "http://x/t.jpg"


def test_items_beside_and_inside_the_channel_keep_their_order() -> None:
    feed = parse.feed(
        b"<rss><channel><item><title>1</title></item></channel><item><title>2</title></item></rss>"
    )
    assert [e.title.value for e in feed.entries if e.title] == ["1", "2"]


def test_items_inside_items_are_no_entries() -> None:
    assert len(rss("<item><title>a</title><x><item><title>b</title></item></x></item><item/>").entries) == 2


def test_tags_of_every_kind_each_once() -> None:
    spaces = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    found = item(
        "<category>a</category><category domain='x'>b &amp;amp; c</category><category/>"
        "<dc:subject>a</dc:subject><itunes:keywords>d, e,</itunes:keywords>",
        spaces,
    )
    assert found.tags == ("a", "b & c", "d", "e")
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://x#post'/>"
    assert entry(f"{kind}<category term='t'/><category term='t2' label='L'/>").tags == ("t", "L")


def test_pace() -> None:
    sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert rss("<sy:updatePeriod>hourly</sy:updatePeriod>", sy).pace == Pace(60)
    assert rss("<sy:updatePeriod>weekly</sy:updatePeriod><ttl>60</ttl>", sy).pace == Pace(10_080)
    assert rss("<sy:updateFrequency>4</sy:updateFrequency>", sy).pace == Pace(360)
    assert (
        rss("<ttl>-5</ttl>").pace
        == rss("<ttl>soon</ttl>").pace
        == rss("<ttl>99999999999</ttl>").pace
        == Pace()
    )
    every = "".join(f"<hour>{n}</hour>" for n in range(24))
    assert rss(f"<skipHours>{every}</skipHours>").pace == Pace()


def test_warnings_name_the_line_of_the_document() -> None:
    feed = parse.feed(
        b"<?xml version='1.0'?>\n<!-- x\n -->\n<rss>\n<channel><item><title>a</item></channel></rss>"
    )
    assert feed.warnings == ("The feed's XML is broken near line 5; what could be read is shown.",)


def test_second_opinion_is_asked_where_the_tree_lost_entries() -> None:
    # An unclosed section hides all that follows from an XML parser.
    items = "".join(f"<item><title>{n}</title></item>" for n in range(3))
    feed = parse.feed(f"<rss><channel><title>t<b></title>{items}<item><![CDATA[ {items}".encode())
    assert len(feed.entries) >= 4
