"""How values are put into words: counts, ages, dates, the line under a headline."""

from __future__ import annotations

from datetime import datetime

from feedreader.model.article import Headline
from feedreader.text.counts import plural as plural  # one door for the screen's wording
from feedreader.text.durations import age
from feedreader.tui.cells import cell_len, clip


def count(number: int) -> str:
    """1204 -> "1,204"."""
    return f"{number:,}"


def under_headline(row: Headline, now: int, width: int, *, feed: bool = True) -> str:
    """Feed, author, age and reading time in at most `width` cells: where room is short, names
    are cut, age and time are not."""
    facts = f"{age(max(0, now - row.published))} · {row.minutes} min"
    names = [name for name in (row.feed_title if feed else "", row.byline) if name]
    room = width - len(facts) - 3
    while len(names) > 1 and room - cell_len(names[0]) - 3 < 6:
        names.pop()
    told = clip(" · ".join(names), room) if room > 4 else ""
    return f"{told} · {facts}" if told else clip(facts, width)


def sentence(text: str) -> str:
    """With a stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def when(moment: datetime, pattern: str) -> str:
    """A date in the person's own zone, in the pattern of the settings."""
    return moment.astimezone().strftime(pattern)
