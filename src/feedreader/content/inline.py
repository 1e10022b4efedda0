"""Runs of inline text -> spans: whitespace as a browser collapses it, paragraphs at double breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from feedreader.model.document import Inlines, Mark, Span
from feedreader.text import clean, marks


class Style(NamedTuple):
    """What holds for a piece of text: the fields of a Span but its text."""

    marks: Mark = Mark.NONE
    href: str = ""
    ruby: str = ""
    note: str = ""


Piece = tuple[str, Style]

PLAIN = Style()
BREAK: Style = Style(note="\n")
"""The style of a line break, told by identity; its text is not looked at."""

# A blank that does not break counts as white space only beside other white space: editors leave
# "word.&nbsp; Next", while a single one stands where a French or Polish writer wants it.
_SPACES = re.compile("[ \t\n\r\f\v\xa0]{2,}|[\t\n\r\f\v]")

_BLANKS = re.compile(" {2,}")
_DASHES = " \t\n\xa0—–―~-"


def paragraphs(pieces: Iterable[Piece]) -> list[Inlines]:
    """The paragraphs in a run of pieces. One break is a "\\n", two or more end a paragraph."""
    done: list[Inlines] = []
    current: list[Piece] = []
    breaks = 0
    spaced = True
    for text, style in pieces:
        if style is BREAK:
            breaks += 1
            continue
        if "  " in text or not text.isprintable():
            text = _SPACES.sub(" ", text)
        if spaced or breaks:
            text = text.lstrip()
        if not text:
            continue
        if breaks and current:
            _trim(current)
            if breaks == 1 and current:
                current[-1] = (current[-1][0] + "\n", current[-1][1])
            else:
                _finish(current, done)
                current = []
        breaks = 0
        current.append((text, style))
        spaced = text[-1] in " \xa0"
    _finish(current, done)
    return done


def joined(lines: Sequence[Inlines]) -> Inlines:
    """Several runs as one, each on a line of its own."""
    out: list[Span] = []
    for spans in lines:
        if out and spans:
            out[-1] = _with_text(out[-1], out[-1].text + "\n")
        out += spans
    return merged(out)


def merged(spans: Iterable[Span]) -> Inlines:
    """Neighbours of one style put together."""
    out: list[Span] = []
    for style, group in groupby(spans, key=_style):
        if style.note:
            out += group
        else:
            out.append(Span("".join([span.text for span in group]), *style))
    return tuple(out)


def stripped(spans: Sequence[Span]) -> Inlines:
    """Without blanks at both ends."""
    said = [place for place, span in enumerate(spans) if span.text.strip()]
    left = list(spans[said[0] : said[-1] + 1]) if said else []
    if left:
        left[0] = _with_text(left[0], left[0].text.lstrip())
        left[-1] = _with_text(left[-1], left[-1].text.rstrip())
    return tuple(left)


def one_line(spans: Inlines) -> Inlines:
    """With blanks in place of line breaks."""
    return tuple(
        _with_text(span, span.text.replace("\n", " ")) if "\n" in span.text else span for span in spans
    )


def text_in(spans: Iterable[Span]) -> str:
    """The bare text of spans."""
    return "".join([span.text for span in spans])


def cut(spans: Sequence[Span], start: int, end: int | None = None) -> Inlines:
    """The part of spans between two offsets in their bare text, stripped."""
    out: list[Span] = []
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : None if end is None else max(0, end - at)]
        at += len(span.text)
        if text:
            out.append(_with_text(span, text))
    return stripped(out)


def undashed(spans: Inlines) -> Inlines:
    """The source of a quotation without the dash in front."""
    return cut(spans, len(text_in(spans)) - len(text_in(spans).lstrip(_DASHES)))


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.marks, span.href, span.ruby, span.note)


def _style(span: Span) -> Style:
    return Style(span.marks, span.href, span.ruby, span.note)


def _trim(pieces: list[Piece]) -> None:
    while pieces:
        text, style = pieces[-1]
        text = text.rstrip()
        if text:
            pieces[-1] = (text, style)
            return
        pieces.pop()


def _finish(pieces: list[Piece], done: list[Inlines]) -> None:
    _trim(pieces)
    if not pieces:
        return
    spans: list[Span] = []
    groups = 0
    for style, group in groupby(pieces, key=_second):
        groups += 1
        text = clean.block("".join([piece[0] for piece in group]))
        if "  " in text:
            # Something invisible stood between.
            text = _BLANKS.sub(" ", text)
        if not spans:
            # A mark at the start would sit on a stranger's character.
            text = marks.without_leading(text)
        if text:
            spans.append(Span(text, style.marks, style.href, style.ruby, style.note))
    if spans and any(not span.text.isspace() for span in spans):
        # Neighbours can only be alike where what stood between them is gone.
        done.append(tuple(spans) if len(spans) == groups else merged(spans))


def _second(piece: Piece) -> Style:
    return piece[1]
