"""Lines of an article painted: roles and marks become the theme's styles, searched words light up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from feedreader.model.document import Mark
from feedreader.tui.article.lines import Line, Part, Role
from feedreader.tui.cells import cell_len
from feedreader.tui.widgets.matches import spans

COMPONENTS = {f"article--{role.value}" for role in Role} | {
    "article--link",
    "article--inline-code",
    "article--key",
    "article--highlight",
    "article--match",
    "article--chosen",
    "article--hint",
    "article--marked",
    "article--plate",
}

_PLATE = Style(meta={"plate": True})
"""Told by identity: here stands the row of a picture."""

NO_HINTS: Mapping[str, str] = MappingProxyType({})

_PLAIN = {
    Mark.STRONG: Style(bold=True),
    Mark.EMPHASIS: Style(italic=True),
    Mark.STRIKE: Style(strike=True),
    Mark.UNDERLINE: Style(underline=True),
    Mark.SMALL: Style(dim=True),
    Mark.MATH: Style(italic=True),
}
_OVER = {
    Mark.CODE: "article--inline-code",
    Mark.KEYBOARD: "article--key",
    Mark.HIGHLIGHT: "article--highlight",
}


class Painter:
    """Makes strips of lines. `style` gives the Rich style of a component class."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style
        self._known: dict[tuple[Role, Mark, bool], Style] = {}

    def forget(self) -> None:
        """The theme changed."""
        self._known.clear()

    def part_style(self, part: Part) -> Style:
        """The style of a part, kept."""
        key = (part.role, part.marks, bool(part.link))
        found = self._known.get(key)
        if found is None:
            found = self._style(f"article--{part.role.value}")
            for mark, plain in _PLAIN.items():
                if part.marks & mark:
                    found += plain
            for mark, name in _OVER.items():
                if part.marks & mark:
                    found += self._style(name)
            if part.link and part.role in (Role.BODY, Role.QUOTE, Role.CAPTION, Role.HEADING):
                found += self._style("article--link")
            self._known[key] = found
        return found

    def strip(
        self,
        line: Line,
        left: int,
        width: int,
        words: tuple[str, ...] = (),
        over: Style | None = None,
        *,
        chosen: str = "",
        hints: Mapping[str, str] = NO_HINTS,
        anywhere: bool = False,
        plate: list[Segment] | None = None,
    ) -> Strip:
        """One line, `left` cells in, filled up to `width`. Links to `chosen` are lit; `hints` are
        labels that stand before links, by address; `words` are lit, `anywhere` also inside words.
        `plate` is the row of a picture where the line has room for one, None until it is there."""
        base = self._style("article--body")
        if over is not None:
            base += over
        segments = [Segment(" " * left, base)]
        parts: Iterable[tuple[str, Style]] = self._styled(line, chosen, hints)
        if words and (found := spans(line.text, words, anywhere=anywhere)):
            parts = self._lit(parts, found)
        for text, style in parts:
            if style is not _PLATE:
                segments.append(Segment(text, style if over is None else style + over))
            elif plate is None:
                segments.append(Segment(text, self._style("article--plate")))
            else:
                # Under what is see-through in a picture, or is covered in part, lies the page.
                segments += Segment.apply_style(plate, base)
        used = left + line.width
        segments.append(Segment(" " * (width - used), base))
        strip = Strip([segment for segment in segments if segment.text], max(used, width))
        return strip if used <= width else strip.crop(0, width)

    def _styled(self, line: Line, chosen: str, hints: Mapping[str, str]) -> Iterator[tuple[str, Style]]:
        for part in line.parts:
            if part.role is Role.PLATE:
                yield part.text, _PLATE
                continue
            style = self.part_style(part)
            if not part.link:
                yield part.text, style
                continue
            if part.link == chosen:
                style += self._style("article--chosen")
            label = hints.get(part.link, "")
            if label and cell_len(part.text) >= len(label):
                # The label lies over the beginning of the link, so that nothing moves.
                yield label, self._style("article--hint")
                rest = part.text[len(label) :]
                yield " " * (cell_len(part.text) - len(label) - cell_len(rest)) + rest, style
            else:
                yield part.text, style

    def _lit(
        self, parts: Iterable[tuple[str, Style]], found: list[tuple[int, int]]
    ) -> Iterator[tuple[str, Style]]:
        match = self._style("article--match")
        at = 0
        for text, style in parts:
            edges = sorted({0, len(text), *(min(max(e - at, 0), len(text)) for pair in found for e in pair)})
            for start, end in pairwise(edges):
                lit = any(s <= at + start and at + end <= e for s, e in found)
                yield text[start:end], style + match if lit and style is not _PLATE else style
            at += len(text)
