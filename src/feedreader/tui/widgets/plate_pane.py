"""A pane of lines with pictures among them: asks for what is in sight, paints it when it comes."""

from __future__ import annotations

from rich.segment import Segment
from textual.message import Message

from feedreader.tui.article.lines import Line
from feedreader.tui.cells import fill, wrap
from feedreader.tui.widgets.line_view import LineView
from feedreader.tui.widgets.plates import Plates, Wanted

TALKS = 20
"""Columns from which on the room of a picture holds a sentence."""


class PlatePane(LineView):
    """Shares the screen's drawings (`plates`) with the other panes."""

    class PicturesWanted(Message):
        """Pictures came into sight, or nearly, that are not drawn yet."""

        def __init__(self, wanted: list[Wanted]) -> None:
            super().__init__()
            self.wanted = wanted

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plates = Plates()
        self._lines: list[Line] = []

    def look_for_pictures(self) -> None:
        """Asks for what is in sight, and for the page that follows."""
        wanted = self.plates.missing(self._lines[self.top : self.top + 2 * self.page])
        if wanted:
            self.post_message(self.PicturesWanted(wanted))

    def repaint_picture(self, url: str) -> None:
        """Draws a picture's rows again: its drawing came, or will not come. Nothing moves."""
        rows = [n for n, line in enumerate(self._lines) if line.plate is not None and line.plate.url == url]
        if rows:
            self.drop_lines(rows)
            self.redraw_lines(rows[0], rows[-1])

    def drop_lines(self, numbers: list[int]) -> None:
        """Kept strips of these lines are worth nothing."""

    def plate_row(self, line: Line) -> list[Segment] | None:
        """One row of a drawing; in its place, on the first rows, what there is to say. None for a
        line without a picture, and for room that stays empty."""
        plate = line.plate
        if plate is None:
            return None
        row = self.plates.row(Wanted(plate.url, plate.columns, plate.rows), plate.row)
        if row is None:
            sentence = self.plates.sentences.get(plate.url, "") if plate.columns >= TALKS else ""
            words = " · ".join(part for part in (f"▣ {plate.alt}".strip(), sentence) if part)
            told = wrap(words, plate.columns, limit=plate.rows)
            if plate.row < len(told):
                return [Segment(fill(told[plate.row], plate.columns), self.style("article--picture"))]
        return row

    def first_picture(self) -> str:
        """The address of the first picture that the page has room for; empty without one."""
        return next((line.plate.url for line in self._lines if line.plate is not None), "")
