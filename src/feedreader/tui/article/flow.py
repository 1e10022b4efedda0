"""Running text: spans to lines of a given width. Breaks are found on the text as a whole, so
that a word half in italics is not torn; the styles are cut to the lines afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from feedreader.model.document import Inlines, Mark, Span
from feedreader.tui.article.lines import NOTE, Line, Part, Role
from feedreader.tui.cells import broken, cell_len, narrow, pieces

_SUPER = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RTL = range(0x0590, 0x0900)


def flow(spans: Inlines, width: int, role: Role = Role.BODY, marks: Mark = Mark.NONE) -> Iterator[Line]:
    """The spans as lines of at most `width` cells; right-to-left paragraphs stand on the right."""
    if not spans:
        return
    parts = [
        Part(
            written(span),
            role,
            # An operation on an IntFlag takes as long as all the rest of this.
            span.marks | marks if marks else span.marks,
            NOTE + span.note if span.note else span.href,
        )
        for span in spans
    ]
    text = "".join(part.text for part in parts)
    right = is_rtl(text)
    starts = list(accumulate((len(part.text) for part in parts), initial=0))
    for start, end in line_ranges(text, width):
        made = Line(tuple(_between(parts, starts, start, end)))
        if right and (room := width - made.width) > 0:
            made = Line((Part(" " * room, role), *made.parts))
        yield made


def written(span: Span) -> str:
    """A span as it is written in a terminal: raised and lowered digits where Unicode has them,
    a reading in brackets after its base, a footnote's sign in square brackets."""
    text = span.text
    if span.note:
        label = text.strip("[]() \u00a0^") or span.note
        return f"[{label}]"
    if span.ruby:
        return f"{text}（{span.ruby}）"
    if not span.marks:
        return text
    if span.marks & Mark.SUPERSCRIPT:
        raised = text.translate(_SUPER)
        return (
            raised
            if raised != text and raised.translate(_SUPER) == raised and _all_in(text, _SUPER)
            else f"^{text}"
        )
    if span.marks & Mark.SUBSCRIPT:
        return text.translate(_SUB) if _all_in(text, _SUB) else f"_{text}"
    if span.marks & Mark.QUOTE:
        return f"“{text}”"
    return text


def _all_in(text: str, table: dict[int, int]) -> bool:
    return bool(text) and all(ord(char) in table for char in text)


def is_rtl(text: str) -> bool:
    """Whether the first letter is of a right-to-left script (UAX 9, P2)."""
    for char in text[:200]:
        if char.isalpha():
            return ord(char) in _RTL or 0xFB1D <= ord(char) <= 0xFEFC
    return False


def _between(parts: Sequence[Part], starts: Sequence[int], start: int, end: int) -> Iterator[Part]:
    """The parts of one line. `starts` are where the parts begin: found, not walked to, as a
    paragraph may have 100,000 parts."""
    number = max(0, bisect_right(starts, start) - 1)
    while number < len(parts) and starts[number] < end:
        part, at = parts[number], starts[number]
        text = part.text[max(0, start - at) : end - at]
        if text:
            yield part._replace(text=text)
        number += 1


def line_ranges(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line in `text`; blanks at a break belong to no line."""
    width = max(1, width)
    at = 0
    for hard in text.split("\n"):
        if not hard:
            yield at, at
        elif narrow(hard):
            yield from _narrow_ranges(hard, at, width)
        else:
            yield from _wide_ranges(hard, at, width)
        at += len(hard) + 1


def _narrow_ranges(text: str, base: int, width: int) -> Iterator[tuple[int, int]]:
    at, size = 0, len(text)
    while size - at > width:
        cut_at = text.rfind(" ", at, at + width + 1)
        if cut_at <= at:
            cut_at = at + width
            yield base + at, base + cut_at
            at = cut_at
        else:
            yield (
                base + at,
                base + len(text[:cut_at].rstrip(" ")) if text[cut_at - 1] == " " else base + cut_at,
            )
            at = cut_at + 1
        while at < size and text[at] == " ":
            at += 1
    if at < size or size == 0:
        yield base + at, base + size


def _wide_ranges(text: str, base: int, width: int) -> Iterator[tuple[int, int]]:
    start = end = at = 0
    used = 0
    for piece in pieces(text):
        size = cell_len(piece)
        if used and used + size > width:
            yield base + start, base + end
            start = at + len(piece) - len(piece.lstrip())
            size = cell_len(piece.lstrip())
            used = 0
        if not used and size > width:
            *whole, (start, last) = broken(text, max(start, at), at + len(piece), width)
            yield from ((base + begin, base + stop) for begin, stop in whole)
            size = cell_len(text[start:last])
        at += len(piece)
        end = at
        used += size
    if end > start:
        yield base + start, base + end
