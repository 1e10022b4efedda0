"""An article's lines: laid out in a measure, the first screen at once, the rest in slices between
which the keys are answered; the place is kept meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from time import perf_counter

from textual.strip import Strip

from feedreader.model.article import Headline, StoredArticle
from feedreader.tui.article.author import AuthorPage, author_lines
from feedreader.tui.article.below import below_lines
from feedreader.tui.article.lines import BLANK, Line, Role, line
from feedreader.tui.article.page import Wording, page_lines
from feedreader.tui.widgets.plate_pane import PlatePane

FIRST_LINES = 120
"""Laid out before the first paint; the rest follows in slices while nothing else is to do."""
FIRST_SECONDS, SLICE_SECONDS = 0.04, 0.01
"""The most that either takes: a line of a hostile table takes a hundred times that of a text."""
BETWEEN_SECONDS = 0.005
WHOLE_SECONDS = 0.1
"""The most before the first paint of an article that is shown from where it was left."""


class LaidPage(PlatePane):
    """The lines of one article and of what is known of it; PageView shows them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: StoredArticle | None = None
        self.measure = 70
        self.wording = Wording()
        self.card: AuthorPage | None = None
        """The author, shown at the end where the panel is not on screen."""
        self.author_key = ""
        """The key to the author panel, as a person reads it."""
        self.now = 0
        self.notice = "Enter opens the article under the cursor."
        self._rest: Iterator[Line] = iter(())
        self._more = False
        """Whether the story is laid out in part only."""
        self._story_lines = 0
        """Where the story ends and what is known of it begins, once it is laid out whole."""
        self._wanted: float | None = None
        """Where to go once it is."""
        self._strips: dict[int, Strip] = {}
        self.below: tuple[Headline, ...] = ()
        """What follows the story: its neighbours in the library."""

    @property
    def position(self) -> float | None:
        """How far the article is read, 0.0 to 1.0; None while nobody knows how long it is."""
        if self._wanted is not None or not self.top:
            return self._wanted or 0.0
        return None if self._more else min(1.0, self.top / max(1, self.last_top))

    def scroll_to_line(self, top: int) -> bool:
        """See LineView. Whoever scrolls is not taken elsewhere later."""
        self._wanted = None
        return super().scroll_to_line(top)

    @property
    def text_width(self) -> int:
        """The measure, or what the pane has."""
        return max(10, min(self.measure, self.line_width - 2))

    @property
    def _left(self) -> int:
        return max(1, (self.line_width - self.text_width) // 2)

    def _lay_out(self) -> None:
        self._strips.clear()
        self._lines = []
        self._more = bool(self.size.width)
        self._rest = self._story() if self._more else iter(())
        if self._wanted is None:
            self._take(FIRST_SECONDS, FIRST_LINES)
        else:
            self._take(WHOLE_SECONDS)
        if self._more:
            self.call_after_refresh(self._slice, self._rest)

    def _take(self, seconds: float, most: int = 0) -> None:
        """Lays out more lines until the time is up, but a page at least of the first ones."""
        lines, until, least = self._lines, perf_counter() + seconds, self.page
        for made in self._rest:
            lines.append(made)
            if (len(lines) == most or perf_counter() > until) and len(lines) >= least:
                return
        self._laid_out()

    def _laid_out(self) -> None:
        if not self._more:
            return
        self._more = False
        self._story_lines = len(self._lines)
        self._lines += self._end()
        if self._wanted is not None:
            self.top, self._wanted = round(self.last_top * self._wanted), None
            self.sight_changed()

    async def _slice(self, rest: Iterator[Line]) -> None:
        if rest is not self._rest or not self._more:
            return
        self._take(SLICE_SECONDS)
        # One's own messages come before everything else: a key takes several turns of the loop.
        await asyncio.sleep(BETWEEN_SECONDS)
        if self._more:
            self.call_later(self._slice, rest)
        else:
            self.refresh()

    def _finish(self) -> None:
        self._lines += self._rest
        self._laid_out()

    def _story(self) -> Iterator[Line]:
        if self.article is None:
            yield BLANK
            yield line(self.notice, Role.META)
            return
        width = self.text_width
        spare = max(0, self.line_width - self._left - width - 1)
        setting = replace(self.wording.setting, spare=spare, tables=count())
        yield from page_lines(self.article, width, replace(self.wording, setting=setting))

    def _end(self) -> Iterator[Line]:
        """What follows the story: its neighbours, who wrote it."""
        width = self.text_width
        if self.article is None:
            return
        if self.below:
            yield BLANK
            yield from below_lines(self.below, width, self.now)
        if self.card is not None:
            yield BLANK
            yield line("─" * width, Role.RULE)
            if self.card.of > 1:
                others = f" · {self.author_key} shows the others" if self.author_key else ""
                yield line(f"Author {self.card.number} of {self.card.of}{others}", Role.META)
            yield from author_lines(self.card, width, self.now, setting=self.wording.setting)
        yield BLANK

    def _end_anew(self) -> None:
        if not self._more and self.size.width:
            for number in range(self._story_lines, len(self._lines)):
                self._strips.pop(number, None)
            self._lines[self._story_lines :] = self._end()
            self.top = min(self.top, self.last_top)
        self.lines_changed()
        self.refresh()
        self.sight_changed()

    def lines_changed(self) -> None:
        """What was found on the lines is worth nothing."""

    def _again(self, position: float) -> None:
        self._wanted = position or None
        self.top = 0
        self._lay_out()
        self.refresh()
        self.sight_changed()

    def _keep_place(self) -> None:
        """Lays out anew what is shown, at the same place: the same share of the whole, or the same
        line where that is not known yet."""
        position, top = self.position, self.top
        self._again(position or 0.0)
        if position is None:
            while self._more and len(self._lines) <= top + self.page:
                self._take(WHOLE_SECONDS)
            self.top = min(top, self.last_top)
            self.sight_changed()

    def on_resize(self) -> None:
        """Lines are laid out anew; the place is kept."""
        self.drop_caches()
        self._keep_place()

    def drop_lines(self, numbers: list[int]) -> None:
        """See PlatePane."""
        for number in numbers:
            self._strips.pop(number, None)

    def sight_changed(self) -> None:
        """Other lines are in sight now."""
        self.look_for_pictures()
