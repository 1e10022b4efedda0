"""Authors whom a page names by its markup: microformats, rel=author, bylines by class and place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedreader.content import bylines, credits, namekinds, nametags
from feedreader.content.authorspots import (
    CALL_BEHIND,
    HEAD_ELEMENTS,
    LOOKED_AT,
    address_in,
    by_the_headline,
    in_frame,
    shunned,
)
from feedreader.content.tree import Element, names, short_text
from feedreader.model.author import Author, AuthorKind
from feedreader.text import clean, urls

_LINE = re.compile(r"by-?line|author(?!ity|iz)|autor", re.IGNORECASE)
_LONGEST_LINE = 120
_SOURCE = 2_000
"""Characters of a name's element, with the blanks that lay out the source."""
_MOST = 20
_CALL = re.compile(
    r"^(?:view |see )?all (?:posts|articles|stories) (?:by|from)\s+|^(?:posts|articles) by\s+", re.IGNORECASE
)
_WORDS_OF_A_CALL = re.compile(
    r"^(?:view|visit|see|show|read|more|meet|about|contact|follow|zum|zur|mehr|alle|voir|ver|vedi|zobacz)\s+(?:\S+\s+){0,3}\S*"
    r"(?:profile?|bio\w*|posts?|articles?|stories|artikel|beiträge|author|autor\w*|auteur|page|website|m[ey]|us)$",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(r"^(?:by|von|par|por|di|written by|author|autor)?\W*$", re.IGNORECASE)
_LINE_TAGS = names("p div li span address")
_BLOCK_TAGS = names("p div li h2 h3 h4 h5 br section time button")
_SILENT = names("script style noscript template svg")


def marked(root: Element, url: str) -> tuple[Author, ...]:
    """Authors by microformats (h-card in h-entry), microdata (itemprop=author) and rel=author."""
    found: list[Author] = []
    looked = 0
    for element in root.iter():
        prop = (element.get("itemprop") or "").split()
        tokens = (element.get("class") or "").split()
        related = (element.get("rel") or "").lower().split() if element.tag == "a" else []
        if not ("author" in prop or "p-author" in tokens or "author" in related):
            continue
        looked += 1
        if looked > LOOKED_AT:
            break
        if shunned(element):
            continue
        for name in bylines.names(_CALL.sub("", _name_in(element))):
            if (
                not is_call(name)
                and not namekinds.is_nobody(name)
                and name not in [author.name for author in found]
            ):
                found.append(_author(name, element, url))
        if len(found) > _MOST:
            break
    return tuple(found)


def is_call(text: str) -> bool:
    """Whether a link's text calls to an author's page ("more from ...") and names nobody."""
    return bool(CALL_BEHIND.fullmatch(text) or _WORDS_OF_A_CALL.search(text))


def byline(root: Element, url: str, *, near: bool = False) -> tuple[Author, ...]:
    """Authors from an element of class byline or author; `near`: only from one by the headline,
    for elsewhere such elements name those who made a picture or another story."""
    for element, text in _lines(root, near=near):
        found = [name for name in bylines.names(text) if _looks_named(name)]
        linked = _linked(element)
        found = found if set(linked) < set(found) else linked or found
        if found:
            return tuple(_author(name, element, url) for name in found)
    return ()


def linked(root: Element, url: str) -> tuple[Author, ...]:
    """The authors whom the byline by the headline links, each by a link of their own."""
    for element, _text in _lines(root, near=True):
        if found := _linked(element):
            return tuple(_author(name, element, url) for name in found)
    return ()


def translators(root: Element, url: str) -> tuple[Author, ...]:
    """Who put the story into its language, where a line by the headline says so: the words that are
    read are theirs too."""
    for element in by_the_headline(root):
        if element.tag not in _LINE_TAGS or not credits.TRANSLATES.match(_beginning(element)):
            continue
        if shunned(element) or in_frame(element):
            continue
        text = clean.line(_in_blocks(element), _LONGEST_LINE + 1)
        if (label := credits.TRANSLATION.match(text)) and len(text) <= _LONGEST_LINE:
            return tuple(_author(name, element, url) for name in bylines.names(text[label.end() :]))
    return ()


def _beginning(element: Element) -> str:
    """The first text of an element, where its first child has it too."""
    first = next(iter(element), None)
    own = (element.text or "").lstrip()
    return (own or ("" if first is None else (first.text or "").lstrip()))[:40]


def _lines(root: Element, *, near: bool) -> Iterator[tuple[Element, str]]:
    """The elements that may be bylines by their class, with their text."""
    looked = 0
    for element in by_the_headline(root) if near else root.iter():
        label = element.get("class") or ""
        if not label or not _LINE.search(label):
            continue
        looked += 1
        if looked > LOOKED_AT:
            break
        if shunned(element) or in_frame(element):
            continue
        text = clean.line(_in_blocks(element), 400)
        if 3 <= len(text) <= _LONGEST_LINE:
            yield element, text


def _in_blocks(element: Element) -> str:
    """An element's text with its blocks apart: a role often has one of its own."""
    parts: list[str] = []
    for below in islice(element.iter(), HEAD_ELEMENTS):
        if isinstance(below.tag, str) and below.tag not in _SILENT:
            parts += [" | " if below.tag in _BLOCK_TAGS and parts else "", below.text or ""]
        if below is not element:
            parts.append(below.tail or "")
    return "".join(parts)


def _linked(line: Element) -> list[str]:
    """The names in a byline that are links: what stands round them (roles, dates) is none, and
    may follow without a blank."""
    found: list[str] = []
    for link in islice(line.iter("a"), HEAD_ELEMENTS):
        said = clean.line(short_text(link, _SOURCE), 200)
        named = [name for name in bylines.names(said) if _looks_named(name)]
        if not named or any(namekinds.is_nobody(name) for name in named):
            return []
        found += named
    return list(dict.fromkeys(found))


def _name_in(element: Element) -> str:
    for below in islice(element.iter(), HEAD_ELEMENTS):
        if "name" in (below.get("itemprop") or "").split() or "p-name" in (below.get("class") or "").split():
            return below.get("content") or clean.line(short_text(below, _SOURCE), 200)
    if element.tag == "meta":
        return element.get("content") or ""
    if next(element.iter("p", "br"), None) is None and short_text(element, 100) is not None:
        pieces = [clean.line(piece) for piece in _pieces(element)]
        # "Jane Doe" and "Staff Writer" may stand in elements of their own, without a blank between.
        return next((piece for piece in pieces if piece and not _BY_ALONE.match(piece)), "")
    return ""


def _pieces(element: Element) -> Iterator[str]:
    for below in element.iter():
        yield below.text or ""
        if below is not element:
            yield below.tail or ""


def _author(name: str, element: Element, url: str) -> Author:
    if namekinds.is_organisation(name):
        return Author(name, kind=AuthorKind.ORGANISATION)
    own = element.get("href") if element.tag == "a" else None
    address = urls.web(own, url) if own else address_in(element, name, url)
    return Author(name, "" if urls.same_page(address, url) else address)


def _looks_named(name: str) -> bool:
    return nametags.is_written_as_one(name) and not namekinds.is_nobody(name)
