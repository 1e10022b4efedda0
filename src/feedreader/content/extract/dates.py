"""When a story was published and when it was changed, from what its page declares and shows."""

from __future__ import annotations

import re
from datetime import datetime

from feedreader.content.extract.facts import Facts
from feedreader.content.tree import Element, short_text
from feedreader.text import dates

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "datecreated",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "vr:published_time",
    "published_time",
    "date",
    "created",
    "rnews:datepublished",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "modified_time",
    "revised",
)
_LINE = 600
"""Characters of a date, with the blanks that lay out the source."""
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_DATE_CLASS = re.compile(r"date|time|publish|posted|datum|fecha|meta", re.IGNORECASE)
_UPDATE_CLASS = re.compile(r"updat|modif|aktualis|chang", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[./-]\s?(?P<m2>\d{1,2})[./-]\s?(?P<y2>(?:19|20)\d\d))(?!\d)"
)


def published(root: Element, facts: Facts, headline: Element | None) -> datetime | None:
    """When the story first appeared."""
    return (
        _first(facts.said("datePublished", "dateCreated", "uploadDate"))
        or _first(value for name in _PUBLISHED for value in facts.metas.get(name, ()))
        or _marked(root)
        or _other_nodes(facts, "datePublished")
        or _shown(root, headline)
        or _in_address(facts)
    )


def updated(facts: Facts, published: datetime | None) -> datetime | None:
    """When the story was last changed; None where that is not after it was published."""
    found = _first(facts.said("dateModified")) or _first(
        value for name in _UPDATED for value in facts.metas.get(name, ())
    )
    if found is None or (published is not None and found <= published):
        return None
    return found


def _first(values: object) -> datetime | None:
    for value in values:  # type: ignore[attr-defined]
        found = dates.parse(str(value).strip())
        if found is not None:
            return found
    return None


def _other_nodes(facts: Facts, key: str) -> datetime | None:
    return _first(value for node in facts.nodes if isinstance(value := node.get(key), str))


def _marked(root: Element) -> datetime | None:
    """Microdata and microformats."""
    for element in root.iter():
        prop = element.get("itemprop")
        name = element.get("class")
        if (prop and "datePublished" in prop) or (name and "dt-published" in name):
            value = element.get("datetime") or element.get("content") or short_text(element, _LINE) or ""
            found = dates.parse(value.strip())
            if found is not None:
                return found
    return None


def _shown(root: Element, headline: Element | None) -> datetime | None:
    """The first `<time>` behind the headline, else the first anywhere; then elements of class date."""
    times = list(root.iter("time"))[:50]
    if headline is not None and times:
        order = {element: place for place, element in enumerate(root.iter())}
        at = order.get(headline, 0)
        times.sort(key=lambda element: (order[element] < at, abs(order[element] - at)))
    times.sort(key=lambda element: bool(_UPDATE_CLASS.search(element.get("class") or "")))
    for element in times:
        found = dates.parse((element.get("datetime") or short_text(element, _LINE) or "").strip())
        if found is not None:
            return found
    for element in root.iter("span", "div", "p", "li", "em", "small", "b", "strong", "td", "abbr", "a"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if name != " " and _DATE_CLASS.search(name):
            text = (short_text(element, _LINE) or "").strip()
            if 6 <= len(text) <= 120:
                found = in_text(text)
                if found is not None:
                    return found
    return None


def in_text(text: str) -> datetime | None:
    """A date in a short line of text."""
    found = _NUMERIC.search(text)
    if found:
        year, month, day = found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]
        return dates.parse(f"{year}-{int(month):02}-{int(day):02}")
    return dates.parse(text)


def _in_address(facts: Facts) -> datetime | None:
    found = _IN_URL.search(facts.canonical or facts.url)
    return dates.parse("-".join(found.groups())) if found else None
