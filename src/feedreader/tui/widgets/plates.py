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

from feedreader.media.records import Cells
from feedreader.tui.article.lines import Line

KEPT = 60
"""Drawings kept in memory: some 80 kB each as segments."""


class Wanted(NamedTuple):
    """A picture that is in sight or nearly, in the size that the page keeps for it."""

    url: str
    columns: int
    rows: int


class Plates:
    """The drawings at hand, and which were asked for."""

    def __init__(self) -> None:
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

    def take(self, wanted: Wanted, path: str) -> bool:
        """Reads a drawing's file; False where it is none."""
        try:
            cells = Cells.from_bytes(Path(path).read_bytes())
        except (OSError, ValueError):
            return False
        self.put(
            wanted,
            [[_segment(run.text, run.foreground, run.background) for run in row] for row in cells.lines()],
        )
        return True

    def put(self, wanted: Wanted, rows: list[list[Segment]]) -> None:
        """A drawing's rows, ready made."""
        if len(self._rows) >= KEPT:
            oldest = next(iter(self._rows))
            del self._rows[oldest]
            self._asked.discard(oldest)
        self._rows[wanted] = rows

    def forget(self) -> None:
        """The theme, the terminal or the setting changed: draw again."""
        self._rows.clear()
        self._asked.clear()
        self.sentences.clear()


def _segment(text: str, foreground: int, background: int) -> Segment:
    return Segment(text, Style.from_color(_colour(foreground), _colour(background)))


def _colour(rgb: int) -> Color:
    return Color.from_triplet(ColorTriplet(rgb >> 16, rgb >> 8 & 255, rgb & 255))
