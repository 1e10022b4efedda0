"""The article: its lines laid out in a measure, centred, drawn lazily."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from textual.message import Message
from textual.strip import Strip

from feedreader.model.article import StoredArticle
from feedreader.tui.article.author import AuthorPage, author_lines
from feedreader.tui.article.lines import BLANK, Line, Role, line
from feedreader.tui.article.page import Wording, page_lines
from feedreader.tui.cells import cell_len
from feedreader.tui.widgets.line_view import LineView
from feedreader.tui.widgets.painter import COMPONENTS, Painter

FIRST_LINES = 120
"""Laid out before the first paint; the rest follows in slices while nothing else is to do."""
SLICE = 200


class ArticleView(LineView):
    """One article, or a line that says how to open one."""

    COMPONENT_CLASSES = COMPONENTS

    class LinkChosen(Message):
        """A link was clicked."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class Target(Message):
        """Enter or a click on a line that acts (see article.author)."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    class Scrolled(Message):
        """The article was scrolled by the person."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: StoredArticle | None = None
        self.measure = 70
        self.wording = Wording()
        self.words: tuple[str, ...] = ()
        self.card: AuthorPage | None = None
        """The author, shown at the end where the panel is not on screen."""
        self.now = 0
        self.notice = "Enter opens the article under the cursor."
        self._lines: list[Line] = []
        self._rest: Iterator[Line] = iter(())
        self._more = False
        self._wanted = 0.0
        self._strips: dict[int, Strip] = {}
        self._painter = Painter(self.style)

    # --- content

    def show(self, article: StoredArticle | None, position: float = 0.0) -> None:
        """Shows an article from where it was left (0.0 to 1.0)."""
        self.article = article
        self._wanted = position
        self.top = 0
        self._lay_out()
        self.refresh()

    def show_card(self, card: AuthorPage | None, now: int) -> None:
        """The author became known, or the panel came or went: the text above stays put."""
        if card == self.card:
            return
        self.card, self.now = card, now
        top = self.top
        self._lay_out(all_lines=top > 0)
        self.top = max(0, min(top, self.last_top))
        self.refresh()

    def set_measure(self, measure: int) -> None:
        """Longer or shorter lines; the place is kept."""
        position = self.position
        self.measure = measure
        self._again(position)

    def set_words(self, words: tuple[str, ...]) -> None:
        """Words that a search is for."""
        if words != self.words:
            self.words = words
            self._strips.clear()
            self.refresh()

    @property
    def position(self) -> float:
        """How far the article is read, 0.0 to 1.0."""
        if self._more:
            self._finish()
        return self.top / self.last_top if self.last_top else 0.0

    @property
    def at_end(self) -> bool:
        """The last line can be seen."""
        if self._more and self.top >= self.last_top:
            self._finish()
        return self.top >= self.last_top

    def page_down(self) -> bool:
        """A page on, two lines kept in sight; False at the end."""
        if self.at_end:
            return False
        moved = self.scroll_to_line(self.top + max(1, self.page - 2))
        self.post_message(self.Scrolled())
        return moved

    # --- layout

    @property
    def text_width(self) -> int:
        """The measure, or what the pane has."""
        return max(10, min(self.measure, self.line_width - 2))

    @property
    def _left(self) -> int:
        return max(1, (self.line_width - self.text_width) // 2)

    def _lay_out(self, *, all_lines: bool = False) -> None:
        self._strips.clear()
        self._rest = self._all_lines() if self.size.width else iter(())
        self._lines = list(islice(self._rest, None if all_lines or self._wanted else FIRST_LINES))
        self._more = len(self._lines) == FIRST_LINES and not (all_lines or self._wanted)
        if self._wanted and self.size.width:
            self.top = round(self.last_top * self._wanted)
            self._wanted = 0.0
        if self._more:
            self.call_later(self._slice, self._rest)

    def _slice(self, rest: Iterator[Line]) -> None:
        if rest is not self._rest or not self._more:
            return
        came = list(islice(rest, SLICE))
        self._lines += came
        self._more = len(came) == SLICE
        if self._more:
            self.call_later(self._slice, rest)
        else:
            self.refresh()

    def _finish(self) -> None:
        self._lines += self._rest
        self._more = False

    def _all_lines(self) -> Iterator[Line]:
        if self.article is None:
            yield BLANK
            yield line(self.notice, Role.META)
            return
        width = self.text_width
        yield from page_lines(self.article, width, self.wording)
        if self.card is not None:
            yield BLANK
            yield line("─" * width, Role.RULE)
            yield from author_lines(self.card, width, self.now)
        yield BLANK

    def _again(self, position: float) -> None:
        self._wanted = position
        self.top = 0
        self._lay_out()
        self.refresh()

    def on_resize(self) -> None:
        """Lines are laid out anew; the place is kept."""
        position = self._wanted or (self.top / self.last_top if self._lines and self.last_top else 0.0)
        self._painter.forget()
        self._again(position)

    # --- drawing

    def heading(self) -> str:
        """The feed's name."""
        return "Article" if self.article is None else self.article.feed_title

    def drop_caches(self) -> None:
        """See LineView."""
        self._strips.clear()
        self._painter.forget()

    def line_count(self) -> int:
        """Lines laid out so far."""
        return len(self._lines)

    def make_line(self, index: int, width: int) -> Strip:
        """One line, kept."""
        strip = self._strips.get(index)
        if strip is None:
            if len(self._strips) > 1000:
                self._strips.clear()
            strip = self._strips[index] = self._painter.strip(
                self._lines[index], self._left, width, self.words
            )
        return strip

    def scrolled(self) -> None:
        """See LineView."""
        self.post_message(self.Scrolled())

    def line_clicked(self, index: int, x: int) -> None:
        """A click on a link, or on a line that acts."""
        at = self._left
        if self._lines[index].target and not self._lines[index].target.startswith("http"):
            self.post_message(self.Target(self._lines[index].target))
            return
        for part in self._lines[index].parts:
            after = at + cell_len(part.text)
            if at <= x < after:
                if part.link:
                    self.post_message(self.LinkChosen(part.link))
                return
            at = after

    def action_move_bottom(self) -> None:
        """To the last line."""
        self._finish()
        super().action_move_bottom()
