"""What a laid-out article is made of: lines of parts, each part in one role and one style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from feedreader.model.document import Mark, Picture
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
    PLATE = "plate"
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


class Plate(NamedTuple):
    """One row of the room that is kept for a picture: `columns` x `rows` cells in all. It stands
    where its line has blanks in the role PLATE."""

    url: str
    columns: int
    rows: int
    row: int
    alt: str = ""


NOTE, BACK = "note:", "back:"
"""What a part may link to on its own page: a footnote by its label, and the words that refer to it."""


class Anchor(NamedTuple):
    """A heading, where one can jump to; `name` is its id in the source."""

    level: int
    text: str
    name: str = ""


class Wide(NamedTuple):
    """A row of a table that is wider than the page: `lead` cells at the left stay, `room` cells
    are seen in all, a sign at either edge among them (see `wide`)."""

    lead: int
    room: int
    stops: tuple[int, ...]
    """How far the rest may be moved to the left: 0, then to the beginning of a column each; with the
    last one, the end is in sight."""

    @property
    def window(self) -> int:
        """Cells of the rest that are seen at once."""
        return self.room - self.lead - 2


class Line(NamedTuple):
    """One line. `width` cells are used. `target` names what Enter acts on, empty for none. A
    line with a `plate` holds a row of a picture. `table` numbers the page's tables: all lines of
    one have it, those of its header row are a `head`."""

    parts: tuple[Part, ...]
    target: str = ""
    plate: Plate | None = None
    anchor: Anchor | None = None
    wide: Wide | None = None
    table: int | None = None
    head: bool = False

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(part.text for part in self.parts)

    @property
    def width(self) -> int:
        """Cells that the line takes."""
        return sum(cell_len(part.text) for part in self.parts)


BLANK = Line(())

Room = Callable[[Picture, int], tuple[int, int]]
"""Columns and rows that a picture gets in so many columns; (0, 0) where it is told in words."""


def no_pictures(picture: Picture, columns: int) -> tuple[int, int]:
    """Every picture in words."""
    return 0, 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a Document is set: the room for pictures, whether lines stand apart, and the cells right
    of the text that tables and code may use. `tables` gives each of a page's tables its number."""

    room: Room = no_pictures
    airy: bool = False
    spare: int = 0
    tables: Iterator[int] = field(default_factory=count, compare=False)


PLAIN = Setting()


def line(text: str, role: Role = Role.BODY, marks: Mark = Mark.NONE, link: str = "") -> Line:
    """A line of one part."""
    return Line((Part(text, role, marks, link),))


def prefixed(lines: Iterable[Line], first: Part, rest: Part) -> Iterator[Line]:
    """Every line with a part before it: `first` before the first one, `rest` before the others."""
    part = first
    for each in lines:
        wide = each.wide
        if wide is not None:
            size = cell_len(part.text)
            wide = wide._replace(lead=wide.lead + size, room=wide.room + size)
        yield each._replace(parts=(part, *each.parts), wide=wide)
        part = rest
