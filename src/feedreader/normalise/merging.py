"""One person from several sources: who is the same, and whose word counts where they differ. Pure.

By address first, by site and name second, never across sites by name alone. What the person merges
by hand is the library's affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from feedreader.model.author import Author, AuthorKind, Fact, Origin
from feedreader.normalise import authors
from feedreader.text import spelling

STALE = 30 * 86_400
"""Seconds after which a better source's word gives way to a newer one's, unless that is a feed's."""

K = TypeVar("K")

_WHERE = re.compile(r"\s*(?:,|@|\||\s[-\u2013\u2014]\s|\b(?:at|bei|chez)\b(?!\s+large)).*", re.IGNORECASE)


def same(one: Author, one_site: str, other: Author, other_site: str) -> bool:
    """Whether two records are one author. The same address is enough where the names can be one
    person's, in any spelling ("O. Hale", "Olena Hale"); without it, it takes one site, one name
    (case and accents aside), and not two addresses."""
    mine, theirs = authors.key(one, one_site), authors.key(other, other_site)
    if mine.startswith("url:") and theirs.startswith("url:"):
        return mine == theirs and spelling.alike(one.name, other.name)
    return _named(one, one_site) == _named(other, other_site)


@dataclass(frozen=True, slots=True)
class Found(Generic[K]):
    """An author under some key of the caller's."""

    key: K
    author: Author
    site: str


def find(known: Sequence[Found[K]], author: Author, site: str) -> Found[K] | None:
    """The one of `known` that `author` is: one with the same address before one with the name."""
    matches = [each for each in known if same(each.author, each.site, author, site)]
    for each in matches:
        if authors.key(each.author, each.site) == authors.key(author, site):
            return each
    return matches[0] if matches else None


def settled(known: Author, came: Author, facts: Sequence[Fact], origin: Origin, now: int) -> Author:
    """What is shown of an author after a source spoke.

    What it gives fills what is empty. Where it differs, a role goes with the source that counts as
    much or more (a new role on the same page is a change of role), all else with one that counts
    more; and after 30 days with any but a feed's, for the better source may be out of date. Of two
    biographies the longer one stays that begins with the other. An organisation has neither role
    nor biography. `facts` are those of the shown fields, `now` epoch seconds."""
    merged = authors.merge(known, came)
    if merged.kind is AuthorKind.ORGANISATION:
        return replace(merged, role="", bio="")
    shown = {fact.field: fact for fact in facts if fact.value == getattr(known, fact.field, None)}
    return replace(
        merged,
        role=_role(known, came, shown.get("role"), origin, now),
        bio=_biography(merged.bio, came.bio, shown.get("bio"), origin, now),
        avatar=_other(known.avatar, came.avatar, shown.get("avatar"), origin, now),
        organisation=_other(known.organisation, came.organisation, shown.get("organisation"), origin, now),
    )


def _named(author: Author, site: str) -> str:
    return authors.key(replace(author, url=""), site)


def _role(known: Author, came: Author, fact: Fact | None, origin: Origin, now: int) -> str:
    if not known.role or not came.role:
        return known.role or came.role
    if _same_role(known.role, came.role):
        return known.role
    return came.role if _counts(fact, origin, now, as_much=True) else known.role


def _biography(known: str, came: str, fact: Fact | None, origin: Origin, now: int) -> str:
    """`known` is joined with `came` already where one begins with the other."""
    if not came or not known or known.startswith(came.rstrip("\u2026. ")):
        return known or came
    if len(came) * 2 < len(known) and not _stale(fact, origin, now):
        return known  # a page's description of itself beside a biography
    return came if _counts(fact, origin, now) else known


def _other(known: str, came: str, fact: Fact | None, origin: Origin, now: int) -> str:
    if not known or not came:
        return known or came
    return came if _counts(fact, origin, now) else known


def _counts(fact: Fact | None, origin: Origin, now: int, *, as_much: bool = False) -> bool:
    """Whether a source of this kind outweighs what stands there. What nobody is known to have
    said counts least."""
    if fact is None:
        return origin is not Origin.FEED
    if _stale(fact, origin, now):
        return True
    return origin.rank >= fact.origin.rank if as_much else origin.rank > fact.origin.rank


def _stale(fact: Fact | None, origin: Origin, now: int) -> bool:
    return fact is not None and now - fact.last_seen > STALE and origin is not Origin.FEED


def _same_role(one: str, other: str) -> bool:
    """ "Reporter, The Post" is no new role of a reporter."""
    whole = {spelling.folded(one), spelling.folded(other)}
    return len(whole) == 1 or not whole.isdisjoint(
        {spelling.folded(bare) for role in (one, other) if (bare := _WHERE.sub("", role)) != role}
    )
