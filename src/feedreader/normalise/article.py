"""A raw entry made ours: clean, resolved, counted, named. Pure, but for a line in the log on a fault."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime

from feedreader import content
from feedreader.model.article import Article, Enclosure
from feedreader.model.author import Author
from feedreader.model.document import EMPTY_DOCUMENT, Document
from feedreader.normalise import authors, titles
from feedreader.normalise.addresses import article_url, base_in
from feedreader.normalise.identity import identity
from feedreader.normalise.lead import is_picture, lead
from feedreader.normalise.made import Made
from feedreader.normalise.seen import HALF, UNMARKED
from feedreader.parse.raw import RawEnclosure, RawEntry, RawFeed, RawText
from feedreader.text import clean, dates, durations, urls

MOST_TAGS = 20
MOST_ENCLOSURES = 50
_TAG = 60
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8}){0,3}")
_MIME = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_LINES = re.compile(r"\n\s*\n|\n")
_NO_TAGS = frozenset({"uncategorized", "uncategorised", "allgemein", "non class\u00e9", "sin categor\u00eda"})


def to_article(
    entry: RawEntry, feed: RawFeed, url: str, now: datetime, *, shared: frozenset[str] = frozenset()
) -> Article:
    """The article that an entry of `feed` is. `url` is the feed's final address, `now` aware.
    `shared` are the guids that tell nothing apart (`identity.shared_guids`). Never raises."""
    return make(entry, feed, url, now, shared=shared).article


def make(
    entry: RawEntry,
    feed: RawFeed,
    url: str,
    now: datetime,
    *,
    shared: frozenset[str] = frozenset(),
    mark: str = UNMARKED,
) -> Made:
    """The same, and its text. `mark` is the entry's (`seen.marks`) and goes into the article's digest.
    What cannot be read as HTML, through a fault of ours, is read as plain text."""
    try:
        return _made(entry, feed, url, now, shared, mark)
    except content.FALLS:
        content.fault(entry.link or url)
        return replace(_made(_plainly(entry), feed, url, now, shared, mark), whole=False)


def _plainly(entry: RawEntry) -> RawEntry:
    """An entry with its words only, and without the pictures and files beside them."""
    said = next((raw.value for raw in (entry.content, entry.summary) if raw is not None and raw.value), "")
    words = RawText(titles.unescape(_MARKUP.sub(" ", said)).replace("<", " "), "text")
    return replace(entry, content=words, summary=None, enclosures=(), image=None)


def _made(entry: RawEntry, feed: RawFeed, url: str, now: datetime, shared: frozenset[str], mark: str) -> Made:
    base = base_in(entry, feed, url)
    address = article_url(entry, base)
    title = titles.title(entry.title)
    body, document = _body(entry, address or base, title)
    enclosures = _enclosures(entry.enclosures, base)
    picture, document = lead(entry.image, enclosures, document, base)
    if picture is not None:
        enclosures = tuple(each for each in enclosures if each.url != picture.url or not is_picture(each))
    text = content.plain(document)
    name = title or titles.from_text(text) or (picture and picture.alt) or titles.UNTITLED
    published, updated = _dates(entry, now)
    language = language_tag(entry.language) or language_tag(feed.language)
    words, minutes = durations.reading_minutes(text, language)
    article = Article(
        identity=identity(entry, address, title, text, shared),
        digest="",
        title=name,
        url=address,
        summary=_summary(entry, body, text),
        published=published,
        updated=updated,
        document=document,
        language=language,
        authors=_authors(entry, feed, base),
        tags=tags(entry.tags),
        lead=picture,
        enclosures=enclosures,
        comments_url=urls.web(entry.comments, base),
        words=words,
        minutes=minutes,
    )
    return Made(_with_digest(article, mark), text)


def tags(raw: tuple[str, ...]) -> tuple[str, ...]:
    """Tags clean, each once in any case, at most 20; addresses of taxonomies are none."""
    found: dict[str, str] = {}
    if len(raw) == 1 and "," in raw[0]:
        raw = tuple(raw[0].split(",")[: 2 * MOST_TAGS])
    for each in raw:
        tag = (
            titles.title(RawText(each, "html")) if "&" in each or "<" in each else clean.line(each, _TAG + 1)
        )
        tag = tag.strip("#,; ")
        if tag and len(tag) <= _TAG and "://" not in tag and tag.casefold() not in _NO_TAGS:
            found.setdefault(tag.casefold(), tag)
            if len(found) == MOST_TAGS:
                break
    return tuple(found.values())


def language_tag(raw: str) -> str:
    """A BCP 47 tag in its usual spelling ("en-GB", "zh-Hant"), "" where it is none."""
    match = _LANGUAGE.fullmatch(raw.strip())
    if not match:
        return ""
    first, *rest = match[0].replace("_", "-").split("-")
    spelt = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest
    ]
    return "-".join([first.lower(), *spelt])


def _body(entry: RawEntry, base: str, title: str) -> tuple[RawText | None, Document]:
    for raw in (entry.content, entry.summary):
        if raw is not None and raw.value:
            document = document_of(raw, base, title)
            if document.blocks:
                return raw, document
    return None, EMPTY_DOCUMENT


def document_of(raw: RawText, base: str, title: str = "") -> Document:
    """The Document of a text. Plain text that holds elements is HTML; HTML that was escaped twice
    is unescaped; HTML without any element but with empty lines is plain text."""
    base = urls.web(raw.base, base) or base
    value = raw.value
    if raw.kind == "html":
        if titles.escaped_twice(value):
            value = titles.unescape(value)
        elif "<" not in value and _LINES.search(value):
            return content.from_text(titles.unescape(value), base)
        return content.from_html(value, base, title=title)
    if titles.looks_like_html(value):
        return content.from_html(value, base, title=title)
    return content.from_text(value, base)


def _summary(entry: RawEntry, body: RawText | None, text: str) -> str:
    """The feed's own summary where the body is another text; else the body's beginning."""
    raw = entry.summary
    if raw is None or body is None or body is raw or not raw.value:
        return titles.summary(text)
    return titles.teaser(raw) or titles.summary(text)


def _dates(entry: RawEntry, now: datetime) -> tuple[datetime | None, datetime | None]:
    published, updated = dates.parse(entry.published, now), dates.parse(entry.updated, now)
    if published is None:
        return updated, None
    return published, updated if updated != published else None


def _authors(entry: RawEntry, feed: RawFeed, base: str) -> tuple[Author, ...]:
    site = clean.line(feed.title)
    return authors.from_raw(entry.people, base, site) or authors.from_raw(feed.people, base, site)


def _enclosures(raw: tuple[RawEnclosure, ...], base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for each in raw[: 4 * MOST_ENCLOSURES]:
        url = urls.web(each.url, base)
        if url and url not in found and len(found) < MOST_ENCLOSURES:
            mime = each.mime.strip().lower().partition(";")[0]
            found[url] = Enclosure(
                url,
                mime if _MIME.fullmatch(mime) else "",
                _length(each.length),
                clean.line(each.title, 300),
                durations.seconds(each.duration),
            )
    return tuple(found.values())


def _length(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else 0


def _with_digest(article: Article, mark: str) -> Article:
    shown = repr(
        (
            article.title,
            article.url,
            article.summary,
            article.published,
            article.document,
            article.language,
            article.authors,
            article.tags,
            article.lead,
            article.enclosures,
            article.comments_url,
        )
    )
    digest = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
    return replace(article, digest=digest[:HALF] + mark)
