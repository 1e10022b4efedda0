"""What a subscription list holds, and what every reader of lists decides alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedreader.text import clean, urls
from feedreader.text.counts import plural

MOST_OUTLINES = 100_000
LARGEST = 20 * 1024 * 1024
"""Bytes of a list."""
MOST_SENTENCES = 500
"""Refusals told one by one; behind them stands how many more there were."""
TITLE_LIMIT = 300
MOST_TAGS = 50
FOLDER_MARK = " / "
"""Stands between the names of nested folders."""

_BARE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?/")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription. `url` is a normalised http(s) address; the rest is clean text, empty
    where the list says nothing. `folder` names nested folders joined with " / "."""

    url: str
    title: str
    site_url: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list as read: what can be subscribed to, duplicates included, in the list's order, and
    one sentence for each address that is refused."""

    title: str
    outlines: tuple[Outline, ...]
    refused: tuple[str, ...] = ()


class Refusals:
    """Gathers sentences up to a limit and counts the rest."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._more = 0

    def add(self, sentence: str) -> None:
        """One more, told or counted."""
        if len(self._sentences) < MOST_SENTENCES:
            self._sentences.append(sentence)
        else:
            self._more += 1

    def sentences(self) -> tuple[str, ...]:
        """What was gathered, and last how many were not told."""
        last = (
            (f"{plural(self._more, 'more was', 'more were')} left out for such reasons.",)
            if self._more
            else ()
        )
        return (*self._sentences, *last)


def address(text: str) -> str:
    """The feed's address as a list gives it, or "" where it is none: http(s), also without
    the scheme and with the old "feed:" in front."""
    text = text.strip()
    if text[:5].lower() == "feed:" or _BARE.match(text):
        return urls.typed(text)
    return urls.web(text)


def refusal(address_text: str, title: str) -> str:
    """Why an address is left out, in one sentence."""
    shown = clean.line(address_text, 80)
    name = f"“{title}”" if title else f"“{shown}”"
    if shown.startswith("|"):
        return f"{name} was left out: its address is a command, and commands are not run."
    if scheme := _SCHEME.match(shown):
        begins = scheme[0].lower()
        return f"{name} was left out: its address begins with {begins} and only http and https are read."
    return f"{name} was left out: “{shown}” is not a web address."
