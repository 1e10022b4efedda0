"""Which kept pictures go when there are more than the budget allows. Pure.

First those that no story shows, then those of stories that were read and not starred, then those of
unread ones that the download does not keep; each group by when it was last looked at. What is
starred, and what a download would only fetch again, stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar


class Kept(Protocol):
    """A kept file: its bytes, when it was last looked at (epoch seconds), and how many stories
    show it: starred ones, unread and read ones among the rest; and their ids."""

    @property
    def size(self) -> int: ...
    @property
    def last_used(self) -> int: ...
    @property
    def starred(self) -> int: ...
    @property
    def unread(self) -> int: ...
    @property
    def articles(self) -> Sequence[int]: ...


K = TypeVar("K", bound=Kept)
_STAYS = 9


def evict(kept: Sequence[K], budget: int, protected: Collection[int] = ()) -> tuple[K, ...]:
    """The files to remove so that the rest is at most `budget` bytes, in the order in which to
    remove them. `protected` are articles that the policy keeps whole. It may not come down to
    the budget: then what is left is protected."""
    total = sum(each.size for each in kept)
    gone: list[K] = []
    ranked = [(_rank(each, protected), each.last_used, at) for at, each in enumerate(kept)]
    for rank, _, at in sorted(ranked):
        if total <= budget or rank == _STAYS:
            break
        gone.append(kept[at])
        total -= kept[at].size
    return tuple(gone)


def _rank(each: Kept, protected: Collection[int]) -> int:
    if each.starred or any(article in protected for article in each.articles):
        return _STAYS
    if each.unread:
        return 2
    return 1 if each.articles else 0
