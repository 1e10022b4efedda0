"""The author panel: who wrote the story, with a cursor over what can be opened."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message
from textual.strip import Strip

from feedreader.tui.article.author import READ_MORE, AuthorPage, author_lines
from feedreader.tui.article.lines import PLAIN
from feedreader.tui.widgets.painter import COMPONENTS, Painter
from feedreader.tui.widgets.plate_pane import PlatePane


class AuthorPanel(PlatePane):
    """Never blank: an unknown author gives what is known about the feed."""

    has_heading = True
    COMPONENT_CLASSES = COMPONENTS

    class Chosen(Message):
        """Enter or a click on a line that acts (see article.author)."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.content = AuthorPage(None)
        self.cursor = -1
        self.now = 0
        self._whole = False
        self.next_key = ""
        """The key to the next of several authors, as a person reads it; from this pane alone."""
        self.setting = PLAIN
        self._hints: Mapping[str, str] = {}
        self._painter = Painter(self.style)

    def show(self, content: AuthorPage, now: int) -> None:
        """Another author, or more about the same one, who keeps the place."""
        same = self.content.author and content.author and self.content.author.id == content.author.id
        self.content, self.now = content, now
        if not same:
            self.top, self.cursor, self._whole = 0, -1, False
        self._lay_out()

    def _lay_out(self) -> None:
        if self.size.width:
            width = max(8, self.line_width - 2)
            self._lines = list(
                author_lines(self.content, width, self.now, whole_bio=self._whole, setting=self.setting)
            )
            if self.cursor >= len(self._lines):
                self.cursor = -1
            self.look_for_pictures()
        self.refresh()

    def scrolled(self) -> None:
        """See LineView."""
        self.look_for_pictures()

    def on_resize(self) -> None:
        """Lines are laid out anew."""
        self._painter.forget()
        self._lay_out()
        super().on_resize()

    def addresses(self) -> list[str]:
        """The addresses in sight, top to bottom."""
        seen = self._lines[self.top : self.top + self.page]
        return list(dict.fromkeys(part.link for line in seen for part in line.parts if part.link))

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Labels over addresses; empty takes them away."""
        self._hints = hints
        self.refresh()

    def heading(self) -> str:
        """ "Author"; which of several, and the key to the next."""
        if self.content.of < 2:
            return "Author"
        which = f"Author {self.content.number} of {self.content.of}"
        return f"{which} · {self.next_key} next" if self.next_key else which

    def drop_caches(self) -> None:
        """See LineView."""
        self._painter.forget()

    def line_count(self) -> int:
        """Lines of the panel."""
        return len(self._lines)

    def make_line(self, index: int, width: int) -> Strip:
        """One line; the cursor's block is lit while the panel has the keys."""
        made = self._lines[index]
        lit = self.has_focus and self.cursor >= 0 and index in self._block(self.cursor)
        over = self.style("line--cursor") if lit else None
        return self._painter.strip(made, 1, width, over=over, hints=self._hints, plate=self.plate_row(made))

    # --- cursor: over the lines that act, a block of lines with one target at a time

    def _block(self, index: int) -> range:
        target = self._lines[index].target
        if not target:
            return range(index, index)
        first = last = index
        while first > 0 and self._lines[first - 1].target == target:
            first -= 1
        while last + 1 < len(self._lines) and self._lines[last + 1].target == target:
            last += 1
        return range(first, last + 1)

    def _starts(self) -> list[int]:
        return [
            index
            for index, each in enumerate(self._lines)
            if each.target and (index == 0 or self._lines[index - 1].target != each.target)
        ]

    def _step(self, by: int) -> None:
        starts = self._starts()
        after = (
            [start for start in starts if start > self.cursor]
            if by > 0
            else [s for s in starts if s < self.cursor]
        )
        if not after:
            self.scroll_to_line(self.top + by)
            return
        self.cursor = after[0] if by > 0 else after[-1]
        block = self._block(self.cursor)
        if block.start < self.top:
            self.scroll_to_line(block.start)
        elif block.stop > self.top + self.page:
            self.scroll_to_line(block.stop - self.page)
        self.refresh()

    def action_move_down(self) -> None:
        """To the next thing that can be opened."""
        self._step(1)

    def action_move_up(self) -> None:
        """To the one before."""
        self._step(-1)

    def action_enter(self) -> None:
        """Opens what the cursor is on."""
        if 0 <= self.cursor < len(self._lines):
            self._choose(self._lines[self.cursor].target)
        elif starts := self._starts():
            self.cursor = starts[0]
            self.refresh()

    def line_clicked(self, index: int, x: int) -> None:
        """A click opens."""
        if self._lines[index].target:
            self.cursor = index
            self._choose(self._lines[index].target)

    def _choose(self, target: str) -> None:
        if target == READ_MORE:
            self._whole = True
            self._lay_out()
        else:
            self.post_message(self.Chosen(target))
