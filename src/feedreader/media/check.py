"""The gate: is this a picture that may be decoded? Told from its header, before anything is."""

from __future__ import annotations

from feedreader.media import raster, sniff, vector
from feedreader.media.limits import MAX_BYTES, too_large
from feedreader.media.records import Checked, Refusal

# A 1 x 1 GIF counts readers; a line a pixel or two thin is an ornament.
_THIN = 2


def check(data: bytes) -> Checked | Refusal:
    """What the picture is, or why it is refused. Never raises. Decodes only what is cut off, small,
    to tell whether anything of it would be seen. The declared type plays no part."""
    refusal = _unreadable(data)
    if refusal:
        return refusal
    name = sniff.kind(data)
    if name == "svg":
        size = vector.size(data)
        return size if isinstance(size, Refusal) else _sized(Checked("svg", *size))
    found = raster.header(data, name)
    checked = found if isinstance(found, Refusal) else _sized(found)
    if isinstance(checked, Checked) and not sniff.ended(data, name) and not raster.shows(data):
        return Refusal("The picture is cut off before anything of it can be seen.")
    return checked


def _unreadable(data: bytes) -> Refusal | None:
    if not data:
        return Refusal("The answer is empty, not a picture.")
    if len(data) > MAX_BYTES:
        return Refusal(f"The picture is too large: {len(data) // 1_000_000} MB, and at most 20 are read.")
    if sniff.kind(data):
        return None
    stranger = sniff.stranger(data)
    if stranger:
        return Refusal(f"This is {stranger}, not a picture that can be shown.")
    return Refusal("This is not a picture that can be read.")


def _sized(found: Checked) -> Checked | Refusal:
    refusal = too_large(found.width, found.height)
    if refusal:
        return refusal
    if min(found.width, found.height) <= _THIN:
        return Refusal("This is a tracking pixel or a line, not a picture.", tracker=True)
    return found
