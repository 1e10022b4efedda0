"""What the room hands out: plain values, standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from feedreader.media.cells import CellRun, Cells

__all__ = [
    "SYMBOLS",
    "CellRun",
    "CellSize",
    "Cells",
    "Checked",
    "Drawing",
    "Extension",
    "Graphics",
    "Kept",
    "Protocol",
    "Refusal",
]


class Extension(StrEnum):
    """How a kept picture is encoded, and how its file's name ends."""

    JPG = "jpg"
    PNG = "png"
    WEBP = "webp"


class Protocol(StrEnum):
    """Ways to show a picture, finest first. The first three send pixels, the rest are text."""

    KITTY = "kitty"
    ITERM2 = "iterm2"
    SIXEL = "sixel"
    OCTANTS = "octants"
    SEXTANTS = "sextants"
    QUADRANTS = "quadrants"
    HALF_BLOCKS = "half-blocks"
    NONE = "none"


SYMBOLS = (Protocol.OCTANTS, Protocol.SEXTANTS, Protocol.QUADRANTS, Protocol.HALF_BLOCKS)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a header says: `format` ("jpeg", "png", "gif", "webp", "avif", "bmp", "ico", "svg"),
    the size in pixels as it will be seen (orientation applied), the number of frames."""

    format: str
    width: int
    height: int
    frames: int = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture is not shown, in one sentence. `tracker`: it was never meant to be seen."""

    sentence: str
    tracker: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture as it is kept: `digest` is the SHA-256 of its bytes in hexadecimal, `size` their
    number, width and height in pixels."""

    digest: str
    width: int
    height: int
    size: int
    extension: Extension


@dataclass(frozen=True, slots=True)
class CellSize:
    """The size of a terminal's cell in pixels; where nobody tells, 1 to 2 is nearly right."""

    width: int = 10
    height: int = 20


@dataclass(frozen=True, slots=True)
class Graphics:
    """A picture in a terminal's own graphics: `payload` is to be written as it is, once, and covers
    `columns` x `rows` cells. `image_id` names it in kitty's protocol, else it is 0."""

    protocol: Protocol
    columns: int
    rows: int
    payload: bytes
    image_id: int = 0


Drawing = Cells | Graphics
