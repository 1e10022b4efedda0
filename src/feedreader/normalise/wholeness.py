"""How whole a story is on this disk, and what is missing, in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedreader.model.article import Wholeness


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a story shows and what of it is here. `pictures` counts those that people are meant to
    see, `kept` those on the shelf, `untried` those never asked for; `reasons` say why others are
    missing. `faces` of the pictures are its authors', `faces_kept` of those on the shelf. `related`
    counts its cards, `here` those whose stories are in the library. `off`: pictures are not
    wanted."""

    pictures: int = 0
    kept: int = 0
    untried: int = 0
    reasons: Sequence[str] = ()
    faces: int = 0
    faces_kept: int = 0
    related: int = 0
    here: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The mark, and the sentence behind it, empty when nothing is missing."""

    wholeness: Wholeness
    missing: str = ""


def judge(text_whole: bool, found: Inventory, sentence: str = "") -> Verdict:
    """The mark of a story. `text_whole`: its text is all there; else `sentence` says why not."""
    if not text_whole:
        return Verdict(Wholeness.FEED, sentence)
    gone = found.pictures - found.kept
    unread = found.related - found.here
    if not gone and not unread:
        return Verdict(Wholeness.WHOLE)
    nothing_tried = found.untried == found.pictures and not found.here
    text_only = gone == found.pictures and (nothing_tried or found.off) and gone > 0
    mark = Wholeness.TEXT if text_only else Wholeness.PART
    return Verdict(mark, f"{_missing(found)} not on this disk.{_why(found)}")


def _missing(found: Inventory) -> str:
    """What is missing, and "is" or "are"."""
    own = found.pictures - found.faces
    gone, faces = own - found.kept + found.faces_kept, found.faces - found.faces_kept
    unread = found.related - found.here
    told = []
    if gone and gone == own:
        told.append("its picture" if own == 1 else f"its {own} pictures")
    elif gone:
        told.append(f"{gone} of {own} pictures")
    if faces:
        told.append("the author's picture" if faces == 1 else f"{faces} authors' pictures")
    if unread:
        told.append("1 related story" if unread == 1 else f"{unread} related stories")
    words = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{words[0].upper()}{words[1:]} {'is' if gone + faces + unread == 1 else 'are'}"


def _why(found: Inventory) -> str:
    if found.off:
        return " Pictures are turned off."
    reason = next((each for each in found.reasons if each), "")
    return f" {reason}" if reason else ""
