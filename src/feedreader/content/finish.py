"""Last passes over the blocks: the headline not said twice, levels relative to the story, cards in
paragraphs, breaks only between things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feedreader.content import related
from feedreader.content.collect import walk
from feedreader.content.inline import text_in
from feedreader.model.document import (
    Aside,
    Block,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
)

TOP = 2
"""Level of the highest heading in a body; the story's headline has level 1."""

# What WordPress would have expanded ('[gallery ids="1,2"]') tells a reader nothing.
_SHORTCODE = re.compile(r"\[[a-z][a-z0-9_-]*\s+[a-z_-]+=[\"'”“″][^\[\]]*\]")


def finished(blocks: Sequence[Block], title: str = "") -> tuple[Block, ...]:
    """A body's blocks as they are kept."""
    kept = list(_carded(blocks))
    if title:
        _drop_headline(kept, _letters(title))
    kept = list(_parted(kept))
    levels = [block.level for block in walk(kept) if isinstance(block, Heading)]
    shift = TOP - min(levels) if levels else 0
    return tuple(_shifted(kept, shift)) if shift else tuple(kept)


def _carded(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
        elif not (block.spans[0].text[0] == "[" and _SHORTCODE.fullmatch(text_in(block.spans))):
            yield related.from_paragraph(block) or block


def _drop_headline(blocks: list[Block], title: str) -> None:
    """Drops the first heading if it repeats the headline; pictures may stand before it."""
    for place, block in enumerate(blocks[:3]):
        if isinstance(block, Heading):
            if _letters(text_in(block.spans)) == title:
                del blocks[place]
            return
        if not isinstance(block, Figure):
            return


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Without rules at the ends and beside each other."""
    waiting = False
    begun = False
    for block in blocks:
        if isinstance(block, Rule):
            waiting = begun
            continue
        if waiting:
            yield Rule()
        waiting, begun = False, True
        yield block


def _shifted(blocks: Iterable[Block], shift: int) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading(level, spans, anchor):
                yield Heading(max(1, min(6, level + shift)), spans, anchor)
            case Quote(inner, source):
                yield Quote(tuple(_shifted(inner, shift)), source)
            case Aside(inner, title):
                yield Aside(tuple(_shifted(inner, shift)), title)
            case ListBlock(items, ordered, start):
                yield ListBlock(tuple(tuple(_shifted(item, shift)) for item in items), ordered, start)
            case DefinitionList(entries):
                yield DefinitionList(
                    tuple(Definition(entry.terms, tuple(_shifted(entry.blocks, shift))) for entry in entries)
                )
            case _:
                yield block
