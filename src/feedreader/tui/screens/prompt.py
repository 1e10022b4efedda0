"""A question with one or more fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from feedreader.tui.screens.box import BoxScreen


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in; `name` is its key in the result."""

    name: str
    label: str
    example: str = ""
    value: str = ""


class PromptScreen(BoxScreen[dict[str, str]]):
    """The result holds what was typed, by field; None when it was closed."""

    # Plain Enter reaches the Input first; from the last field it ends the question.
    BINDINGS = [Binding("ctrl+s", "done", "Done", show=False)]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__(title, "enter goes on · tab next field · esc closes")
        self._fields = tuple(fields)
        self._inputs = [_literal_input(field) for field in self._fields]

    def body(self) -> list[Widget]:
        """A label and a line for each field."""
        widgets: list[Widget] = []
        for field, line in zip(self._fields, self._inputs, strict=True):
            widgets += [Static(field.label, classes="hint", markup=False), line]
        return widgets

    def on_mount(self) -> None:
        """Typing begins in the first field."""
        self._inputs[0].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the next field, or done."""
        at = self._inputs.index(event.input)
        if at + 1 < len(self._inputs):
            self._inputs[at + 1].focus()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Gives what was typed."""
        self.dismiss({field.name: line.value for field, line in zip(self._fields, self._inputs, strict=True)})


def _literal_input(field: Field) -> Input:
    made = Input(value=field.value, id=f"field-{field.name}")
    # A placeholder is parsed as markup, and a feed's name may stand in it.
    made.placeholder = field.example.replace("[", r"\[")
    made.cursor_blink = False
    return made
