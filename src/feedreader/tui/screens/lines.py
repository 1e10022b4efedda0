"""Lines to read in a box: help, a feed's health."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from feedreader.tui.article.lines import Line
from feedreader.tui.screens.box import BoxScreen
from feedreader.tui.widgets.line_view import LineView
from feedreader.tui.widgets.painter import COMPONENTS, Painter


class LinesView(LineView):
    """Laid out anew for each width."""

    COMPONENT_CLASSES = COMPONENTS

    def __init__(self, make: Callable[[int], Iterable[Line]]) -> None:
        super().__init__()
        self._make = make
        self._lines: list[Line] = []
        self._painter = Painter(self.style)

    def on_resize(self) -> None:
        """Another width, other lines."""
        self._painter.forget()
        self._lines = list(self._make(max(8, self.line_width - 1)))
        super().on_resize()

    def drop_caches(self) -> None:
        """See LineView."""
        self._painter.forget()

    def line_count(self) -> int:
        """All of them."""
        return len(self._lines)

    def make_line(self, index: int, width: int) -> Strip:
        """One of them."""
        return self._painter.strip(self._lines[index], 1, width)

    def action_enter(self) -> None:
        """Enter closes, as a person expects of a page that is only read."""
        self.screen.dismiss(None)


class LinesScreen(BoxScreen[None]):
    """A box of lines."""

    BINDINGS = [Binding("q,i", "close", "Close", show=False)]
    box_classes = "box tall full"

    def __init__(self, title: str, make: Callable[[int], Iterable[Line]]) -> None:
        super().__init__(title, "j/k move · esc closes")
        self._view = LinesView(make)

    def body(self) -> list[Widget]:
        """The lines."""
        return [self._view]

    def on_mount(self) -> None:
        """Keys go to the lines."""
        self._view.focus()
