"""The main element -> blocks: what of it is walked, and by which converter."""

from __future__ import annotations

from collections.abc import Iterable

from feedreader.content import convert, finish, footnotes
from feedreader.content.flow import Context, Flow
from feedreader.content.tree import Element
from feedreader.model.document import Block


def context(base: str) -> Context:
    """A conversion's state for a page."""
    return Context(base, convert.HANDLERS, convert.RULES, convert._SPECIAL)


def blocks(main: Element, left_out: Iterable[Element], state: Context) -> tuple[Block, ...]:
    """The blocks of an element, without those that are left out."""
    state.taken.update(left_out)
    notes = footnotes.find(main, state) if _has_notes(main) else []
    flow = Flow(state)
    flow.walk(main)
    flow.flush()
    gathered = footnotes.read(flow, notes) if notes else None
    done = finish.finished(flow.blocks)
    return (*done, gathered) if gathered is not None else done


def _has_notes(main: Element) -> bool:
    return any((link.get("href") or "").startswith("#") for link in main.iter("a"))
