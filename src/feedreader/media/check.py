"""The gate: is this a picture that may be decoded? Told from its header, before anything is."""

from __future__ import annotations

from feedreader.media import sniff
from feedreader.media.records import Checked, Refusal

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
# No side that a picture for people has is longer; a decoder's tables are as long as a side.
MAX_SIDE = 30_000
# A 1 x 1 GIF counts readers; a line one pixel thin is an ornament.
_THIN = 2


def check(data: bytes) -> Checked | Refusal:
    """What the picture is, or why it is refused. Never raises, decodes nothing but what is cut off
    (to tell whether anything of it would be seen). The declared type plays no part."""
    refusal = _unreadable(data)
    if refusal:
        return refusal
    name = sniff.kind(data)
    if name == "svg":
        from feedreader.media import vector

        size = vector.size(data)
        return size if isinstance(size, Refusal) else _sized(Checked("svg", *size))
    if name == "webp":
        refusal = too_large(*sniff.webp_size(data))
        if refusal:
            return refusal
    from feedreader.media import raster

    found = raster.header(data, name)
    if isinstance(found, Refusal):
        return found
    checked = _sized(found)
    if isinstance(checked, Checked) and not sniff.ended(data, name) and not raster.shows(data, name):
        return Refusal("The picture is cut off before anything can be seen.")
    return checked


def _unreadable(data: bytes) -> Refusal | None:
    if not data:
        return Refusal("The answer is empty, not a picture.")
    if len(data) > MAX_BYTES:
        return Refusal(f"The picture is too large: {len(data) // 1_000_000} MB, at most 20 MB are read.")
    if sniff.kind(data):
        return None
    stranger = sniff.stranger(data)
    if stranger:
        return Refusal(f"This is {stranger}, not a picture that can be shown.")
    return Refusal("This is no picture that can be read.")


def _sized(found: Checked) -> Checked | Refusal:
    if min(found.width, found.height) <= _THIN:
        return Refusal("This is a tracking pixel or a line, not a picture.", tracker=True)
    return too_large(found.width, found.height) or found


def too_large(width: int, height: int) -> Refusal | None:
    """The refusal of a picture with more than 40 million pixels or 30,000 on a side."""
    if width * height <= MAX_PIXELS and max(width, height) <= MAX_SIDE:
        return None
    return Refusal(f"The picture is too large: {width} x {height} pixels.")
