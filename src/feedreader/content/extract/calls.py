"""Boxes in a story that ask its reader for something: forms, and invitations to newsletters."""

from __future__ import annotations

import re

from feedreader.content.extract.outline import Outline
from feedreader.content.tree import names, short_text

_FORM = 400
"""Characters in the box round a field that belong to it."""
_TYPED = frozenset({"", "text", "email", "tel"})
"""Fields to write in; boxes to tick also open and close captions."""
_BOXES = names("div section aside form fieldset p figure")
_LETTER = re.compile(r"newsletter|e-?mail|メルマガ|ニュースレター|뉴스레터|рассылк", re.IGNORECASE)
_LETTER_BOX = 600
_LINE = 200
"""Characters of a paragraph that is nothing but an invitation."""
_FIELDS = 500
_LETTERS = 30
"""Mentions that are looked at."""
_INVITES = re.compile(
    r"sign[- ]?up|subscribe|unsubscribe|get (?:the|our|it)\b|delivered to|in your inbox|privacy (?:policy|notice)"
    r"|anmelden|abmelden|abonnier|bestellen|posteingang|datenschutz"
    r"|inscri[vp]|abonne|désinscri|désabonn|suscr[ií]b|inscr[ií]b|darse de baja|iscrivi|assine|inscreva|schrijf je in|aanmelden|meld deg|prenumerera|tilmeld"
    r"|登録|購読|구독|подпис",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"^\W*(?:(?:click here to |please )?(?:sign[- ]?up|subscribe)\b|get (?:the|our)\b.{0,60}newsletter"
    r"|(?:jetzt |hier )?(?:unseren |den )?newsletter\b.{0,60}(?:abonnieren|anmelden|bestellen)|abonnieren sie|melden sie sich"
    r"|inscrivez-vous|abonnez-vous|suscr[ií]be(?:te|se)|apúntate|iscriviti|assine|inscreva-se|schrijf je in)",
    re.IGNORECASE,
)
_LEFT = 80
"""Characters of a box that may be left when what it was made for is gone."""
_SHOWN = ("img", "picture", "video", "iframe", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "li")


def drop(outline: Outline, gone: set[int], out: list[bool], headline: int) -> None:
    """Marks such boxes as left out, in the roots `gone` and in `out`, which says it of every place."""
    letters = fields = 0
    for place, element in enumerate(outline.elements):
        if out[place] or outline.skipped[place]:
            continue
        if element.tag == "input":
            if (element.get("type") or "") in _TYPED and fields < _FIELDS:
                fields += 1
                box = _box(outline, place, headline, _FORM)
                if outline.elements[box].tag in _BOXES and not out[box]:
                    _leave_out(outline, box, gone, out)
        elif letters < _LETTERS and element.text and _LETTER.search(element.text[:500]):
            letters += 1
            box = _box(outline, place, headline, _LETTER_BOX)
            if not out[box] and outline.chars[box] <= _LETTER_BOX and _invites(outline, box):
                _leave_out(outline, box, gone, out)
    for place in list(gone):
        _with_remains(outline, place, gone, out, headline)


def _box(outline: Outline, place: int, headline: int, size: int) -> int:
    """The largest element round a place that holds at most so many characters."""
    box = place
    while (
        (above := outline.parent[box]) > 0
        and outline.chars[above] <= size
        and not outline.inside(headline, above)
        and outline.elements[above].tag not in {"article", "main", "body"}
    ):
        box = above
    return box


def _invites(outline: Outline, box: int) -> bool:
    """Whether a box invites to a newsletter: a line of it does so with its first words, or several
    lines speak of what such invitations speak of. Half of a page's sentences are its story."""
    element = outline.elements[box]
    if 2 * outline.good[box] > outline.good[0] or element.tag not in _BOXES:
        return False
    lines = [line for below in element.iter() if (line := (below.text or "").strip())]
    if any(_CALLS.match(line) for line in lines):
        return element.tag != "p" or outline.chars[box] <= _LINE
    return len(lines) > 2 and len(set(_INVITES.findall(" ".join(lines).lower()))) > 1


def _leave_out(outline: Outline, box: int, gone: set[int], out: list[bool]) -> None:
    gone.difference_update(range(box, outline.end[box]))
    gone.add(box)
    out[box : outline.end[box]] = [True] * (outline.end[box] - box)


def _with_remains(outline: Outline, place: int, gone: set[int], out: list[bool], headline: int) -> None:
    """Leaves out the box that was made for what is gone, and has only a few words round it."""
    above = outline.parent[place]
    if place not in gone or above <= 0 or outline.elements[above].tag not in _BOXES or out[above]:
        return
    rest = outline.chars[above] - outline.chars[place]
    if (
        0 < rest <= _LEFT
        and 4 * rest < outline.chars[place]
        and not outline.inside(headline, above)
        and next(outline.elements[above].iter(*_SHOWN), None) is None
        and not _has_sentence(outline, above, gone)
    ):
        _leave_out(outline, above, gone, out)


def _has_sentence(outline: Outline, box: int, gone: set[int]) -> bool:
    left = (child for child in outline.elements[box] if outline.places.get(child) not in gone)
    return any(
        (short_text(child, _FORM) or "").rstrip().endswith((".", "!", "?", "。", "…")) for child in left
    )
