"""The headline as the page shows it: not the one for search engines, not the site's name behind it."""

from __future__ import annotations

import re

from feedreader.content.extract import headings
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.headings import Heading
from feedreader.content.tree import Element, names
from feedreader.text import urls
from feedreader.text.spelling import letters

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/\\-]\s+|\s*[|»]\s*|\s+::\s+")
_EDGES = " |–—·•»«:/\\-"
_ALIKE = 0.6
_LABEL = 4
"""Letters from which a host's label can name its site."""
_COMMON = names("news blog blogs mobile story stories media online magazine")
_LONG = 12
"""Letters from which one headline inside another is no chance."""


def find(root: Element, facts: Facts) -> tuple[str, Element | None]:
    """The headline and the element that shows it, if one does."""
    declared = [text for text in _declared(facts) if text]
    known = [letters(text) for text in declared]
    best: tuple[float, Heading] | None = None
    for number, heading in enumerate(headings.found(root, facts.url, _site(facts))):
        score = _likeness(heading, known) - number * 0.002
        if best is None or score > best[0]:
            best = (score, heading)
    if best is not None and (best[0] >= 1 or not declared or (best[1].element.tag == "h1" and best[0] > 0.5)):
        social = without_site(facts.meta("og:title"), _site(facts))
        shown = best[1].text
        return _with_kicker(best[1], social) or _written(shown, facts, social, declared), best[1].element
    return (declared[0] if declared else ""), None


def _declared(facts: Facts) -> list[str]:
    """Headlines the page declares, best first."""
    listed = [
        *facts.said("headline"),
        facts.meta("og:title"),
        facts.meta("twitter:title"),
        facts.meta("dc.title", "dcterms.title", "title", "headline", "parsely-title", "sailthru.title"),
        *(facts.said("name") if facts.story else ()),
        facts.page_title,
    ]
    return [without_site(text, _site(facts)) for text in listed if text]


def _site(facts: Facts) -> str:
    """The site's name as declared, where that is not once more the title of the page; else the part
    at an end of the page's title that is like a label of its host."""
    declarations = (facts.meta("og:site_name"), facts.meta("application-name"))
    declared = next(
        (name for name in declarations if name and letters(name) != letters(facts.page_title)), ""
    )
    parts = [part for part in _SEPARATOR.split(facts.page_title) if part]
    if declared or len(parts) < 2:
        return declared
    labels = [letters(label) for label in urls.host(facts.url).split(".")[:-1]]
    for part in (parts[-1], parts[0]):
        own = letters(part)
        for label in labels:
            if (
                min(len(own), len(label)) >= _LABEL
                and label not in _COMMON
                and (label in own or own in label)
            ):
                return part.strip()
    return ""


def _with_kicker(heading: Heading, social: str) -> str:
    """The headline for sharing, if it is the shown one with its kicker: it has the mark between them."""
    whole = letters(heading.whole)
    return social if whole != letters(heading.text) and whole == letters(social) else ""


def _written(shown: str, facts: Facts, social: str, declared: list[str]) -> str:
    """The headline as its page writes it: without a kicker or a date that shares its element, and not
    cried where it is declared in small letters.

    Newsrooms declare their stories in JSON-LD and write the headline for sharing by hand; where that
    is much like the shown one, it is the same one mended, with the marks that the layout replaces."""
    own = letters(shown)
    newsroom = next(facts.said("headline"), "") != ""
    social = _without_tail(social, own)
    for other in [social, *declared] if social else declared:
        other = _without_tail(other, own)
        key = letters(other)
        if key == own:
            return other if newsroom or (shown.isupper() and not other.isupper()) else shown
        if len(key) >= max(_LONG, 0.4 * len(own)) and own.endswith(key):
            return _tail(shown, len(key))
    return social if newsroom and social and _alike(shown, social) >= _ALIKE else shown


def _tail(text: str, size: int) -> str:
    """The end of a text that holds so many letters, with the marks right before them."""
    at = len(text)
    while size > 0 and at > 0:
        at -= 1
        size -= len(letters(text[at]))
    while at > 0 and not text[at - 1].isalnum() and not text[at - 1].isspace():
        at -= 1
    return text[at:].lstrip(_EDGES)


def _without_tail(title: str, shown: str) -> str:
    """A title without the parts at its end that the page does not show: the site, a section."""
    for found in reversed(list(_SEPARATOR.finditer(title))):
        if letters(title[found.end() :]) in shown:
            break
        title = title[: found.start()]
    return title


def _alike(one: str, other: str) -> float:
    """Likeness of two texts by their pairs of letters (Dice), 0 to 1."""
    first, second = (
        {text[at : at + 2] for at in range(len(text) - 1)} for text in (letters(one), letters(other))
    )
    return 2 * len(first & second) / max(1, len(first) + len(second))


def without_site(title: str, site: str = "") -> str:
    """A title without the site's name at its end or start."""
    name = letters(site)
    for mark in ("：", ":"):
        if name and letters(title.rpartition(mark)[2]) == name:
            return title.rpartition(mark)[0].rstrip()
    parts = [part.strip() for part in _SEPARATOR.split(title)]
    if len(parts) < 2:
        return title
    if name and letters(parts[-1]) == name:
        return title[: title.rindex(parts[-1])].rstrip(_EDGES)
    if name and letters(parts[0]) == name:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(_EDGES)
    return title


def _likeness(heading: Heading, declared: list[str]) -> float:
    """How surely a heading shows the headline: by rank, and by how much it is like a declared one."""
    own = letters(heading.text)
    if not own:
        return 0.0
    rank = heading.rank
    score = {1: 0.6, 2: 0.2, 3: 0.1}[rank]
    for number, other in enumerate(declared):
        if not other:
            continue
        if own == other:
            return score + 1.5 - number * 0.02
        if len(own) >= _LONG and (own in other or other in own):
            near = {1: 1.3, 2: 1.1 if 2 * len(own) > len(other) else 0.9, 3: 0.7}[rank]
            score = max(score, near + 0.1 * min(1, len(own) / len(other)) - number * 0.02)
        elif _shared(heading.text, other) > 0.6:
            score = max(score, {1: 1.2}.get(rank, 0.4) - number * 0.02)
    return score


def _shared(text: str, other: str) -> float:
    """Share of a headline's words that another one holds."""
    words = [letters(word) for word in text.split()]
    words = [word for word in words if len(word) > 3]
    return sum(word in other for word in words) / len(words) if len(words) > 2 else 0.0
