"""How whole a story is on this disk, and what is missing, in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedreader.model.article import Wholeness


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a story shows and what of it is here. `pictures` counts those that people are meant to
    see, `kept` those on the shelf, `untried` those never asked for; `reasons` say why others are
    missing. `related` counts its cards, `here` those whose stories are in the library.
    `off`: pictures are not wanted."""

    pictures: int = 0
    kept: int = 0
    untried: int = 0
    reasons: Sequence[str] = ()
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
    told = [_pictures(found, gone)] if gone else []
    if unread:
        told.append(f"{_count(unread, 'related story', 'related stories')} not on this disk")
    nothing_tried = found.untried == found.pictures and not found.here
    text_only = gone == found.pictures and (nothing_tried or found.off) and gone > 0
    mark = Wholeness.TEXT if text_only else Wholeness.PART
    return Verdict(mark, f"{' and '.join(told)}.{_why(found)}")


def _pictures(found: Inventory, gone: int) -> str:
    if gone == found.pictures:
        return "Its picture is not on this disk" if gone == 1 else f"Its {gone} pictures are not on this disk"
    verb = "is" if gone == 1 else "are"
    return f"{gone} of {found.pictures} pictures {verb} not on this disk"


def _why(found: Inventory) -> str:
    if found.off:
        return " Pictures are turned off."
    reason = next((each for each in found.reasons if each), "")
    return f" {reason}" if reason else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one} is" if number == 1 else f"{number} {many} are"
