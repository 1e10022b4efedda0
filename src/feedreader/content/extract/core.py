"""The main element of a page: where most of its sentences stand that no name speaks against."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedreader.content.extract import calls, noise
from feedreader.content.extract.noise import Verdict
from feedreader.content.extract.outline import Outline
from feedreader.content.tree import Element, names

_ENOUGH = 0.8
"""Share of an element's good text from which a child of it holds the story alone."""
_ENOUGH_NAMED = 0.45
"""The same for a child that is named as a story or holds the headline."""
_SHORT = 500
"""Characters under which something like a paywall's box is not the story behind it."""
_SENTENCE = 40
"""Characters from which a block before the body can be a standfirst."""
_PICTURED = names("figure figcaption aside time address")
_SHOWS = re.compile(r"caption|carousel|gallery|slide(?:r|s|show)?(?![a-z])", re.IGNORECASE)
"""Names of what holds pictures with their captions."""
_NO_BODIES = names("p table ul ol dl blockquote pre span a h1 h2 h3 h4 h5 h6 figure figcaption")
_TOLD = names("figure aside")
"""Elements whose names count inside of a figure, too."""
_TOP = names("html body main")
_STORY_TYPES = re.compile(r"articleBody|reviewBody|recipeInstructions|blogPost\b", re.IGNORECASE)


@dataclass(slots=True)
class Marked:
    """What is noise: `gone` are the roots of what is left out, `out` says it of every place, and
    `clean` sums up the good text that is left."""

    gone: set[int]
    out: list[bool]
    clean: list[int]
    left: list[int]
    """Characters that are left under an element."""
    named: list[bool]
    """Whether an element is named as a story's body."""
    within: list[int]
    """The place under an element, itself left out, of the first named one with most good text; or -1."""


def mark(outline: Outline, headline: int, picture: int = -1) -> Marked:
    """Judges every element by tag, role and names. What holds the headline or most of the page's
    sentences is not noise, whatever it is called; nor is what shows the story's `picture`."""
    size = len(outline.elements)
    judge = noise.Names()
    gone: set[int] = set()
    out, named, pictured = [False] * size, [False] * size, [False] * size
    for place, element in enumerate(outline.elements):
        above = outline.parent[place]
        if above >= 0 and out[above]:
            out[place] = True
            continue
        pictured[place] = element.tag == "figure" or (above >= 0 and pictured[above])
        told = not pictured[place] or element.tag in _TOLD
        verdict = judge.verdict(element) if told else Verdict.NOTHING
        named[place] = verdict is Verdict.KEPT or bool(_STORY_TYPES.search(element.get("itemprop") or ""))
        bad = (
            verdict in {Verdict.NOISE, Verdict.FOREIGN}
            or (verdict is Verdict.RELATED and outline.linked[place] > 0)
            or (verdict is Verdict.SOFT and outline.chars[place] < _SHORT and element.tag != "p")
            or (noise.by_tag(element) and not (pictured[place] and element.tag == "footer"))
        )
        if bad and picture >= place and outline.inside(picture, place) and verdict is not Verdict.FOREIGN:
            bad = False
        if (bad or noise.hidden(element)) and not _protected(outline, place, headline, verdict):
            out[place] = True
            gone.add(place)
    calls.drop(outline, gone, out, headline)
    clean = [0 if lost else own for own, lost in zip(outline.own, out, strict=True)]
    lost = [outline.chars[place] if place in gone else 0 for place in range(size)]
    within = [-1] * size
    for place in range(size - 1, 0, -1):
        above = outline.parent[place]
        clean[above] += clean[place]
        lost[above] += lost[place]
        for best in (within[place], place if named[place] else -1):
            if best >= 0 and (within[above] < 0 or clean[best] >= clean[within[above]]):
                within[above] = best
    left = [chars - gone_there for chars, gone_there in zip(outline.chars, lost, strict=True)]
    return Marked(gone, out, clean, left, named, within)


def _protected(outline: Outline, place: int, headline: int, verdict: Verdict) -> bool:
    element = outline.elements[place]
    if element.tag in _TOP or (headline > place and outline.inside(headline, place)):
        return True
    if verdict is Verdict.FOREIGN:
        return False
    good = outline.good[place]
    wordy = (
        verdict is Verdict.NOISE
        and 4 * good > outline.good[0]
        and 8 * outline.linked[place] < outline.chars[place]
    )
    return wordy or 2 * good > outline.good[0]


def find(outline: Outline, marked: Marked, headline: int) -> int:
    """The place of the main element: down from the top as long as one child holds enough."""
    at = 0
    while True:
        child = max(_children(outline, at), key=lambda place: marked.clean[place], default=-1)
        best = _named_child(outline, marked, at, headline)
        if best >= 0 and marked.clean[best] >= _ENOUGH_NAMED * marked.clean[at] > 0:
            child = best
        elif child < 0 or marked.clean[child] < _ENOUGH * marked.clean[at] or not marked.clean[child]:
            return at
        if outline.elements[child].tag in _NO_BODIES:
            return at
        at = child
        if marked.named[at] and not _has_named(marked, at):
            return at


def parts(outline: Outline, marked: Marked, core: int, headline: int) -> list[int]:
    """The main element and what stands beside it and belongs to it, in order: the standfirst between
    headline and body, and further paragraphs where a body is cut in pieces."""
    after: list[int] = []
    at = core
    while at > 0 and outline.elements[at].tag not in {"article", "main", "body"}:
        if headline >= 0 and outline.inside(headline, at):
            break
        above = outline.parent[at]
        siblings = _children(outline, above)
        mine = siblings.index(at)
        after += [
            place
            for place in siblings[mine + 1 :]
            if _belongs(outline, marked, place, 0.7, 100) and (not marked.named[core] or marked.named[place])
        ]
        at = above
    return [*_between(outline, marked, core, headline), core, *after]


def _belongs(outline: Outline, marked: Marked, place: int, share: float, least: int) -> bool:
    return not marked.out[place] and marked.clean[place] >= max(least, share * marked.left[place])


def _between(outline: Outline, marked: Marked, core: int, headline: int) -> list[int]:
    """Sentences between headline and main element."""
    found: list[int] = []
    if headline < 0 or outline.inside(headline, core):
        return found
    place = outline.end[headline]
    while place < core:
        element = outline.elements[place]
        if marked.out[place] or element.tag in _PICTURED or _SHOWS.search(element.get("class") or ""):
            place = max(place + 1, outline.end[place] if not outline.inside(core, place) else 0)
        elif outline.own[place] >= _SENTENCE and not outline.inside(core, place):
            found.append(place)
            place = outline.end[place]
        else:
            place += 1
    return found


def _children(outline: Outline, place: int) -> list[int]:
    return [outline.places[child] for child in outline.elements[place] if child in outline.places]


def _named_child(outline: Outline, marked: Marked, at: int, headline: int) -> int:
    """The child with most text among those named as a story or holding the headline, or whatever
    lies deeper and is named so."""
    best = -1
    for place in _children(outline, at):
        element = outline.elements[place]
        telling = element.tag in {"article", "main"} or (headline >= 0 and outline.inside(headline, place))
        if telling and (best < 0 or marked.clean[place] > marked.clean[best]):
            best = place
    named = marked.within[at]
    if named >= 0 and (best < 0 or marked.clean[named] > marked.clean[best]):
        return named
    return best


def _has_named(marked: Marked, at: int) -> bool:
    """Whether a further element named as a story holds nearly all of this one."""
    named = marked.within[at]
    return named >= 0 and marked.clean[named] >= 0.9 * marked.clean[at]


def dense(outline: Outline, marked: Marked, core: int) -> set[int]:
    """The roots of what is mostly links inside the main element: lists of further stories."""
    found: set[int] = set()
    place = core + 1
    while place < outline.end[core]:
        if marked.out[place]:
            place = outline.end[place] if place in marked.gone else place + 1
            continue
        if _is_dense(outline, place):
            found.add(place)
            place = outline.end[place]
        else:
            place += 1
    return found


def _is_dense(outline: Outline, place: int) -> bool:
    element: Element = outline.elements[place]
    if element.tag not in {"div", "section", "ul", "ol", "article", "header", "dl", "aside"}:
        return False
    chars, linked = outline.chars[place], outline.linked[place]
    if not chars or outline.good[place] > 0.3 * chars:
        return False
    if linked <= 0.6 * chars:
        return False
    return sum(1 for _link in element.iter("a")) > 1 or (element.tag in {"ul", "ol"} and linked == chars)
