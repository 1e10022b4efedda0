"""The running text of a Document: what one would read aloud, without what stands beside it."""

from __future__ import annotations

from dataclasses import replace

from feedreader.content.render_text import plain
from feedreader.model.document import Aside, Block, Card, Document, Embed, Figure


def prose(document: Document) -> str:
    """Plain text without pictures' captions, embeds and related cards; all of it where nothing
    else is there."""
    return plain(Document(_running(document.blocks), document.language)) or plain(document)


def _running(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept = []
    for block in blocks:
        if isinstance(block, Figure | Embed | Card):
            continue
        kept.append(replace(block, blocks=_running(block.blocks)) if isinstance(block, Aside) else block)
    return tuple(kept)
