"""JSON Feed 1.0 and 1.1 (jsonfeed.org). Nothing in it is relied on: ids may be numbers, authors
a string, an object or a list, and whole fields of the wrong type."""

from __future__ import annotations

from feedreader.model.feed import FeedFormat
from feedreader.parse import jsonapi
from feedreader.parse.jsonvalues import Faults, Record, listed, load, record
from feedreader.parse.raw import RawEnclosure, RawEntry, RawFeed, RawImage, RawPerson, RawText

MOST = 20_000
"""Entries of one document that are read."""

PARTS = 200
"""Tags, people and files of one entry that are read."""

_TELLING = ("content_html", "content_text", "date_published", "external_url")


def read(text: str, url: str = "", warnings: tuple[str, ...] = ()) -> RawFeed:
    """The feed in the JSON `text`, which came from `url`. Raises NotAFeed."""
    value, warning = load(text)
    notes = (*warnings, warning) if warning else warnings
    top = record(value)
    if not _is_json_feed(top):
        return jsonapi.read(value, url, notes)
    faults = Faults()
    if not isinstance(top.get("items", []), list):
        faults.note("items")
    items = [record(one) for one in listed(top.get("items")) if isinstance(one, dict)]
    entries = tuple(_entry(one, faults) for one in items[:MOST])
    return RawFeed(
        format=FeedFormat.JSON_FEED,
        title=faults.text(top, "title"),
        link=faults.text(top, "home_page_url"),
        self_url=faults.text(top, "feed_url"),
        description=faults.text(top, "description"),
        language=faults.text(top, "language"),
        icon=faults.text(top, "icon", "favicon"),
        people=_people(top, faults),
        next_url=faults.text(top, "next_url"),
        hub_url=_hub(top, faults),
        warnings=(*notes, *faults.warnings()),
        entries=entries,
    )


def _is_json_feed(top: Record) -> bool:
    """By its version; or, where that is missing or misspelt, by fields that only it has."""
    if "jsonfeed.org" in str(top.get("version", ""))[:100]:
        return True
    if "items" not in top:
        return False
    if "home_page_url" in top or "feed_url" in top:
        return True
    return any(key in one for one in map(record, listed(top["items"])[:5]) for key in _TELLING)


def _hub(top: Record, faults: Faults) -> str:
    return next((u for u in (faults.text(record(h), "url") for h in listed(top.get("hubs"))) if u), "")


def _people(source: Record, faults: Faults) -> tuple[RawPerson, ...]:
    """`authors` (1.1), else `author` (1.0); each may be one or several, an object or a name."""
    people: list[RawPerson] = []
    for key in ("authors", "author"):
        for one in listed(source.get(key))[:PARTS]:
            if isinstance(one, str):
                people.append(RawPerson(name=one.strip()))
            elif isinstance(one, dict):
                name, url = faults.text(one, "name"), faults.text(one, "url")
                if name or url:
                    people.append(RawPerson(name, url, faults.text(one, "email"), faults.text(one, "avatar")))
            else:
                faults.note(key)
        if people:
            break
    return tuple(dict.fromkeys(people))


def _entry(item: Record, faults: Faults) -> RawEntry:
    title, summary = faults.text(item, "title"), faults.text(item, "summary")
    html, text = faults.text(item, "content_html"), faults.text(item, "content_text")
    tags = (faults.text({"tags": tag}, "tags") for tag in listed(item.get("tags"))[:PARTS])
    return RawEntry(
        guid=faults.text(item, "id"),
        link=faults.text(item, "url", "external_url"),
        title=RawText(title, "text") if title else None,
        summary=RawText(summary, "text") if summary else None,
        content=RawText(html, "html") if html else RawText(text, "text") if text else None,
        published=faults.text(item, "date_published"),
        updated=faults.text(item, "date_modified"),
        people=_people(item, faults),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        enclosures=_enclosures(item, faults),
        image=_image(item, faults),
        language=faults.text(item, "language"),
    )


def _image(item: Record, faults: Faults) -> RawImage | None:
    url = faults.text(item, "image", "banner_image")
    return RawImage(url) if url else None


def _enclosures(item: Record, faults: Faults) -> tuple[RawEnclosure, ...]:
    files = (record(one) for one in listed(item.get("attachments"))[:PARTS])
    return tuple(
        RawEnclosure(
            url=url,
            mime=faults.text(one, "mime_type"),
            length=faults.text(one, "size_in_bytes"),
            title=faults.text(one, "title"),
            duration=faults.text(one, "duration_in_seconds"),
        )
        for one in files
        if (url := faults.text(one, "url"))
    )
