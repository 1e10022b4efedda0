"""The pane of lines that all four panes are: its own offset, its own scrollbar, cached strips.

A ScrollView lays the whole screen out again at every scroll (5.3 ms and 6.9 kB a key); here a
cursor move repaints two rows, and the view jumps by a third of a page when the cursor leaves
it (1.5 ms, 310 bytes at 100,000 rows).
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from feedreader.tui.actions import Scope, bindings
from feedreader.tui.cells import clip, fill

WHEEL_LINES = 3


class LineView(Widget, can_focus=True):
    """A pane that draws lines by number. Subclasses say how many there are and draw one; a
    heading line stands above them and does not scroll."""

    BINDINGS = bindings(Scope.LINES)
    ALLOW_SELECT = False
    has_heading = False
    COMPONENT_CLASSES = {
        "line--heading",
        "line--heading-focused",
        "line--bar",
        "line--thumb",
        "line--cursor",
        "line--cursor-idle",
        "line--dim",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self._styles_by_name: dict[str, Style] = {}
        self._dragging = False

    # --- what a subclass says

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def make_line(self, index: int, width: int) -> Strip:
        """Line `index`, exactly `width` cells wide."""
        raise NotImplementedError

    def heading(self) -> str:
        """The line above, already clean; empty for none."""
        return ""

    def line_clicked(self, index: int, x: int) -> None:
        """A click on a line, at cell `x`."""

    def drop_caches(self) -> None:
        """Width, theme or focus changed: strips kept are worth nothing."""

    # --- geometry

    @property
    def size(self) -> Size:
        """Cells of the pane, which has neither border nor padding. Widget.size asks the screen's map
        for them: 15 µs a time, ten times a line."""
        return self.outer_size

    @property
    def heading_height(self) -> int:
        """1 with a heading, else 0; a pane of under four lines has none."""
        return 1 if self.has_heading and self.size.height >= 4 else 0

    @property
    def page(self) -> int:
        """Lines that can be seen at once."""
        return max(1, self.size.height - self.heading_height)

    @property
    def line_width(self) -> int:
        """Cells of a line; the last column is the scrollbar's."""
        return max(1, self.size.width - 1)

    @property
    def last_top(self) -> int:
        """The offset at which the last line stands at the bottom."""
        return max(0, self.line_count() - self.page)

    def line_at(self, y: int) -> int:
        """The line that stands in row `y` of the pane, below the heading."""
        return self.top + y - self.heading_height

    # --- scrolling

    def scroll_to_line(self, top: int) -> bool:
        """Shows the lines from `top` on, as far as there are any. True when that moved."""
        top = max(0, min(top, self.last_top))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        self.scrolled()
        return True

    def scrolled(self) -> None:
        """Called after the offset changed."""

    def redraw_lines(self, first: int, last: int) -> None:
        """Repaints lines `first` to `last`, where they can be seen; the scrollbar beside them stays."""
        first = max(first, self.top)
        last = min(last, self.top + self.page - 1)
        if first <= last:
            y = first - self.top + self.heading_height
            self.refresh(Region(0, y, self.line_width, last - first + 1))

    # --- drawing

    def style(self, name: str) -> Style:
        """The Rich style of a component class, kept until the theme changes."""
        found = self._styles_by_name.get(name)
        if found is None:
            found = self._styles_by_name[name] = self.get_component_rich_style(name)
        return found

    @property
    def plain_style(self) -> Style:
        """The pane's own colours, kept as `style` keeps those of its components."""
        found = self._styles_by_name.get("")
        if found is None:
            found = self._styles_by_name[""] = self.rich_style
        return found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that turns the sixteen colours into others: no line here has any."""
        return [kept for kept in super().get_line_filters() if not isinstance(kept, ANSIToTruecolor)]

    def notify_style_update(self) -> None:
        """The theme or a class changed: ask for the colours again."""
        self._styles_by_name.clear()
        self.drop_caches()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the pane (Textual's line API)."""
        width = self.line_width
        if y < self.heading_height:
            return self._heading_strip()
        index = self.line_at(y)
        if 0 <= index < self.line_count():
            line = self.make_line(index, width)
        else:
            line = Strip([Segment(" " * width, self.plain_style)], width)
        return Strip([*line, self._bar_cell(y - self.heading_height)], width + 1).simplify()

    def _heading_strip(self) -> Strip:
        width = self.size.width
        style = self.style("line--heading-focused" if self.has_focus else "line--heading")
        return Strip([Segment(fill(" " + clip(self.heading(), width - 2), width), style)], width)

    def _bar_cell(self, y: int) -> Segment:
        total, page = self.line_count(), self.page
        if total <= page:
            return Segment(" ", self.plain_style)
        size = max(1, page * page // total)
        start = round((page - size) * self.top / max(1, total - page))
        on = start <= y < start + size
        return Segment("▐" if on else " ", self.style("line--thumb" if on else "line--bar"))

    # --- events

    def on_resize(self) -> None:
        """Keeps the offset within what there is."""
        self.drop_caches()
        self.top = max(0, min(self.top, self.last_top))
        self.refresh()

    def on_focus(self) -> None:
        """The cursor and the heading show where the keys go."""
        self.drop_caches()
        self.refresh()

    def on_blur(self) -> None:
        """As on_focus."""
        self.drop_caches()
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the lines, not the cursor."""
        event.stop()
        self.scroll_to_line(self.top + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As on_mouse_scroll_down."""
        event.stop()
        self.scroll_to_line(self.top - WHEEL_LINES)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begins to drag the scrollbar."""
        if event.x >= self.size.width - 1 and self.line_count() > self.page:
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drags the scrollbar."""
        if self._dragging:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        """Ends dragging."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        share = (y - self.heading_height) / max(1, self.page - 1)
        self.scroll_to_line(round(self.last_top * share))

    def on_click(self, event: events.Click) -> None:
        """A click on a line."""
        if event.x >= self.size.width - 1 or event.y < self.heading_height:
            return
        index = self.line_at(event.y)
        if index < self.line_count():
            self.line_clicked(index, event.x)

    # --- actions (Scope.LINES); a pane with a cursor overrides what moves

    def action_move_down(self) -> None:
        """One line down."""
        self.scroll_to_line(self.top + 1)

    def action_move_up(self) -> None:
        """One line up."""
        self.scroll_to_line(self.top - 1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self.scroll_to_line(self.top + max(1, self.page // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.scroll_to_line(self.top - max(1, self.page // 2))

    def action_move_top(self) -> None:
        """To the first line."""
        self.scroll_to_line(0)

    def action_move_bottom(self) -> None:
        """To the last line."""
        self.scroll_to_line(self.last_top)

    def action_enter(self) -> None:
        """Nothing to open."""
