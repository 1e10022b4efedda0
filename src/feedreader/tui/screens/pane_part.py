"""The panes' part: which are shown, how wide, which has the keys, and the way back."""

from __future__ import annotations

from dataclasses import replace

from feedreader.tui.panes import ORDER, Form, Layout, Pane, arrange, form
from feedreader.tui.screens.authors import AuthorPart
from feedreader.tui.screens.places import PlacePart
from feedreader.tui.screens.searches import SearchPart
from feedreader.tui.screens.stories import StoryPart

STEP = 4
MEASURE_LEAST, MEASURE_MOST, MEASURE_STEP = 40, 140, 5


class PanePart(SearchPart, PlacePart, StoryPart, AuthorPart):
    """Panes side by side, or one at a time."""

    def show_pane(self, pane: Pane) -> None:
        """Gives a pane the keys, and room if it had none."""
        if pane is Pane.ARTICLE and self.open_article is None and form(self.size.width) is Form.NARROW:
            pane = Pane.HEADLINES
        self.remember(pane=pane)
        self.place_panes()
        self.pane_widget(pane).focus(scroll_visible=False)

    def place_panes(self) -> None:
        """Shows and sizes the panes for the width there is."""
        widths = arrange(self.size.width, self.memory.layout, self.memory.pane)
        for pane in ORDER:
            widget = self.pane_widget(pane)
            widget.display = pane in widths
            if pane in widths and pane is not Pane.ARTICLE:
                widget.styles.width = widths[pane]
        self.headlines.set_row_height(self.row_height)
        self.show_table_keys()

    def action_next_pane(self) -> None:
        """To the right; from the author panel to the next of several authors."""
        if self.memory.pane is Pane.AUTHOR:
            self.next_author()
            return
        if self.memory.pane is Pane.HEADLINES and form(self.size.width) is Form.NARROW:
            self.headlines.action_enter()
            return
        self.show_pane(ORDER[ORDER.index(self.memory.pane) + 1])

    def action_previous_pane(self) -> None:
        """To the left."""
        at = ORDER.index(self.memory.pane)
        if at:
            self.show_pane(ORDER[at - 1])

    def action_back(self) -> None:
        """One step back: away with an error, the article one came from, the list, the list before the search, the feeds."""
        pane = self.memory.pane
        if self.dismiss_errors():
            return
        if self.end_selecting() or (pane is Pane.ARTICLE and self.article_view.go_back()):
            return
        if pane in (Pane.ARTICLE, Pane.AUTHOR) and self.go_back():
            return
        if self.memory.layout.zoomed:
            self._zoom(False)
        if pane is Pane.AUTHOR:
            self.show_pane(Pane.ARTICLE if self.open_article else Pane.HEADLINES)
        elif pane is Pane.ARTICLE:
            self.keep_position()
            self.show_pane(Pane.HEADLINES)
        elif pane is Pane.HEADLINES and not self.end_search():
            self.show_pane(Pane.FEEDS)

    def change_layout(self, layout: Layout) -> None:
        """Another arrangement, remembered."""
        self.remember(layout=layout)
        self.place_panes()

    def action_toggle_feeds(self) -> None:
        """The feed list comes or goes."""
        if form(self.size.width) is not Form.WIDE:
            self.show_pane(Pane.HEADLINES if self.memory.pane is Pane.FEEDS else Pane.FEEDS)
            return
        shown = not self.memory.layout.feeds_shown
        if self.memory.pane is Pane.FEEDS and not shown:
            self.show_pane(Pane.HEADLINES)
        self.change_layout(replace(self.memory.layout, feeds_shown=shown))

    def action_author(self) -> None:
        """The author panel comes or goes."""
        if self.memory.pane is Pane.AUTHOR:
            self.action_back()
            return
        if self.open_article is None:
            current = self.headlines.current_id
            if current is None:
                self.say("Open an article to see who wrote it.")
                return
            self.read_article(current)
        if form(self.size.width) is Form.WIDE:
            self.change_layout(replace(self.memory.layout, author_shown=not self.memory.layout.author_shown))
            self.author_changed(ask=True)
            return
        self.author_changed(ask=True)
        self.show_pane(Pane.AUTHOR)

    def action_zoom(self) -> None:
        """The article alone, or all panes again."""
        self._zoom(not self.memory.layout.zoomed)
        self.show_pane(Pane.ARTICLE)

    def _zoom(self, zoomed: bool) -> None:
        self.change_layout(replace(self.memory.layout, zoomed=zoomed))
        self.author_changed()  # beside the article, or at its end

    def action_wider(self) -> None:
        """The active pane wider."""
        self._resize(STEP)

    def action_narrower(self) -> None:
        """The active pane narrower."""
        self._resize(-STEP)

    def _resize(self, by: int) -> None:
        before, layout = self.memory.layout, self.memory.layout.resized(self.memory.pane, by)
        if form(self.size.width) is Form.NARROW or (before.zoomed and self.memory.pane is Pane.ARTICLE):
            self.say("This pane is alone on the screen and has all its width.")
        elif layout == before:
            self.say(f"This pane is as {'wide' if by > 0 else 'narrow'} as it gets.")
        else:
            self.change_layout(layout)

    def action_measure_more(self) -> None:
        """Longer lines of text."""
        self._set_measure(MEASURE_STEP)

    def action_measure_less(self) -> None:
        """Shorter lines of text."""
        self._set_measure(-MEASURE_STEP)

    def _set_measure(self, by: int) -> None:
        measure = max(MEASURE_LEAST, min(MEASURE_MOST, self.article_view.measure + by))
        self.article_view.set_measure(measure)
        self.remember(measure=measure)
        self.say(f"Text is {measure} columns wide, where there is room.")
