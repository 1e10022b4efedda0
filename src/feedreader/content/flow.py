"""The walk over the tree: text gathers in a run, blocks end it. What each element means is in the
handlers and rules that `convert` puts together; an element without any is transparent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from feedreader.content.hidden import is_hidden
from feedreader.content.inline import BREAK, PLAIN, Piece, Style, joined, paragraphs, stripped
from feedreader.content.tree import DEPTH, Element, names, text_of
from feedreader.model.document import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Mark,
    Paragraph,
    Quote,
    Span,
)
from feedreader.text import urls

NESTED = 12
"""Quotations, lists, figures and boxes inside each other, and elements that may be something special by
their class; deeper ones are dissolved into the last. Each looks through all it holds."""
_APART = 3
"""Elements whose room on the stack reading something apart takes."""
_VISITS = 20
"""Visits for each element: what is read apart first and found to be nothing is visited again."""

_LOOK_BACK = 100
"""Pieces of a run that are asked whether they are blank."""

# Attributes that say nothing about how an element is read, so that most elements cost one look.
_MUTE = names("href src alt title width height target rel id dir lang srcset sizes loading decoding type")


class TooMuch(RuntimeError):  # noqa: N818 - no error: the way out of a conversion that would not end
    """Elements were visited again and again; nothing but a made-up body asks for that."""


Handle = Callable[["Flow", Element, Style], None]
"""What a tag means: adds to the flow."""
Rule = Callable[["Flow", Element, Style], bool]
"""What a class means; False where it turns out to mean nothing."""


@dataclass(slots=True)
class Context:
    """One conversion: its base address, what elements mean, how many of them there are at most, and
    what was found on the way."""

    base: str
    handlers: Mapping[str, Handle]
    rules: Sequence[tuple[re.Pattern[str], Rule]]
    special: re.Pattern[str]
    elements: int
    depth: int = 0
    nested: int = 0
    ruled: int = 0
    """Elements round this one whose classes were looked at."""
    visits: int = 0
    cells: int = 0
    """Those of tables so far."""
    references: dict[Element, str] = field(default_factory=dict)
    """Links that refer to a footnote, with its label."""
    taken: set[Element] = field(default_factory=set)
    """Elements that are read elsewhere (notes, captions, titles) or not at all (back-links)."""
    tried: set[Element] = field(default_factory=set)
    """Elements that were read as a caption and were none."""
    addresses: dict[str, str] = field(default_factory=dict)

    def link(self, href: str | None) -> str:
        """A link's address, absolute and without trackers; empty where it is refused."""
        if not href:
            return ""
        known = self.addresses.get(href)
        if known is None:
            known = urls.link(href, self.base)
            if "?" in known:
                known = urls.without_trackers(known)
            self.addresses[href] = known
        return known


class Flow:
    """Blocks as they come, and the run of text that is not yet a paragraph."""

    __slots__ = ("_blocks", "context", "pieces", "stray", "waiting")

    def __init__(self, context: Context) -> None:
        self.context = context
        self._blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.waiting: list[Block] = []
        """Blocks found in the middle of a sentence; they stand after its paragraph."""
        self.stray: list[tuple[Block, ...]] = []
        """Items that had no list round them; what comes behind them makes them one."""

    @property
    def blocks(self) -> list[Block]:
        """The blocks so far."""
        if self.stray:
            self._blocks.append(ListBlock(tuple(self.stray)))
            self.stray = []
        return self._blocks

    def walk(self, element: Element, style: Style = PLAIN) -> None:
        """Takes in everything inside an element."""
        context = self.context
        if context.depth >= DEPTH:
            self.pieces.append((text_of(element), style))
            return
        context.depth += 1
        text = element.text
        if text:
            self.pieces.append((text, style))
        for child in element:
            self.visit(child, style)
            tail = child.tail
            if tail:
                self.pieces.append((tail, style))
        context.depth -= 1

    def visit(self, element: Element, style: Style) -> None:
        """Takes in one element, but not the text behind it."""
        context = self.context
        if element in context.taken:
            return
        context.visits += 1
        if context.visits > _VISITS * context.elements:
            raise TooMuch
        keys = element.keys()
        special = False
        if keys and not _MUTE.issuperset(keys):
            if is_hidden(element, keys):
                return
            classes = element.get("class")
            special = bool(classes and context.ruled < NESTED and context.special.search(classes))
            context.ruled += special
            if special and classes and self._ruled(element, classes, style):
                context.ruled -= 1
                return
        handle = context.handlers.get(element.tag)
        if handle is None:
            self.walk(element, style)
        else:
            handle(self, element, style)
        context.ruled -= special

    def _ruled(self, element: Element, classes: str, style: Style) -> bool:
        return any(
            pattern.search(classes) and rule(self, element, style) for pattern, rule in self.context.rules
        )

    def text(self, text: str, style: Style) -> None:
        """Adds text to the run."""
        if text:
            self.pieces.append((text, style))

    def line_break(self) -> None:
        """Adds a line break to the run."""
        self.pieces.append(("", BREAK))

    def emptied(self) -> list[Block]:
        """The blocks so far, which are no longer this flow's."""
        done = self.blocks
        self._blocks = []
        return done

    def flush(self) -> None:
        """Ends the run: its paragraphs become blocks."""
        if self.pieces:
            pieces, self.pieces = self.pieces, []
            if found := paragraphs(pieces):
                self.blocks.extend(map(Paragraph, found))
        if self.waiting:
            self.blocks.extend(self.waiting)
            self.waiting = []

    def add(self, *blocks: Block) -> None:
        """Ends the run and adds blocks."""
        self.flush()
        if blocks:
            self.blocks.extend(blocks)

    def in_sentence(self) -> bool:
        """Whether the run has text that the next thing would stand behind."""
        for text, style in islice(reversed(self.pieces), _LOOK_BACK):
            if style is BREAK:
                return False
            if text and not text.isspace():
                return True
        return False

    def has_text(self) -> bool:
        """Whether the run has any text, also before a line break."""
        return any(text and not text.isspace() for text, _style in self.pieces)

    def inside(self, element: Element, style: Style = PLAIN) -> tuple[Block, ...]:
        """The blocks inside an element, apart from this flow."""
        flow = Flow(self.context)
        flow.into(flow.walk, element, style)
        flow.flush()
        return tuple(flow.blocks)

    def of(self, elements: Iterable[Element], style: Style = PLAIN) -> tuple[Block, ...]:
        """The blocks of several elements, apart from this flow."""
        flow = Flow(self.context)
        for element in elements:
            flow.into(flow.visit, element, style)
        flow.flush()
        return tuple(flow.blocks)

    def into(self, read: Callable[[Element, Style], None], element: Element, style: Style) -> None:
        """Walks or visits an element as the inside of a container."""
        context = self.context
        context.nested += 1
        context.depth += _APART
        read(element, style)
        context.depth -= _APART
        context.nested -= 1

    def inlines(self, element: Element, style: Style = PLAIN) -> tuple[Inlines, list[Block]]:
        """The inside of an element as one run of text, and the blocks that are no text."""
        return flattened(self.inside(element, style))

    @property
    def too_nested(self) -> bool:
        """Whether a further container would lie too deep."""
        return self.context.nested >= NESTED


def flattened(blocks: Iterable[Block]) -> tuple[Inlines, list[Block]]:
    """Blocks as lines of one run, and those that cannot be (pictures, tables, cards)."""
    lines: list[Inlines] = []
    rest: list[Block] = []
    _lines(blocks, lines, rest)
    return stripped(joined(lines)), rest


def _lines(blocks: Iterable[Block], lines: list[Inlines], rest: list[Block]) -> None:
    for block in blocks:
        match block:
            case Paragraph(spans) | Heading(_, spans):
                lines.append(spans)
            case Quote(inner, source):
                _lines(inner, lines, rest)
                lines += [source] if source else []
            case ListBlock(items):
                for number, item in enumerate(items, block.start):
                    here: list[Inlines] = []
                    _lines(item, here, rest)
                    mark = f"{number}. " if block.ordered else "• "
                    lines += [(Span(mark), *here[0]), *here[1:]] if here else []
            case DefinitionList(entries):
                for entry in entries:
                    _definition(entry, lines, rest)
            case CodeBlock(text):
                # Spans have their white space collapsed.
                kept = [" ".join(line.split()) for line in text.splitlines()]
                lines.append((Span("\n".join(line for line in kept if line), Mark.CODE),))
            case Figure(pictures, caption, credit) if caption or credit:
                rest.append(Figure(pictures, caption, credit))
            case _:
                rest.append(block)


def _definition(entry: Definition, lines: list[Inlines], rest: list[Block]) -> None:
    lines += entry.terms
    _lines(entry.blocks, lines, rest)
