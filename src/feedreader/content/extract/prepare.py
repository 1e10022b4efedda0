"""Changes to a page's tree before it is judged: markup of many kinds brought to the few that the
converter knows. Pictures shown by scripts' own elements, pictures that are buttons, figures in all
but name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedreader.content.extract.noise import is_intro, split
from feedreader.content.extract.source import shaped
from feedreader.content.tree import Element, names, short_text

_OWN_IMAGE = re.compile(r"(?:^|-)(?:image|img|picture|photo)(?:-|$)")
_ADDRESSES = ("src", "data-src", "data-srcset", "srcset", "data-original")
_PICTURED = re.compile(
    r"-(?:image|images|img|photo|photos|picture|pic|foto|fotos|bild|figure|media|hero|opener|illustration|immagine|imagen|featured)(?=-)"
)
_UNFIT = names("h1 h2 h3 h4 form ul ol table video iframe audio time blockquote article nav input")
_CAPTION = re.compile(r"(?<![a-z])(?:fig|image|img|photo|embed|media)?-?_?caption(?![a-z])", re.IGNORECASE)
_SHOWN = (
    "img",
    "picture",
    "video",
    "iframe",
    "table",
    "pre",
    "blockquote",
    "audio",
    "object",
    "amp-img",
    "svg",
    "canvas",
    "math",
    "code",
)
_LOOSE = 700
"""Characters beside a picture up to which they can be its caption and credit."""
_SOURCE = 10_000
"""The same with the blanks that lay out the source."""
_STEPS = 4


def prepare(root: Element) -> None:
    """Changes a tree in place; linear in its elements, since a picture looks a few steps up only."""
    for element in list(root.iter()):
        tag = element.tag
        if "-" in tag and _OWN_IMAGE.search(tag) and any(element.get(name) for name in _ADDRESSES):
            _as_image(element)
    labelled: dict[Element, bool] = {}
    for element in list(root.iter("img")):
        _unbutton(element)
        _enclose(element, labelled)
    shows: dict[Element, bool] = {}
    for element in list(root.iter()):
        name = element.get("class")
        if element.tag == "figcaption" or (name and _CAPTION.search(name[:300])):
            if short_text(element, _LOOSE) is None:
                continue
            _hide_orphan(element, shows)
            _unhide(element)


def _unhide(caption: Element) -> None:
    """A caption that is kept from screen readers, because the picture's text says the same, is shown."""
    for element in caption.iter():
        if element.get("aria-hidden") == "true" and len((element.text or "").strip()) > 1:
            shaped(element).set("aria-hidden", "false")


def _holds(element: Element, tags: Sequence[str], known: dict[Element, bool]) -> bool:
    """Whether an element has one of these inside; `known` are the answers so far, for a box with ten
    thousand captions is asked ten thousand times."""
    if element not in known:
        known[element] = next(element.iter(*tags), None) is not None
    return known[element]


def _hide_orphan(caption: Element, shows: dict[Element, bool]) -> None:
    """Hides a caption whose picture only a script would bring."""
    box = caption
    for _step in range(_STEPS):
        before = box.getprevious()
        if any(_holds(near, _SHOWN, shows) for near in (box, before) if near is not None):
            return
        above = box.getparent()
        if above is None or above.tag in {"article", "main", "body", "section"}:
            break
        box = above
        if box.tag == "figure":
            if _holds(box, _SHOWN, shows):
                return
            break
    shaped(caption).set("hidden", "")


def _as_image(element: Element) -> None:
    changed = shaped(element)
    changed.tag = "img"
    alt = element.get("data-alt-text") or element.get("alt-text")
    if alt and not element.get("alt"):
        changed.set("alt", alt)


def _unbutton(image: Element) -> None:
    """A picture in a button opens large; what stands with it there is its caption."""
    above = image.getparent()
    for _step in range(8):
        if above is None:
            return
        if above.tag == "button":
            shaped(above).tag = "div"
            return
        above = above.getparent()


def _enclose(image: Element, labelled: dict[Element, bool]) -> None:
    """Makes the box round a picture a figure, where it holds a caption and nothing else."""
    box: Element | None = None
    inner: Element | None = None
    above = image.getparent()
    steps = 0
    while above is not None and steps < _STEPS + 2:
        # libxml2 puts what follows a <source> inside it.
        steps += above.tag not in {"source", "picture", "a"}
        if above.tag in {"article", "main", "body", "section", "td", "li"}:
            break
        if above.tag == "figure":
            if inner is not None or _holds(above, ("figcaption",), labelled):
                return
            inner = above
        elif above.tag in {"div", "span", "p"}:
            fit = _fits(above)
            if fit is None:
                break
            if fit and (inner is not None or _PICTURED.search(split((above.get("class") or "")[:300]))):
                box = above
        above = above.getparent()
    if box is not None:
        if inner is not None:
            shaped(inner).tag = "div"
        shaped(box).tag = "figure"


def _is_standfirst(element: Element) -> bool:
    name = (element.get("class") or "")[:300]
    return is_intro(name) and not _PICTURED.search(split(name))


def _fits(box: Element) -> bool | None:
    """Whether a box holds a picture and a caption; None where it holds more than that."""
    pictures = 0
    for count, below in enumerate(box.iter()):
        if below.tag in _UNFIT or count > 60 or (below.tag == "p" and _is_standfirst(below)):
            return None
        pictures += below.tag == "img"
    if pictures > 1:
        return None
    text = short_text(box, _SOURCE)
    length = len(" ".join(text.split())) if text is not None else _LOOSE + 1
    return None if length > _LOOSE else length > 5
