"""Subscriptions to OPML 2.0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedreader.opml.lists import FOLDER_MARK, TITLE_LIMIT, Outline, Subscriptions
from feedreader.text import clean

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(slots=True)
class _Folder:
    folders: dict[str, _Folder] = field(default_factory=dict)
    feeds: list[Outline] = field(default_factory=list)


def write(subscriptions: Subscriptions) -> bytes:
    """An OPML 2.0 document in UTF-8 that `read` turns into the same subscriptions: folders as
    nested outlines, tags as `category`. Feeds without a folder come last.

    Credentials inside addresses are left out: lists are made to be handed on. A comma in a
    tag, for which the format has no sign, becomes a blank.
    """
    top = _Folder()
    for outline in subscriptions.outlines:
        folder = top
        for name in filter(None, (part.strip() for part in outline.folder.split(FOLDER_MARK))):
            folder = folder.folders.setdefault(name, _Folder())
        folder.feeds.append(outline)
    title = clean.line(subscriptions.title, TITLE_LIMIT) or "Subscriptions"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{title.translate(_ESCAPES)}</title></head>",
        "  <body>",
        *_body(top, 2),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _body(folder: _Folder, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, inner in folder.folders.items():
        yield f"{indent}<outline{_written('text', name)}{_written('title', name)}>"
        yield from _body(inner, depth + 1)
        yield f"{indent}</outline>"
    for outline in folder.feeds:
        yield f"{indent}<outline{_feed(outline)}/>"


def _feed(outline: Outline) -> str:
    scheme, _, rest = outline.url.partition("://")
    place, slash, path = rest.partition("/")
    url = f"{scheme}://{place.rpartition('@')[2]}{slash}{path}"
    parts = ' type="rss"' + _written("text", outline.title or url)
    if outline.title:
        parts += _written("title", outline.title)
    parts += _written("xmlUrl", url)
    if outline.site_url:
        parts += _written("htmlUrl", outline.site_url)
    if outline.tags:
        parts += _written("category", ",".join(tag.replace(",", " ") for tag in outline.tags))
    return parts


def _written(name: str, value: str) -> str:
    return f' {name}="{clean.line(value, 20_000).translate(_ESCAPES)}"'
