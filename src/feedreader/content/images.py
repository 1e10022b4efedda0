"""One picture from an `<img>`, a `<picture>` or a lazy loader: its best address, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedreader.content.tree import Element
from feedreader.model.document import Picture
from feedreader.text import clean, urls

WANTED_WIDTH = 1200
"""Pixels: enough for a terminal at full width, with a cell of 8 to 16 pixels."""
_TINY = 2
_SMALLEST_ICON = 48

_MOST_SOURCES = 30
"""Sets of one `<picture>`."""

_LAZY_NAME = re.compile(r"data-[a-z-]*src(set)?$")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-src-set", "srcset")
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-img-src",
    "data-actualsrc",
    "data-image",
    "data-full-src",
    "data-pin-media",
    "src",
    "data-orig-file",
    "data-large-file",
    "data-medium-file",
)

_STEP = re.compile(r"(\S+)(?:\s+(\d+(?:\.\d+)?)([wx]))?[^\S,]*,?")
_WIDTHS = re.compile(r"\s\d{2,5}w(?:$|[\s,])")
_NUMBER = re.compile(r"\s*(\d{1,6})(?:\.\d+)?\s*(?:px\s*)?$")
_CSS_SIZE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,6})(?:\.\d+)?px")
_PLACEHOLDER = re.compile(
    r"(?:^data:|/(?:blank|spacer|transparent|pixel|placeholder|lazy|loading|1x1|clear|s)\.(?:gif|png|svg)"
    r"|placeholder\.(?:svg|png|gif)|grey-placeholder|lazy-placeholder|/assets/placeholder)",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"//(?:[^/]*\.)?(?:doubleclick\.net|google-analytics\.com|scorecardresearch\.com|quantserve\.com|statcounter\.com"
    r"|feedsportal\.com|pixel\.wp\.com|stats\.wordpress\.com|feedads\.g\.|pheedo\.com|hits\.(?:guardian|webhits)"
    r"|ioam\.de|vgwort\.de|met\.vgwort|cpx\.golem\.de|counter\.theconversation\.com|sb\.voicefive|imrworldwide\.com"
    r"|chartbeat\.net|parsely\.com|piwik\.|matomo\.|analytics\.|pixel\.|tracking\.|tracker\.|beacon\.)"
    r"|feeds\.feedburner\.com/~(?:r|ff|at|f)/|feedburner\.google|/~r/[^/]+/~4/|facebook\.com/tr\?"
    r"|(?:piwik|matomo)\.php|/__utm\.gif|/pixel\.(?:gif|png|php)|/tracking[_-]?pixel|/1x1\.|/mf\.gif"
    r"|blogger\.googleusercontent\.com/tracker/|blogblog\.com/.{0,60}icon18|/count(?:er)?\.gif",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"(?:^|[\s_-])(?:wp-smiley|emoji|emoticon|smiley|twemoji)(?:$|[\s_-])", re.IGNORECASE)


def picture(element: Element, base: str, href: str = "") -> Picture | None:
    """The picture an `<img>` shows; None for trackers, spacers and what has no web address."""
    width, height = _sizes(element)
    if 0 < (width or 9) <= _TINY or 0 < (height or 9) <= _TINY:
        return None
    address = next(filter(None, (urls.web(found, base) for found in _addresses(element))), "")
    if not address or _TRACKER.search(address):
        return None
    return Picture(address, clean.line(element.get("alt"), 1000), width, height, href)


def emoji(element: Element) -> str:
    """The character that a small picture of an emoji stands for, or empty."""
    alt = element.get("alt") or ""
    if alt and len(alt) <= 40 and _EMOJI.search(f"{element.get('class') or ''} {element.get('src') or ''}"):
        return alt
    return ""


def is_icon(element: Element) -> bool:
    """Whether a picture is declared so small that it belongs into its line."""
    width, height = _sizes(element)
    return 0 < max(width, height) <= _SMALLEST_ICON


def is_lazy(element: Element) -> bool:
    """Whether an `<img>` has nothing to show without a script."""
    return next(_addresses(element), "") == ""


def _addresses(element: Element) -> Iterator[str]:
    """Candidates, best first: sets of sizes, then what lazy loaders use, then what is left."""
    sources = list(_sources(element))
    yield from filter(None, (_usable_set(element, name) for name in _LAZY_SETS))
    # Without widths a source is the same picture in a newer format, which fewer can decode.
    yield from (_from_set(value) for value in sources if _WIDTHS.search(value))
    for name in _LAZY:
        value = element.get(name)
        if value and not _PLACEHOLDER.search(value):
            yield value
    yield from map(_from_set, sources)
    yield from _named_otherwise(element)


def _named_otherwise(element: Element) -> Iterator[str]:
    """What a loader of its own calls the address: "data-carousel-lazyload-srcset"."""
    names = element.keys()
    for name in names:
        found = _LAZY_NAME.match(name)
        value = (element.get(name) or "") if found else ""
        if found and value and name not in _LAZY and not _PLACEHOLDER.search(value[:200]):
            yield _from_set(value) if found[1] else value


def _usable_set(element: Element, name: str) -> str:
    value = element.get(name)
    return _from_set(value) if value and not _PLACEHOLDER.search(value[:200]) else ""


def _sources(element: Element) -> Iterator[str]:
    """The sets of the `<picture>` round its (first) `<img>`: for wide screens and in known formats first.

    libxml2 does not know that `<source>` is empty and puts what follows it inside."""
    above = element.getparent()
    top = None
    while above is not None and above.tag in {"source", "picture"}:
        top, above = above, above.getparent()
    if (
        top is None
        or next((each for each in islice(top.iter(), _MOST_SOURCES * 2) if each.tag == "img"), None)
        is not element
    ):
        return
    found = sorted(islice(top.iter("source"), _MOST_SOURCES), key=_rank)
    for source in found:
        value = source.get("srcset") or source.get("data-srcset") or source.get("src")
        if value and not _PLACEHOLDER.search(value[:200]):
            yield value


def _rank(source: Element) -> tuple[bool, bool]:
    return "max-width" in (source.get("media") or ""), (source.get("type") or "") in {
        "image/avif",
        "image/jxl",
    }


def _from_set(value: str) -> str:
    """The entry of a srcset (HTML, 4.8.4.2.1) nearest to the wanted width from above."""
    best, best_width = "", 0.0
    for found in _STEP.finditer(value[:20_000]):
        address = found[1].strip(",")
        # A density is taken as of a picture 600 pixels wide.
        width = float(found[2] or 1) * (600 if (found[3] or "x") == "x" else 1)
        if not address or address.startswith("data:"):
            continue
        if not best or (
            width < best_width if width >= WANTED_WIDTH < best_width else _nearer(width, best_width)
        ):
            best, best_width = address, width
    return best


def _nearer(width: float, best: float) -> bool:
    return best < WANTED_WIDTH and width > best


def _sizes(element: Element) -> tuple[int, int]:
    sizes = {"width": _pixels(element.get("width")), "height": _pixels(element.get("height"))}
    css = element.get("style")
    if css:
        for name, value in _CSS_SIZE.findall(css):
            if sizes[name] < 0:
                sizes[name] = int(value)
    width, height = sizes["width"], sizes["height"]
    if 0 in (width, height) and element.get("src") and not element.get("sizes"):
        # Declared as 0: a tracker, unless its layout sizes it. Undeclared is -1 until here.
        return (1, 1)
    return max(width, 0), max(height, 0)


def _pixels(value: str | None) -> int:
    """-1 where not declared in pixels."""
    found = _NUMBER.match(value) if value else None
    return int(found[1]) if found else -1
