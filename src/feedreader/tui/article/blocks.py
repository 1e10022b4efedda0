"""Blocks to lines. One function a kind of block; nested blocks are laid out in what is left of
the width and get a mark before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from feedreader.model.document import (
    Aside,
    Block,
    Card,
    CodeBlock,
    DefinitionList,
    Embed,
    Figure,
    Footnotes,
    Heading,
    ListBlock,
    Mark,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from feedreader.tui.article.code import code_lines
from feedreader.tui.article.figures import card_lines, figure_lines
from feedreader.tui.article.flow import flow
from feedreader.tui.article.lines import (
    BACK,
    BLANK,
    PLAIN,
    Anchor,
    Line,
    Part,
    Role,
    Setting,
    line,
    prefixed,
)
from feedreader.tui.article.tables import table_lines
from feedreader.tui.cells import cell_len, wrap

DEEPEST = 12
"""Nesting past this is drawn without further indent, so that text keeps a width."""
LEAST = 12
"""An indent that would leave less than this is not made."""


def lay_out(blocks: Iterable[Block], width: int, depth: int = 0, setting: Setting = PLAIN) -> Iterator[Line]:
    """Blocks as lines of at most `width` cells, a blank line between them. Lazy: the first
    screen costs the first screen's blocks."""
    first = True
    for block in blocks:
        lines = _lines(block, width, depth, setting)
        for made in lines:
            if not first:
                yield BLANK
                first = True
            yield made
            break
        else:
            continue
        yield from lines
        first = False


def _lines(block: Block, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    match block:
        case Paragraph():
            return aired(flow(block.spans, width), setting)
        case Heading():
            return _heading(block, width)
        case ListBlock():
            return _list(block, width, depth, setting)
        case Quote():
            return _quote(block, width, depth, setting)
        case DefinitionList():
            return _definitions(block, width, depth, setting)
        case CodeBlock():
            return code_lines(block, width + setting.spare)
        case Table():
            return table_lines(block, width, setting.spare, next(setting.tables))
        case Figure():
            return figure_lines(block, width, setting)
        case Card():
            return card_lines(block, width, setting)
        case Embed():
            return _embed(block, width)
        case Aside():
            return _aside(block, width, depth, setting)
        case Footnotes():
            return _footnotes(block, width, depth, setting)
        case MathBlock():
            return _math(block, width)
        case Rule():
            return _rule(width)


def _heading(block: Heading, width: int) -> Iterator[Line]:
    mark = Mark.STRONG if block.level <= 3 else Mark.STRONG | Mark.EMPHASIS
    lines = list(flow(block.spans, width, Role.HEADING, mark))
    if lines:
        text = "".join(span.text for span in block.spans)
        lines[0] = lines[0]._replace(anchor=Anchor(min(block.level, 6), text, block.anchor))
    yield from lines
    if block.level <= 2 and lines:
        yield line("─" * max(made.width for made in lines), Role.RULE)


def _indents(width: int, indent: int, depth: int) -> bool:
    return depth < DEEPEST and width - indent >= LEAST


def _indented(
    make: Callable[[int], Iterable[Line]],
    width: int,
    first: str,
    rest: str,
    depth: int,
    role: Role = Role.MARKER,
    link: str = "",
) -> Iterator[Line]:
    """What `make` makes of the width that is left beside the mark."""
    indent = cell_len(first)
    if not _indents(width, indent, depth):
        yield from make(width)
    else:
        yield from prefixed(make(width - indent), Part(first, role, Mark.NONE, link), Part(rest, role))


def _quote(block: Quote, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    def inside(room: int) -> Iterator[Line]:
        yield from lay_out(block.blocks, room, depth + 1, setting)
        if block.source:
            yield from flow((Span("— "), *block.source), room, Role.CAPTION)

    return _indented(inside, width, "▌ ", "▌ ", depth, Role.QUOTE)


def _list(block: ListBlock, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    last = block.start + len(block.items) - 1
    room = len(str(last)) + 2 if block.ordered else 2
    loose = any(sum(isinstance(b, Paragraph) for b in blocks) > 1 for blocks in block.items)

    def lines(blocks: tuple[Block, ...], inner: int) -> Iterator[Line]:
        made = lay_out(blocks, inner, depth + 1, setting)
        return made if loose else (each for each in made if each.parts)

    for number, blocks in enumerate(block.items, block.start):
        mark = f"{number}. ".rjust(room) if block.ordered else ("• ", "◦ ", "▪ ")[depth % 3]
        if loose and number > block.start:
            yield BLANK
        yield from _indented(partial(lines, blocks), width, mark, " " * room, depth)


def _definitions(block: DefinitionList, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    for entry in block.entries:
        for term in entry.terms:
            yield from flow(term, width, Role.BODY, Mark.STRONG)
        inside = partial(lay_out, entry.blocks, depth=depth + 1, setting=setting)
        yield from _indented(inside, width, "    ", "    ", depth)


def aired(lines: Iterator[Line], setting: Setting) -> Iterator[Line]:
    """The lines of a paragraph, a blank one between them where the person wants it airy."""
    if not setting.airy:
        yield from lines
        return
    for number, made in enumerate(lines):
        if number:
            yield BLANK
        yield made


def _embed(block: Embed, width: int) -> Iterator[Line]:
    sign = "▶ " if block.kind in ("video", "audio") else "◫ "
    words = block.kind.value.capitalize() + (f": {block.title}" if block.title else "")
    yield from prefixed(
        (line(text, Role.EMBED, Mark.NONE, block.url) for text in wrap(words, width - 2)),
        Part(sign, Role.EMBED),
        Part("  ", Role.EMBED),
    )
    for text in wrap(block.url, width - 2, limit=2):
        yield Line((Part("  ", Role.EMBED), Part(text, Role.CAPTION, Mark.NONE, block.url)))


def _aside(block: Aside, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    def inside(room: int) -> Iterator[Line]:
        if block.title:
            yield from flow((Span(block.title),), room, Role.HEADING, Mark.STRONG)
        yield from lay_out(block.blocks, room, depth + 1, setting)

    return _indented(inside, width, "┊ ", "┊ ", depth, Role.RULE)


def _footnotes(block: Footnotes, width: int, depth: int, setting: Setting) -> Iterator[Line]:
    yield line("─" * min(12, width), Role.RULE)
    room = max((cell_len(note.label) for note in block.notes), default=1) + 3
    for note in block.notes:
        back = BACK + note.label
        inside = partial(lay_out, _with_return(note.blocks, back), depth=depth + 1, setting=setting)
        mark = f"[{note.label}] ".rjust(room)
        yield from _indented(inside, width, mark, " " * room, depth, link=back)


def _with_return(blocks: tuple[Block, ...], back: str) -> tuple[Block, ...]:
    """A note with the sign at its end that leads back to where it is referred to."""
    sign = Span("↩", href=back)
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        return (*blocks[:-1], Paragraph((*last.spans, Span(" "), sign)))
    return (*blocks, Paragraph((sign,)))


def _math(block: MathBlock, width: int) -> Iterator[Line]:
    for text in block.text.split("\n"):
        inside = partial(flow, (Span(text, Mark.MATH),))
        yield from _indented(inside, width, "    ", "    ", 0)


def _rule(width: int) -> Iterator[Line]:
    yield line("· · ·".center(width).rstrip(), Role.RULE)
