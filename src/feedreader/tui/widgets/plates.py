"""Pictures on the page: rows of coloured symbols, or placeholders of a terminal's own graphics,
taken from the files that the engine's drawing left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from feedreader.media import kitty
from feedreader.media.records import Cells, Protocol
from feedreader.media.sheets import Sheet
from feedreader.tui.article.lines import Line
from feedreader.tui.pixels import Pixels

KEPT = 60
"""Drawings kept in memory: some 80 kB each as segments."""


class Wanted(NamedTuple):
    """A picture that is in sight or nearly, in the size that the page keeps for it."""

    url: str
    columns: int
    rows: int


class Plates:
    """The drawings at hand, and which were asked for. `pixels` takes those that are no text."""

    def __init__(self, pixels: Pixels | None = None) -> None:
        self._pixels = pixels or Pixels()
        self._rows: dict[Wanted, list[list[Segment]]] = {}
        self._asked: set[Wanted] = set()
        self.sentences: dict[str, str] = {}
        """Why a picture cannot be shown, by address."""

    def row(self, wanted: Wanted, number: int) -> list[Segment] | None:
        """One row of a drawing; None while it is not there."""
        rows = self._rows.get(wanted)
        return rows[number] if rows is not None and number < len(rows) else None

    def missing(self, lines: Iterable[Line]) -> list[Wanted]:
        """What these lines need and nobody asked for yet; from now on it is asked for."""
        found = []
        for each in lines:
            if each.plate is not None:
                wanted = Wanted(each.plate.url, each.plate.columns, each.plate.rows)
                if wanted not in self._asked:
                    self._asked.add(wanted)
                    found.append(wanted)
        return found

    def take(self, wanted: Wanted, path: str) -> bytes | None:
        """Reads a drawing's file. Gives what is to be written to the terminal once, before the
        drawing is painted (empty for most); None where the file is no drawing."""
        try:
            packed = Path(path).read_bytes()
            if packed.startswith(b"fs1"):
                sheet = Sheet.from_bytes(packed)
                self.put(wanted, self._sheet_rows(sheet))
                return sheet.once
            cells = Cells.from_bytes(packed)
        except (OSError, ValueError):
            return None
        rows = [[_segment(run.text, run.foreground, run.background) for run in row] for row in cells.lines()]
        self.put(wanted, rows)
        return b""

    def put(self, wanted: Wanted, rows: list[list[Segment]]) -> None:
        """A drawing's rows, ready made."""
        if len(self._rows) >= KEPT:
            oldest = next(iter(self._rows))
            self._drop(oldest)
            self._asked.discard(oldest)
        self._drop(wanted)
        self._rows[wanted] = rows

    def again(self, url: str) -> None:
        """A picture may be had after all: the sizes that were asked for in vain are missing again."""
        self.sentences.pop(url, "")
        self._asked -= {each for each in self._asked if each.url == url and each not in self._rows}

    def forget(self) -> None:
        """The theme, the terminal or the setting changed: draw again."""
        for wanted in list(self._rows):
            self._drop(wanted)
        self._asked.clear()
        self.sentences.clear()

    def _drop(self, wanted: Wanted) -> None:
        for row in self._rows.pop(wanted, ()):
            for segment in row:
                self._pixels.forget(segment.text)

    def _sheet_rows(self, sheet: Sheet) -> list[list[Segment]]:
        """Rows of placeholders: kitty's own, or those that become a strip of pixels."""
        if sheet.protocol is Protocol.KITTY:
            style = Style.from_color(_colour(kitty.colour(sheet.number)))
            rows = kitty.placeholder_rows(sheet.number, sheet.columns, sheet.rows)
            return [[Segment(row, style)] for row in rows]
        return [[Segment(self._pixels.text(sheet.columns, line))] for line in sheet.lines]


def _segment(text: str, foreground: int, background: int) -> Segment:
    return Segment(text, Style.from_color(_colour(foreground), _colour(background)))


def _colour(rgb: int) -> Color:
    return Color.from_triplet(ColorTriplet(rgb >> 16, rgb >> 8 & 255, rgb & 255))
