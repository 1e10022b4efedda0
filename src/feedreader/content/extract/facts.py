"""What a page says of itself outside its text: meta elements, links, JSON-LD. One pass over the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedreader.content import jsonld
from feedreader.content.jsonld import Node
from feedreader.content.tree import Element
from feedreader.text import clean, urls

_ARTICLE = re.compile(
    r"Article$|Posting$|^Report$|^Recipe$|^Review$|News|^CreativeWork$|^VideoObject$|^Podcast"
)
_BARE = re.compile(r"^(?:Article|NewsArticle|BlogPosting|ReportageNewsArticle|.*Article|.*Posting)$")
_LONGEST = 5_000


@dataclass(slots=True)
class Facts:
    """Meta values by lower-case name (property, name, itemprop, http-equiv), the JSON-LD objects
    (those about the story first) and the addresses that relative ones are resolved against."""

    url: str
    base: str
    metas: dict[str, list[str]] = field(default_factory=dict)
    canonical: str = ""
    image_link: str = ""
    nodes: list[Node] = field(default_factory=list)
    story: Node = field(default_factory=dict)
    language: str = ""
    page_title: str = ""

    def meta(self, *names: str) -> str:
        """The first value under any of the names, clean, or empty."""
        return next(
            (line for name in names for value in self.metas.get(name, ()) if (line := clean.line(value))), ""
        )

    def said(self, *keys: str) -> Iterator[str]:
        """Texts under keys of the story's JSON-LD object, then of the others like it."""
        for key in keys:
            for text in jsonld.texts(self.story.get(key)):
                yield jsonld.plain(text, _LONGEST)


def gather(root: Element, url: str) -> Facts:
    """Reads a page's facts."""
    declared = next(root.iter("base"), None)
    base = (urls.web(declared.get("href"), url) if declared is not None else "") or url
    facts = Facts(url, base, language=root.get("lang") or root.get("xml:lang") or "")
    for element in root.iter("meta", "link", "title"):
        if element.tag == "meta":
            _meta(facts, element)
        elif element.tag == "link":
            _link(facts, element)
        elif not facts.page_title and element.text:
            above = element.getparent()
            facts.page_title = clean.line(element.text) if above is None or above.tag != "svg" else ""
    facts.nodes = list(jsonld.nodes(root))
    facts.story = _story(facts)
    return facts


def _meta(facts: Facts, element: Element) -> None:
    value = element.get("content")
    if not value:
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = element.get(key)
        if name:
            facts.metas.setdefault(name.lower(), []).append(value[:_LONGEST])


def _link(facts: Facts, element: Element) -> None:
    relations = (element.get("rel") or "").lower().split()
    if "canonical" in relations and not facts.canonical:
        facts.canonical = urls.web(element.get("href"), facts.base)
    if "image_src" in relations:
        facts.image_link = urls.web(element.get("href"), facts.base)


def _story(facts: Facts) -> Node:
    """The JSON-LD object about the story: an article by type, with this address if one says so."""
    best: tuple[tuple[bool, ...], Node] | None = None
    for node in facts.nodes:
        kinds = jsonld.types(node)
        if not any(_ARTICLE.search(kind) for kind in kinds):
            continue
        rank = (
            any(_BARE.search(kind) for kind in kinds),
            _is_here(node, facts.url),
            bool(node.get("headline")),
            bool(node.get("datePublished")),
        )
        if best is None or rank > best[0]:
            best = (rank, node)
    return best[1] if best else {}


def _is_here(node: Node, url: str) -> bool:
    for part in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        text = part.get("@id") or part.get("url") if isinstance(part, dict) else part
        if isinstance(text, str) and text and urls.same_page(urls.web(text, url), url):
            return True
    return False
