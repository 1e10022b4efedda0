"""How large a stranger's picture may be."""

from __future__ import annotations

from feedreader.media.records import Refusal

MAX_BYTES = 20_000_000
# 160 MB when decoded, at worst, in a child of its own.
MAX_PIXELS = 40_000_000
# No side that a picture for people has is longer; a decoder's tables are as long as a side.
MAX_SIDE = 30_000


def too_large(width: int, height: int) -> Refusal | None:
    """The refusal of a picture with more than 40 million pixels or 30,000 on a side."""
    if width * height <= MAX_PIXELS and max(width, height) <= MAX_SIDE:
        return None
    return Refusal(f"The picture is too large: {width} x {height} pixels.")
