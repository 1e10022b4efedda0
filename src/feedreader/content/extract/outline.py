"""A page's elements in one list, with how much text lies under each: what all decisions rest on.

Every element is touched once, and everything is summed up from the leaves; so the time is linear in
the number of elements, however they nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from feedreader.content.extract.source import MOST_ELEMENTS
from feedreader.content.tree import Element, names

BLOCKS = names(
    "p div section article main header footer aside nav address center form fieldset figure figcaption ul ol li dl dt dd"
    " table thead tbody tfoot tr td th caption blockquote pre h1 h2 h3 h4 h5 h6 hr body details summary video audio"
)
SKIPPED = names(
    "script style template textarea select noscript title svg head iframe object canvas option datalist math"
)
LEAST = 25
"""Characters from which a block counts as a sentence of a story and not as a label."""
WIDE = 2
"""How many letters of an alphabet a Chinese, Japanese or Korean character stands for."""

_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")


@dataclass(slots=True)
class Outline:
    """Parallel lists, one place an element, in document order.

    `end[i]` is the first place behind the subtree of `i`. `chars`, `linked` and `good` are sums over
    the subtree: characters, those inside links, and those in blocks that read like sentences."""

    elements: list[Element]
    places: dict[Element, int]
    parent: list[int]
    end: list[int]
    chars: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    good: list[int] = field(default_factory=list)
    skipped: list[bool] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """Good characters of the block itself, without blocks inside it."""

    def inside(self, place: int, outer: int) -> bool:
        """Whether an element is another or lies under it."""
        return outer <= place < self.end[outer]


def of(root: Element) -> Outline:
    """The outline of a tree."""
    elements = list(islice(root.iter(), MOST_ELEMENTS))
    places = {element: place for place, element in enumerate(elements)}
    parent = [-1] * len(elements)
    for place, element in enumerate(elements):
        for child in element:
            below = places.get(child)
            if below is not None:
                parent[below] = place
    end = [place + 1 for place in range(len(elements))]
    for place in range(len(elements) - 1, 0, -1):
        above = parent[place]
        if end[place] > end[above]:
            end[above] = end[place]
    outline = Outline(elements, places, parent, end)
    _weigh(outline)
    return outline


def _weigh(outline: Outline) -> None:
    size = len(outline.elements)
    chars, linked = [0] * size, [0] * size
    skipped, in_link, block = [False] * size, [False] * size, [0] * size
    for place, element in enumerate(outline.elements):
        above = outline.parent[place]
        tag = element.tag
        if above >= 0:
            skipped[place] = skipped[above] or tag in SKIPPED
            in_link[place] = in_link[above] or tag == "a"
            block[place] = place if tag in BLOCKS else block[above]
            tail = element.tail
            if tail and not skipped[above] and (length := _length(tail)):
                chars[block[above]] += length
                linked[block[above]] += length * in_link[above]
        text = element.text
        if text and not skipped[place] and (length := _length(text)):
            chars[block[place]] += length
            linked[block[place]] += length * in_link[place]
    outline.own = [
        long - 2 * short if long >= LEAST and 2 * short < long else 0
        for long, short in zip(chars, linked, strict=True)
    ]
    outline.skipped = skipped
    outline.chars, outline.linked, outline.good = chars, linked, list(outline.own)
    for place in range(size - 1, 0, -1):
        above = outline.parent[place]
        chars[above] += chars[place]
        linked[above] += linked[place]
        outline.good[above] += outline.good[place]


def _length(text: str) -> int:
    length = len(text.strip())
    if length and not text.isascii():
        wide = len(_WIDE.findall(text))
        length += wide * (WIDE - 1)
    return length
