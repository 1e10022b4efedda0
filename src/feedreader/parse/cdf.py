"""Channel Definition Format (Microsoft, W3C note of 1997): CHANNEL and ITEM with HREF, LASTMOD,
TITLE, ABSTRACT and LOGO. Names are in upper case in most files, channels may nest."""

from __future__ import annotations

from feedreader.model.feed import FeedFormat
from feedreader.parse.entries import Context, joined
from feedreader.parse.names import Element, Names, attributes
from feedreader.parse.raw import RawEntry, RawFeed, RawImage
from feedreader.parse.texts import line, value


def is_cdf(root: Element, names: Names) -> bool:
    """Whether a root named channel is CDF's: HREF and LASTMOD are attributes there."""
    said = {name.lower() for name, _ in attributes(root)}
    if said & {"href", "lastmod", "self", "level"}:
        return True
    parts = names.children(root)
    inside = [e for key in ("item", "channel", "title", "logo", "a") for e in parts.get(key, ())]
    return any(_get(e, "href") or _get(e, "lastmod") or _get(e, "value") for e in inside)


def _get(element: Element, name: str) -> str:
    return next((text.strip() for key, text in attributes(element) if key.lower() == name), "")


def read(root: Element, context: Context, warnings: tuple[str, ...]) -> RawFeed:
    """The feed, with the items of nested channels in document order."""
    base = _get(root, "base")
    items = [e for e in root.iter() if context.names.of(e) == "item"]
    parts = context.names.children(root)
    return RawFeed(
        format=FeedFormat.CDF,
        title=_title(parts),
        link=_address(root, parts, base),
        self_url=_get(root, "self"),
        description=next((line(e) for e in parts.get("abstract", ())), ""),
        icon=next((joined(base, _get(e, "href")) for e in parts.get("logo", ()) if _get(e, "href")), ""),
        warnings=warnings,
        entries=tuple(_entry(e, context.names, base) for e in items),
        base=base,
    )


def _title(parts: dict[str, list[Element]]) -> str:
    return next((t for e in parts.get("title", ()) if (t := _get(e, "value") or line(e))), "")


def _address(element: Element, parts: dict[str, list[Element]], base: str) -> str:
    """HREF as an attribute, or of an A element inside."""
    href = _get(element, "href") or next((_get(e, "href") for e in parts.get("a", ())), "")
    return joined(base, href) if href else ""


def _entry(element: Element, names: Names, base: str) -> RawEntry:
    parts = names.children(element)
    title = next(iter(parts.get("title", ())), None)
    abstract = next(iter(parts.get("abstract", ())), None)
    picture = next((_get(e, "href") for e in parts.get("logo", ())), "")
    found = value(title, atom=False) if title is not None else None
    return RawEntry(
        guid=_get(element, "id"),
        link=_address(element, parts, base),
        title=found if found and found.value else None,
        summary=value(abstract, atom=False, body=True) if abstract is not None else None,
        updated=_get(element, "lastmod"),
        image=RawImage(joined(base, picture)) if picture else None,
    )
