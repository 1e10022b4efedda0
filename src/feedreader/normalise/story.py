"""A story read from its page, made an article: alone, or joined with what its feed said. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

from feedreader import content
from feedreader.content.extract import Story
from feedreader.model.article import Article, LeadImage
from feedreader.model.document import Document
from feedreader.model.feed import FeedFormat, FeedInfo
from feedreader.normalise import titles
from feedreader.normalise.article import MOST_TAGS, language_tag
from feedreader.normalise.lead import same_picture
from feedreader.text import durations, urls


def to_article(story: Story, url: str) -> Article:
    """The article that a page is by itself. `url` is the address it was asked for under, which
    names it from then on: a link to it must be known again."""
    address = urls.without_trackers(urls.web(url)) or story.url
    text = content.plain(story.document)
    language = language_tag(story.language)
    words, minutes = durations.reading_minutes(text, language)
    return Article(
        identity=address,
        digest=hashlib.sha256(repr(story).encode("utf-8", "replace")).hexdigest(),
        title=story.title or titles.from_text(text) or titles.UNTITLED,
        url=address,
        summary=titles.cut(story.summary, 300) or titles.summary(text),
        published=story.published,
        updated=story.updated,
        document=story.document,
        language=language,
        authors=story.authors,
        tags=story.tags[:MOST_TAGS],
        lead=story.lead,
        words=words,
        minutes=minutes,
    )


def joined(known: Article, story: Story) -> Article:
    """The article with its page's text. What the feed said of itself (headline, summary, date,
    files, comments) stays; the page fills what it left out."""
    page = to_article(story, known.url)
    return replace(
        known,
        title=page.title if known.title == titles.UNTITLED else known.title,
        summary=known.summary or page.summary,
        updated=_later(known, page),
        document=page.document,
        language=known.language or page.language,
        authors=page.authors,
        tags=_tags(known.tags, page.tags),
        lead=_lead(known.lead, story.lead, story.document),
        words=page.words,
        minutes=page.minutes,
    )


def page_info(story: Story, url: str) -> FeedInfo:
    """What stands over a page that is looked at as a feed of one article."""
    home = urljoin(url, "/") if urls.web(url) else ""
    title = story.site_name or urls.shown(url).partition("/")[0]
    warnings = (story.sentence,) if story.sentence else ()
    return FeedInfo(FeedFormat.PAGE, title, home, language=language_tag(story.language), warnings=warnings)


def _later(known: Article, page: Article) -> datetime | None:
    if page.updated is None or (known.updated is not None and known.updated >= page.updated):
        return known.updated
    return page.updated


def _tags(known: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    each: dict[str, str] = {}
    for tag in (*known, *found):
        each.setdefault(tag.casefold(), tag)
    return tuple(each.values())[:MOST_TAGS]


def _lead(known: LeadImage | None, found: LeadImage | None, document: Document) -> LeadImage | None:
    """The page's own picture over the story; else the feed's, unless the text shows it anyway."""
    if found is not None:
        if known is not None and same_picture(known.url, found.url):
            return LeadImage(
                found.url,
                found.alt or known.alt,
                found.caption or known.caption,
                found.credit or known.credit,
            )
        return found
    if known is None or any(same_picture(known.url, each.url) for each in content.pictures(document)):
        return None
    return known
