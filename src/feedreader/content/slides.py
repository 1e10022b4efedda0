"""Pictures in a row with a line each: what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
