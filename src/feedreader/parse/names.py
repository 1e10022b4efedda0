"""XML names of feeds: the many namespaces in use, made one short name each.

The name of an element is "title" for what RSS, RDF and Atom define themselves, and
"media:thumbnail" for a module's, whatever prefix or spelling of the namespace the feed uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    # lxml is loaded when a feed is parsed, not before.
    Element = object

__all__ = ["DECLARE", "XML", "Element", "Names", "attributes"]

XHTML = "http://www.w3.org/1999/xhtml"
XML = "{http://www.w3.org/XML/1998/namespace}"

DECLARE = {
    "admin": "http://webns.net/mvcb/",
    "atom": "http://www.w3.org/2005/Atom",
    "atom10": "http://www.w3.org/2005/Atom",
    "a10": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gd": "http://schemas.google.com/g/2005",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "webfeeds": "http://webfeeds.org/rss/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": XHTML,
    "xlink": "http://www.w3.org/1999/xlink",
}
"""Prefixes and what they mean, also where a feed forgets to declare them."""

_OWN = (
    "purl.org/rss/1.0",
    "purl.org/net/rss1.1",
    "my.netscape.com/rdf/simple/0.9",
    "channel.netscape.com/rdf/simple/0.9",
    "purl.org/rss/1.0/modules/rss091",
    "purl.org/atom/ns",
    "w3.org/2005/atom",
    "www.w3.org/2005/atom",
    "purl.org/echo",
    "purl.org/pie",
    "example.com/necho",
    "blogs.law.harvard.edu/tech/rss",
    "cyber.law.harvard.edu/rss",
    "rssboard.org/rss-specification",
)
_MORE = {
    "search.yahoo.com/mrss": "media",
    "video.search.yahoo.com/mrss": "media",
    "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "itunesu.com/feed": "itunesu",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "w3.org/1999/xhtml": "xhtml",
    "w3.org/xml/1998/namespace": "xml",
}


def _normal(uri: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", uri.strip().lower()).rstrip("/#")


_SHORT = {_normal(uri): prefix for prefix, uri in DECLARE.items()} | _MORE
_SHORT |= {_normal(uri): "" for uri in _OWN}


def attributes(element: Element) -> list[tuple[str, str]]:
    """(name without namespace, value) of every attribute."""
    return [(str(name).rpartition("}")[2], str(value)) for name, value in element.items()]


class Names:
    """Short names of a document's elements, remembered while it is read."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, element: Element) -> str:
        """The short name of `element`, lower case."""
        tag = element.tag
        if not isinstance(tag, str):
            return ""
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = self._short(tag, element.prefix or "")
        return name

    def children(self, element: Element) -> dict[str, list[Element]]:
        """Child elements by short name, each in document order."""
        found: dict[str, list[Element]] = {}
        known = self._known
        for child in element:
            name = known.get(child.tag) or self.of(child)
            if name in found:
                found[name].append(child)
            else:
                found[name] = [child]
        return found

    @staticmethod
    def _short(tag: str, prefix: str) -> str:
        if tag[:1] != "{":
            return tag.lower()
        uri, _, local = tag[1:].rpartition("}")
        uri = _normal(uri)
        short = _SHORT.get(uri)
        if short is None:
            # An unknown default namespace is a feed format of somebody's own; an unknown
            # address under a well-known prefix is a misspelt one.
            short = "" if uri.startswith("backend.userland.com") else prefix.lower()
        return f"{short}:{local.lower()}" if short else local.lower()
