"""HTML source -> a tree of elements that is safe to walk.

The only file of this room that imports lxml, and it does so at the first call. Its tree keeps what
a browser would drop: control characters stay in the text, so every string must still be cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Protocol, cast

DEPTH = 100
"""Elements inside elements that are walked one by one; what lies deeper is taken as text."""


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
_UNREAD = names("script style template textarea select noscript title")


def fragment(html: str) -> tuple[Element | None, str]:
    """The body element of a piece of HTML (None where it is empty) and the declared language.

    libxml2 ends reading at `</html>` and at 2,048 open elements. Feeds glue several pages together
    and hostile ones nest deeper, so the wrappers go first, and too deep a source is read again with
    its containers flattened: its words stay.
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
    root, too_deep = parsed(f"<html><body>{html}".encode("utf-8", "ignore"))
    if too_deep:
        root, too_deep = parsed(f"<html><body>{flattened(html)}".encode("utf-8", "ignore"))
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
    return parsed(body, encoding)[0]


def text_of(element: Element) -> str:
    """All text under an element in order, without scripts and their like."""
    parts: list[str] = []
    _collect(element, parts, 0)
    return "".join(parts)


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


def _language_of_only_child(body: Element) -> str:
    only = next(iter(body), None)
    if only is None or len(body) > 1 or (body.text or "").strip() or (only.tail or "").strip():
        return ""
    return only.get("lang") or ""


def parsed(source: bytes, encoding: str | None = "utf-8") -> tuple[Element | None, bool]:
    """The root of a source in UTF-8 or the given encoding, and whether it was too deep to be read whole."""
    from lxml import etree

    # Not lxml.html's parser: it looks up a class for every element, and no more is read of them.
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding=encoding)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError):
        return None, False
    if root is None:  # a source without an element
        return None, False
    too_deep = any("xcessive depth" in problem.message for problem in parser.error_log)
    return cast(Element, root), too_deep


def flattened(html: str) -> str:
    """A source without its inline elements, and with its containers as paragraphs one after another."""
    return _TAG.sub(_flattened, html)


def _flattened(found: re.Match[str]) -> str:
    name = found[2].lower()
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
