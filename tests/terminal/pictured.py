"""A terminal that shows pixels: it answers what it is asked, and keeps which part of which picture
every cell shows, as sixels, iTerm2's pictures or kitty's placeholders put it there."""

from __future__ import annotations

import base64
import fcntl
import os
import re
import struct
import termios
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyte
from PIL import Image
from pyte.screens import wcwidth
from tests.media.pictures import opened
from tests.media.test_media_graphics import decoded
from tests.terminal.pseudo import Screen

from feedreader.media.detect import query_bytes
from feedreader.media.diacritics import DIACRITICS
from feedreader.media.kitty import PLACEHOLDER

_KITTY = re.compile(b"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\\\")
_ITERM2 = re.compile(b"\x1b]1337;File=([^:\x07]*):([^\x07]*)\x07")
_SIXEL = re.compile(b"\x1bP[0-9;]*q[^\x1b]*\x1b\\\\")
_OURS = re.compile(b"(\x1b_G[^\x1b]*\x1b\\\\|\x1b]1337;[^\x07]*\x07|\x1bP[^\x1b]*\x1b\\\\)")
_BEGINS = re.compile(b"\x1b(?:[_P][^\x1b]*\x1b?|\\][^\x07]*)?\\Z")


@dataclass(frozen=True)
class Kind:
    """What a terminal sets, answers, and lets the kernel know: a cell's width and height."""

    environ: dict[str, str]
    answers: bytes
    cell: tuple[int, int]
    in_kernel: bool = False


class _Pixels(pyte.Screen):
    """Cells with pixels lose them to what is written over them."""

    def __init__(self, columns: int, rows: int) -> None:
        self.pixels: dict[tuple[int, int], Image.Image] = {}
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        for character in data:
            for beside in range(max(0, wcwidth(character))):
                self.pixels.pop((self.cursor.y, self.cursor.x + beside), None)
            super().draw(character)

    def erase_in_display(self, how: int = 0, *args: Any, **options: Any) -> None:
        self.pixels.clear()
        super().erase_in_display(how, *args, **options)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        if 1049 in modes:  # the screen from before, which pyte does not keep
            self.erase_in_display(2)
        super().reset_mode(*modes, **options)


class PictureScreen(Screen):
    """See above. `kind` is which terminal it plays."""

    def __init__(self, kind: Kind, home: Path, *arguments: str, columns: int = 120, rows: int = 36) -> None:
        super().__init__(home, *arguments, columns=columns, rows=rows, **kind.environ)
        self._kind = kind
        self._grid = self._screen = _Pixels(columns, rows)
        self._stream = pyte.ByteStream(self._grid)
        self._rest = b""
        self._asked = False
        self._sent: dict[int, tuple[tuple[int, int], bytes]] = {}
        self._sending = 0

    def __enter__(self) -> PictureScreen:
        super().__enter__()
        if self._kind.in_kernel:
            rows, columns = self._size
            pixels = columns * self._kind.cell[0], rows * self._kind.cell[1]
            fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, *pixels))
        return self

    def took(self, came: bytes) -> None:
        """Text to pyte, pictures where the cursor stands."""
        if not self._asked and query_bytes() in self.raw:
            self._asked = True
            os.write(self._fd, self._kind.answers)
        whole = self._rest + came
        rest = _BEGINS.search(whole)
        self._rest = rest[0] if rest else b""
        for part in _OURS.split(whole[: len(whole) - len(self._rest)]):
            if part.startswith(b"\x1b_G"):
                self._transmitted(part)
            elif _SIXEL.fullmatch(part):
                self._show(decoded(part))
            elif found := _ITERM2.fullmatch(part):
                self._inline(found[1].decode(), base64.b64decode(found[2]))
            elif part:
                self._stream.feed(part)

    def _show(self, image: Image.Image) -> None:
        wide, high = self._kind.cell
        assert image.height <= high, "one row at a time, else a terminal may scroll"
        y, x = self._grid.cursor.y, self._grid.cursor.x
        for column in range(-(-image.width // wide)):
            cell = image.crop((column * wide, 0, (column + 1) * wide, high)).convert("RGB")
            self._grid.pixels[y, x + column] = cell

    def _inline(self, keys: str, data: bytes) -> None:
        told = dict(key.split("=") for key in keys.split(";"))
        assert (told["inline"], told["preserveAspectRatio"], told["height"]) == ("1", "0", "1")
        assert int(told["size"]) == len(data)
        wide, high = self._kind.cell
        self._show(opened(data).resize((int(told["width"]) * wide, high)))

    def _transmitted(self, sequence: bytes) -> None:
        found = _KITTY.fullmatch(sequence)
        assert found
        keys = dict(key.split("=") for key in found[1].decode().split(","))
        if keys.get("a") == "q":
            return
        if keys.get("a") == "d":
            self._sent.pop(int(keys["i"]), None)
            return
        if "i" in keys:
            assert (keys["a"], keys["U"], keys["f"], keys["q"]) == ("T", "1", "100", "2")
            self._sending = int(keys["i"])
            self._sent[self._sending] = (int(keys["c"]), int(keys["r"])), b""
        size, data = self._sent[self._sending]
        self._sent[self._sending] = size, data + found[2]

    def shown(self) -> dict[tuple[int, int], Image.Image]:
        """What every cell (row, column) shows that has pixels."""
        wide, high = self._kind.cell
        found = dict(self._grid.pixels)
        whole: dict[int, Image.Image] = {}
        for y, line in self._grid.buffer.items():
            for x, cell in line.items():
                if not cell.data.startswith(PLACEHOLDER) or not re.fullmatch("[0-9a-f]{6}", cell.fg):
                    continue
                number = int(cell.fg, 16)
                if number not in self._sent:
                    continue
                (columns, rows), data = self._sent[number]
                if number not in whole:
                    picture = opened(base64.b64decode(data)).convert("RGB")
                    whole[number] = picture.resize((columns * wide, rows * high))
                if len(cell.data) < 3:
                    continue  # its marks are still on their way
                row, column = (DIACRITICS.index(mark) for mark in cell.data[1:3])
                box = (column * wide, row * high, (column + 1) * wide, (row + 1) * high)
                found[y, x] = whole[number].crop(box)
        return found

    def picture(self) -> tuple[tuple[int, int, int, int], Image.Image]:
        """The largest rectangle of cells with pixels: (row, column, rows, columns), and what it shows."""
        cells = self.shown()
        wide, high = self._kind.cell
        runs: dict[tuple[int, int], list[int]] = {}
        for y in sorted({row for row, _ in cells}):
            columns = sorted(column for row, column in cells if row == y)
            starts = [x for x in columns if x - 1 not in columns]
            for start in starts:
                length = next(n for n in range(1, 1000) if start + n not in columns)
                runs.setdefault((start, length), []).append(y)
        (left, across), rows = max(runs.items(), key=lambda item: item[0][1] * len(item[1]))
        assert rows == list(range(rows[0], rows[0] + len(rows))), "rows of a picture are missing"
        image = Image.new("RGB", (across * wide, len(rows) * high))
        for (y, x), cell in cells.items():
            if y in rows and left <= x < left + across:
                image.paste(cell, ((x - left) * wide, (y - rows[0]) * high))
        return (rows[0], left, len(rows), across), image
