"""What a text says of a person: whether it is about them at all, and what it calls them. Pure."""

from __future__ import annotations

import re

from feedreader.content import namekinds
from feedreader.text import spelling

LEAST = 40
"""Characters of a biography."""
_LONGEST_ROLE = 60
_FAR = 60
"""Characters before the person is the subject; further on it is no first sentence."""

_STORIES = r"(?:articles?|stories|posts?|news|columns?|content|writing|work|artikel|beitr\u00e4ge|texte|articulos|art\u00edculos|noticias|articoli|art[iy]ku\u0142y)"
_LIST = re.compile(
    rf"(?:^|[.!?]\s)\W*(?:read|see|view|find|browse|get|discover|check out|explore|latest|recent|all|more|the latest"
    rf"|alle|lesen sie|tous les|todos los|tutti gli|wszystkie)\b[^.]{{0,60}}\b{_STORIES}\b"
    rf"|^\W*{_STORIES}\s+(?:by|from|von|de|di|par|autora?)\b|\bauthor (?:archives?|page|profile)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|was|are|am|has|have|had|writes?|wrote|covers?|covered|reports?|reported|works?|worked|joined|edits?|edited"
    r"|lives?|studied|leads?|led|serves?|served|hosts?|teaches|taught|runs?|founded|specialis[ez]s|specializes|began|started"
    r"|ist|war|hat|schreibt|schrieb|arbeitet|arbeitete|berichtet|leitet|lehrt|studierte|lebt|geboren|bin|schreibe|berichte"
    r"|est|\u00e9crit|travaille|couvre|es|escribe|trabaja|cubre|\u00e8|scrive|lavora|jest|pisze|pracuje|\u00e9|escreve|trabalha)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"\s*,?\s+(?:is|was|has been|ist|war|est|es|\u00e8)\s+(?:(?:also|currently|now|derzeit|actuellement)\s+)?"
    r"(?:an?|the|our|one of|eine?|der|die|une?|una?|il|la|le)?\s*",
    re.IGNORECASE,
)
_ROLE_ENDS = re.compile(
    r"\s+(?:at|for|of the|with|who|whose|based|covering|where|and|in|on|from|since|bei|beim|f\u00fcr|der|und|seit|im|pour"
    r"|chez|\u00e0|en|para|del|presso|per)\s|[,.;:(\u2013\u2014|]|\s-\s",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:\w+[\s-]winning|veteran|experienced|passionate|freelancing|seasoned|former|ehemaliger?|multiple|longtime)\s+",
    re.IGNORECASE,
)


def speaks_of(text: str, name: str) -> bool:
    """Whether a text tells of a person: it names them and says what they are or do. A page's
    description often only offers the stories ("Read all articles by ...")."""
    if len(text) < LEAST or is_offer(text):
        return False
    said = set(spelling.words(text))
    return any(word in said for word in spelling.words(name) if len(word) > 2) and bool(_VERB.search(text))


def is_offer(text: str) -> bool:
    """Whether a text only offers somebody's stories."""
    return bool(_LIST.search(text[:300]))


def role_in(bio: str, name: str) -> str:
    """The role in a biography's first sentence: "... is the <role> at ...". Empty where the
    sentence is built otherwise, or what stands there is no role."""
    start, parts = bio[:300], name.split()
    for subject in dict.fromkeys((name, parts[0] if parts else "", parts[-1] if parts else "")):
        at = start.find(subject) if subject else -1
        while 0 <= at < _FAR:
            if found := _IS_A.match(start, at + len(subject)):
                return _role(start[found.end() :])
            at = start.find(subject, at + 1)
    return ""


def _role(text: str) -> str:
    role = text
    while (praise := _PRAISE.match(role)) is not None:
        role = role[praise.end() :]
    end = _ROLE_ENDS.search(role)
    role = (role[: end.start()] if end else role).strip()
    return role if 3 <= len(role) <= _LONGEST_ROLE and namekinds.tells_role(role) else ""
