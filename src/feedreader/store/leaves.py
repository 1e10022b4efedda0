"""The rows that stand in a library's file, found page by page without the trees that lead to them.

For what SQLite cannot reach any more. It also finds rows that were deleted and not yet written
over. After the file format's chapters 1.6 (B-tree pages) and 2.1 (records), sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from feedreader.store.database import PAGE_SIZE

_LEAF = 13
_MOST_LOCAL = PAGE_SIZE - 35
_LEAST_LOCAL = (PAGE_SIZE - 12) * 32 // 255 - 23
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number, by its type in a record's head."""

_AGAIN = 4
"""How many times the file's size is read for rows that go on on further pages: each such page belongs
to one row, and to a deleted one before. Rows that all lead to the same pages would take as many times
as there are rows."""

Found = tuple[int, list[Any]]
"""A row number and the row's values."""


class _SpentError(Exception):
    """More was read than the file holds."""


class _Pages:
    """The file, and how much may still be read of what stands on further pages."""

    def __init__(self, data: mmap) -> None:
        self.data = data
        self._left = _AGAIN * len(data)

    def part(self, start: int, size: int) -> bytes:
        """Bytes of a further page. Raises `_SpentError`."""
        self._left -= PAGE_SIZE
        if self._left < 0:
            raise _SpentError
        return self.data[start : start + size]


def rows(path: Path) -> Iterator[Found]:
    """Every row of every table with row numbers; the caller tells by the values whose it is."""
    if path.stat().st_size:
        with (
            path.open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as data,
            suppress(_SpentError),
        ):
            yield from _rows(_Pages(data))


def _rows(pages: _Pages) -> Iterator[Found]:
    data = pages.data
    for start in range(0, len(data) - PAGE_SIZE + 1, PAGE_SIZE):
        if data[start] != _LEAF:
            continue
        cells = int.from_bytes(data[start + 3 : start + 5], "big")
        for each in range(min(cells, PAGE_SIZE // 4)):
            place = start + 8 + 2 * each
            cell = start + int.from_bytes(data[place : place + 2], "big")
            try:
                yield _row(pages, cell, start + PAGE_SIZE)
            except (ValueError, IndexError, struct.error):
                continue


def _row(pages: _Pages, at: int, end: int) -> Found:
    size, at = _varint(pages.data, at)
    number, at = _varint(pages.data, at)
    number -= (number >> 63) << 64
    payload = _payload(pages, at, end, size)
    head, at = _varint(payload, 0)
    values: list[Any] = []
    body = head
    while at < head:
        kind, at = _varint(payload, at)
        value, body = _value(payload, body, kind)
        values.append(value)
    if at != head or body != len(payload):
        raise ValueError("the head does not fit the row")
    return number, values


def _payload(pages: _Pages, at: int, end: int, size: int) -> bytes:
    """The row's bytes, those on further pages included."""
    data = pages.data
    if size > len(data):
        raise ValueError("longer than the file")
    local = size
    if size > _MOST_LOCAL:
        wished = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE_SIZE - 4)
        local = wished if wished <= _MOST_LOCAL else _LEAST_LOCAL
    if at + local > end:
        raise ValueError("longer than the page")
    parts = [data[at : at + local]]
    left, at = size - local, at + local
    while left > 0:
        start = (int.from_bytes(data[at : at + 4], "big") - 1) * PAGE_SIZE
        part = pages.part(start + 4, min(left, PAGE_SIZE - 4)) if start > 0 else b""
        if not part:
            raise ValueError("the rest of the row is lost")
        parts.append(part)
        left, at = left - len(part), start
    return b"".join(parts)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    size = _NUMBERS.get(kind, (kind - 12) // 2)
    raw = payload[at : at + size]
    if len(raw) != size or kind in (10, 11):
        raise ValueError("no such value")
    if kind in _NUMBERS:
        return int.from_bytes(raw, "big", signed=True), at + size
    return (raw.decode("utf-8", "replace") if kind % 2 else raw), at + size


def _varint(data: bytes | mmap, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for each in range(8):
        byte = data[at + each]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + each + 1
    return number << 8 | data[at + 8], at + 9
