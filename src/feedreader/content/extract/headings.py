"""The elements of a page that may show its headline: headings, and what is marked or named as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from feedreader.content.extract import noise
from feedreader.content.extract.noise import split
from feedreader.content.tree import Element, short_text, text_of
from feedreader.text import clean, urls
from feedreader.text.spelling import letters

_LONGEST = 400
_SOURCE = 10_000
"""The same with the blanks that lay out the source."""
_MOST = 60
_ABOVE = 12
"""Elements above a heading that are asked whether they are navigation."""
_TAGS = ("h1", "h2", "h3")
_LAST = 3
_WRITTEN = ("div", "p", "span", "strong", "td")
_NAMED = re.compile(
    r"-(?:(?:entry|post|article|story|page|main|content|blog|news)-?(?:title|headline|heading)|headline)-$"
)
_HINT = re.compile(r"titl|head", re.IGNORECASE)
_PATH = re.compile(r"-bread-?crumbs?(?=-)|-brotkrumen?(?=-)")
_BRAND = re.compile(r"-(?:site-?(?:title|name|logo|branding)|logo|navbar-brand)(?=-)")
_KICKER = re.compile(
    r"-(?:kicker|eye-?brow|over-?line|over-?title|over-?head(?:line)?|top-?line|roof-?line|dachzeile|spitzmarke|ober-?(?:zeile|titel)"
    r"|pre-?(?:title|headline)|super-?(?:title|headline)|sur-?titre|ante-?titulo|occhiello|sub-?(?:title|head(?:line)?|line)|permalink|header-?link|anchor(?:-?link)?)-$"
)
_PILCROW = re.compile(r"\s*[¶#§🔗]\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What may show the headline: its text, once without a kicker, and how high it ranks, 1 to 3."""

    text: str
    whole: str
    element: Element
    rank: int


def found(root: Element, url: str, site: str) -> list[Heading]:
    """The headings in order, without the site's own name. Those of navigation and hidden ones rank
    last. Where no other h1 is left, what is named as a headline takes its place, and the h2 that of a hidden one."""
    listed: list[Heading] = []
    aside: list[Heading] = []
    for element in _candidates(root):
        if short_text(element, _SOURCE) is None:
            continue
        whole = clean.line(text_of(element), _LONGEST)
        text = _said(element) or whole
        if not text or _is_brand(element, text, url, site):
            continue
        if _is_aside(element):
            aside.append(Heading(text, whole, element, _LAST))
        else:
            rank = _TAGS.index(element.tag) + 1 if element.tag in _TAGS else 2
            listed.append(Heading(text, whole, element, rank))
    if all(heading.rank > 1 for heading in listed):
        demoted = any(heading.element.tag == "h1" for heading in aside)
        listed = [
            replace(each, rank=1)
            if _is_named(each.element) or (demoted and each.element.tag == "h2")
            else each
            for each in listed
        ]
    return [*listed, *aside]


def _candidates(root: Element) -> list[Element]:
    """Headings, and what is named as a headline without being in one or holding one."""
    chosen: list[Element] = []
    room = {"h1": _MOST, "": _MOST, "named": _MOST}
    for element in root.iter(*_TAGS, *_WRITTEN):
        kind = "h1" if element.tag == "h1" else "" if element.tag in _TAGS else "named"
        if not room[kind] or (kind == "named" and not _is_named(element)):
            continue
        room[kind] -= 1
        if kind != "named" or (next(element.iter(*_TAGS), None) is None and not _is_in_heading(element)):
            chosen.append(element)
    return chosen


def _is_in_heading(element: Element) -> bool:
    above = element.getparent()
    for _step in range(4):
        if above is None:
            return False
        if above.tag in _TAGS:
            return True
        above = above.getparent()
    return False


def _is_named(element: Element) -> bool:
    """Microdata, microformats and the names that themes give a headline."""
    if "headline" in (element.get("itemprop") or "").split():
        return True
    name = element.get("class")
    # Most elements are told by a look.
    return bool(name and _HINT.search(name) and _has_word(name, _NAMED))


def _has_word(name: str, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(split(word)) for word in name[:300].split())


def _is_brand(element: Element, text: str, url: str, site: str) -> bool:
    """Whether a heading is the site's logo: named so, or nothing but a link to the front page."""
    if site and letters(text) == letters(site):
        return True
    for at in (element, element.getparent()):
        if at is not None and _BRAND.search(split((at.get("class") or at.get("id") or "")[:300])):
            return True
    link = next(element.iter("a"), None)
    above = element.getparent()
    if link is None and above is not None and above.tag == "a":
        link = above
    if link is None or letters(text_of(link)) != letters(text):
        return False
    target = urls.web(link.get("href"), url)
    return bool(target) and _is_front(target) and not _is_front(url)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def _is_aside(element: Element) -> bool:
    """Whether a heading stands at the end of a trail of links, or is not to be seen."""
    at: Element | None = element
    for _step in range(_ABOVE):
        if at is None or at.tag in {"article", "main", "body"}:
            return False
        if at.tag == "nav" or noise.hidden(at):
            return True
        name = at.get("class")
        if name and _PATH.search(split(name[:300])):
            return True
        at = at.getparent()
    return False


def _said(element: Element) -> str:
    """A heading's text without what is named as standing over or under it, and without hidden parts."""
    parts = [element.text or ""]
    for child in element:
        if not (noise.hidden(child) or _has_word(child.get("class") or "", _KICKER)):
            parts.append(text_of(child))
        parts += ["\n" if child.tag == "br" else "", child.tail or ""]
    return clean.line(_PILCROW.sub("", clean.line("".join(parts), _LONGEST))).lstrip(" :|–—-•·")
