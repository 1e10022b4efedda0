"""What stands below a story: its neighbours in the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedreader.model.article import Headline
from feedreader.model.document import Mark
from feedreader.text.durations import age
from feedreader.tui.article.author import OPEN
from feedreader.tui.article.lines import BLANK, Line, Part, Role, line
from feedreader.tui.cells import clip, wrap


def below_lines(rows: Sequence[Headline], width: int, now: int) -> Iterator[Line]:
    """ "Also in your library", or nothing."""
    if not rows:
        return
    yield line("─" * width, Role.RULE)
    yield line("Also in your library", Role.HEADING, Mark.STRONG)
    for row in rows:
        target = f"{OPEN}{row.id}"
        for number, text in enumerate(wrap(row.title, width - 2, limit=2)):
            sign = "· " if row.read else "● "
            yield Line(
                (Part(sign if number == 0 else "  ", Role.MARKER), Part(text, Role.CARD_TITLE)), target
            )
        told = f"{row.feed_title} · {age(max(0, now - row.published))} · {row.minutes} min"
        yield Line((Part("  " + clip(told, width - 2), Role.META),), target)
    yield BLANK
