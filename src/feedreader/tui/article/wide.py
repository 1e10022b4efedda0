"""Tables wider than the page: the part of a row that is in sight, and how far it must move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedreader.tui.article.lines import Line, Part, Role, Wide
from feedreader.tui.cells import cell_len, narrow

MORE_LEFT, MORE_RIGHT = "‹", "›"


def shown(line: Line, shift: int) -> Line:
    """What is seen of a line that is moved to the left by `shift` cells: what stays, the rest, and
    a sign at each edge behind which there is more. Other lines as they are."""
    wide = line.wide
    if wide is None:
        return line
    shift = max(0, min(shift, wide.stops[-1]))
    body = wide.lead + 1
    parts = [*_between(line.parts, 0, wide.lead)]
    parts += [Part(MORE_LEFT, Role.MARKER)] if shift else _between(line.parts, wide.lead, body)
    parts += _between(line.parts, body + shift, body + shift + wide.window)
    parts.append(Part(MORE_RIGHT if shift < wide.stops[-1] else " ", Role.MARKER))
    return line._replace(parts=tuple(parts), wide=None)


def shift_to_show(wide: Wide, shift: int, first: int, last: int) -> int:
    """The shift at which the cells `first` to `last` of a row are in sight: the one there is, else
    one that begins with a column."""
    first, last = first - wide.lead - 1, last - wide.lead - 1
    if last <= 0 or (shift <= first and last <= shift + wide.window):
        return shift
    fitting = [stop for stop in wide.stops if stop <= first and last <= stop + wide.window]
    return fitting[-1] if fitting else max(0, min(first, wide.stops[-1]))


def _between(parts: Iterable[Part], start: int, stop: int) -> Iterator[Part]:
    """What stands on the cells `start` to `stop`; half a wide character is a blank."""
    at = 0
    for part in parts:
        if at >= stop:
            return
        size = cell_len(part.text)
        if at + size > start:
            if start <= at and at + size <= stop:
                yield part
            else:
                yield part._replace(text=_cropped(part.text, start - at, stop - at))
        at += size


def _cropped(text: str, start: int, stop: int) -> str:
    start = max(0, start)
    if narrow(text):
        return text[start:stop]
    kept, at = [], 0
    for char in text:
        size = cell_len(char)
        if start <= at and at + size <= stop:
            kept.append(char)
        elif at < stop and at + size > start:
            kept.append(" " * (min(at + size, stop) - max(at, start)))
        at += size
    return "".join(kept)
