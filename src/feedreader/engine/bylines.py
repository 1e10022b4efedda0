"""Who wrote it, from two sources: what an article's page says of its authors joins what the library
knows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feedreader.model.author import AuthorKind
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
    from feedreader.normalise import authors as merging

    site = urls.host(stored.article.url)
    changed = False
    strangers: list[Author] = []
    for author in found:
        old = _same(stored.authors, author, site)
        if old is None:
            strangers.append(author)
            continue
        merged = merging.merge(old.profile, author)
        store.authors.save_profile(old.id, merged, source, now)
        changed = changed or merged != old.profile
    if strangers and not any(known.profile.kind is AuthorKind.PERSON for known in stored.authors):
        _credit(store, stored, strangers, source, now)
        changed = True
    return changed


def _credit(
    store: Store, stored: StoredArticle, authors: Sequence[Author], source: str, now: datetime
) -> None:
    """Names these as the article's authors, ahead of the desks that the feed named."""
    site = urls.host(stored.article.url)
    ids = [store.authors.upsert(site, author, now, source) for author in authors]
    store.authors.link(stored.id, [*ids, *(known.id for known in stored.authors)])
    names = [author.name for author in (*authors, *(known.profile for known in stored.authors))]
    store.authors.set_byline(stored.id, ", ".join(dict.fromkeys(names)))


def _same(known: Sequence[StoredAuthor], author: Author, site: str) -> StoredAuthor | None:
    """The article's author that a page's author is: the one with its address, else the one with
    its name, unless that one has another address."""
    from feedreader.normalise import authors as merging

    def named(profile: Author) -> str:
        return merging.key(replace(profile, url=""), site)

    for each in known:
        if merging.key(each.profile, site) == merging.key(author, site):
            return each
    for each in known:
        if named(each.profile) == named(author) and not (each.profile.url and author.url):
            return each
    return None
