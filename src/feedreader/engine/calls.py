"""What goes between the engine and its children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedreader.model.feed import Failure


@dataclass(frozen=True, slots=True)
class Call:
    """What goes to a child: a function of `work` by name. `deadline` in seconds, 0 for none."""

    name: str
    arguments: tuple[Any, ...]
    deadline: float


SUBJECTS = {
    "page_authors": "page",
    "who_wrote": "page",
    "author_page": "page",
    "wordpress_user": "page",
    "feed_links": "page",
    "read_page": "page",
    "see_page": "page",
    "keep_picture": "picture",
    "draw_picture": "picture",
}
"""What a function reads, in the words of a sentence; all others read feeds."""


def subject(name: str) -> str:
    """What the function called `name` reads, as a person calls it."""
    return SUBJECTS.get(name, "feed")


@dataclass(frozen=True, slots=True)
class Result:
    """What comes back: the function's value, or why there is none. `trace` is a traceback, for
    the log, where the failure was nobody's intention."""

    value: Any = None
    failure: Failure | None = None
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A child's first word: its libraries are imported."""
