"""Pixels over text: a row of a picture goes through Textual as a run of one private character, and
becomes sixels or iTerm2's picture when it is written to the terminal.

So it is laid out, scrolled and covered as text is: what a panel or a toast cuts is no whole run any
more, and stays blank. Nothing of a picture ever lies over what covers it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from textual.driver import Driver

from feedreader.media import window

# Plane 16 is private; its U+10EEEE is kitty's placeholder. Feeds' own private characters stay what
# they are, as long as none of ours is the same; then they are blank.
_FIRST, _LAST = 0x100000, 0x10EEED
_RUN = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])\\1*")
_SAVE, _RESTORE = "\x1b7", "\x1b8"


class Pixels:
    """The strips of pixels that stand for private characters."""

    def __init__(self) -> None:
        self._strips: dict[str, tuple[int, str]] = {}
        self._next = _FIRST

    def text(self, columns: int, strip: bytes) -> str:
        """What to write for a strip of `columns` cells, which `strip` draws from the cursor on,
        wherever that is left."""
        mark = chr(self._next)
        self._next = self._next + 1 if self._next < _LAST else _FIRST
        self._strips[mark] = (columns, strip.decode("latin-1"))
        return mark * columns

    def forget(self, text: str) -> None:
        """What `text` gave is not needed any more; where it still stands it is blank."""
        if text[:1] in self._strips:
            self._strips[text[:1]] = (0, "")

    def laid(self, output: str, shown: Callable[[], bool] = lambda: True) -> str:
        """The output of a frame, the strips in their places; blanks where not `shown`, which only
        a frame with a picture asks."""
        if not self._strips or not _RUN.search(output):
            return output
        visible = shown()

        def lay(run: re.Match[str]) -> str:
            strip = self._strips.get(run[1])
            if strip is None:
                return run[0]
            columns = len(run[0])
            blanks = " " * columns
            if columns != strip[0] or not visible:
                return blanks
            # The blanks take away what was there; then back over them. The last column is a
            # scrollbar's, so that the cursor never hangs at the edge.
            return f"{blanks}{_SAVE}\x1b[{columns}D{strip[1]}{_RESTORE}"

        return _RUN.sub(lay, output)


class Cell:
    """The size of a cell in pixels, `size`: as the terminal told at the start, and followed when its
    letters become larger or smaller. `kernels` tells the kernel's view of a cell, (0, 0) for none."""

    def __init__(self, told: tuple[int, int], kernels: Callable[[], tuple[int, int]]) -> None:
        self.size = self._told = told
        self._kernels = kernels
        self._first = kernels()

    def changed(self) -> bool:
        """Looks again. The terminal's own word and the kernel's may count in other units (points on
        a fine display): the change is taken from the one, the size from the other."""
        (wide, high), (now_wide, now_high) = self._first, self._kernels()
        if not (wide and high and now_wide and now_high):
            return False
        before = self.size
        across, down = self._told
        self.size = max(1, round(across * now_wide / wide)), max(1, round(down * now_high / high))
        return self.size != before


def kernels_cell() -> tuple[int, int]:
    """Width and height in pixels of a cell of the terminal on standard output, as the kernel knows
    it; (0, 0) where it does not."""
    if sys.__stdout__ is None or sys.__stdout__.closed:
        return 0, 0
    return window.cell(sys.__stdout__.fileno())


def laying(driver: type[Driver], laid: Callable[[str], str]) -> type[Driver]:
    """The driver class whose output goes through `laid` first."""

    def write(self: Driver, data: str) -> None:
        driver.write(self, laid(data))

    return type("PixelDriver", (driver,), {"write": write})
