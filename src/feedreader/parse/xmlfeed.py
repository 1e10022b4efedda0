"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and what calls itself one of them.

The tree that libxml2 makes is read first: it costs a seventh of feedparser's time or less, tells
apart what feedparser runs together (several authors, captions and credits, a story's description
and its picture's) and has no quadratic corners. Where the tags had to be guessed and entries went
missing, feedparser gives a second opinion, and the one that found more entries counts.
"""

from __future__ import annotations

import re

from feedreader.model.feed import FeedFormat
from feedreader.parse import cdf, entries, head, xmltree
from feedreader.parse.entries import Context
from feedreader.parse.names import Element, Names
from feedreader.parse.raw import RawFeed
from feedreader.parse.refusal import NotAFeed

MOST = 20_000
"""Entries of one document that are read."""

_ROOTS = frozenset(("rss", "feed", "rdf:rdf", "channel", "rdf", "redirect"))
_STARTS = re.compile(r"<(?:[A-Za-z][\w.-]{0,20}:)?(?:item|entry)(?=[\s>])", re.I)
_OTHERS = {
    "opml": "This is a list of subscriptions (OPML), not a feed: import it instead.",
    "urlset": "This is a site map, not a feed.",
    "sitemapindex": "This is a site map, not a feed.",
    "html": "This is a web page, not a feed.",
    "xhtml:html": "This is a web page, not a feed.",
    "svg": "This is a picture (SVG), not a feed.",
    "opensearchdescription": "This describes a search engine, not a feed.",
    "error": "The server answered with an error message, not a feed.",
}


def read(text: str, url: str = "", warnings: tuple[str, ...] = ()) -> RawFeed:
    """The feed in `text`, which came from `url`. Raises NotAFeed."""
    tree = xmltree.load(text, url)
    context = _context(tree.root, text, url)
    root = context.names.of(tree.root)
    if root == "channel" and cdf.is_cdf(tree.root, context.names):
        return cdf.read(tree.root, context, (*warnings, *tree.warnings))
    found = _items(tree.root, context)
    if root not in _ROOTS and not found:
        raise NotAFeed(_OTHERS.get(root, "This is XML, but not a feed."))
    at = head.place(tree.root, context)
    notes = [*warnings, *tree.warnings]
    if len(found) > MOST:
        notes.append(f"The feed has {len(found)} entries; the first {MOST} were read.")
    read_entries = tuple(entries.read(element, context) for element in found[:MOST])
    feed = head.read(at, _format(tree.root, at.element, context), context, read_entries, tuple(notes))
    if tree.broken and len(found) < len(_STARTS.findall(text)):
        return _second_opinion(text, url, feed)
    return feed


def _second_opinion(text: str, url: str, feed: RawFeed) -> RawFeed:
    from feedreader.parse import feedparsed

    other = feedparsed.entries(text, url)
    if len(other) <= len(feed.entries):
        return feed
    return feedparsed.with_entries(feed, other[:MOST])


def _context(root: Element, text: str, url: str) -> Context:
    names = Names()
    name = names.of(root)
    return Context(
        names=names,
        atom=name == "feed" or name == "entry",
        url=url,
        bases="xml:base" in text,
        languages="xml:lang" in text,
    )


def _items(root: Element, context: Context) -> list[Element]:
    """Entries in document order, wherever they stand: in the channel, beside it (RSS 0.9 and
    1.0), in wrappers of somebody's own; but not inside another entry's XHTML."""
    of = context.names.of
    if of(root) == "entry":
        return [root]
    found = [e for e in root.iter("{*}item", "{*}entry") if of(e) in ("item", "entry")]
    if not found:
        found = [e for e in root.iter() if of(e) in ("item", "entry")]
    inner = {e for e in found if any(of(up) in ("item", "entry") for up in e.iterancestors())}
    return [e for e in found if e not in inner] if inner else found


def _format(root: Element, channel: Element, context: Context) -> FeedFormat:
    name = context.names.of(root)
    spaces = " ".join(str(uri).lower() for uri in root.nsmap.values())
    version = (root.get("version") or "").strip()
    if name in ("feed", "entry"):
        old = version.startswith("0.") or "purl.org/atom/ns" in spaces
        return FeedFormat.ATOM03 if old else FeedFormat.ATOM10
    if name.startswith("rdf"):
        own = str(channel.tag).lower()
        return FeedFormat.RSS09X if "netscape.com/rdf/simple/0.9" in own else FeedFormat.RSS10
    if version.startswith("0.9"):
        return FeedFormat.RSS09X
    return FeedFormat.RSS10 if version.startswith("1.") else FeedFormat.RSS20
