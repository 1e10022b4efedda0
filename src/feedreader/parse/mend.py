"""Text that should be XML, made well-formed: the faults that feeds have in the wild.

`prolog` cuts what stands before the root element, `lightly` mends characters, entities and
prefixes. Every step is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.sax.saxutils import escape

from feedreader.parse.names import DECLARE

GROWTH = 1_000_000
"""Characters that a document's own entities may add in all."""

PREFIXES = 500
"""Undeclared prefixes that are declared after all."""

_ROOT = re.compile(r"<\?xml[\s?]|<(?:rss|feed|rdf:RDF|channel)[\s>]", re.I)
_NAME = re.compile(r"<[A-Za-z_]")
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s+(?:\"([^\"<&%]{0,200})\"|'([^'<&%]{0,200})')\s*>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(#\d{1,9};|#[xX][0-9a-fA-F]{1,8};|[A-Za-z_][\w.-]{0,60};)?")
_STRAY = re.compile(r"<(?![A-Za-z_/])|</(?![A-Za-z_])|\]\]>")
_OPAQUE = re.compile(r"<!\[CDATA\[|<!--|<\?|<!DOCTYPE", re.I)
_ENDS = {"<![cdata[": "]]>", "<!--": "-->", "<?": "?>", "<!doctype": ">"}
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}\s?=")
_XMLNS = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,40})\s?=")
_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


@dataclass(frozen=True, slots=True)
class Prolog:
    """A document without what stands before its root. `lines` were cut off; `entities` are
    those that its DOCTYPE declares as plain text; `junk` tells of text before the beginning."""

    text: str
    lines: int = 0
    entities: tuple[tuple[str, str], ...] = ()
    junk: bool = False


def prolog(text: str) -> Prolog:
    """`text` from its root element on. A DOCTYPE goes, and with it external entities, entities
    made of entities, and whatever else it would define."""
    start = text.find("<")
    junk = bool(text[: max(start, 0)].strip("\ufeff \t\r\n"))
    if junk or (
        start >= 0 and re.match(r"<(?:br|b|p|div|font|pre|table)[\s/>]", text[start : start + 9], re.I)
    ):
        found = _ROOT.search(text)
        if found:
            start, junk = found.start(), True
    entities: tuple[tuple[str, str], ...] = ()
    at = max(start, 0)
    while text.startswith(("<?", "<!"), at):
        if text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
            entities += tuple((m[1], m[2] or m[3] or "") for m in _ENTITY.finditer(text, at, end))
        else:
            mark = "-->" if text.startswith("<!--", at) else "?>" if text[at + 1] == "?" else ">"
            end = text.find(mark, at)
            end = end + len(mark) if end >= 0 else len(text)
        following = text.find("<", end)
        at = following if following >= 0 else len(text)
    return Prolog(text[at:], text.count("\n", 0, at), entities, junk)


def _doctype_end(text: str, at: int) -> int:
    """Where the DOCTYPE that begins at `at` ends, its internal subset included."""
    close = text.find(">", at)
    bracket = text.find("[", at, close if close >= 0 else len(text))
    if bracket >= 0:
        match = re.compile(r"\]\s*>").search(text, bracket)
        return match.end() if match else len(text)
    return close + 1 if close >= 0 else len(text)


def lightly(document: Prolog) -> tuple[str, list[str]]:
    """(mended text, what was wrong with it, in a few words each)."""
    faults: list[str] = []
    text, removed = _ILLEGAL.subn("", document.text)
    if removed:
        faults.append("control characters")
    mender = _Mender(dict(document.entities))
    text = "".join(piece if raw else mender.mend(piece) for raw, piece in pieces(text))
    faults += mender.faults
    text, cut = _ended(text)
    if cut:
        faults.append("text behind its end")
    text, prefixes = declared(text)
    if prefixes:
        faults.append("undeclared prefixes")
    return text, list(dict.fromkeys(faults))


class _Mender:
    """Mends entities and stray signs; remembers what it met and what it may still add."""

    def __init__(self, own: dict[str, str]) -> None:
        self.own = own
        self.budget = GROWTH
        self.faults: list[str] = []

    def mend(self, text: str) -> str:
        if "&" in text:
            text = _AMPERSAND.sub(self._reference, text)
        return _STRAY.sub(self._stray, text)

    def _stray(self, match: re.Match[str]) -> str:
        self._note("stray < signs")
        return escape(match[0])

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            self._note("bare & signs")
            return "&amp;"
        if name in _XML:
            return match[0]
        if name[0] == "#":
            return self._number(name)
        value = self.own.get(name[:-1])
        if value is not None:
            self.budget -= len(value)
            return escape(value) if self.budget > 0 else ""
        value = html5.get(name)
        if value is None:
            self._note("unknown entities")
            return "&amp;" + name
        self._note("HTML entities")
        return escape(value, {'"': "&quot;"})

    def _number(self, name: str) -> str:
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        if 0x80 <= code <= 0x9F:
            # Nobody means a C1 control: the numbers are those of windows-1252.
            return bytes((code,)).decode("cp1252", "ignore")
        if code > 0x10FFFF or code == 0 or _ILLEGAL.match(chr(code)):
            self._note("control characters")
            return ""
        return f"&#{code};"

    def _note(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """(True, a CDATA section) and (False, markup) in turn; comments, instructions and further
    DOCTYPEs are left out. A section that never ends goes to the end; a comment that never ends
    is taken for text, for else it would hide all that follows."""
    at = 0
    ended: dict[str, bool] = {}
    while True:
        match = _OPAQUE.search(text, at)
        if match is None:
            break
        opener = match[0].lower()
        mark = _ENDS[opener]
        end = text.find(mark, match.end()) if ended.get(mark, True) else -1
        yield False, text[at : match.start()]
        if end < 0:
            ended[mark] = False
            if opener == "<![cdata[":
                yield True, text[match.start() :].replace("]]>", "") + "]]>"
                return
            yield False, "&lt;" + text[match.start() + 1 : match.end()]
            at = match.end()
            continue
        at = end + len(mark)
        if opener == "<![cdata[":
            yield True, "<![CDATA[" + text[match.end() : at]
    yield False, text[at:]


def _ended(text: str) -> tuple[str, bool]:
    """`text` up to the end of its root, where what follows is no part of a feed (a cache's
    remark, a script that a proxy added); and whether anything was cut off."""
    name = re.match(r"<([A-Za-z_][\w:.-]*)", text)
    at = text.rfind(f"</{name[1]}") if name else -1
    end = text.find(">", at) + 1 if at >= 0 else 0
    rest = text[end:] if end else ""
    inside_cdata = "]]>" in rest and "<![CDATA[" not in rest
    if not rest.strip() or inside_cdata or re.search(r"<(?:item|entry)[\s>]", rest, re.I):
        return text, False
    return text[:end], True


def declared(text: str) -> tuple[str, int]:
    """`text` with every prefix that it uses declared on its root, and how many were missing."""
    if not _NAME.match(text):
        return text, 0
    end = text.find(">")
    root = text[:end]
    used = {match[1] or match[2] for match in _PREFIX.finditer(text)}
    missing = sorted(used - set(_XMLNS.findall(root)) - {"xml", "xmlns"})[:PREFIXES]
    if not missing or end < 0:
        return text, 0
    added = "".join(f' xmlns:{p}="{DECLARE.get(p.lower(), "urn:undeclared:" + p)}"' for p in missing)
    cut = end - 1 if root.endswith("/") else end
    return text[:cut] + added + text[cut:], len(set(missing) - set(_XMLNS.findall(text)))
