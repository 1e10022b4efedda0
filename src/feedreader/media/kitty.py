"""Pictures by kitty's graphics protocol: sent once, then shown wherever certain text stands.

The text is the placeholder U+10EEEE with combining marks for its row and column, and the picture's
number as its colour: cells like any other, so that they scroll, are covered and are cut off as text
is. https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

from __future__ import annotations

import base64

from feedreader.media.diacritics import DIACRITICS
from feedreader.media.records import Graphics, Protocol

PLACEHOLDER = "\U0010eeee"
_CHUNK = 4096
_START, _END = b"\x1b_G", b"\x1b\\"


def transmit(png: bytes, image_id: int, columns: int, rows: int) -> bytes:
    """Sends a PNG under `image_id` (1 to 2**32 - 1), to be spread over `columns` x `rows` cells (at
    most 297 each) wherever its placeholders stand; nothing is drawn yet, and nothing answered."""
    _ranged(image_id, columns, rows)
    keys = f"a=T,U=1,f=100,t=d,i={image_id},c={columns},r={rows},q=2"
    payload = base64.standard_b64encode(png)
    parts = [payload[at : at + _CHUNK] for at in range(0, len(payload), _CHUNK)] or [b""]
    out = []
    for number, part in enumerate(parts):
        more = int(number < len(parts) - 1)
        # Only the first says what it is; q again, since some answer the last.
        told = f"{keys},m={more}" if not number else f"m={more},q=2"
        out.append(_START + told.encode() + b";" + part + _END)
    return b"".join(out)


def placeholder_rows(image_id: int, columns: int, rows: int) -> tuple[str, ...]:
    """The text that shows it, row by row, `columns` cells each, to be written in `colour(image_id)`
    on any background. Every cell says for itself which part it shows, so that any can be left out."""
    _ranged(image_id, columns, rows)
    high = DIACRITICS[image_id >> 24] if image_id >> 24 else ""
    marks = [mark + high for mark in DIACRITICS[:columns]]
    return tuple("".join(PLACEHOLDER + row + mark for mark in marks) for row in DIACRITICS[:rows])


def colour(image_id: int) -> int:
    """The foreground, 0xRRGGBB, that the placeholders need: the number's lower 24 bits. It must
    reach the terminal as it is, in 24 bits and not dimmed."""
    return image_id & 0xFFFFFF


def delete(image_id: int) -> bytes:
    """Makes the terminal forget the picture and all its placements."""
    return _START + f"a=d,d=I,i={image_id},q=2".encode() + _END


def graphics(png: bytes, image_id: int, columns: int, rows: int) -> Graphics:
    """`transmit` as a drawing."""
    return Graphics(Protocol.KITTY, columns, rows, transmit(png, image_id, columns, rows), image_id)


def _ranged(image_id: int, columns: int, rows: int) -> None:
    if not 0 < image_id < 1 << 32:
        raise ValueError(f"picture number {image_id}")
    if not (0 < columns <= len(DIACRITICS) and 0 < rows <= len(DIACRITICS)):
        raise ValueError(f"{columns} x {rows} cells")
