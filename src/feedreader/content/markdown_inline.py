"""Spans -> inline Markdown, with every character that would mean something escaped."""

from __future__ import annotations

import re

from feedreader.content import layers
from feedreader.content.layers import Layer
from feedreader.model.document import Inlines, Mark, Span

_SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#|[A-Za-z])")
_LINE_START = re.compile(r"(?m)^([^\S\n]*)(?:([>|])|([#+=-])(?=\s|$|[-=+#])|(\d{1,9})([.)])(?=\s|$))")
_LABEL_ENDS = re.compile(r"[\s\[\]^<>`|&\\*_~]+")
_TICKS = re.compile(r"`+")
_TAGS = {
    Mark.SMALL: "small",
    Mark.HIGHLIGHT: "mark",
    Mark.UNDERLINE: "u",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
    Mark.KEYBOARD: "kbd",
}
_SIGNS = {Mark.STRONG: "**", Mark.EMPHASIS: "*", Mark.STRIKE: "~~"}
_SIGNED = Mark.STRONG | Mark.EMPHASIS | Mark.STRIKE | Mark.CODE | Mark.MATH
_SIGN_TAGS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.STRIKE: "del"}


def inline(spans: Inlines, *, single_line: bool = False, in_table: bool = False) -> str:
    """Spans as Markdown. Line breaks become "\\" at the end of a line, `<br>` in a table, a blank
    where there may be only one line."""
    text = _Writer(_outside(spans), in_table).write()
    if in_table:
        return text.replace("\\\n", "<br>").replace("\n", "<br>")
    if single_line:
        return text.replace("\\\n", " ").replace("\n", " ")
    return text


def escaped(text: str) -> str:
    """Text as Markdown that says just that."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_unstarted, text)


def note_label(label: str) -> str:
    """A footnote's label without what would end it or mean something else."""
    return _LABEL_ENDS.sub("-", label)


def target(url: str) -> str:
    """An address as a link's destination."""
    url = (
        url.replace("<", "%3C")
        .replace(">", "%3E")
        .replace("\\", "%5C")
        .replace(" ", "%20")
        .replace("|", "%7C")
    )
    return f"<{url}>" if "(" in url or ")" in url else url


def _unstarted(found: re.Match[str]) -> str:
    sign = found[2] or found[3]
    return f"{found[1]}\\{sign}" if sign else f"{found[1]}{found[4]}\\{found[5]}"


def _outside(spans: Inlines) -> list[Span]:
    """Blanks at the edges of marked spans go outside: "**bold **" is not strong in Markdown."""
    out: list[Span] = []
    for span in spans:
        text = span.text
        if not span.marks & ~(Mark.QUOTE | Mark.SMALL) or not text.strip() or span.note or span.ruby:
            bare = not text.strip() and bool(text)
            out.append(Span(text, span.marks & Mark.QUOTE, span.href) if bare else span)
            continue
        core = text.strip()
        start = text.index(core)
        edge = Span("", span.marks & Mark.QUOTE, span.href)
        for piece, style in ((text[:start], edge), (core, span), (text[start + len(core) :], edge)):
            if piece:
                out.append(Span(piece, style.marks, style.href, style.ruby, style.note))
    return out


class _Writer:
    """Writes spans, choosing for each run of emphasis between Markdown's signs and HTML's tags."""

    def __init__(self, spans: list[Span], in_table: bool) -> None:
        self.spans = spans
        self.in_table = in_table
        self.at = 0
        self.tagged: list[bool] = []

    def write(self) -> str:
        """All spans."""
        parts: list[str] = []
        stack: list[Layer] = []
        for place, span in enumerate(self.spans):
            self.at = place
            wanted = layers.of(span)
            same = 0
            while same < len(stack) and same < len(wanted) and stack[same] == wanted[same]:
                same += 1
            while len(stack) > same:
                parts.append(self._close(stack.pop()))
            for layer in wanted[same:]:
                stack.append(layer)
                parts.append(self._open(stack))
            parts.append(self._text(span))
        while stack:
            parts.append(self._close(stack.pop()))
        return "".join(parts)

    def _open(self, stack: list[Layer]) -> str:
        layer = stack[-1]
        if layer.href:
            return "["
        if layer.mark in _SIGNS:
            tagged = not self._flanked(stack)
            self.tagged.append(tagged)
            return f"<{_SIGN_TAGS[layer.mark]}>" if tagged else _SIGNS[layer.mark]
        if layer.mark is Mark.QUOTE:
            return "“"
        return f"<{_TAGS[layer.mark]}>" if layer.mark in _TAGS else ""

    def _close(self, layer: Layer) -> str:
        if layer.href:
            return f"]({target(layer.href)})"
        if layer.mark in _SIGNS:
            return f"</{_SIGN_TAGS[layer.mark]}>" if self.tagged.pop() else _SIGNS[layer.mark]
        if layer.mark is Mark.QUOTE:
            return "”"
        return f"</{_TAGS[layer.mark]}>" if layer.mark in _TAGS else ""

    def _flanked(self, stack: list[Layer]) -> bool:
        """Whether signs work here (CommonMark 6.2): beside a letter on the outer side there must be
        one on the inner side, and no neighbour may have signs of its own."""
        first = self.spans[self.at]
        end = self.at
        while end + 1 < len(self.spans) and list(layers.of(self.spans[end + 1])[: len(stack)]) == stack:
            end += 1
        last = self.spans[end]
        before = self.spans[self.at - 1] if self.at else None
        after = self.spans[end + 1] if end + 1 < len(self.spans) else None
        return _edge(before, first, -1, 0) and _edge(after, last, 0, -1)

    def _text(self, span: Span) -> str:
        if span.note:
            return f"[^{note_label(span.note)}]"
        if span.marks & (Mark.CODE | Mark.MATH):
            code = _code(span.text)
            code = code.replace("|", "\\|") if self.in_table else code
            return f"${code}$" if Mark.MATH in span.marks else code
        text = escaped(span.text)
        before = self.spans[self.at - 1].text if self.at else "\n"
        if not before.endswith("\n"):
            # In the middle of a line a number or a dash means nothing.
            first, line_end, rest = span.text.partition("\n")
            text = _SPECIAL.sub(r"\\\g<0>", first) + (line_end + escaped(rest) if line_end else "")
        if text.endswith("!") and self.at + 1 < len(self.spans):
            text = text[:-1] + "\\!"
        text = (text.replace("|", "\\|") if self.in_table else text).replace("\n", "\\\n")
        return f"{text}({escaped(span.ruby)})" if span.ruby else text


def _edge(outside: Span | None, inside: Span, outer: int, inner: int) -> bool:
    if inside.note or inside.marks & (Mark.CODE | Mark.MATH):
        return outside is None or outside.text[outer].isspace()
    if outside is None:
        return True
    if outside.marks & ~inside.marks & _SIGNED or outside.note:
        return False
    return outside.text[outer].isspace() or inside.text[inner].isalnum()


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{edge}{text}{edge}{fence}"
