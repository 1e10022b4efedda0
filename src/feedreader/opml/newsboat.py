"""newsboat's `urls` file: a line is an address and quoted tags, "~Title" is a name of one's own."""

from __future__ import annotations

import re

from feedreader.opml.lists import (
    MOST_OUTLINES,
    MOST_TAGS,
    TITLE_LIMIT,
    Outline,
    Refusals,
    Subscriptions,
    address,
    refusal,
)
from feedreader.text import clean

# A bare word, or one in quotation marks with backslashes before what stands for itself.
_WORD = re.compile(r'"((?:[^"\\]|\\.)*+)"?|([^\s"]+)')
_ESCAPED = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"(query|exec|filter|file):", re.IGNORECASE)
_REASONS = {
    "query": "it is a search inside newsboat; search for it here instead",
    "exec": "its address is a command, and commands are not run",
    "filter": "its address is a command, and commands are not run",
}


def looks_like_newsboat(text: str) -> bool:
    """Whether the first line that says anything begins with an address as newsboat knows them."""
    for row in text.splitlines():
        words = _words(row)
        if words:
            return bool(address(words[0]) or _SPECIAL.match(words[0])) and "\0" not in text
    return False


def read_newsboat(text: str) -> Subscriptions:
    """The subscriptions of a `urls` file. Commands (exec:, filter:), searches (query:) and files
    are refused with a sentence each. The first tag is the folder, too: newsboat has only tags."""
    refusals = Refusals()
    outlines: list[Outline] = []
    for row in text.splitlines():
        words = _words(row)
        if not words:
            continue
        if len(outlines) >= MOST_OUTLINES:
            refusals.add(f"The list goes on behind {MOST_OUTLINES:,} lines: the rest was left out.")
            break
        outline = _outline(words)
        if outline.url:
            outlines.append(outline)
        else:
            refusals.add(_refusal(words[0], outline.title))
    return Subscriptions("", tuple(outlines), refusals.sentences())


def _words(row: str) -> list[str]:
    row = row[:20_000].strip()
    if row.startswith("#"):
        return []
    return [
        _ESCAPED.sub(r"\1", match[1]) if match[1] is not None else match[2] for match in _WORD.finditer(row)
    ]


def _outline(words: list[str]) -> Outline:
    """The line's subscription; its `url` is empty where the address is refused."""
    title = ""
    tags: list[str] = []
    for word in words[1:]:
        if word.startswith("~"):
            title = clean.line(word[1:], TITLE_LIMIT)
        elif not word.startswith(("!", "#")):  # "!" hides a feed in newsboat's own list
            tags.append(clean.line(word, 100))
    kept = tuple(dict.fromkeys(filter(None, tags)))[:MOST_TAGS]
    # What newsboat's reader knows as its tag view stands in the feed list as a folder: the first tag.
    return Outline(address(words[0]), title, folder=kept[0] if kept else "", tags=kept)


def _refusal(word: str, title: str) -> str:
    special = _SPECIAL.match(word)
    reason = _REASONS.get(special[1].lower()) if special else None
    if special is None or reason is None:
        return refusal(word, title)
    name = title or clean.line(word[special.end() :].partition(":")[0], 80)
    return f"“{name}” was left out: {reason}."
