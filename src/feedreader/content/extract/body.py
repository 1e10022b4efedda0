"""The main element -> blocks: what of it is walked, and by which converter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedreader.content import convert, finish, footnotes
from feedreader.content.flow import Context, Flow
from feedreader.content.inline import PLAIN
from feedreader.content.tree import Element, names
from feedreader.model.document import Block

_WALKED = names("div section article main body aside form td span center")
"""Elements that hold a body whatever they are called; others mean something themselves."""


def context(base: str) -> Context:
    """A conversion's state for a page."""
    return Context(base, convert.HANDLERS, convert.RULES, convert.SPECIAL)


def blocks(mains: Sequence[Element], left_out: Iterable[Element], state: Context) -> tuple[Block, ...]:
    """The blocks of several elements, one after another, without those that are left out."""
    state.taken.update(left_out)
    notes = [note for main in mains if _has_notes(main) for note in footnotes.find(main, state)]
    flow = Flow(state)
    for main in mains:
        flow.flush()
        if main.tag in _WALKED:
            flow.walk(main)
        else:
            flow.visit(main, PLAIN)
    flow.flush()
    gathered = footnotes.read(flow, notes) if notes else None
    done = finish.finished(flow.blocks)
    return (*done, gathered) if gathered is not None else done


def _has_notes(main: Element) -> bool:
    return any((link.get("href") or "").startswith("#") for link in main.iter("a"))
