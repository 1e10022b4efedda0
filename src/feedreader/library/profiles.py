"""An author's profile put together from what the library remembers, and told in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest

from feedreader.model.author import Author, Fact, HeldRole, Profile

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SOON = 30 * 86_400
"""Seconds in which two sources were looked at for one and the same time."""
_TOLD = 3
"""Earlier roles that are told; the profile has all of them."""


def current(shown: Author, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """For each field that is shown, the source whose word counts most and who said it last."""
    found: dict[str, Fact] = {}
    for fact in facts:
        value = "\n".join(shown.links) if fact.field == "links" else getattr(shown, fact.field, "")
        if not value or (fact.field != "links" and fact.value != value):
            continue
        best = found.get(fact.field)
        if best is None or (fact.origin.rank, fact.last_seen) >= (best.origin.rank, best.last_seen):
            found[fact.field] = fact
    return tuple(found.values())


def roles(shown: str, facts: Iterable[Fact]) -> tuple[HeldRole, ...]:
    """The roles that were seen, newest first, led by the one that is shown. A role that came back
    stands once for each time; one seen twice in a row (by two sources) is one, and what a better
    source put right at once was none."""
    seen = sorted((fact for fact in facts if fact.field == "role"), key=lambda fact: fact.first_seen)
    held: list[HeldRole] = []
    for fact, after in zip_longest(seen, seen[1:]):
        if after is not None and _put_right(fact, after) and fact.value != shown:
            continue
        if held and held[-1].role.casefold() == fact.value.casefold():
            held[-1] = HeldRole(fact.value, held[-1].since, max(held[-1].until, fact.last_seen))
        else:
            held.append(HeldRole(fact.value, fact.first_seen, fact.last_seen))
    held.reverse()
    now = next((role for role in held if role.role == shown), None)
    if now is not None:
        held.remove(now)
        held.insert(0, now)
    return tuple(held)


def _put_right(fact: Fact, after: Fact) -> bool:
    return after.origin.rank > fact.origin.rank and after.first_seen - fact.last_seen < _SOON


def role_words(profile: Profile) -> str:
    """The role as the panel and the command tell it: "Politics reporter since Mar 2026, before:
    News editor". Without an earlier role there is no "since": nobody saw it begin."""
    shown = profile.author.profile.role
    earlier = _others(shown, profile.earlier_roles)
    if not shown or not earlier:
        return shown
    return f"{shown} since {_month(profile.roles[0].since)}, before: {', '.join(earlier)}"


def _others(shown: str, held: Sequence[HeldRole]) -> list[str]:
    names = {each.role.casefold(): each.role for each in held}
    names.pop(shown.casefold(), None)
    return list(names.values())[:_TOLD]


def _month(seconds: int) -> str:
    """A month as it is written in English, whatever the locale."""
    day = datetime.fromtimestamp(seconds).astimezone()
    return f"{_MONTHS[day.month - 1]} {day.year}"
