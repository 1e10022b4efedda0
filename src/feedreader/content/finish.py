"""Last passes over the blocks: the headline not said twice, levels relative to the story, cards in
paragraphs, breaks only between things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from feedreader.content import related
from feedreader.content.inline import text_in
from feedreader.model.document import Aside, Block, Figure, Heading, Paragraph, Quote, Rule

TOP = 2
"""Level of the highest heading in a body; the story's headline has level 1."""


def finished(blocks: Sequence[Block], title: str = "") -> tuple[Block, ...]:
    """A body's blocks as they are kept."""
    kept = list(_carded(blocks))
    if title:
        _drop_headline(kept, _letters(title))
    kept = list(_parted(kept))
    levels = [block.level for block in _headings(kept)]
    shift = TOP - min(levels) if levels else 0
    return tuple(_shifted(kept, shift)) if shift else tuple(kept)


def _carded(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        card = related.from_paragraph(block) if isinstance(block, Paragraph) else None
        yield card or block


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


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Quote | Aside):
            yield from _headings(block.blocks)


def _shifted(blocks: Iterable[Block], shift: int) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading(level, spans, anchor):
                yield Heading(max(1, min(6, level + shift)), spans, anchor)
            case Quote(inner, source):
                yield Quote(tuple(_shifted(inner, shift)), source)
            case Aside(inner, title):
                yield Aside(tuple(_shifted(inner, shift)), title)
            case _:
                yield block
