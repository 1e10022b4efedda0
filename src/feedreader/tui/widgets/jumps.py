"""Jumps within a page, and the way back: footnotes, headings that a link on the page names."""

from __future__ import annotations

from typing import NamedTuple

from feedreader.tui.article.lines import BACK, NOTE
from feedreader.tui.article.places import Place
from feedreader.tui.widgets.table_page import TablePage

HEADING = "#"


class _Jump(NamedTuple):
    """What was followed: a link, the how manyeth to that target, and what stood on top then (None
    once the page was laid out anew)."""

    target: str
    url: str
    number: int
    top: int | None


class JumpPage(TablePage):
    """A page on which one follows a reference, and comes back to where it stands."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._jumps: list[_Jump] = []
        self._places: list[Place] | None = None
        self._chosen: Place | None = None

    def places(self) -> list[Place]:
        """Every link and card of the page."""
        raise NotImplementedError

    def bring_into_sight(self, line: int) -> None:
        """Scrolls as little as need be, with some lines around."""
        raise NotImplementedError

    def content_changed(self) -> None:
        """See PageView."""
        super().content_changed()
        self._jumps.clear()

    def _lay_out(self) -> None:
        self._places, self._chosen = None, None
        self._jumps = [jump._replace(top=None) for jump in self._jumps]
        super()._lay_out()

    def lines_changed(self) -> None:
        """See PageView."""
        super().lines_changed()
        self._places = None

    def heading_named(self, name: str) -> bool:
        """Whether a heading of this page has that name (its id in the source)."""
        return bool(name) and self._line_of(HEADING + name) is not None

    def jump(self, place: Place, target: str = "") -> bool:
        """Follows a footnote's reference to the note, a note's sign back, or any link to `target`,
        "#" and the name of a heading. False where that is not on the page."""
        if place.url.startswith(BACK):
            return self._to_reference(place.url.removeprefix(BACK))
        target = target or BACK + place.url.removeprefix(NOTE)
        line = self._line_of(target)
        if line is None:
            return False
        same = [each for each in self.places() if each.url == place.url]
        number = next((n for n, each in enumerate(same) if each.first <= place.first <= each.last), 0)
        self._jumps.append(_Jump(target, place.url, number, self.top))
        if target.startswith(HEADING):
            self.scroll_to_line(line)
        else:
            self._light(self._place(target))
        return True

    def go_back(self) -> bool:
        """Back from what was jumped to, while that is in sight; False where nothing was."""
        if not self._jumps:
            return False
        line = self._line_of(self._jumps[-1].target)
        if line is None or not self.first_seen <= line < self.top + self.page:
            return False
        self._return(self._jumps.pop())
        return True

    def _to_reference(self, label: str) -> bool:
        while self._jumps and self._jumps[-1].url != NOTE + label:
            self._jumps.pop()
        if self._jumps:
            self._return(self._jumps.pop())
            return True
        reference = self._place(NOTE + label)
        if reference is not None:
            self._light(reference)
        return reference is not None

    def _return(self, jump: _Jump) -> None:
        if jump.top is not None:
            self.scroll_to_line(jump.top)
        self._light(self._place(jump.url, jump.number))

    def _light(self, place: Place | None) -> None:
        """The link cursor to a place, which is brought into sight."""
        self._chosen = place
        self._strips.clear()
        if place is not None:
            self.bring_into_sight(place.first)
            self.show_link(place)
        self.refresh()

    def show_link(self, place: Place) -> None:
        """A link within a wide table is brought into sight."""
        line, at = self._lines[place.first], 0
        for part in line.parts:
            if part.link == place.url:
                self.show_cells(place.first, at, at + len(part.text))
                return
            at += len(part.text)

    def _place(self, url: str, number: int = 0) -> Place | None:
        found = [place for place in self.places() if place.url == url]
        return found[min(number, len(found) - 1)] if found else None

    def _line_of(self, target: str) -> int | None:
        if not target.startswith(HEADING):
            place = self._place(target)
            return place.first if place else None
        self._finish()
        name = target.removeprefix(HEADING)
        return next(
            (n for n, line in enumerate(self._lines) if line.anchor and line.anchor.name == name), None
        )
