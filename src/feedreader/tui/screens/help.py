"""The help screen, made from the registry with the keys in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.binding import Binding

from feedreader.library.query import EXAMPLES
from feedreader.model.document import Mark
from feedreader.tui.actions import ACTIONS, shown_key
from feedreader.tui.article.lines import BLANK, Line, Part, Role, line
from feedreader.tui.cells import cell_len, fill, wrap
from feedreader.tui.screens.lines import LinesScreen

SIGNS = (
    ("●", "unread"),
    ("★", "starred"),
    ("⤓", "whole on this disk, pictures and all"),
    ("!", "the feed's last refresh failed; i tells why"),
)


class HelpScreen(LinesScreen):
    """Every action, its keys and what it does."""

    BINDINGS = [Binding("question_mark,f1", "close", "Close", show=False)]

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__("Help: the keys", lambda width: help_lines(keys, width))


def help_lines(keys: Mapping[str, str], width: int) -> Iterator[Line]:
    """Groups of actions in the order of the registry, then the signs of the list and what a search
    understands."""
    room = 16 if width >= 50 else 12
    group = ""
    for action in ACTIONS:
        if action.group != group:
            if group:
                yield BLANK
            group = action.group
            yield line(group, Role.HEADING, Mark.STRONG)
        shown = " ".join(shown_key(key) for key in keys.get(action.id, action.keys).split(",") if key)
        yield from _row(shown or "(palette)", action.help, room, width, Role.MARKER)
    yield BLANK
    yield line("Signs", Role.HEADING, Mark.STRONG)
    for sign, meaning in SIGNS:
        yield from _row(sign, meaning, room, width, Role.MARKER)
    yield BLANK
    yield line("In a search", Role.HEADING, Mark.STRONG)
    for example, finds in EXAMPLES:
        yield from _row(example, finds, room + 2, width, Role.MARKER)


def _row(left: str, text: str, room: int, width: int, role: Role) -> Iterator[Line]:
    if cell_len(left) > room - 2:
        yield line("  " + left, role)
        left = ""
    for number, row in enumerate(wrap(text, max(10, width - room - 2))):
        yield Line((Part("  " + fill(left if number == 0 else "", room), role), Part(row)))
