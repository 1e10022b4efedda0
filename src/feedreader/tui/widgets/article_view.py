"""The article pane: a page on which links are chosen, words found, lines marked."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message

from feedreader.tui.article.places import Place, headings, links, occurrences
from feedreader.tui.cells import cell_len
from feedreader.tui.widgets.jumps import JumpPage
from feedreader.tui.widgets.matches import spans
from feedreader.tui.widgets.painter import NO_HINTS


class ArticleView(JumpPage):
    """One article, or a line that says how to open one."""

    class LinkChosen(Message):
        """Enter or a click on a link or a card."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Target(Message):
        """Enter or a click on a line that acts (see article.author)."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Mapping[str, str] = NO_HINTS
        self._hinted: set[int] = set()

    def _lay_out(self) -> None:
        self._hinted = set()
        super()._lay_out()

    def places(self) -> list[Place]:
        """Every link and card of the page."""
        if self._places is None:
            self._finish()
            self._places = links(self._lines)
        return self._places

    def visible_places(self) -> list[Place]:
        """Those in sight."""
        return [place for place in self.places() if self.sees(place)]

    def sees(self, place: Place) -> bool:
        """Whether a place is in sight."""
        if not self.first_seen <= place.first < self.top + self.page:
            return False
        line = self._lines[place.first]
        return line.wide is None or any(part.link == place.url for part in self.shown_line(place.first).parts)

    def chosen_on(self, index: int) -> str:
        """See PageView."""
        chosen = self._chosen
        return chosen.url if chosen is not None and chosen.first <= index <= chosen.last else ""

    @property
    def chosen(self) -> Place | None:
        """The link or card under the link cursor."""
        return self._chosen

    def choose(self, by: int) -> Place | None:
        """The link cursor to the next link or card (by 1) or the one before (by -1)."""
        places = self.places()
        if not places:
            return None
        if (
            self._chosen in places
            and self.first_seen <= self._chosen.last
            and self._chosen.first < self.top + self.page
        ):
            at = places.index(self._chosen) + by
        else:
            ahead = [n for n, place in enumerate(places) if place.first >= self.first_seen]
            at = (
                (ahead[0] if ahead else len(places) - 1)
                if by > 0
                else (ahead[0] if ahead else len(places)) - 1
            )
        self._light(places[max(0, min(at, len(places) - 1))])
        return self._chosen

    def bring_into_sight(self, line: int) -> None:
        """Scrolls as little as need be, with some lines around."""
        if line < self.first_seen + 1:
            self.scroll_to_line(line - self.page // 4)
        elif line >= self.top + self.page - 1:
            self.scroll_to_line(line - 3 * self.page // 4)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Labels before links, by address; empty takes them away."""
        self._hints = hints
        self._hinted = {place.first for place in self.visible_places()} if hints else set()
        self._strips.clear()
        self.refresh()

    def hints_on(self, index: int) -> Mapping[str, str]:
        """See PageView."""
        return self._hints if index in self._hinted else NO_HINTS

    def headings(self) -> list[tuple[int, int, str]]:
        """Line, level and text of the story's headings."""
        self._finish()
        return headings(self._lines)

    def find(self, text: str, start: int | None = None, by: int = 1) -> tuple[int, int]:
        """Goes to the next place of `text` at or after line `start`: its number and how many."""
        self._finish()
        self.sought = text.casefold().strip()
        self._strips.clear()
        found = occurrences(self._lines, text)
        self.refresh()
        if not found:
            return 0, 0
        start = self.first_seen if start is None else start
        if by > 0:
            at = next((n for n, line in enumerate(found) if line >= start), 0)
        else:
            at = next((n for n in range(len(found) - 1, -1, -1) if found[n] <= start), len(found) - 1)
        self.bring_into_sight(found[at])
        self._show_word(found[at])
        self.found_line = found[at]
        return at + 1, len(found)

    def _show_word(self, index: int) -> None:
        found = spans(self._lines[index].text, (self.sought,), anywhere=True)
        if found:
            self.show_cells(index, *found[0])

    found_line = 0
    """Where the last find ended."""

    def mark_lines(self, lines: range | None) -> None:
        """Lines chosen with the keys."""
        self.marked = lines
        self._strips.clear()
        self.refresh()

    def action_move_down(self) -> None:
        """One line down; while lines are selected, one more of them."""
        if self.marked is None:
            super().action_move_down()
            return
        stop = min(len(self._lines), self.marked.stop + 1)
        self.mark_lines(range(self.marked.start, stop))
        self.bring_into_sight(stop)

    def action_move_up(self) -> None:
        """One line up; while lines are selected, one less of them, then those above."""
        if self.marked is None:
            super().action_move_up()
        elif len(self.marked) > 1:
            self.mark_lines(range(self.marked.start, self.marked.stop - 1))
        else:
            self.mark_lines(range(max(0, self.marked.start - 1), self.marked.stop))
            self.bring_into_sight(self.marked.start)

    def text_of(self, lines: range) -> str:
        """The text of some lines."""
        return "\n".join(self._lines[number].text.rstrip() for number in lines if number < len(self._lines))

    def line_clicked(self, index: int, x: int) -> None:
        """A click on a link, or on a line that acts."""
        at = self._left
        if self._lines[index].target and not self._lines[index].target.startswith("http"):
            self.post_message(self.Target(self._lines[index].target))
            return
        for part in self.shown_line(index).parts:
            after = at + cell_len(part.text)
            if at <= x < after:
                if part.link:
                    card = bool(self._lines[index].target)
                    self.post_message(self.LinkChosen(Place(index, index, part.link, part.text, card)))
                return
            at = after

    def action_enter(self) -> None:
        """Opens the link or card under the link cursor."""
        if self._chosen is not None:
            self.post_message(self.LinkChosen(self._chosen))

    def action_move_bottom(self) -> None:
        """To the last line; of a page that is not laid out whole, once it is."""
        super().action_move_bottom()
        if self._more:
            self._wanted = 1.0
