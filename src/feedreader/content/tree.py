"""HTML source -> a tree of elements that is safe to walk.

The only file of this room that imports lxml, and it does so at the first call. Its tree keeps what
a browser would drop: control characters stay in the text, so every string must still be cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import Protocol, cast

DEPTH = 100
"""Elements inside elements that are walked one by one; what lies deeper is taken as text."""
DEEPEST = 256
"""Elements inside elements in any tree: libxml2's own limit. The deepest real page seen has 33."""
_WHOLE = 9_000_000
"""Bytes up to which a source is read under libxml2's limits; larger ones would fail at its 10 MB of text."""


class Element(Protocol):
    """What this room uses of an lxml element. Comments and instructions never appear."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    def get(self, key: str, /) -> str | None: ...
    def keys(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def iterancestors(self) -> Iterator[Element]: ...
    def getparent(self) -> Element | None: ...
    def getnext(self) -> Element | None: ...
    def getprevious(self) -> Element | None: ...


def names(listed: str) -> frozenset[str]:
    """Names of elements, attributes or classes, written with blanks between."""
    return frozenset(listed.split())


_WRAPPER = re.compile(r"</?(?:html|body|head)\b[^<>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,2000}?\slang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.IGNORECASE
)
_ESCAPED = re.compile(r"&lt;/(?:p|div|a|ul|ol|h[1-6]|strong|em|blockquote|figure)&gt;")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_FLAT_KEPT = names("p br img hr a script style iframe textarea")
_FLAT_INLINE = names(
    "span b i em strong font u s small big sub sup code tt kbd mark abbr q cite ins del bdi bdo label wbr"
)
_IN_LINE = _FLAT_INLINE | {"a", "br", "font"}
_ELEMENTS = 400
"""Elements without text that a short text may stand in."""
_UNREAD = names("script style template textarea select noscript title")


def fragment(html: str) -> tuple[Element | None, str]:
    """The body element of a piece of HTML (None where it is empty) and the declared language.

    libxml2 ends reading at `</html>`. Feeds glue several pages together, so the wrappers go first;
    and hostile ones nest deep, so that too deep a source is read again with its containers
    flattened: its words stay.
    """
    if "<" not in html and html.lstrip()[:4] == "&lt;" and _ESCAPED.search(html):
        # Escaped once too often, as some JSON feeds are.
        html = unescape(html)
    language = ""
    if _WRAPPER.search(html):
        found = _LANGUAGE.search(html)
        language = found[1] if found else ""
        html = _WRAPPER.sub("", html)
    if "[caption" in html:
        html = _captions(html)
    root = rooted(f"<html><body>{html}")
    if root is None:
        return None, language
    body = next(root.iter("body"), None)
    if body is not None and not language:
        language = _language_of_only_child(body)
    return body, language


def page(body: bytes) -> Element | None:
    """The root of a whole page. UTF-8 where the bytes are valid as such, else as the page declares."""
    try:
        body.decode("utf-8")
        encoding: str | None = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    found, too_deep = _parsed(body, encoding)
    return rooted(body.decode(encoding or "latin-1")) if too_deep else found


def rooted(html: str) -> Element | None:
    """The root of a source, no deeper than `DEEPEST`: a source that nests deeper is read with its
    containers flattened, so that its words stay. None where it has no element."""
    found, too_deep = _parsed(html.encode("utf-8", "ignore"), "utf-8")
    if too_deep:
        found, too_deep = _parsed(_flat(html).encode("utf-8", "ignore"), "utf-8")
    return found


def text_of(element: Element) -> str:
    """All text under an element in order, without scripts and their like."""
    parts: list[str] = []
    _collect(element, parts, 0)
    return "".join(parts)


def short_text(element: Element, most: int) -> str | None:
    """The same where it has at most so many characters; None where it has more, or stands in more
    elements than text of that length does. The work is bounded by `most`, whatever the element holds."""
    parts: list[str] = []
    left = most
    for place, part in enumerate(_texts(element)):
        parts.append(part)
        left -= len(part)
        if left < 0 or place > 4 * most + _ELEMENTS:
            return None
    return "".join(parts)


def beginning(element: Element, most: int) -> str:
    """The first characters of an element's text, at most so many."""
    parts: list[str] = []
    left = most
    for part in islice(_texts(element), most + _ELEMENTS):
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    return "".join(parts)[:most]


def paragraphs_of(element: Element) -> str:
    """All text under an element, a blank line round each of its blocks."""
    return "".join(_texts(element, "\n\n"))


def says_anything(element: Element) -> bool:
    """Whether there is any text but blanks under an element."""
    return any(part and not part.isspace() for part in _texts(element))


def outermost(element: Element, wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """The elements under an element that are wanted and lie in no other such."""
    behind = 1
    for place, below in enumerate(element.iter()):
        if place >= behind and wanted(below):
            yield below
            behind = place + sum(1 for _ in below.iter())


def classes(element: Element) -> str:
    """The class attribute, lower case, or empty."""
    return (element.get("class") or "").lower()


def _collect(element: Element, parts: list[str], depth: int) -> None:
    if element.tag in _UNREAD:
        return
    if element.text:
        parts.append(element.text)
    if element.tag == "br":
        parts.append("\n")
    if depth > DEPTH:
        for below in element.iter():
            if below is not element and below.tag not in _UNREAD:
                parts += [below.text or "", " ", below.tail or ""]
        return
    for child in element:
        _collect(child, parts, depth + 1)
        if child.tail:
            parts.append(child.tail)


def _texts(element: Element, apart: str = "") -> Iterator[str]:
    """The parts of an element's text, at least one for every element looked at; may be empty.
    `apart` stands before and behind what is no part of a line."""
    if element.tag in _UNREAD:
        return
    yield element.text or ""
    waiting = [(iter(element), element)]
    while waiting:
        below = next(waiting[-1][0], None)
        if below is None:
            ended = waiting.pop()[1]
            if waiting:
                yield (apart if ended.tag not in _IN_LINE else "") + (ended.tail or "")
        elif below.tag in _UNREAD:
            yield below.tail or ""
        else:
            before = "\n" if below.tag == "br" else apart if below.tag not in _IN_LINE else ""
            yield before + (below.text or "")
            waiting.append((iter(below), below))


def _language_of_only_child(body: Element) -> str:
    only = next(iter(body), None)
    if only is None or len(body) > 1 or (body.text or "").strip() or (only.tail or "").strip():
        return ""
    return only.get("lang") or ""


def _parsed(source: bytes, encoding: str | None) -> tuple[Element | None, bool]:
    """The root of a source in the given encoding or the one it declares, and whether it is too deep."""
    from lxml import etree

    # Not lxml.html's parser: it looks up a class for every element, and no more is read of them.
    huge = len(source) > _WHOLE
    parser = etree.HTMLParser(huge_tree=huge, remove_comments=True, remove_pis=True, encoding=encoding)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError):
        return None, False
    if root is None:  # a source without an element
        return None, False
    found = cast(Element, root)
    too_deep = any("xcessive depth" in problem.message for problem in parser.error_log)
    return found, too_deep or (huge and _is_deep(found))


def _is_deep(root: Element) -> bool:
    level = [root]
    for _step in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _flat(html: str) -> str:
    """A source without its inline elements, and with its containers as paragraphs one after another."""
    return _TAG.sub(_flattened, html)


def _flattened(found: re.Match[str]) -> str:
    name = found[2].lower()
    if name == "a" and not found[1]:
        return f"</p></a>{found[0]}"  # unlike a browser's, libxml2's links nest
    if name in _FLAT_KEPT:
        return found[0]
    return "" if name in _FLAT_INLINE else "<p>"


def _captions(html: str) -> str:
    """WordPress's caption shortcode, which some feeds carry unexpanded, as a figure."""
    parts: list[str] = []
    at = 0
    while True:
        start = html.find("[caption", at)
        opened = html.find("]", start) if start >= 0 else -1
        end = html.find("[/caption]", opened) if opened >= 0 else -1
        if end < 0:
            return "".join(parts) + html[at:]
        parts += [html[at:start], '<figure class="wp-caption">', html[opened + 1 : end], "</figure>"]
        at = end + len("[/caption]")
