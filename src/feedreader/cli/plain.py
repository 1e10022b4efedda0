"""Plain text out: for a terminal wrapped to its width, for a pipe in lines and tabs.

All that is handed in is cleaned once more: file names, messages of the system and results of
`inspect` come here without having crossed the library's border.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TextIO

from feedreader.text import clean

_STRONG, _FAINT, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MARK = re.compile(r" *(?:[-*•–>] +|\d{1,4}[.)] +|\[\w{1,4}\] +)?")
NARROW = 40
"""Columns under which there is no room to indent."""
SORTABLE = "%Y-%m-%d %H:%M"
"""Dates in a pipe: local, and in an order that `sort` understands."""


class Sheet:
    """One of the two standard streams. `width` is the terminal's in columns, 0 for a pipe;
    `styled` whether it takes escape sequences (a terminal, and neither NO_COLOR nor "dumb")."""

    def __init__(self, stream: TextIO | None, environ: Mapping[str, str]) -> None:
        self.stream = stream
        self.terminal = stream is not None and stream.isatty()
        self.width = _columns(stream, environ) if self.terminal else 0
        self.styled = self.terminal and not environ.get("NO_COLOR") and environ.get("TERM", "dumb") != "dumb"

    def say(self, text: str = "") -> None:
        """One line, or several, as they are."""
        self._write(clean.block(text) + "\n")

    def row(self, *cells: object) -> None:
        """One line of cells with tabs between them, for a pipe."""
        self._write("\t".join(clean.line(str(cell)) for cell in cells) + "\n")

    def strong(self, text: str, first: str = "", further: str | None = None) -> None:
        """As `flow`, emphasised where the terminal can."""
        self._styled(text, first, further, _STRONG)

    def faint(self, text: str, first: str = "", further: str | None = None) -> None:
        """As `flow`, in the background where the terminal can."""
        self._styled(text, first, further, _FAINT)

    def flow(self, text: str, first: str = "", further: str | None = None) -> None:
        """A text of one line, wrapped on a terminal; its first line begins with `first`, the
        others with `further` (blanks of the same width, if not given)."""
        self._styled(text, first, further, "")

    def body(self, text: str, measure: int = 0) -> None:
        """Text of many lines; on a terminal the long ones are wrapped under their own indent,
        to at most `measure` columns."""
        if not self.width:
            self.say(text)
            return
        from feedreader.tui.cells import cell_len, wrap

        width = min(self.width, measure or self.width)
        for line in clean.block(text).split("\n"):
            if cell_len(line) <= width:
                self._write(line + "\n")
                continue
            mark = _MARK.match(line)
            indent = mark[0] if mark and len(mark[0]) < width // 2 else ""
            lines = wrap(line[len(indent) :], width - len(indent))
            gap = " " * len(indent)
            self._write("".join(f"{gap if at else indent}{each}\n" for at, each in enumerate(lines)))

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], stretch: int, right: Sequence[int] = ()
    ) -> None:
        """Columns for a terminal: each as wide as it needs, `stretch` cut where there is no room;
        those in `right` at their right edge."""
        from feedreader.tui.cells import cell_len, clip, fill

        cells = [[clean.line(cell) for cell in row] for row in [heads, *rows]]
        widths = [max(cell_len(row[column]) for row in cells) for column in range(len(heads))]
        spare = self.width - sum(widths) - 2 * (len(widths) - 1)
        widths[stretch] = max(12, widths[stretch] + min(0, spare))
        for at, row in enumerate(cells):
            parts = []
            for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
                cell = clip(cell, width)
                parts.append(" " * (width - cell_len(cell)) + cell if column in right else fill(cell, width))
            line = clip("  ".join(parts).rstrip(), self.width)
            self._write(self._in(line, _FAINT if at == 0 else "") + "\n")

    def raw(self, text: str) -> None:
        """Text that is safe already (JSON)."""
        self._write(text)

    def bytes(self, data: bytes) -> None:
        """Bytes as they are, whatever the terminal's encoding."""
        buffer = getattr(self.stream, "buffer", None)
        if buffer is None:
            self._write(data.decode("utf-8", "replace"))
            return
        if self.stream is not None:
            self.stream.flush()
        buffer.write(data)
        buffer.flush()

    @property
    def utf8(self) -> bool:
        """Whether the stream takes every character."""
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        return encoding.lower().replace("_", "-").startswith("utf")

    def _styled(self, text: str, first: str, further: str | None, style: str) -> None:
        text = clean.line(text, clean.BLOCK_LIMIT)
        if 0 < self.width < NARROW:
            label, further = " ".join(first.split()), "  "
            if len(label) > self.width // 4:
                label, text = "", f"{label} {text}"
            first = f"{label} " if label else ""
        gap = " " * len(first) if further is None else further
        lines = [text]
        if self.width:
            from feedreader.tui.cells import wrap

            lines = wrap(text, max(1, self.width - max(len(first), len(gap)))) or [""]
        for at, line in enumerate(lines):
            self._write(f"{gap if at else first}{self._in(line, style)}\n")

    def _in(self, text: str, style: str) -> str:
        return f"{style}{text}{_OFF}" if style and self.styled and text else text

    def _write(self, text: str) -> None:
        if self.stream is not None:
            self.stream.write(text)


def _columns(stream: TextIO | None, environ: Mapping[str, str]) -> int:
    import os

    named = environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and 20 <= int(named[:4]) < 2000:
        return int(named[:4])
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream else 0
    except (OSError, ValueError):
        columns = 0
    return columns if columns >= 20 else 80


def when(moment: datetime, pattern: str = SORTABLE) -> str:
    """A date in the person's own zone."""
    return moment.astimezone().strftime(pattern)


def joined(parts: Sequence[str], between: str = ", ") -> str:
    """The parts that are not empty."""
    return between.join(part for part in parts if part)
