"""Last passes over the blocks: the headline not said twice, levels relative to the story, cards in
paragraphs, credits with their pictures, breaks only between things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feedreader.content import captions, related
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
from feedreader.text.spelling import letters

TOP = 2
"""Level of the highest heading in a body; the story's headline has level 1."""

# What WordPress would have expanded ('[gallery ids="1,2"]') tells a reader nothing.
_SHORTCODE = re.compile(r"\[[a-z][a-z0-9_-]*\s+[a-z_-]+=[\"'”“″][^\[\]]*\]")


def finished(blocks: Sequence[Block], title: str = "") -> tuple[Block, ...]:
    """A body's blocks as they are kept."""
    kept = list(_carded(blocks))
    if title:
        _drop_headline(kept, letters(title))
    kept = _credited(_parted(kept))
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
            if letters(text_in(block.spans)) == title:
                del blocks[place]
            return
        if not isinstance(block, Figure):
            return


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


def _credited(blocks: Iterable[Block]) -> list[Block]:
    """A line that only names a picture's maker ("Photo: Jane Doe") belongs to the picture before it."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(last, Figure) and not last.credit and isinstance(block, Paragraph):
            text = text_in(block.spans)
            if captions.is_only_credit(text):
                out[-1] = Figure(last.pictures, last.caption, captions.bare_credit(text))
                continue
        out.append(block)
    return out


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
