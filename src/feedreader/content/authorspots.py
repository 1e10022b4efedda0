"""Where on a page its authors may stand: by the headline, not in teasers, comments and footers. Pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection
from itertools import islice

from feedreader.content.tree import Element, short_text
from feedreader.text import urls
from feedreader.text.spelling import letters

_NOT_BOX = re.compile(
    r"comment|reply|related|teaser|recommend|most-read|sidebar-list|reviewer|fact-?check|disqus|newsletter",
    re.IGNORECASE,
)
HEAD_ELEMENTS = 150
"""Elements of a story's head; the whole page has more."""
_BEFORE, _AFTER = 60, 80
"""Elements before and after the headline among which a byline may stand."""
_LINK = 2_000
"""Characters of a link that may name an author."""
LOOKED_AT = 400
"""Candidates that a page is searched for; a page with more is made to be slow."""
CALL_BEHIND = re.compile(
    r"\s*(?:view all (?:posts|articles|stories)\b.*|(?:read|see|learn|show) more\b.{0,60}"
    r"|(?:\.\.\.|…|see|read)?\s*full bio|more (?:from|by|about)\b.{0,80}|all (?:posts|articles|stories) by\b.*"
    r"|follow (?:@|on|me|him|her)\b.{0,60}|alle (?:artikel|beiträge)\b.{0,80}|see all\b.*"
    r"|mehr (?:von|über)\b.{0,60}|zu[rm] (?:\w*übersicht|\w*seite|\w*profil)\b.{0,40})$",
    re.IGNORECASE,
)
"""What a box says behind its text to lead to the author's page."""


def shunned(element: Element) -> bool:
    """Whether an element stands among comments, teasers or other stories' authors."""
    if _NOT_BOX.search(element.get("class") or ""):
        return True
    around = list(element.iterancestors())
    named = [
        above
        for above in around
        if above.tag != "body" and _NOT_BOX.search(f"{above.get('class') or ''} {above.get('id') or ''}")
    ]
    if not named:
        return False
    headline = next(around[-1].iter("h1"), None)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    return not all(_in_head(above, holders) for above in named)


def in_frame(element: Element) -> bool:
    """Whether an element stands in the page's own footer or navigation, or below a picture; a story
    may have a footer."""
    for above in element.iterancestors():
        if above.tag in {"article", "main"}:
            return False
        if above.tag in {"footer", "nav", "figure", "figcaption"}:
            return True
    return False


def by_the_headline(root: Element) -> list[Element]:
    """The elements round the page's first h1; empty without one."""
    before: deque[Element] = deque(maxlen=_BEFORE)
    rest = iter(root.iter())
    for element in rest:
        if element.tag == "h1":
            return [*before, *islice(rest, _AFTER)]
        before.append(element)
    return []


def _in_head(element: Element, holders: Collection[Element]) -> bool:
    """Whether an element stands in the head of the story, round or beside the page's first h1 (and is
    or stands beside one of its `holders`): some sites style it as a teaser. A real teaser has a heading
    of its own."""
    if element in holders:
        return True
    parent = element.getparent()
    if parent is None or parent not in holders:
        return False
    small = next(islice(parent.iter(), HEAD_ELEMENTS - 1, None), None) is None
    return small and next(element.iter("h2", "h3", "h4", "h5"), None) is None


def address_in(box: Element, name: str, url: str) -> str:
    """The address that a box links under the author's name; empty without one."""
    for link in islice(box.iter("a"), LOOKED_AT):
        if (
            letters(name) in letters(short_text(link, _LINK) or "")
            or "author" in (link.get("rel") or "").lower().split()
        ):
            address = urls.web(link.get("href"), url)
            if address and not urls.same_page(address, url):
                return address
    return ""
