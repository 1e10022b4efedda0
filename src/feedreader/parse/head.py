"""What an XML feed says of itself: title, addresses, people, pace."""

from __future__ import annotations

from dataclasses import dataclass

from feedreader.model.feed import FeedFormat
from feedreader.parse import people
from feedreader.parse.entries import Context, Parts, link
from feedreader.parse.names import Element
from feedreader.parse.pacing import pace
from feedreader.parse.raw import RawEntry, RawFeed
from feedreader.parse.texts import language, line, plain


@dataclass(frozen=True, slots=True)
class Place:
    """The element that holds a feed's head, and what that element has as children."""

    element: Element
    parts: Parts


def place(root: Element, context: Context) -> Place:
    """Where the head is: RSS and RDF's channel, else the root itself. A channel may have been
    left out (then its children stand in the root) or be empty beside them."""
    parts = context.names.children(root)
    for element in parts.get("channel", ()):
        inside = context.names.children(element)
        if inside:
            # What RSS 1.0 puts beside its channel: the image.
            for key in ("image",):
                inside.setdefault(key, []).extend(parts.get(key, ()))
            return Place(element, inside)
    return Place(root, parts)


def read(
    at: Place, form: FeedFormat, context: Context, entries: tuple[RawEntry, ...], warnings: tuple[str, ...]
) -> RawFeed:
    """The whole feed, from its head and its entries."""
    parts = at.parts
    return RawFeed(
        format=form,
        title=_line(parts, "title", "dc:title", "itunes:title", atom=context.atom),
        link=link({k: _without_files(v) for k, v in parts.items() if k in ("link", "url")}, context),
        self_url=_rel(parts, context, "self"),
        description=_line(parts, "subtitle", "tagline", atom=True)
        or _line(parts, "description", "dc:description", "itunes:summary", "itunes:subtitle"),
        language=_line(parts, "language", "dc:language") or language(at.element),
        icon=_icon(parts, context),
        people=people.of_feed(parts, context.names),
        # An archive's older document before the next page of a list (RFC 5005, 3 and 4).
        next_url=_rel(parts, context, "prev-archive") or _rel(parts, context, "next"),
        hub_url=_rel(parts, context, "hub"),
        pace=pace(parts, context.names),
        warnings=warnings,
        entries=entries,
        base=context.base(at.element),
    )


def _without_files(links: list[Element]) -> list[Element]:
    """Links to pages only: a feed's head has links to itself without saying so."""
    return [
        e for e in links if "atom+xml" not in (e.get("type") or "") and "rss+xml" not in (e.get("type") or "")
    ]


def _line(parts: Parts, *keys: str, atom: bool = False) -> str:
    return next((text for key in keys for e in parts.get(key, ()) if (text := line(e, atom=atom))), "")


def _rel(parts: Parts, context: Context, wanted: str) -> str:
    for element in parts.get("link", ()):
        if wanted in (element.get("rel") or "").lower().split() and element.get("href"):
            return context.address(element, (element.get("href") or "").strip())
    return ""


def _icon(parts: Parts, context: Context) -> str:
    for key in (
        "icon",
        "webfeeds:icon",
        "image",
        "logo",
        "itunes:image",
        "googleplay:image",
        "webfeeds:logo",
    ):
        for element in parts.get(key, ()):
            url = element.get("href") or element.get("url") or ""
            if not url and len(element):
                inside = context.names.children(element).get("url", ())
                url = plain(inside[0]) if inside else ""
            elif not url:
                url = plain(element)
            if url:
                return context.address(element, url.strip())
    for key in ("media:thumbnail", "media:content"):
        for element in parts.get(key, ()):
            if element.get("url") and (key == "media:thumbnail" or element.get("medium") in (None, "image")):
                return (element.get("url") or "").strip()
    return ""
