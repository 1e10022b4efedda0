"""What names an article inside its feed: guid, else link, else title and content. Pure.

Never the date: publishers touch it, and everything would be new again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from feedreader.parse.raw import RawEntry

LONGEST = 500
"""Characters of a guid that are kept; a longer one is hashed."""


def identity(entry: RawEntry, url: str, title: str, text: str, shared: frozenset[str] = frozenset()) -> str:
    """The name of an entry. `url` is the article's normal address, `title` and `text` are clean.
    A guid in `shared` (`shared_guids`) tells nothing apart, so the address goes with it."""
    guid = entry.guid.strip()
    if guid and guid in shared:
        guid = f"{guid} {url}" if url else ""
    if guid:
        return guid if len(guid) <= LONGEST and guid.isprintable() else "guid:" + _hash(guid)
    if url:
        return url if len(url) <= LONGEST else "url:" + _hash(url)
    return "text:" + _hash(title, text)


def shared_guids(entries: Iterable[RawEntry]) -> frozenset[str]:
    """Guids that entries with different links have in common: some publishers give every entry
    the site's address as its guid, and all but one story would be lost."""
    links: dict[str, str] = {}
    shared: Counter[str] = Counter()
    for entry in entries:
        guid = entry.guid.strip()
        if guid and entry.link:
            shared[guid] += links.setdefault(guid, entry.link) != entry.link
    return frozenset(guid for guid, times in shared.items() if times)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
