"""Broken lists made well-formed: encodings, entities, and attributes that hold bare quotation
marks, as found in the wild.

Quirks: whole families of lists are written without any escaping, so that values hold "&", "<"
and quotation marks; HTML's entities stand where XML has none; documents carry a DOCTYPE, whose
entities are never expanded, since everything before the root element is cut off.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0o\0", "utf-16-le"),
    (b"\0<\0o", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
# Only encodings of text: Python also knows some, like punycode, that take quadratic time.
_ENCODINGS = re.compile(
    r"iso-?8859|latin|windows-|cp-?\d|koi8|gb|big5|shift|sjis|euc|iso-2022-jp|mac|tis", re.I
)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+")
_REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31};))?")
_KEPT = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})

_TAG = re.compile(r"<(/?)(?:[A-Za-z_][\w.-]*:)?(outline|opml|head|body|title)(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]*)\s*=\s*(?:([\"'])|([^\s\"'>]+))")
_LAST = r"\s*/?>[^\"']*\Z"
_NEXT = r"\s+[A-Za-z_][\w:.-]*\s*=\s*[\"']|[A-Za-z]{3,12}=[\"']"
_ENDS = {quote: re.compile(f"{quote}(?={_LAST}|{_NEXT})") for quote in "\"'"}
_ESCAPES = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&quot;"})


def decode(data: bytes) -> str:
    """The list as text: by byte order mark, as UTF-8 where it is that, as declared, and as
    windows-1252 where nothing else fits. Never raises."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    found = _DECLARED.search(data[:400])
    declared = found[1].decode("ascii").lower() if found else ""
    names = ["utf-8"]
    if _ENCODINGS.match(declared):
        # ISO-2022-JP is made of ASCII bytes; the others seldom pass for UTF-8 by accident.
        names.insert(0 if declared.startswith("iso-2022") else 1, declared)
    for name in names:
        try:
            return data.decode("windows-1252" if name[-6:] == "8859-1" else name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace")


def without_comments(text: str) -> str:
    """Without `<!-- -->`; an unended one stays. Linear, which a search from each "<!--" is not."""
    kept: list[str] = []
    start = 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[start:begin])
        start = end + 3
    return "".join(kept) + text[start:]


def references(text: str) -> str:
    """Without characters that XML forbids, and with only such references as need no DOCTYPE:
    HTML's become characters, a bare "&" becomes "&amp;"."""
    return _REFERENCE.sub(_reference, _CONTROL.sub("", text))


def tags(text: str) -> str:
    """The list with its outlines written anew, every attribute well-formed.

    A value ends at a quotation mark behind which the tag ends or another attribute begins; any
    other is part of the value. Linear: no part is looked at again for a later one.
    """
    found = list(_TAG.finditer(text))
    pieces: list[str] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        chunk = text[match.end() : end]
        name = match[2].lower()
        if match[1]:
            pieces.append(f"</{name}>")
        elif name == "outline":
            pieces.append(_outline(chunk))
        else:
            pieces.append(f"<{name}>" + chunk.partition(">")[2].translate(_ESCAPES))
    return "".join(pieces)


def _reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        if name in _KEPT:
            return match[0]
        return html5[name].translate(_ESCAPES).replace("&", "&amp;") if name in html5 else "&amp;" + name
    if not decimal and not hexadecimal:
        return "&amp;"
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code < 0x20 and code not in (9, 10, 13):
        return ""
    if code > 0x10FFFF or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE:
        return ""
    return match[0]


def _outline(chunk: str) -> str:
    attributes: dict[str, str] = {}
    at = 0
    while match := _ATTRIBUTE.search(chunk, at):
        if match[3] is not None:
            value, at = match[3].removesuffix("/"), match.end()
        else:
            end = _ENDS[match[2]].search(chunk, match.end())
            stop = end.start() if end else len(chunk)
            value, at = chunk[match.end() : stop], stop + 1
        attributes.setdefault(match[1].rpartition(":")[2], value)
    empty = chunk[max(at - 1, 0) :].partition(">")[0].rstrip().endswith("/")
    written = "".join(f' {name}="{value.translate(_ESCAPES)}"' for name, value in attributes.items())
    return f"<outline{written}{'/' if empty else ''}>"
