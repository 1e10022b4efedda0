"""Raw entries made articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader import content
from feedreader.model.article import Article, Enclosure, LeadImage
from feedreader.model.author import Author, AuthorKind
from feedreader.model.feed import FeedFormat
from feedreader.normalise.article import language_tag, tags, to_article
from feedreader.normalise.identity import shared_guids
from feedreader.parse.raw import RawEnclosure, RawEntry, RawFeed, RawImage, RawPerson, RawText

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://feeds.example/site.xml"
FEED = RawFeed(FeedFormat.RSS20, title="The Site", link="https://site.example/")


def made(entry: RawEntry, feed: RawFeed = FEED, url: str = URL) -> Article:
    return to_article(entry, feed, url, NOW)


def html(value: str, base: str = "") -> RawText:
    return RawText(value, "html", base)


def text(value: str) -> RawText:
    return RawText(value, "text")


def test_an_ordinary_entry() -> None:
    entry = RawEntry(
        guid="tag:site.example,2026:1",
        link="/one?utm_source=rss&id=3",
        title=html("Tides &amp; <i>harbours</i>"),
        summary=html("<p>A short view of the sea.</p>"),
        content=html("<p>The sea came in at <b>noon</b>.</p><p>It went out again.</p>"),
        published="Sun, 01 Mar 2026 10:00:00 GMT",
        updated="2026-03-01T11:00:00Z",
        people=(RawPerson("Jane Doe"),),
        tags=("Sea", "sea", "#Weather"),
        language="en_gb",
        comments="/one#comments",
    )
    article = made(entry)
    assert article.identity == "tag:site.example,2026:1"
    assert article.url == "https://site.example/one?id=3"
    assert article.title == "Tides & harbours"
    assert article.summary == "A short view of the sea."
    assert content.plain(article.document) == "The sea came in at noon.\n\nIt went out again."
    assert article.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert article.updated == datetime(2026, 3, 1, 11, 0, tzinfo=UTC)
    assert article.authors == (Author("Jane Doe"),)
    assert article.tags == ("Sea", "Weather")
    assert article.language == "en-GB"
    assert article.comments_url == "https://site.example/one#comments"
    assert (article.words, article.minutes) == (10, 1)
    assert len(article.digest) == 64


class TestIdentity:
    """Guid, else link, else title and text."""

    def test_the_order(self) -> None:
        full = RawEntry(
            guid=" g-1 ", link="https://site.example/1", title=text("T"), content=html("<p>x</p>")
        )
        assert made(full).identity == "g-1"
        assert made(replace(full, guid="")).identity == "https://site.example/1"
        bare = replace(full, guid="", link="")
        assert made(bare).identity.startswith("text:")
        assert made(bare).identity != made(replace(bare, title=text("U"))).identity

    def test_dates_do_not_count(self) -> None:
        entry = RawEntry(title=text("T"), content=html("<p>x</p>"), published="2026-01-01")
        assert (
            made(entry).identity
            == made(replace(entry, published="2026-02-02", updated="2026-02-03")).identity
        )

    def test_trackers_do_not_count(self) -> None:
        one, other = (RawEntry(link=f"https://site.example/1?utm_campaign={n}") for n in "ab")
        assert made(one).identity == made(other).identity

    def test_a_long_or_binary_guid_is_hashed(self) -> None:
        for guid in ("x" * 501, "a\x1b[2J", "a\nb"):
            identity = made(RawEntry(guid=guid)).identity
            assert identity.startswith("guid:")
            assert len(identity) < 100

    def test_a_guid_that_all_entries_share_names_none(self) -> None:
        entries = tuple(
            RawEntry(guid="https://site.example/", link=f"https://site.example/{n}") for n in range(3)
        )
        shared = shared_guids(entries)
        assert shared == {"https://site.example/"}
        identities = {to_article(entry, FEED, URL, NOW, shared=shared).identity for entry in entries}
        assert len(identities) == 3
        twice = (entries[0], entries[0])
        assert shared_guids(twice) == frozenset()


class TestAddresses:
    """What relative addresses start from."""

    def test_xml_base_then_the_site_then_the_feed(self) -> None:
        entry = RawEntry(link="a")
        assert made(entry, RawFeed(FeedFormat.RSS20)).url == "https://feeds.example/a"
        assert made(entry).url == "https://site.example/a"
        based = replace(FEED, base="https://base.example/x/")
        assert made(entry, based).url == "https://base.example/x/a"
        assert made(replace(entry, base="y/"), based).url == "https://base.example/x/y/a"

    def test_addresses_in_the_text_start_from_the_article(self) -> None:
        body = html("<p>See <a href='b.html'>b</a>.</p>")
        entry = RawEntry(link="https://site.example/2026/a.html", content=body)
        assert content.links(made(entry).document) == ("https://site.example/2026/b.html",)
        based = replace(entry, content=replace(body, base="https://base.example/"))
        assert content.links(made(based).document) == ("https://base.example/b.html",)

    def test_a_permanent_guid_is_an_address(self) -> None:
        assert (
            made(RawEntry(guid="https://site.example/1", guid_is_link=True)).url == "https://site.example/1"
        )
        assert made(RawEntry(guid="https://site.example/1")).url == ""
        assert made(RawEntry(guid="12345", guid_is_link=True)).url == ""

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[", ""]
    )
    def test_what_is_no_web_address_is_none(self, link: str) -> None:
        article = made(RawEntry(guid="1", link=link, comments=link, image=RawImage(link or "x:")))
        assert (article.url, article.comments_url, article.lead) == ("", "", None)


class TestBody:
    """Content, else summary; HTML or text."""

    def test_the_summary_is_the_body_where_there_is_no_other(self) -> None:
        article = made(RawEntry(guid="1", summary=html("<p>One.</p><p>Two.</p>")))
        assert content.plain(article.document) == "One.\n\nTwo."
        assert article.summary == "One. Two."

    def test_an_empty_content_gives_way(self) -> None:
        article = made(RawEntry(guid="1", content=html("<script>x()</script>"), summary=html("<p>One.</p>")))
        assert content.plain(article.document) == "One."

    def test_text_that_is_plainly_html_is_html(self) -> None:
        article = made(RawEntry(guid="1", content=text("<p>One &amp; two</p>")))
        assert content.plain(article.document) == "One & two"

    def test_text_stays_text(self) -> None:
        article = made(RawEntry(guid="1", content=text("if a < b:\n\nuse &amp; here")))
        assert content.plain(article.document) == "if a < b:\n\nuse &amp; here"

    def test_html_that_was_escaped_twice(self) -> None:
        article = made(RawEntry(guid="1", content=html("&lt;p&gt;One &amp;amp; two&lt;/p&gt;")))
        assert content.plain(article.document) == "One & two"

    def test_html_without_tags_keeps_its_paragraphs(self) -> None:
        article = made(RawEntry(guid="1", content=html("One &amp; two.\n\nThree.")))
        assert content.plain(article.document) == "One & two.\n\nThree."

    def test_nothing_at_all(self) -> None:
        article = made(RawEntry())
        assert (article.title, article.summary, article.document.blocks) == ("Untitled", "", ())
        assert article.minutes == 1

    def test_a_title_from_the_text(self) -> None:
        assert made(RawEntry(guid="1", content=html("<p>It rains. And more.</p>"))).title == "It rains"
        picture = RawImage("https://site.example/a.png", alt="A gull")
        assert made(RawEntry(guid="1", image=picture)).title == "A gull"

    def test_a_long_text_gives_a_short_summary(self) -> None:
        article = made(RawEntry(guid="1", content=html("<p>" + "wordy " * 1000 + "</p>")))
        assert len(article.summary) <= 300
        assert article.summary.endswith("wordy\u2026")
        assert article.minutes == 5


class TestDates:
    """Published, else updated, in UTC."""

    @pytest.mark.parametrize(
        ("published", "updated", "expected"),
        [
            ("2026-03-01T10:00:00+02:00", "", (datetime(2026, 3, 1, 8, tzinfo=UTC), None)),
            ("", "2026-03-01", (datetime(2026, 3, 1, tzinfo=UTC), None)),
            ("soon", "2026-03-01", (datetime(2026, 3, 1, tzinfo=UTC), None)),
            ("2026-03-01", "2026-03-01", (datetime(2026, 3, 1, tzinfo=UTC), None)),
            ("0001-01-01T00:00:00Z", "", (None, None)),
            ("2199-01-01", "", (None, None)),
            ("", "", (None, None)),
        ],
    )
    def test_dates(
        self, published: str, updated: str, expected: tuple[datetime | None, datetime | None]
    ) -> None:
        article = made(RawEntry(guid="1", published=published, updated=updated))
        assert (article.published, article.updated) == expected


class TestAuthors:
    """The entry's, else the feed's."""

    def test_the_feeds_authors_where_the_entry_has_none(self) -> None:
        feed = replace(FEED, people=(RawPerson("John Roe"),))
        assert made(RawEntry(guid="1"), feed).authors == (Author("John Roe"),)
        assert made(RawEntry(guid="1", people=(RawPerson("admin"),)), feed).authors == (Author("John Roe"),)
        assert made(RawEntry(guid="1", people=(RawPerson("Jane Doe"),)), feed).authors == (
            Author("Jane Doe"),
        )

    def test_the_site_itself_is_an_organisation(self) -> None:
        (author,) = made(RawEntry(guid="1", people=(RawPerson("The Site"),))).authors
        assert author.kind is AuthorKind.ORGANISATION


PICTURE = "https://site.example/p/harbour.jpg"
FIGURE = f"<figure><img src='{PICTURE}' alt='Boats'><figcaption>The harbour at dawn.</figcaption></figure>"


class TestLead:
    """The picture over the story, never shown twice."""

    def test_the_entrys_own_picture(self) -> None:
        image = RawImage(PICTURE, " Boats ", "The  harbour", "Ann Lee")
        article = made(RawEntry(guid="1", content=html("<p>Text.</p>"), image=image))
        assert article.lead == LeadImage(PICTURE, "Boats", "The harbour", "Ann Lee")

    def test_the_figure_that_repeats_it_leaves_the_text_and_its_caption_stays(self) -> None:
        small = RawImage("https://site.example/p/harbour-300x200.jpg?x=1")
        article = made(RawEntry(guid="1", content=html(f"<p>Text.</p>{FIGURE}<p>More.</p>"), image=small))
        assert article.lead is not None
        assert (article.lead.url, article.lead.alt) == (PICTURE, "Boats")
        assert article.lead.caption == "The harbour at dawn."
        assert content.pictures(article.document) == ()
        assert content.plain(article.document) == "Text.\n\nMore."

    def test_a_figure_with_another_picture_stays(self) -> None:
        image = RawImage("https://site.example/p/other.jpg")
        article = made(RawEntry(guid="1", content=html(f"{FIGURE}<p>Text.</p>"), image=image))
        assert article.lead == LeadImage("https://site.example/p/other.jpg")
        assert [picture.url for picture in content.pictures(article.document)] == [PICTURE]

    def test_a_figure_on_top_becomes_the_lead(self) -> None:
        article = made(RawEntry(guid="1", content=html(f"{FIGURE}<p>Text.</p>")))
        assert article.lead == LeadImage(PICTURE, "Boats", "The harbour at dawn.")
        assert content.pictures(article.document) == ()

    def test_a_figure_further_down_stays_where_it_is_spoken_of(self) -> None:
        body = "<p>One.</p><p>Two.</p><p>Three, as the picture shows:</p>" + FIGURE
        article = made(RawEntry(guid="1", content=html(body)))
        assert article.lead is None
        assert len(content.pictures(article.document)) == 1

    def test_an_enclosed_picture_is_the_lead_and_no_attachment(self) -> None:
        files = (
            RawEnclosure(PICTURE, "image/jpeg", "1"),
            RawEnclosure("/a.mp3", "audio/mpeg", "9", "", "1:01"),
        )
        article = made(RawEntry(guid="1", enclosures=files))
        assert article.lead == LeadImage(PICTURE)
        assert article.enclosures == (Enclosure("https://site.example/a.mp3", "audio/mpeg", 9, "", 61),)


def test_enclosures_are_checked_and_kept_once() -> None:
    files = (
        RawEnclosure("javascript:x"),
        RawEnclosure("/a.mp3", "Audio/MPEG; x=y", "-5", "T\x1b[2Jone", "soon"),
        RawEnclosure("/a.mp3", "audio/ogg"),
        RawEnclosure("/b.pdf", "<b>", "9" * 40),
    )
    assert made(RawEntry(guid="1", enclosures=files)).enclosures == (
        Enclosure("https://site.example/a.mp3", "audio/mpeg", 0, "Tone", 0),
        Enclosure("https://site.example/b.pdf"),
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (("A", "a", " A "), ("A",)),
        (("R&amp;D", "<b>x</b>"), ("R&D", "x")),
        (("one, two,three",), ("one", "two", "three")),
        (("https://site.example/ns#tag", "Uncategorized", "#Sea", ""), ("Sea",)),
        (tuple(str(n) for n in range(100)), tuple(str(n) for n in range(20))),
        (("x" * 500,), ()),
    ],
)
def test_tags(raw: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert tags(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("en", "en"),
        ("EN_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("english", ""),
        ("", ""),
        ("x\x1b[2J", ""),
    ],
)
def test_languages(raw: str, expected: str) -> None:
    assert language_tag(raw) == expected


def test_the_digest_changes_with_what_is_shown_and_with_nothing_else() -> None:
    entry = RawEntry(
        guid="1", link="/1", title=text("T"), content=html("<p>One <b>two</b></p>"), published="2026-01-01"
    )
    digest = made(entry).digest
    assert made(replace(entry, updated="2026-02-02", guid="2")).digest == digest
    assert to_article(entry, FEED, URL, NOW.replace(day=2)).digest == digest
    others = [
        replace(entry, title=text("U")),
        replace(entry, content=html("<p>One two</p>")),
        replace(entry, published="2026-01-02"),
        replace(entry, link="/2"),
        replace(entry, tags=("x",)),
        replace(entry, people=(RawPerson("Jane Doe"),)),
        replace(entry, image=RawImage(PICTURE)),
    ]
    assert len({digest, *(made(other).digest for other in others)}) == len(others) + 1


DIRT = st.text(max_size=60) | st.sampled_from(
    [
        "<p>x",
        "</div><b>",
        "&lt;p&gt;x",
        "http://[",
        "//x",
        "\x1b]0;x\x07",
        "a@b.c",
        "2026-13-45",
        "<img src=x>",
        "\ud800",
    ]
)
TEXTS = st.none() | st.builds(RawText, DIRT, st.sampled_from(["html", "text"]), DIRT)


@given(
    st.builds(
        RawEntry,
        guid=DIRT,
        guid_is_link=st.booleans(),
        link=DIRT,
        title=TEXTS,
        summary=TEXTS,
        content=TEXTS,
        published=DIRT,
        updated=DIRT,
        people=st.lists(st.builds(RawPerson, DIRT, DIRT, DIRT, DIRT, DIRT), max_size=2).map(tuple),
        tags=st.lists(DIRT, max_size=3).map(tuple),
        enclosures=st.lists(st.builds(RawEnclosure, DIRT, DIRT, DIRT, DIRT, DIRT), max_size=2).map(tuple),
        image=st.none() | st.builds(RawImage, DIRT, DIRT, DIRT, DIRT, DIRT, DIRT),
        language=DIRT,
        comments=DIRT,
        base=DIRT,
    )
)
def test_whatever_comes_is_made_clean_and_never_raises(entry: RawEntry) -> None:
    article = made(entry)
    assert article == made(entry)
    assert article.identity
    assert article.title
    shown = [article.title, article.summary, article.identity, *article.tags, article.language]
    shown += [value for author in article.authors for value in (author.name, author.role, author.email)]
    shown += [each.title + each.mime for each in article.enclosures]
    for line in shown:
        assert not [
            char for char in line if ord(char) < 32 or 127 <= ord(char) < 160 or 0xD800 <= ord(char) < 0xE000
        ]
    addresses = [article.url, article.comments_url, *(each.url for each in article.enclosures)]
    addresses += [article.lead.url] if article.lead else []
    assert all(not url or url.startswith(("http://", "https://")) for url in addresses)
