"""An article's body as blocks: what the converter makes and what every view draws.

All strings are clean text (`text.clean`); all addresses are absolute http(s) or mailto. Text
inside spans has its whitespace collapsed, and "\\n" in a span is a hard line break.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum


class Mark(IntFlag):
    """Inline styles of a span; any may stand together."""

    NONE = 0
    EMPHASIS = 1
    STRONG = 2
    CODE = 4
    SUBSCRIPT = 8
    SUPERSCRIPT = 16
    STRIKE = 32
    UNDERLINE = 64
    HIGHLIGHT = 128
    KEYBOARD = 256
    SMALL = 512
    MATH = 1024
    QUOTE = 2048


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. `href` is its link, `ruby` a reading over it, `note` the
    label of the footnote it refers to; each empty where there is none."""

    text: str
    marks: Mark = Mark.NONE
    href: str = ""
    ruby: str = ""
    note: str = ""


Inlines = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address. Sizes in pixels as declared, 0 where unknown."""

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    spans: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body, level 1 to 6. `anchor` is its id in the source, or empty."""

    level: int
    spans: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; `source` is who or what is quoted."""

    blocks: tuple[Block, ...]
    source: Inlines = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is blocks, so that lists nest. `start` counts ordered lists only."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """One or more terms and what they mean."""

    terms: tuple[Inlines, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A list of definitions."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted text, line breaks and indentation kept. `language` as declared, lower case."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `align` is "left", "right", "center" or empty."""

    spans: Inlines
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data, row by row; layout tables are dissolved by the converter."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture, or several (a gallery), with caption and credit told apart."""

    pictures: tuple[Picture, ...]
    caption: Inlines = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A related story's card: a link with a title, perhaps a line, a picture and a site's name."""

    url: str
    title: str
    summary: str = ""
    image: str = ""
    site: str = ""


class EmbedKind(StrEnum):
    """What an embed is; `PAGE` where nothing better is known."""

    VIDEO = "video"
    AUDIO = "audio"
    SOCIAL = "post"
    MAP = "map"
    INTERACTIVE = "interactive"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Embed:
    """Something the terminal does not play: named as what it is, with its address."""

    kind: EmbedKind
    url: str
    title: str = ""
    poster: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the text."""

    blocks: tuple[Block, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note under the text; spans refer to it by `label`."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of a text, in order."""

    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class MathBlock:
    """Mathematics set apart, as text (TeX where the source gives it)."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between sections."""


Block = (
    Paragraph
    | Heading
    | Quote
    | ListBlock
    | DefinitionList
    | CodeBlock
    | Table
    | Figure
    | Card
    | Embed
    | Aside
    | Footnotes
    | MathBlock
    | Rule
)


@dataclass(frozen=True, slots=True)
class Document:
    """A body: blocks in reading order. `language` is a BCP 47 tag or empty."""

    blocks: tuple[Block, ...] = ()
    language: str = ""


EMPTY_DOCUMENT = Document()
