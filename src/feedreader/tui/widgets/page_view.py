"""An article's page: centred, drawn lazily, its pictures as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from feedreader.model.article import Headline, StoredArticle
from feedreader.tui.article.author import AuthorPage
from feedreader.tui.article.lines import Line
from feedreader.tui.widgets.laid_page import SLICE_SECONDS, LaidPage
from feedreader.tui.widgets.painter import COMPONENTS, NO_HINTS, Painter


class PageView(LaidPage):
    """An article's lines, kept and painted; ArticleView adds what one does with them."""

    COMPONENT_CLASSES = COMPONENTS
    has_heading = True
    ALLOW_SELECT = True

    class Scrolled(Message):
        """The article was scrolled by the person."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words: tuple[str, ...] = ()
        self._painter = Painter(self.style)
        self.sought = ""
        self.marked: range | None = None
        """Lines chosen with the keys, to be copied."""

    # --- content

    def show(self, article: StoredArticle | None, position: float = 0.0) -> None:
        """Shows an article from where it was left (0.0 to 1.0)."""
        self.article = article
        self.below = ()
        self.sought = ""
        self.marked = None
        self.content_changed()
        self._again(position)

    def content_changed(self) -> None:
        """Another article: what was known about the one before is worth nothing."""

    def show_changed(self, article: StoredArticle) -> None:
        """The same article with more of it: the place is kept."""
        self.article = article
        self._keep_place()

    def show_below(self, rows: Sequence[Headline], now: int) -> None:
        """Neighbours in the library became known; nothing above moves."""
        if tuple(rows) != self.below:
            self.below, self.now = tuple(rows), now
            self._end_anew()

    def show_card(self, card: AuthorPage | None, now: int) -> None:
        """The author became known, or the panel came or went: the text above stays put."""
        if card != self.card:
            self.card, self.now = card, now
            self._end_anew()

    def set_measure(self, measure: int) -> None:
        """Longer or shorter lines; the place is kept."""
        self.measure = measure
        self._keep_place()

    def set_words(self, words: tuple[str, ...]) -> None:
        """Words that a search is for."""
        if words != self.words:
            self.words = words
            self._strips.clear()
            self.refresh()

    @property
    def at_end(self) -> bool:
        """The last line can be seen."""
        return not self._more and self.top >= self.last_top

    def page_down(self) -> bool:
        """A page on, two lines kept in sight; False at the end."""
        while self._more and self.top + 2 * self.page > len(self._lines):
            self._take(SLICE_SECONDS)
        if self.at_end:
            return False
        on = self.page - 2
        moved = self.scroll_to_line(self.top + max(1, on - self.covered(self.top + on)))
        self.post_message(self.Scrolled())
        return moved

    # --- drawing

    def heading(self) -> str:
        """The feed's name, and how far the story is read."""
        if self.article is None:
            return "Article"
        if self.last_top == 0 or self._more:
            return self.article.feed_title
        return f"{self.article.feed_title} · {round(100 * self.top / self.last_top)} %"

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
            strip = self._strips[index] = self._paint(index, width)
        return strip

    def _paint(self, index: int, width: int) -> Strip:
        line = self.shown_line(index)
        over = None
        if self.marked is not None and index in self.marked:
            over = self.style("article--marked")
        words = (self.sought,) if self.sought else self.words
        strip = self._painter.strip(
            line,
            self._left,
            width,
            words,
            over,
            chosen=self.chosen_on(index),
            hints=self.hints_on(index),
            anywhere=bool(self.sought),
            plate=self.plate_row(line),
        )
        if line.plate is not None:
            return strip
        if (selection := self.text_selection) is not None and (span := selection.get_span(index)) is not None:
            strip = self._selected(strip, *span)
        return strip.apply_offsets(0, index)

    def shown_line(self, index: int) -> Line:
        """A line as it is seen."""
        return self._lines[index]

    def covered(self, top: int) -> int:
        """How many lines from `top` on would be covered by what stays in sight, were `top` first."""
        return 0

    @property
    def first_seen(self) -> int:
        """The first line that is not covered."""
        return self.top + self.covered(self.top)

    def hints_on(self, index: int) -> Mapping[str, str]:
        """The labels over links that begin on this line."""
        return NO_HINTS

    def chosen_on(self, index: int) -> str:
        """The link under the link cursor, if it is on this line."""
        return ""

    def _selected(self, strip: Strip, start: int, end: int) -> Strip:
        end = strip.cell_length if end == -1 else end
        style = self.screen.get_component_rich_style("screen--selection")
        before, chosen, after = (
            strip.divide([start, end, strip.cell_length])[:3]
            if end < strip.cell_length
            else (
                *strip.divide([start, strip.cell_length]),
                Strip([]),
            )
        )
        return Strip.join([before, chosen.apply_style(style), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse selected, without the margin."""
        margin = " " * self._left
        text = selection.extract("\n".join(margin + self.shown_line(n).text for n in range(len(self._lines))))
        return "\n".join(row.removeprefix(margin).rstrip() for row in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse moved over the text."""
        self._strips.clear()
        self.refresh()

    def scrolled(self) -> None:
        """See LineView."""
        self.post_message(self.Scrolled())
        self.sight_changed()
        if self.heading_height:
            self.refresh(Region(0, 0, self.size.width, 1))

    def lines_in_sight(self) -> list[Line]:
        """What can be seen now."""
        return self._lines[self.top : self.top + self.page]
