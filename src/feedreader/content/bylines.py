"""Names in bylines: "By A, B and C"."""

from __future__ import annotations

import re
from dataclasses import replace

from feedreader.content import credits, namekinds, nametags, vocabulary
from feedreader.content.nametags import Named
from feedreader.text import clean

LONGEST_NAME = 100
"""Characters; the longest names of ministries reach 90."""
MOST_WORDS = 12
LONGEST = 2_000
"""Characters of a byline that are read; papers of large collaborations have thousands of names."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)

_LISTED = re.compile(r"\s*[;、，；]\s*|(?<=\w\s)/\s+(?=\S+\s+\S)|(?<=\w\w\w\w)/(?=\w{4,20}\s+\w)")
_AND = re.compile(r"\s+(?:and|und|et|og|och|и|та|ve|és|with|mit|avec|con|&)\s+|\s*&\s*", re.IGNORECASE)
_PARTNER = re.compile(r"^(?:co|company|sons|söhne|associates|partners|cie|friends|family)\.?$", re.IGNORECASE)
"""After "and", these belong to the name before: "Harper & Sons"."""
_UNSPLIT = re.compile(rf"\b{vocabulary.any_of(vocabulary.BODIES)}\b", re.IGNORECASE)
"""Bodies whose names hold commas and "and"."""
_STOP = re.compile(r"(?<=\w\w\w)\.+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,4}")
_OXFORD = re.compile(r",\s+(?=(?:and|und|et|&)\s)", re.IGNORECASE)
_WEAK_AND = re.compile(r"\s+(y|e|en|i|ja|й|і)\s+")
"""Joins two names, or stands inside one ("Ortega y Gasset"), or before a place ("en Madrid")."""
_BEHIND = re.compile(r"\s*[,|•·]\s*|\s+[–—-]\s+|\s*//+\s*")
_REST = re.compile(
    r"(?:news )?(?:agencies|wires|staff|others|more|colleagues|agenturen|agences|agencias|agenzie|team|wire (?:services|reports))"
    r"(?:\s+in\s.*)?",
    re.IGNORECASE,
)
"""Whom a byline does not name: "Ann Lee and agencies"."""


def names(text: str) -> list[str]:
    """The names in a byline, in order, without "By", roles, places, dates and addresses; those who
    made the pictures or edited are left out."""
    return [named.name for named in read(text)]


def read(text: str) -> list[Named]:
    """The same names with what the byline says of each."""
    line = clean.line(text, LONGEST)
    if " " not in line and ("://" in line or credits.MAIL.fullmatch(line)):
        return []
    found: dict[str, Named] = {}
    for part in _LISTED.split(_OXFORD.sub(" ", credits.writers(line))):
        if _UNSPLIT.search(part.partition(",")[0]):
            found.setdefault(part.strip(), Named(part.strip()[:LONGEST_NAME]))
            continue
        before = ""
        for behind in _between_commas(part):
            sides = _joined(behind)
            if any(side.count(" ") >= MOST_WORDS for side in sides):
                break  # a sentence
            for at, piece in enumerate(sides):
                before = _add(found, piece, before, joined=at > 0) or before
    return list(found.values())


def _between_commas(part: str) -> list[str]:
    pieces = [piece for piece in map(str.strip, _BEHIND.split(part)) if piece]
    if "," not in part or len(pieces) % 2:
        return pieces
    if all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        # "Lee, A. B., Ray, C.": surnames with initials behind them, as journals write.
        return [f"{initials} {surname}" for surname, initials in zip(pieces[::2], pieces[1::2], strict=True)]
    if len(pieces) == 2 and not any(" " in piece or namekinds.is_organisation(piece) for piece in pieces):
        return [part.strip()]  # "Smith, John": turned round, or two
    return pieces


def _joined(text: str) -> list[str]:
    """The sides of "and"."""
    out: list[str] = []
    halves = _AND.split(text)
    if any(_PARTNER.search(half) for half in halves[1:]):
        return [text]
    for half in halves:
        weak = _WEAK_AND.split(half)
        if len(weak) == 3 and weak[1] in {"en", "i"} and " " in weak[0] and " " not in weak[2]:
            weak = weak[:1]  # "Ana Gil en Madrid", "Ola Dahl i Oslo"
        whole = len(weak) == 3 and (" " in weak[0]) != (" " in weak[2])
        sides = [half] if whole else weak[::2]
        bodies = list(map(str.strip, half.split("/")))
        split = all(map(namekinds.is_organisation, bodies[" / " in half :])) if len(bodies) > 1 else False
        out += bodies if split else sides
    return out


def _add(found: dict[str, Named], piece: str, before: str, *, joined: bool) -> str:
    """Adds the name that a piece is, if it is one; `before` is the name before it in its clause.
    The key of what was added, or empty."""
    piece = _STOP.sub("", piece.strip(" ;:").lstrip("."))
    if found and joined and _REST.fullmatch(piece):
        return ""
    if before and _SUFFIX.fullmatch(piece):
        found[before] = replace(found[before], name=f"{before}, {piece}")
        return ""
    named = nametags.bare(piece)
    name = named.name
    if not name or len(name) > LONGEST_NAME or (found and nametags.is_degree(name)):
        return ""
    if found and namekinds.tells_role(name):
        if before:
            found[before] = replace(found[before], role=found[before].role or name)
        return ""
    if before and not joined:
        if namekinds.is_organisation(before):
            if " " not in name and not namekinds.is_organisation(name):
                return ""  # "Gull Media, Hamburg"
        elif namekinds.is_organisation(name) and " " in before:
            found[before] = replace(found[before], organisation=found[before].organisation or name)
            return ""
        elif nametags.tells_of(name, before):
            return ""
    found.setdefault(name, named)
    return name
