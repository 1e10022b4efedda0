"""What can be found in a whole page: who wrote it, and the feeds it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from feedreader.content import MOST_FEEDS, authorbox, authormarks, bylines, jsonld, namekinds, tree
from feedreader.content.tree import Element, beginning
from feedreader.model.author import Author, AuthorKind
from feedreader.model.feed import FeedFormat
from feedreader.text import clean, urls


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page links to; `format` is a guess from the declared type, None where unknown."""

    url: str
    title: str = ""
    format: FeedFormat | None = None


_TYPES = {
    "application/rss+xml": FeedFormat.RSS20,
    "application/atom+xml": FeedFormat.ATOM10,
    "application/rdf+xml": FeedFormat.RSS10,
    "application/feed+json": FeedFormat.JSON_FEED,
    "application/json": FeedFormat.JSON_FEED,
    "text/xml": None,
    "application/xml": None,
}
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feed|feeds|rdf)(?:[/._-]|\d|$)|(?:rss|atom|feed)\.(?:xml|json)$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_NOT_FEEDS = re.compile(
    r"feedback|comments?/feed|/feed/?\?|wp-json|/oembed|facebook\.com|twitter\.com|feedly\.com|netvibes|bloglovin"
    r"|inoreader\.com|newsblur\.com|/add\?|subscribe\?|\.(?:html?|php|aspx?|png|jpe?g|svg|gif|css|js)(?:$|\?)",
    re.IGNORECASE,
)
_MOST = 50
"""Names of meta elements that are looked at."""
_MOST_SAID = 200
"""Meta elements of one name; papers of large collaborations have one for each author."""
MOST_AUTHORS = 200
"""Authors of one story."""
_META_NAMES = ("author", "byl", "dc.creator", "dcterms.creator", "article:author")
_META_NAME = re.compile(
    r"(?:^|[:._-])(?:authors?|byline|author[_-]?name)$|^[a-z]{2,20}Authors?$", re.IGNORECASE
)
"""The names that sites have made up themselves: "parsely-author", "articleAuthor"."""


def page_authors(html: bytes, url: str) -> tuple[Author, ...]:
    """The authors of the story on a page, in order, each with what the page says of them.

    Names from JSON-LD, else from microformats and microdata, meta tags and bylines; picture, role
    and biography completed from author boxes that name the same person. Never raises."""
    root = tree.page(html)
    if root is None:
        return ()
    found = (
        jsonld.authors(root, url)
        or authormarks.marked(root, url)
        or meta_authors(root)
        or authormarks.byline(root, url)
    )
    return authorbox.all_completed(once(found), root, url)


def feed_links(html: bytes, url: str) -> tuple[FeedLink, ...]:
    """The feeds a page names, best first: declared ones, then links whose address looks like one."""
    root = tree.page(html)
    if root is None:
        return ()
    base = _base(root, url)
    found: dict[str, FeedLink] = {}
    for link in root.iter("link", "a"):
        declared = _declared(link, base)
        if declared is not None:
            found.setdefault(declared.url, declared)
    host = urls.host(url).removeprefix("www.")
    for link in root.iter("a"):
        address = urls.web(link.get("href"), base)
        path = address.partition("://")[2].partition("/")[2]
        if len(found) >= MOST_FEEDS or not _FEED_PATH.search(path) or _NOT_FEEDS.search(address):
            continue
        if urls.host(address).removeprefix("www.").endswith(host) or "feedburner" in address:
            found.setdefault(
                address,
                FeedLink(
                    address, clean.line(beginning(link, 2_000), 200) or clean.line(link.get("title"), 200)
                ),
            )
    return tuple(found.values())[:MOST_FEEDS]


def _base(root: Element, url: str) -> str:
    declared = next(root.iter("base"), None)
    return urls.web(declared.get("href"), url) or url if declared is not None else url


def _declared(link: Element, base: str) -> FeedLink | None:
    """RFC 8288 rel=alternate with a feed's type, or rel=feed."""
    relations = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    href = link.get("href")
    is_feed = "feed" in relations or (
        "alternate" in relations and kind in _TYPES and "stylesheet" not in relations
    )
    if not is_feed or not href:
        return None
    if kind == "application/json" and ("wp-json" in href or "oembed" in href):
        return None
    address = urls.web(href.strip().removeprefix("feed:"), base)
    return FeedLink(address, clean.line(link.get("title"), 200), _TYPES.get(kind)) if address else None


def meta_authors(root: Element) -> tuple[Author, ...]:
    """Authors from meta elements: by the usual names, else by the site's own."""
    found: dict[str, list[str]] = {name: [] for name in _META_NAMES}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        if name.lower() in found or (len(found) < _MOST and _META_NAME.search(name[:100])):
            same = found.setdefault(name.lower(), [])
            if len(same) < _MOST_SAID:
                same.append(meta.get("content") or "")
    site = _site_name(root)
    for said in found.values():
        listed = dict.fromkeys(part for text in dict.fromkeys(said) for part in bylines.names(text))
        people = [part for part in listed if not namekinds.is_nobody(part)]
        if people:
            return tuple(_named(part, site) for part in people)
    return ()


def _named(name: str, site: str) -> Author:
    organised = namekinds.is_organisation(name) or name.casefold() == site.casefold()
    return Author(name, kind=AuthorKind.ORGANISATION if organised else AuthorKind.PERSON)


def _site_name(root: Element) -> str:
    return next(
        (
            clean.line(meta.get("content"), 200)
            for meta in root.iter("meta")
            if meta.get("property") == "og:site_name"
        ),
        "",
    )


def once(authors: tuple[Author, ...]) -> list[Author]:
    """Each name once; the first mention keeps its place, later ones fill what it lacks."""
    kept: dict[str, Author] = {}
    for author in authors:
        key = " ".join(author.name.casefold().split())
        before = kept.get(key)
        if before is None:
            kept[key] = author
        else:
            lacking = {
                name: getattr(author, name)
                for name in ("url", "avatar", "role", "bio", "organisation", "links", "email")
                if not getattr(before, name) and getattr(author, name)
            }
            kept[key] = replace(before, **lacking)
    return list(kept.values())[:MOST_AUTHORS]
