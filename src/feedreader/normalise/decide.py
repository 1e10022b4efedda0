"""What a feed's fresh body changes: old and new articles in, intents out. Pure.

Ids and read marks stay with a story as long as it can be recognised: by its identity, else by
its address, else by its title and text. Each known story is matched at most once, and each story
that came at most once, so a decision that was applied decides nothing more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from feedreader.normalise.made import Made
from feedreader.normalise.seen import HALF
from feedreader.text import urls

Id = TypeVar("Id", bound=int)
IdOut = TypeVar("IdOut", bound=int, covariant=True)


class Known(Protocol[IdOut]):
    """What is stored of an article. `title_digest` is what the function of that name gave when it was
    stored, or empty."""

    @property
    def identity(self) -> str: ...

    @property
    def id(self) -> IdOut: ...

    @property
    def digest(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def title_digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Decision(Generic[Id]):
    """What to do: `new` in the feed's order; `changed` under their old identity; `renamed` came
    under another identity and keep id and marks; `unchanged` counts the rest. `remarked` are those
    of the rest whose entry has another mark than is stored, with the digest to store instead."""

    new: tuple[Made, ...] = ()
    changed: tuple[tuple[Id, Made], ...] = ()
    renamed: tuple[tuple[Id, Made], ...] = ()
    unchanged: int = 0
    remarked: tuple[tuple[Id, str], ...] = ()


def title_digest(title: str, text: str) -> str:
    """A hash of title and plain text, by which a story is known that comes under another identity
    and at another address. Empty where there is too little text to tell two stories apart."""
    text = " ".join(text.split())
    if len(text) < 40:
        return ""
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()


def decide(known: Sequence[Known[Id]], came: Sequence[Made], seen: Collection[Id] = ()) -> Decision[Id]:
    """Compares what is stored of a feed with what came; `seen` came as it is stored, and is not in
    `came`. Articles that are missing are not touched: feeds are windows. Duplicates in `came`
    collapse into the first."""
    fresh = _collapsed(came)
    stored = {each.identity: each for each in reversed(known)}
    changed: list[tuple[Id, Made]] = []
    remarked: list[tuple[Id, str]] = []
    strangers: list[Made] = []
    matched: set[int] = set(seen)
    unchanged = len(matched)
    for made in fresh:
        match, digest = stored.get(made.article.identity), made.article.digest
        if match is None:
            strangers.append(made)
            continue
        if match.id in seen:
            continue  # its duplicate
        matched.add(match.id)
        if match.digest[:HALF] != digest[:HALF]:
            changed.append((match.id, made))
            continue
        unchanged += 1
        if match.digest != digest:
            remarked.append((match.id, digest))
    left = [each for each in known if each.id not in matched]
    renamed, new = _renamed(left, strangers) if left else ([], strangers)
    return Decision(tuple(new), tuple(changed), tuple(renamed), unchanged, tuple(remarked))


def _collapsed(came: Sequence[Made]) -> list[Made]:
    return list({made.article.identity: made for made in reversed(came)}.values())[::-1]


def _renamed(
    left: Sequence[Known[Id]], strangers: Sequence[Made]
) -> tuple[list[tuple[Id, Made]], list[Made]]:
    """Strangers that are known stories under other identities, and those that are new."""
    by_url = _single({each.id: _page(each.url) for each in left})
    by_text = _single({each.id: each.title_digest for each in left})
    url_counts = _counts([_page(made.article.url) for made in strangers])
    renamed: list[tuple[Id, Made]] = []
    taken: set[int] = set()
    waiting: list[Made] = []
    for made in strangers:
        page = _page(made.article.url)
        # An address that several stories share (a front page) names none of them.
        match = by_url.get(page) if page and url_counts[page] == 1 else None
        if match is None or match in taken:
            waiting.append(made)
        else:
            taken.add(match)
            renamed.append((match, made))
    new: list[Made] = []
    for made in waiting:
        match = by_text.get(title_digest(made.article.title, made.text)) if by_text else None
        if match is None or match in taken:
            new.append(made)
        else:
            taken.add(match)
            renamed.append((match, made))
    return renamed, new


def _single(values: dict[Id, str]) -> dict[str, Id]:
    """Value to id, for values that only one id has."""
    counts = _counts(list(values.values()))
    return {value: id_ for id_, value in values.items() if value and counts[value] == 1}


def _counts(values: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _page(url: str) -> str:
    """A key under which the addresses of one page meet, as `text.urls.same_page` has it."""
    address = urls.without_trackers(url.partition("#")[0]).partition("://")[2]
    path, question, query = address.removeprefix("www.").partition("?")
    return path.rstrip("/") + question + query
