"""The headline as the page shows it: not the one for search engines, not the site's name behind it."""

from __future__ import annotations

import re

from feedreader.content.extract.facts import Facts
from feedreader.content.tree import Element, text_of
from feedreader.text import clean

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/\\-]\s+|\s*[|»]\s*|\s+::\s+")
_LONGEST = 400
_ALIKE = 0.6
"""Likeness from which the headline declared for sharing is the shown one, mended."""


def letters(text: str) -> str:
    """A text's letters and digits alone, folded: what two headlines are compared by."""
    return "".join(filter(str.isalnum, text.casefold()))


def find(root: Element, facts: Facts) -> tuple[str, Element | None]:
    """The headline and the element that shows it, if one does."""
    declared = [text for text in _declared(facts) if text]
    shown = _shown(root)
    known = [letters(text) for text in declared]
    best: tuple[float, str, Element] | None = None
    for number, (text, element) in enumerate(shown):
        score = _likeness(text, element, known) - number * 0.01
        if best is None or score > best[0]:
            best = (score, text, element)
    if best is not None and (best[0] >= 1 or not declared or (best[2].tag == "h1" and best[0] > 0.5)):
        return _best_written(best[1], declared, without_site(facts.meta("og:title"), _site(facts))), best[2]
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
    return facts.meta("og:site_name", "application-name")


def _best_written(shown: str, declared: list[str], social: str) -> str:
    """The headline shown, as the page itself writes it: a kicker or a date that shares its element
    is left out, or gets the punctuation that the page's layout replaces."""
    own = letters(shown)
    for other in [social, *declared] if social else declared:
        other = _without_tail(other, own)
        key = letters(other)
        if key == own:
            return other
        if len(key) >= 0.4 * len(own) and own.endswith(key) and len(key) >= 12:
            return other
        if (
            key.endswith(own)
            and len(own) >= 12
            and other[: -len(shown)].rstrip().endswith((":", "–", "-", "|"))
        ):
            return other if other[: -len(shown)].rstrip().endswith(":") else shown
    social = _without_tail(social, own)
    return social if _alike(shown, social) >= _ALIKE else shown


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
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:/\\-")
    if name and letters(parts[0]) == name:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |–—·•«:/\\-")
    return title


def _shown(root: Element) -> list[tuple[str, Element]]:
    found: list[tuple[str, Element]] = []
    for element in root.iter("h1", "h2", "h3"):
        if len(found) >= 60:
            break
        text = clean.line(text_of(element), _LONGEST)
        if text:
            found.append((text, element))
    for element in root.iter():
        prop = element.get("itemprop")
        if prop and "headline" in prop.split() and element.tag != "meta":
            text = clean.line(text_of(element), _LONGEST)
            if text and element.tag not in {"h1", "h2", "h3"}:
                found.append((text, element))
    return found


def _likeness(text: str, element: Element, declared: list[str]) -> float:
    """How surely an element shows the headline: by level, and by how much it is like a declared one."""
    own = letters(text)
    if not own:
        return 0.0
    score = {"h1": 0.6, "h2": 0.2}.get(element.tag, 0.1)
    for rank, other in enumerate(declared):
        if not other:
            continue
        if own == other:
            return score + 1.5 - rank * 0.02
        if len(own) >= 12 and (own in other or other in own):
            score = max(
                score,
                {"h1": 1.3, "h2": 1.1 if 2 * len(own) > len(other) else 0.9}.get(element.tag, 0.7)
                - rank * 0.02,
            )
        elif _shared(text, other) > 0.6:
            score = max(score, {"h1": 1.2}.get(element.tag, 0.4) - rank * 0.02)
    return score


def _shared(text: str, other: str) -> float:
    """Share of a headline's words that another one holds."""
    words = [letters(word) for word in text.split()]
    words = [word for word in words if len(word) > 3]
    return sum(word in other for word in words) / len(words) if len(words) > 2 else 0.0
