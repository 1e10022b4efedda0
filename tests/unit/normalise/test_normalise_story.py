"""A page's story as an article, alone and joined with what its feed said."""

from __future__ import annotations

from datetime import UTC, datetime

from feedreader.content.extract import Story, StoryKind
from feedreader.model.article import Article, Enclosure, LeadImage
from feedreader.model.author import Author
from feedreader.model.document import Document, Figure, Paragraph, Picture, Span
from feedreader.model.feed import FeedFormat
from feedreader.normalise.story import joined, page_info, to_article

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, tzinfo=UTC)
BODY = Document((Paragraph((Span("word " * 300),)),))


def story(**fields: object) -> Story:
    values: dict[str, object] = {
        "title": "The page's headline",
        "url": "https://example.org/canonical",
        "site_name": "The Lantern",
        "language": "en-gb",
        "published": MONDAY,
        "authors": (Author("Oda Hale"),),
        "tags": ("Ferries", "Orrin"),
        "document": BODY,
        **fields,
    }
    return Story(StoryKind.ARTICLE, **values)  # type: ignore[arg-type]


def test_a_page_by_itself() -> None:
    made = to_article(story(), "https://example.org/asked?utm_source=x")
    assert (made.url, made.identity) == ("https://example.org/asked", "https://example.org/asked")
    assert (made.title, made.language, made.words, made.minutes) == ("The page's headline", "en-GB", 300, 2)
    assert made.summary.startswith("word word")
    assert made.digest != to_article(story(title="Another"), "https://example.org/asked").digest


def test_what_the_feed_said_stays() -> None:
    known = Article(
        "id-1",
        "digest",
        "The feed's headline",
        "https://example.org/1",
        "The feed's summary",
        TUESDAY,
        tags=("ferries", "Night"),
        enclosures=(Enclosure("https://example.org/1.mp3"),),
        comments_url="https://example.org/1#c",
    )
    made = joined(known, story(updated=TUESDAY))
    assert (made.identity, made.digest, made.title, made.url) == (
        "id-1",
        "digest",
        "The feed's headline",
        "https://example.org/1",
    )
    assert (made.summary, made.published, made.updated) == ("The feed's summary", TUESDAY, TUESDAY)
    assert (made.document, made.words) == (BODY, 300)
    assert made.tags == ("ferries", "Night", "Orrin")
    assert made.authors == (Author("Oda Hale"),)
    assert made.enclosures == known.enclosures


def test_the_page_s_picture_and_the_feed_s() -> None:
    fed = Article("1", "d", "T", lead=LeadImage("https://e.org/a-300x200.jpg", caption="From the feed."))
    same = joined(fed, story(lead=LeadImage("https://e.org/a.jpg", credit="M. Dosk"))).lead
    assert same == LeadImage("https://e.org/a.jpg", "", "From the feed.", "M. Dosk")
    assert joined(fed, story()).lead == fed.lead
    shown = Document((*BODY.blocks, Figure((Picture("https://e.org/a.jpg"),))))
    assert joined(fed, story(document=shown)).lead is None


def test_an_untitled_article_gets_the_page_s_headline() -> None:
    assert joined(Article("1", "d", "Untitled"), story()).title == "The page's headline"


def test_what_stands_over_a_page() -> None:
    head = page_info(story(sentence="It is locked."), "https://example.org/a/b")
    assert (head.format, head.title, head.site_url) == (
        FeedFormat.PAGE,
        "The Lantern",
        "https://example.org/",
    )
    assert (head.language, head.warnings) == ("en-GB", ("It is locked.",))
    assert page_info(story(site_name=""), "https://example.org/a/b").title == "example.org"
    assert page_info(story(site_name=""), "").site_url == ""
