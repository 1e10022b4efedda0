"""An article's page: laid out in a measure, centred, drawn lazily, its pictures as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from feedreader.model.article import StoredArticle
from feedreader.tui.article.author import AuthorPage, author_lines
from feedreader.tui.article.lines import BLANK, Line, Role, line
from feedreader.tui.article.page import Wording, page_lines
from feedreader.tui.widgets.painter import COMPONENTS, NO_HINTS, Painter
from feedreader.tui.widgets.plate_pane import PlatePane

FIRST_LINES = 120
"""Laid out before the first paint; the rest follows in slices while nothing else is to do."""
SLICE = 200


class PageView(PlatePane):
    """An article's lines, kept and painted; ArticleView adds what one does with them."""

    COMPONENT_CLASSES = COMPONENTS
    has_heading = True
    ALLOW_SELECT = True

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
        self._rest: Iterator[Line] = iter(())
        self._more = False
        self._wanted = 0.0
        self._strips: dict[int, Strip] = {}
        self._painter = Painter(self.style)
        self.below: tuple[Line, ...] = ()
        """What follows the story: its neighbours in the library."""
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
        position = self.position
        self.article = article
        self._again(position)

    def show_below(self, lines: tuple[Line, ...]) -> None:
        """Neighbours in the library became known; nothing above moves."""
        if lines != self.below:
            self.below = lines
            top = self.top
            self._lay_out(all_lines=top > 0)
            self.top = max(0, min(top, self.last_top))
            self.refresh()
            self.sight_changed()

    def show_card(self, card: AuthorPage | None, now: int) -> None:
        """The author became known, or the panel came or went: the text above stays put."""
        if card == self.card:
            return
        self.card, self.now = card, now
        top = self.top
        self._lay_out(all_lines=top > 0)
        self.top = max(0, min(top, self.last_top))
        self.refresh()
        self.sight_changed()

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
            self.call_after_refresh(self._slice, self._rest)

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
        spare = max(0, self.line_width - self._left - width - 1)
        setting = replace(self.wording.setting, spare=spare)
        yield from page_lines(self.article, width, replace(self.wording, setting=setting))
        if self.below:
            yield BLANK
            yield from self.below
        if self.card is not None:
            yield BLANK
            yield line("─" * width, Role.RULE)
            yield from author_lines(self.card, width, self.now, setting=self.wording.setting)
        yield BLANK

    def _again(self, position: float) -> None:
        self._wanted = position
        self.top = 0
        self._lay_out()
        self.refresh()
        self.sight_changed()

    def on_resize(self) -> None:
        """Lines are laid out anew; the place is kept."""
        position = self._wanted or (self.top / self.last_top if self._lines and self.last_top else 0.0)
        self._painter.forget()
        self._again(position)

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

    def drop_lines(self, numbers: list[int]) -> None:
        """See PlatePane."""
        for number in numbers:
            self._strips.pop(number, None)

    def scrolled(self) -> None:
        """See LineView."""
        self.post_message(self.Scrolled())
        self.sight_changed()
        if self.heading_height:
            self.refresh(Region(0, 0, self.size.width, 1))

    def sight_changed(self) -> None:
        """Other lines are in sight now."""
        self.look_for_pictures()

    def lines_in_sight(self) -> list[Line]:
        """What can be seen now."""
        return self._lines[self.top : self.top + self.page]
