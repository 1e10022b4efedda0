"""Who wrote it, from two sources: what a page says of an article's authors joins what the library
knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.model.author import AuthorKind, Origin
from feedreader.text import urls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from feedreader.model.article import StoredArticle
    from feedreader.model.author import Author, StoredAuthor
    from feedreader.store import Store


def merge(store: Store, stored: StoredArticle, found: Sequence[Author], source: str, now: datetime) -> bool:
    """Merges what the article's page says into its authors' records, inside the caller's
    transaction; whether anything shows that did not.

    Where the feed named a person, that byline stands, for a page names others in its margins;
    where it named nobody, or a desk only, those on the page are its authors."""
    changed = False
    strangers: list[Author] = []
    for author in found:
        old = _same(stored, author)
        if old is None:
            strangers.append(author)
        else:
            changed = learn(store, old, author, source, Origin.PAGE, now) or changed
    if strangers and not any(known.profile.kind is AuthorKind.PERSON for known in stored.authors):
        _credit(store, stored, strangers, source, now)
        changed = True
    return changed


def learn(
    store: Store, known: StoredAuthor, said: Author, source: str, origin: Origin, now: datetime
) -> bool:
    """Joins what one source says of an author with the record; whether that shows."""
    from feedreader.normalise import merging

    facts = store.authors.facts(known.id)
    shown = merging.settled(known.profile, said, facts, origin, int(now.timestamp()))
    store.authors.save_profile(known.id, shown, source, now, origin=origin, said=said)
    return shown != known.profile


def _credit(
    store: Store, stored: StoredArticle, authors: Sequence[Author], source: str, now: datetime
) -> None:
    """Names these as the article's authors, ahead of the desks that the feed named."""
    site = urls.host(stored.article.url)
    ids = [store.authors.upsert(site, author, now, source) for author in authors]
    store.authors.link(stored.id, [*ids, *(known.id for known in stored.authors)])
    names = [author.name for author in (*authors, *(known.profile for known in stored.authors))]
    store.authors.set_byline(stored.id, ", ".join(dict.fromkeys(names)))


def _same(stored: StoredArticle, author: Author) -> StoredAuthor | None:
    """The article's author that a page's author is."""
    from feedreader.normalise import merging

    site = urls.host(stored.article.url)
    known = [merging.Found(each, each.profile, site) for each in stored.authors]
    found = merging.find(known, author, site)
    return found.key if found else None
