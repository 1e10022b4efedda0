"""Spans as nested layers: what stays open from one span to the next, for every renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from feedreader.model.document import Inlines, Mark, Span


class Layer(NamedTuple):
    """A mark or a link (`href` set) that holds over one span or several."""

    mark: Mark
    href: str = ""


# Outermost first. Code and mathematics are innermost: their text is written in ways of its own.
ORDER = (
    Mark.QUOTE,
    Mark.SMALL,
    Mark.HIGHLIGHT,
    Mark.UNDERLINE,
    Mark.STRIKE,
    Mark.STRONG,
    Mark.EMPHASIS,
    Mark.SUBSCRIPT,
    Mark.SUPERSCRIPT,
    Mark.KEYBOARD,
    Mark.CODE,
    Mark.MATH,
)


def of(span: Span) -> tuple[Layer, ...]:
    """The layers of one span, outermost first."""
    layers = (Layer(Mark.NONE, span.href),) if span.href else ()
    return layers + _marked(span.marks) if span.marks else layers


@cache
def _marked(marks: Mark) -> tuple[Layer, ...]:
    return tuple(Layer(mark) for mark in ORDER if mark in marks)


def rendered(
    spans: Inlines,
    opening: Callable[[Layer], str],
    closing: Callable[[Layer], str],
    text: Callable[[Span], str],
) -> str:
    """Spans with each layer opened once for neighbours that share it."""
    return "".join(_parts(spans, opening, closing, text))


def _parts(
    spans: Inlines,
    opening: Callable[[Layer], str],
    closing: Callable[[Layer], str],
    text: Callable[[Span], str],
) -> Iterator[str]:
    stack: tuple[Layer, ...] = ()
    for span in spans:
        wanted = of(span)
        same = 0
        while same < len(stack) and same < len(wanted) and stack[same] == wanted[same]:
            same += 1
        for layer in reversed(stack[same:]):
            yield closing(layer)
        for layer in wanted[same:]:
            yield opening(layer)
        stack = wanted
        yield text(span)
    for layer in reversed(stack):
        yield closing(layer)
