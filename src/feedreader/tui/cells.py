"""Text measured in terminal cells: clip, fill, wrap. Wide characters count two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

__all__ = ["cell_len", "clip", "fill", "narrow", "wrap"]

_WORD = re.compile(r"\s*\S+")
# May not begin a line (closing punctuation), after JIS X 4051's first class.
NO_BREAK_BEFORE = frozenset(
    "、。，．・：；？！）」』】〕〉》｝］ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…‥,.!?:;)]}%»”’"
)
# May not end a line (opening punctuation).
NO_BREAK_AFTER = frozenset("（「『【〔〈《｛［([{«“‘")


# Latin, Greek, Cyrillic and common punctuation: one cell each, nothing that combines. Comparing
# cell_len with len would not do: a wide character and a combining one make up for each other.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*"
)


def narrow(text: str) -> bool:
    """Every character surely takes one cell."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def clip(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something was cut."""
    if width <= 0:
        return ""
    if len(text) <= width and (narrow(text) or cell_len(text) <= width):
        return text
    return cut(text, width - 1)[0].rstrip() + "…"


def fill(text: str, width: int) -> str:
    """`text` with spaces up to `width` cells; never cut."""
    return text + " " * max(0, width - cell_len(text))


def cut(text: str, width: int) -> tuple[str, str]:
    """`text` in two at `width` cells; a wide character is not halved, nor a mark torn off."""
    if narrow(text):
        return text[:width], text[width:]
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            return text[:index], text[index:]
    return text, ""


def broken(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """A word without a place to break, cut into lines by index: linear, however long it is. The
    last pair is what is left for the next line."""
    used, begin = 0, start
    for at in range(start, end):
        size = cell_len(text[at])
        if used + size > width and at > begin:
            yield begin, at
            used, begin = 0, at
        used += size
    yield begin, end


def pieces(text: str) -> Iterator[str]:
    """The parts of `text` between which a line may break, each with the blank before it.
    Chinese, Japanese and Korean text may break between most characters (JIS X 4051)."""
    for word in _WORD.findall(text):
        if narrow(word):
            yield word
            continue
        yield from _wide_pieces(word)


def _wide_pieces(word: str) -> Iterator[str]:
    piece = ""
    for char in word:
        wide = cell_len(char) == 2
        # The blank test comes last: it walks the piece, and a word may have 400,000 letters.
        if (
            (wide or (piece and cell_len(piece[-1]) == 2))
            and piece.strip()
            and char not in NO_BREAK_BEFORE
            and piece[-1] not in NO_BREAK_AFTER
        ):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def wrap(text: str, width: int, limit: int = 0) -> list[str]:
    """Plain text on lines of at most `width` cells; with `limit`, that many lines, the last
    one clipped."""
    lines: list[str] = []
    line, used = "", 0
    width = max(1, width)
    for piece in pieces(text):
        if limit and len(lines) >= limit:
            break
        size = cell_len(piece)
        if line and used + size > width:
            lines.append(line)
            line, used = "", 0
        if not line:
            piece = piece.lstrip()
            size = cell_len(piece)
            if size > width:
                *whole, (begin, end) = broken(piece, 0, len(piece), width)
                lines += [piece[at:to] for at, to in whole]
                piece = piece[begin:end]
                size = cell_len(piece)
        line += piece
        used += size
    if line:
        lines.append(line)
    if limit and len(lines) > limit:
        kept = lines[:limit]
        kept[-1] = clip(kept[-1] + " " + lines[limit], width)
        return kept
    return lines
