"""Titles, summaries and bodies: the text of an element and whether it is HTML.

RSS never says whether a text is HTML, so it is told from the text. Atom says it with `type`
(RFC 4287, 3.1.1 and 4.1.3; Atom 0.3 has `mode` besides); where an Atom feed says nothing but
plainly writes markup, the markup is believed.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from html.entities import html5
from xml.sax.saxutils import escape, quoteattr

from feedreader.parse.names import XML, Element, attributes
from feedreader.parse.raw import RawText

_KNOWN = """
a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption
center cite code col colgroup dd del details dfn div dl dt em embed figcaption figure font footer
form h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li main mark math nav noscript object ol p
picture pre q rp rt ruby s samp script section small source span strike strong style sub summary sup
svg table tbody td tfoot th thead time tr tt u ul var video wbr
"""
_HTML = frozenset(_KNOWN.split())
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "source", "track", "wbr"))
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,30}));")
_SINGLE = re.compile(r"<(?:br|hr|img|p)(?=[\s/>])", re.I)
_TAGS = re.compile(r"<[A-Za-z/!][^<>]*>")
_DOUBLE = re.compile("[\xc2-\xf4][\x80-\xbf\u20ac\u2018-\u203a\u0152-\u0178\u02c6\u02dc\u2122]")


def repaired(text: str) -> str:
    """`text`, with UTF-8 that was taken for windows-1252 and encoded again put right.

    Only where every character beyond ASCII takes part in a valid sequence, so that real text
    is left alone."""
    if text.isascii() or not _DOUBLE.search(text):
        return text
    try:
        # Bytes that windows-1252 has no character for stay what they are in Latin-1.
        raw = (
            b"".join(bytes((ord(c),)) if ord(c) < 0x100 else c.encode("cp1252") for c in text)
            if len(text) < 200_000
            else text.encode("latin-1")
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return text


def plain(element: Element) -> str:
    """All text inside `element`, as it stands."""
    if len(element) == 0:
        return repaired((element.text or "").strip())
    return repaired("".join(str(piece) for piece in element.itertext()).strip())


def line(element: Element, *, atom: bool = False) -> str:
    """A title as plain text: markup dropped, entities resolved."""
    found = value(element, atom=atom)
    if found.kind == "text":
        return found.value
    return html.unescape(_TAGS.sub("", found.value)).strip()


def value(element: Element, *, atom: bool, base: str = "", body: bool = False) -> RawText:
    """The text of `element`. `atom` obeys its `type`; `body` takes any known tag for HTML (a
    description), where a title needs more to be sure."""
    kind = (element.get("type") or "").strip().lower() if atom else ""
    if len(element):
        if kind in ("text", "text/plain"):
            return RawText(plain(element), "text", base)
        return RawText(repaired(markup(element)), "html", base)
    text = repaired((element.text or "").strip())
    if atom and (element.get("mode") == "base64" or _is_binary(kind)):
        text = _decoded(text)
    if kind in ("html", "text/html", "application/xhtml+xml") or kind.endswith("/html"):
        return RawText(text, "html", base)
    if kind in ("text", "text/plain", "text/markdown", "text/x-markdown"):
        return RawText(text, "text", base)
    return RawText(text, "html" if is_html(text, loose=body and not atom) else "text", base)


def is_html(text: str, *, loose: bool = False) -> bool:
    """Whether `text` is meant as HTML: it closes a known element, has one that needs no end, or
    a character reference. `loose`: any known element will do."""
    if "&" in text and any(not m[1] or m[1] + ";" in html5 for m in _REFERENCE.finditer(text)):
        return True
    if "<" not in text:
        return False
    if any(match[1].lower() in _HTML for match in _CLOSING.finditer(text)) or _SINGLE.search(text):
        return True
    return loose and any(match[1].lower() in _HTML for match in _OPENING.finditer(text))


def markup(element: Element) -> str:
    """What is inside `element` as HTML, without the one `div` that Atom's xhtml type wraps
    everything in (RFC 4287, 3.1.1.3). Prefixes go: `<xhtml:p>` is `<p>`."""
    wrapped = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
    inside = element[0] if wrapped and _local(element[0]) in ("div", "body") else element
    out: list[str] = []
    _write(inside, out)
    return "".join(out).strip()


def _write(element: Element, out: list[str]) -> None:
    if element.text:
        out.append(escape(element.text))
    for child in element:
        name = _local(child)
        if name:
            written = "".join(f" {k}={quoteattr(v)}" for k, v in attributes(child))
            out.append(f"<{name}{written}>")
            _write(child, out)
            if name not in _VOID:
                out.append(f"</{name}>")
        if child.tail:
            out.append(escape(child.tail))


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _is_binary(kind: str) -> bool:
    """Whether a MIME type means base64 (RFC 4287, 4.1.3.3: all but text and XML)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _decoded(text: str) -> str:
    """Base64 as text: what is no base64 as it stands, what is no text as nothing."""
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def language(element: Element) -> str:
    """xml:lang in force at `element`, or ""."""
    at: Element | None = element
    while at is not None:
        found = at.get(XML + "lang")
        if found is not None:
            return found.strip()
        at = at.getparent()
    return ""
