"""A picture as terminal text: rows of (character, foreground, background), packed and unpacked."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_MAGIC = b"fc1"
_HEAD = struct.Struct("<3sHH")
# One cell: a character in UTF-32-LE (4 bytes), then in another plane foreground and background
# (3 bytes each). Planes pack to half of what interleaved cells do.
_CHARACTER = 4
_COLOURS = 6
LIMIT = 500
# Nothing but blanks, block elements, legacy computing symbols and octants may come out of a file.
_ALLOWED = re.compile("[ \u2580-\u259f\U0001fb00-\U0001fbef\U0001cd00-\U0001cde5\U0001cea0-\U0001ceaf]*")


@dataclass(frozen=True, slots=True)
class CellRun:
    """Neighbouring cells in the same colours, each 0xRRGGBB."""

    text: str
    foreground: int
    background: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A drawing of `columns` x `rows` cells, at most 500 each. `data` is all the characters in
    UTF-32-LE, then 6 bytes a cell: foreground and background as RGB. Row by row."""

    columns: int
    rows: int
    data: bytes

    def __post_init__(self) -> None:
        count = self.columns * self.rows
        if not (0 < self.columns <= LIMIT and 0 < self.rows <= LIMIT):
            raise ValueError(f"cells of {self.columns} x {self.rows}")
        if len(self.data) != count * (_CHARACTER + _COLOURS):
            raise ValueError(f"{len(self.data)} bytes for {count} cells")

    def row(self, index: int) -> tuple[CellRun, ...]:
        """One row, `index` from 0, its equal neighbours merged. A blank shows its background
        alone, so that it joins whatever stands on the same one."""
        width = self.columns
        start = index * width
        text = self.data[start * _CHARACTER : (start + width) * _CHARACTER].decode("utf-32-le")
        at = self.columns * self.rows * _CHARACTER + start * _COLOURS
        colours = self.data[at : at + width * _COLOURS]
        runs: list[CellRun] = []
        begin, current = 0, colours[:_COLOURS]
        for column in range(1, width):
            pair = colours[column * _COLOURS : (column + 1) * _COLOURS]
            if pair == current or (text[column] == " " and pair[3:] == current[3:]):
                continue
            if pair[3:] == current[3:] and text[begin:column].isspace():
                current = pair
                continue
            runs.append(_run(text[begin:column], current))
            begin, current = column, pair
        runs.append(_run(text[begin:], current))
        return tuple(runs)

    def lines(self) -> Iterator[tuple[CellRun, ...]]:
        """All rows from the top, as `row` gives them."""
        return (self.row(index) for index in range(self.rows))

    def to_bytes(self) -> bytes:
        """For a file: 7 bytes that say what it is, then `data`, deflated."""
        return _HEAD.pack(_MAGIC, self.columns, self.rows) + zlib.compress(self.data, 6)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Cells:
        """What `to_bytes` made. Raises ValueError for anything else; unpacks at most 2.5 MB."""
        if len(packed) < _HEAD.size:
            raise ValueError("not cells")
        magic, columns, rows = _HEAD.unpack_from(packed)
        if magic != _MAGIC or columns > LIMIT or rows > LIMIT:
            raise ValueError("not cells")
        size = columns * rows * (_CHARACTER + _COLOURS)
        try:
            data = zlib.decompressobj().decompress(packed[_HEAD.size :], size + 1)
            text = data[: columns * rows * _CHARACTER].decode("utf-32-le")
        except (zlib.error, UnicodeDecodeError) as error:
            raise ValueError("not cells") from error
        if not _ALLOWED.fullmatch(text):
            raise ValueError("cells with characters that no drawing has")
        return cls(columns, rows, data)


def _run(text: str, colours: bytes) -> CellRun:
    return CellRun(text, int.from_bytes(colours[:3]), int.from_bytes(colours[3:]))
