"""A picture in a terminal's own graphics, cut into the rows of the page it stands on.

A page scrolls by rows, and a terminal's graphics do not: so sixels and iTerm2's pictures are sent a
row of cells at a time, each over the blanks of its own row. kitty's are sent whole, once, and shown
by placeholders that are text.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedreader.media import iterm2, kitty, sixel
from feedreader.media.records import Protocol, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

_MAGIC = b"fs1"
_HEAD = struct.Struct("<3s8sHHII")
_SIZE = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`once` is to be written before the first row (kitty's transmission), `lines` one for each
    row (empty for kitty, whose rows are placeholders of picture `number`)."""

    protocol: Protocol
    columns: int
    rows: int
    number: int = 0
    once: bytes = b""
    lines: tuple[bytes, ...] = ()

    def to_bytes(self) -> bytes:
        """For a file."""
        head = _HEAD.pack(
            _MAGIC, self.protocol.value.encode(), self.columns, self.rows, self.number, len(self.once)
        )
        return head + self.once + b"".join(_SIZE.pack(len(line)) + line for line in self.lines)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Sheet:
        """What `to_bytes` made. Raises ValueError for anything else."""
        try:
            magic, name, columns, rows, number, size = _HEAD.unpack_from(packed)
            if magic != _MAGIC:
                raise ValueError("not a sheet")
            at = _HEAD.size + size
            lines = []
            while at < len(packed):
                (length,) = _SIZE.unpack_from(packed, at)
                at += _SIZE.size
                lines.append(packed[at : at + length])
                at += length
        except struct.error as error:
            raise ValueError("not a sheet") from error
        protocol = Protocol(name.rstrip(b"\0").decode())
        return cls(protocol, columns, rows, number, packed[_HEAD.size : _HEAD.size + size], tuple(lines))


def sheet(png: bytes, columns: int, rows: int, protocol: Protocol, number: int) -> Sheet | Refusal:
    """The sheet of a PNG that has just the pixels of its cells. `number` names it in kitty's
    protocol (1 to 2**24 - 1, so that it is a colour)."""
    if protocol is Protocol.KITTY:
        return Sheet(protocol, columns, rows, number, kitty.transmit(png, number, columns, rows))
    lines = []
    for band in _bands(png, rows):
        if protocol is Protocol.ITERM2:
            lines.append(iterm2.encode(_lightest(band), columns, 1))
            continue
        line = sixel.encode(_encoded(band, "PNG", compress_level=1), *band.size)
        if isinstance(line, Refusal):
            return line
        lines.append(line)
    return Sheet(protocol, columns, rows, 0, b"", tuple(lines))


def _bands(png: bytes, rows: int) -> list[Image]:
    """The picture in `rows` strips of equal height."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        height = image.height // rows
        return [image.crop((0, row * height, image.width, (row + 1) * height)) for row in range(rows)]


def _lightest(band: Image) -> bytes:
    """A strip in few bytes, since every scrolled line sends all strips again: a drawing is lighter
    as a PNG, a photograph as a JPEG, a quarter of it at a quality that nobody tells."""
    drawn = _encoded(band, "PNG", compress_level=6)
    if band.mode != "RGB":
        return drawn
    return min(drawn, _encoded(band, "JPEG", quality=90, subsampling=0), key=len)


def _encoded(band: Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    band.save(out, kind, **options)
    return out.getvalue()
