"""What a laid-out article is made of: lines of parts, each part in one role and one style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from feedreader.model.document import Mark
from feedreader.tui.cells import cell_len


class Role(StrEnum):
    """What a part is; the theme gives each its colours (`article--<role>`)."""

    TITLE = "title"
    META = "meta"
    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    MARKER = "marker"
    RULE = "rule"
    PICTURE = "picture"
    CAPTION = "caption"
    CREDIT = "credit"
    CARD = "card"
    CARD_TITLE = "card-title"
    TABLE_HEAD = "table-head"
    EMBED = "embed"
    NAME = "name"
    ACTION = "action"
    CODE = "code"
    CODE_KEYWORD = "code-keyword"
    CODE_STRING = "code-string"
    CODE_COMMENT = "code-comment"
    CODE_NUMBER = "code-number"
    CODE_NAME = "code-name"


class Part(NamedTuple):
    """A run of text. A NamedTuple and no dataclass: a long article has 10,000 of them, and a
    tuple is made in a third of the time."""

    text: str
    role: Role = Role.BODY
    marks: Mark = Mark.NONE
    link: str = ""


class Line(NamedTuple):
    """One line. `width` cells are used. `target` names what Enter acts on, empty for none."""

    parts: tuple[Part, ...]
    target: str = ""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(part.text for part in self.parts)

    @property
    def width(self) -> int:
        """Cells that the line takes."""
        return sum(cell_len(part.text) for part in self.parts)


BLANK = Line(())


def line(text: str, role: Role = Role.BODY, marks: Mark = Mark.NONE, link: str = "") -> Line:
    """A line of one part."""
    return Line((Part(text, role, marks, link),))


def prefixed(lines: Iterable[Line], first: Part, rest: Part) -> Iterator[Line]:
    """Every line with a part before it: `first` before the first one, `rest` before the others."""
    part = first
    for each in lines:
        yield each._replace(parts=(part, *each.parts))
        part = rest
