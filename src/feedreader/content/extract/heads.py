"""What a page says beside the story: address, site, language, summary, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedreader.content import jsonld
from feedreader.content.extract.facts import Facts
from feedreader.content.inline import text_in
from feedreader.content.tree import Element, beginning
from feedreader.model.document import Block, Heading, Paragraph
from feedreader.text import clean, urls
from feedreader.text.spelling import letters

SUMMARY = 300
_MOST_TAGS = 20
_TAG = re.compile(r"^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", re.IGNORECASE)
_SOCIAL_TAGS = re.compile(
    r"https?:|[=<>{}]|^\W*$|^(?:news|article|home|undefined|null|uncategori[sz]ed|allgemein|sonstiges)$",
    re.IGNORECASE,
)
# Codes in keywords: "pos:12", "page_type.article", "a1b2c3d4".
_CODE = re.compile(r"^\w+[:._]\w+|\d{4,}|^[a-z0-9]*\d[a-z0-9]*$")


def address(facts: Facts) -> str:
    """The canonical address where it is of the page's own site and leads deeper than its front page."""
    own = urls.web(facts.url)
    for candidate in (facts.canonical, urls.web(facts.meta("og:url"), facts.base)):
        if not candidate:
            continue
        if _site(candidate) == _site(own) and (candidate.count("/") > 3 or own.count("/") <= 3):
            return urls.without_trackers(candidate)
    return urls.without_trackers(own)


def _site(url: str) -> str:
    """The last two labels of a host (three where the second is short, as in co.uk)."""
    labels = urls.host(url).split(":")[0].split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def site_name(facts: Facts) -> str:
    """The site's name as it calls itself."""
    declared = facts.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
    if declared:
        return clean.line(declared, 100)
    for value in jsonld.listed(facts.story.get("publisher")):
        for text in jsonld.texts(value):
            return jsonld.plain(text, 100)
    return ""


def language(facts: Facts) -> str:
    """The story's language as a BCP 47 tag, or empty."""
    declared = (
        *facts.said("inLanguage"),
        facts.language,
        facts.meta("content-language", "language", "dc.language"),
        facts.meta("og:locale"),
    )
    for value in declared:
        tag = value.split(",")[0].strip().replace("_", "-")
        if _TAG.match(tag) and tag.lower() not in {"und", "mul", "zxx"}:
            return clean.line(tag, 35)
    return ""


def summary(facts: Facts, blocks: Sequence[Block]) -> str:
    """One or two sentences: what the page declares, else the first paragraph; cut at a word."""
    text = facts.meta("og:description", "description", "twitter:description") or next(
        facts.said("description"), ""
    )
    if not text:
        text = next((text_in(block.spans) for block in blocks if isinstance(block, Paragraph)), "")
    text = clean.line(text)
    if len(text) <= SUMMARY:
        return text
    return text[: SUMMARY - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def subtitle(facts: Facts, blocks: Sequence[Block], before: int) -> str:
    """The standfirst: what stood between headline and body, else a first paragraph that the page
    declares as its description."""
    declared = [
        letters(text)
        for text in (facts.meta("description"), facts.meta("og:description"), *facts.said("description"))
        if text
    ]
    for block in blocks[:2]:
        if isinstance(block, Paragraph | Heading):
            text = text_in(block.spans)
            own = letters(text)
            if (
                len(text) <= 700
                and own
                and (
                    before
                    or any(own == other or (len(own) > 30 and other.startswith(own)) for other in declared)
                )
            ):
                return clean.line(text)
            return ""
    return ""


def tags(root: Element, facts: Facts) -> tuple[str, ...]:
    """The story's tags, each once, as written."""
    found: dict[str, str] = {}
    for source in (_declared(facts), _linked(root), _keywords(facts)):
        for text in source:
            tag = clean.line(text, 60).strip("# ,;")
            if 2 <= len(tag) <= 50 and not _SOCIAL_TAGS.search(tag):
                found.setdefault(tag.casefold(), tag)
        if found:
            break
    return tuple(found.values())[:_MOST_TAGS]


def _declared(facts: Facts) -> Iterator[str]:
    for name in ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords"):
        for value in facts.metas.get(name, ()):
            yield from value.split(",") if name != "article:tag" or value.count(",") > 1 else [value]


def _linked(root: Element) -> Iterator[str]:
    for link in root.iter("a"):
        if "tag" in (link.get("rel") or "").split() and "category" not in (link.get("rel") or ""):
            yield beginning(link, 300)


def _keywords(facts: Facts) -> Iterator[str]:
    listed = [part for text in facts.said("keywords") for part in text.split(",")]
    if not listed:
        listed = [part for value in facts.metas.get("keywords", ()) for part in value.split(",")]
    # Long lists are for search engines and say nothing.
    if len(listed) <= 15:
        yield from (part for part in listed if not _CODE.search(part.strip()))
