"""The status line above and the key bar below: one line each, drawn only when they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from feedreader.tui.actions import Action, shown_key
from feedreader.tui.cells import cell_len, clip, fill
from feedreader.tui.format import count

_BAR = 12
_ROOM = 60
"""Columns from which there is room for everything."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the status line says. `done` of `total` while a round is on, else 0 of 0."""

    unread: int = 0
    feeds: int = 0
    done: int = 0
    total: int = 0
    offline: bool = False
    note: str = ""


class StatusLine(Widget):
    """The program's name, unread articles, the round under way, offline or not."""

    COMPONENT_CLASSES = {"status--name", "status--text", "status--bar", "status--offline"}
    DEFAULT_CSS = "StatusLine { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.status = Status()

    def show(self, status: Status) -> None:
        """Draws only what changed."""
        if status != self.status:
            self.status = status
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Textual's line API)."""
        width, status = self.size.width, self.status
        text = self.get_component_rich_style("status--text")
        left = [Segment(" feedreader ", self.get_component_rich_style("status--name"))]
        if not status.note or width >= _ROOM:
            left.append(Segment(f"  Unread {count(status.unread)}", text))
        right = self._right(text, width)
        room = width - sum(cell_len(s.text) for s in (*left, *right))
        if room < 1:
            right = right[-1:] if right else []
            room = max(0, width - sum(cell_len(s.text) for s in (*left, *right)))
        return Strip([*left, Segment(" " * room, text), *right]).adjust_cell_length(width, text)

    def _right(self, text: Style, width: int) -> list[Segment]:
        status = self.status
        # A note tells of a mode or of what is chosen: where room is short it is the last to go.
        note = status.note + "   " if width >= _ROOM else clip(status.note, max(0, width - 14))
        right = [Segment(note, text)] if status.note else []
        if status.total:
            filled = round(_BAR * status.done / status.total)
            words = f"refresh {status.done}/{status.total} "
            right.append(Segment(words, text))
            if width >= _ROOM:
                right.append(Segment("━" * filled, self.get_component_rich_style("status--bar")))
                right.append(Segment("─" * (_BAR - filled) + " ", text))
        if status.offline:
            right.append(Segment(" offline ", self.get_component_rich_style("status--offline")))
            right.append(Segment(" ", text))
        return right


class KeyBar(Widget):
    """The keys that matter most, from the registry; each can be clicked."""

    COMPONENT_CLASSES = {"keys--key", "keys--text"}
    DEFAULT_CSS = "KeyBar { height: 1; }"

    class Pressed(Message):
        """A key of the bar was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions = actions
        self._also: tuple[Action, ...] = ()
        self._keys: dict[str, str] = {}
        self._places: list[tuple[int, int, Action]] = []

    def set_keys(self, keys: dict[str, str]) -> None:
        """The person's own keys, by action id."""
        self._keys = keys
        self.refresh()

    def show_also(self, actions: Sequence[Action]) -> None:
        """Keys of what is in sight just now, before the others."""
        if tuple(actions) != self._also:
            self._also = tuple(actions)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line; what does not fit is left to the help screen, whose key stands first to last."""
        width = self.size.width
        key_style = self.get_component_rich_style("keys--key")
        text_style = self.get_component_rich_style("keys--text")
        self._places, segments, at = [], [], 0
        last = self._actions[-2:]
        kept = sum(self._taken(action) for action in last)
        for action in (*self._also, *self._actions):
            size = self._taken(action)
            if not size or at + size + (0 if action in last else kept) > width:
                continue
            key = shown_key(self._key(action))
            segments += [Segment(f" {key} ", key_style), Segment(f"{action.label}  ".lower(), text_style)]
            self._places.append((at, at + size, action))
            at += size
        return Strip(
            [*segments, Segment(fill(clip("", 1), max(0, width - at)), text_style)]
        ).adjust_cell_length(width)

    def _key(self, action: Action) -> str:
        return self._keys.get(action.id, action.keys).split(",")[0]

    def _taken(self, action: Action) -> int:
        key = self._key(action)
        return cell_len(shown_key(key)) + 4 + cell_len(action.label) if key else 0

    def on_click(self, event: events.Click) -> None:
        """Does what the key does."""
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))
