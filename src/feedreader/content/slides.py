"""Pictures in a row with a line each: what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from feedreader.content import captions
from feedreader.content.flow import flattened
from feedreader.content.inline import text_in
from feedreader.model.document import Block, Figure, Inlines, Paragraph

_COUNTER = re.compile(r"\d{1,3}\s*(?:of|/|von|sur|de|di|van|av|из)\s*\d{1,3}\W*", re.IGNORECASE)


def paired(blocks: Sequence[Block], longest: int) -> list[Block]:
    """Pictures in turn with the text under each, as figures; empty where they do not stand so
    or a text is too long for a caption."""
    out: list[Block] = []
    under: list[Block] = []
    captioned = 0
    for block in (*blocks, None):
        if isinstance(block, Paragraph):
            under += [block] if uncounted(block) else []
            continue
        last = out[-1] if out else None
        if under and isinstance(last, Figure):
            spans, _none = flattened(under)
            if len(text_in(spans)) > longest:
                return []
            out[-1] = Figure(last.pictures, *captions.split(spans))
            captioned += 1
        else:
            out += under
        under = []
        if block is not None:
            out.append(block)
    return out if 2 * captioned > len(out) else []


def uncounted(block: Paragraph) -> Inlines:
    """A slide's line; empty where it only counts the slides: "2 of 12"."""
    return () if _COUNTER.fullmatch(text_in(block.spans).strip()) else block.spans


def with_credits(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks where a line of its own that only names a picture's maker belongs to the picture before."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(last, Figure) and not last.credit and isinstance(block, Paragraph):
            text = text_in(block.spans)
            if captions.is_only_credit(text):
                out[-1] = Figure(last.pictures, last.caption, captions.bare_credit(text))
                continue
        out.append(block)
    return tuple(out)
