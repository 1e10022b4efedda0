"""Lists of either kind to subscriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedreader.errors import OpmlError
from feedreader.opml import mend
from feedreader.opml.lists import (
    FOLDER_MARK,
    LARGEST,
    MOST_OUTLINES,
    MOST_TAGS,
    TITLE_LIMIT,
    Outline,
    Refusals,
    Subscriptions,
    address,
    refusal,
)
from feedreader.opml.newsboat import looks_like_newsboat, read_newsboat
from feedreader.text import clean, urls

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_OPML = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?opml(?=[\s/>])", re.IGNORECASE)
_OUTLINE = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?outline(?=[\s/>])", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_DEEP = "depth"


def read(data: bytes) -> Subscriptions:
    """The subscriptions of an OPML document or of newsboat's `urls` file, told apart by what
    stands in it.

    Broken documents are mended as far as they can be. At most 100,000 outlines and 20 MB.
    Raises OpmlError, with a sentence, for what is no list at all.
    """
    if len(data) > LARGEST:
        raise OpmlError(
            f"This list is too large: {len(data) >> 20} MB, and {LARGEST >> 20} MB are read at most."
        )
    text = mend.decode(data)
    if not text.strip():
        raise OpmlError("This list is empty.")
    if not text.lstrip().startswith("<") and looks_like_newsboat(text):
        return read_newsboat(text)
    return _subscriptions(*_tree(_from_root(text)))


def _from_root(text: str) -> str:
    """The document from its root element on: neither declaration nor DOCTYPE, comments gone."""
    text = mend.without_comments(text)
    if root := _OPML.search(text):
        return text[root.start() :]
    if outline := _OUTLINE.search(text):
        return f"<opml><body>{text[outline.start() :]}</body></opml>"
    raise OpmlError(_what_else(text))


def _what_else(text: str) -> str:
    start = text[:4_000]
    if _FEED.search(start):
        return "This is a feed, not a list of feeds: subscribe to it by its address."
    if _HTML.search(start):
        return "This is a web page, not a list of feeds (OPML)."
    if "\0" in start:
        return "This is not a text file, so it is no list of feeds (OPML)."
    return "This is no list of feeds: neither OPML nor newsboat's urls file."


def _tree(text: str) -> tuple[_Element, bool, bool]:
    """The root element, whether the parser gave up because of the depth, and whether the end of
    the document is missing."""
    from lxml import etree

    text = mend.references(text)
    try:
        return etree.fromstring(text.encode(), _parser(recover=False)), False, False
    except etree.XMLSyntaxError:
        parser = _parser(recover=True)
    try:
        root = etree.fromstring(mend.tags(text).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise OpmlError("This list is too broken to be read.")
    deep = any(_DEEP in error.message.lower() for error in parser.error_log)
    return root, deep, not text.rstrip().endswith(">") or "</opml" not in text[-2_000:].lower()


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )


def _subscriptions(root: _Element, cut: bool, broken: bool) -> Subscriptions:
    from lxml import etree

    refusals = Refusals()
    outlines: list[Outline] = []
    folders: list[str] = []
    title = ""
    seen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _local(element.tag)
        if name == "title" and event == "end" and not title and seen == 0:
            title = clean.line(element.text, TITLE_LIMIT)
        if name != "outline":
            continue
        if event == "end":
            folders.pop()
            continue
        seen += 1
        if seen > MOST_OUTLINES:
            refusals.add(f"The list goes on behind {MOST_OUTLINES:,} lines: the rest was left out.")
            break
        folders.append(_one(_attributes(element), folders, outlines, refusals))
    if cut:
        refusals.add("The folders are nested too deeply: what stands behind that place was left out.")
    if broken:
        refusals.add("The list breaks off before its end; what stood before that was read.")
    return Subscriptions(title, tuple(outlines), refusals.sentences())


def _one(attributes: dict[str, str], folders: list[str], outlines: list[Outline], refusals: Refusals) -> str:
    """Takes in one outline; the name of the folder that it opens, "" where it is none."""
    title = _title(attributes)
    feed = _feed(attributes)
    if not feed:
        if attributes.get("type", "").lower() == "include":
            refusals.add(
                f"“{title}” was left out: it points to another list, which can be imported by itself."
            )
            return ""
        return title
    if url := address(feed):
        folder = clean.line(FOLDER_MARK.join(filter(None, folders)), TITLE_LIMIT)
        site = urls.web(attributes.get("htmlurl"))
        outlines.append(Outline(url, title, site, folder, _tags(attributes.get("category", ""))))
    else:
        refusals.add(refusal(feed, title))
    return ""


def _attributes(element: _Element) -> dict[str, str]:
    """By lower-case names without namespace: lists write xmlUrl, xmlURL and xmlurl."""
    return {_local(name): str(value) for name, value in element.attrib.items()}


def _local(name: object) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(name, str) else ""


def _feed(attributes: dict[str, str]) -> str:
    feed = attributes.get("xmlurl", "").strip()
    if not feed and attributes.get("type", "").lower() in {"rss", "atom", "rss1", "feed", "json"}:
        feed = attributes.get("url", "").strip()
    return feed


def _title(attributes: dict[str, str]) -> str:
    """What the list shows: `text`, unless it only repeats the address; `title` is the feed's own."""
    text, title = (clean.line(attributes.get(name), TITLE_LIMIT) for name in ("text", "title"))
    if text and text not in (attributes.get("xmlurl"), attributes.get("url")):
        return text
    return title if title != attributes.get("xmlurl") else ""


def _tags(category: str) -> tuple[str, ...]:
    """OPML 2.0: comma-separated, slash-delimited ("/Boston/Weather,/Tech")."""
    names = (clean.line(part, 100).strip("/ ") for part in category.split(","))
    return tuple(dict.fromkeys(filter(None, names)))[:MOST_TAGS]
