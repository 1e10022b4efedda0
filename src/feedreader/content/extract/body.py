"""The main element -> blocks: what of it is walked, with its footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedreader.content import convert, footnotes
from feedreader.content.flow import Context
from feedreader.content.tree import Element
from feedreader.model.document import Block


def blocks(mains: Sequence[Element], left_out: Iterable[Element], state: Context) -> tuple[Block, ...]:
    """The blocks of several elements, one after another, without those that are left out."""
    state.taken.update(left_out)
    notes = [note for main in mains if _has_notes(main) for note in footnotes.find(main, state)]
    return convert.read(mains, notes, state)


def _has_notes(main: Element) -> bool:
    return any((link.get("href") or "").startswith("#") for link in main.iter("a"))
