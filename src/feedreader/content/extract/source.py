"""Bytes of a page -> the root of its tree, in whatever encoding and however deep."""

from __future__ import annotations

import codecs
import re
from typing import Protocol, cast

from feedreader.content import tree
from feedreader.content.tree import Element

LARGEST = 16 * 1024 * 1024
"""Bytes. A page of text has less than 1 % of that; the rest of this room is linear in it."""

MOST_ELEMENTS = 200_000
"""Elements looked at; the largest page of the collection it was tried on has 21,000."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<(?:meta\b|\?xml\b)[^<>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# HTML, "Encoding": labels that browsers read as their supersets.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
}


class Shaped(Element, Protocol):
    """An element that may be changed: what the body's preparation needs beyond reading."""

    tag: str
    text: str | None
    tail: str | None

    def remove(self, element: Element, /) -> None: ...
    def set(self, key: str, value: str, /) -> None: ...


def text(body: bytes, content_type: str = "") -> str:
    """A page's text: by its byte order mark, as UTF-8 where the bytes are valid as such, else as its
    header or the page itself says, else as Windows-1252. Headers are often wrong, UTF-8 never by chance."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    if b"\x00" in body[:200]:
        return body.decode("utf-16-le" if body[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.start >= len(body) - 4 and not body[: error.start].isascii()
    if cut_off:
        return body.decode("utf-8", "replace")
    in_header = _HEADER.search(content_type)
    in_page = _META.search(body[:20_000])
    labels = [in_page[1].decode("ascii", "replace") if in_page else "", in_header[1] if in_header else ""]
    # Servers say Latin 1 of everything, and templates do: whoever says anything else has thought of it.
    labels.sort(key=lambda label: _SUPERSETS.get(label.lower()) == "cp1252")
    for label in labels:
        name = _SUPERSETS.get(label.lower(), label)
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return body.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
    # Declared as UTF-8 and almost so: a few broken bytes in a page put together from parts.
    if "utf-8" in (label.lower() for label in labels) and _nearly_utf8(body):
        return body.decode("utf-8", "replace")
    return body.decode("cp1252", "replace")


def _nearly_utf8(body: bytes) -> bool:
    decoded = body.decode("utf-8", "replace")
    return decoded.count("�") * 50 < sum(1 for byte in body if byte >= 0xC0) + 50


def root(html: str) -> Element | None:
    """The tree of a page; None where it has no element."""
    return tree.rooted(html)


def shaped(element: Element) -> Shaped:
    """The same element, to be changed."""
    return cast(Shaped, element)
