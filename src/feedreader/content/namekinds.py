"""What a name is: a person's, a body's, a role or nobody's. Pure."""

from __future__ import annotations

import re

from feedreader.content import vocabulary
from feedreader.content.vocabulary import any_of
from feedreader.text import spelling

_ADMIN = re.compile(
    r"(?:(?:wp|wordpress|site|web|super|blog|system|the)?[ ._-]?admin(?:istrator)?"
    r"|.*\b(?:drupal|joomla|typo3|wordpress|squarespace|webflow|wix)\b.*)",
    re.IGNORECASE,
)
"""Accounts of software ("wp-admin"), and the software's own names."""
_BODY = re.compile(
    rf"\b{any_of(vocabulary.NEWS_AGENCIES | vocabulary.DESKS | vocabulary.BODIES | vocabulary.ENTERPRISES)}\b(?!')",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    rf"\b(?:{any_of(vocabulary.NEWS_AGENCIES)}|agenc(?:y|ia|e)|agentur|ajans[ıi]|agenzia|agencja|агентство)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(r"the\s.*\b(?:press|post)")
"""Words that are surnames too are a paper's behind "the": "The Gull Press", not "Ann Press"."""
_SOMEBODY = re.compile(
    r"(?:(?:an?|our|the|unsere?|notre|nuestr[oa])\s+(?:\w+\s+)?|(?:[\w-]+\s+){1,3}staff\s+)"
    rf"{any_of(vocabulary.ROLE_NOUNS)}\b"
)
"""Somebody without a name: "a correspondent in Tehran", "Gull staff reporter"."""
_JOB = re.compile(
    rf"\b(?:{any_of(vocabulary.ROLE_NOUNS | vocabulary.JOBS)}|\w{{1,20}}(?:redakteur|korrespondent)(?:in)?)\b",
    re.IGNORECASE,
)
_LONGEST_ROLE = 90
_HEADING = re.compile(
    r"(?:(?:about|meet)|more (?:by|from|about)|(?:written|published|posted) by)\b.*|(?:the |post )?authors?"
    r"|(?:über (?:den|die) )?autor(?:in|en)?|(?:à propos de )?l['’]auteure?"
    r"|(?:(?:sobre|acerca de) )?(?:el |la |los )?autor(?:a|es)?|(?:sull['’])?autore|(?:об |про )?автор[аеыів]?",
    re.IGNORECASE,
)
"""What stands over a box on whoever wrote a story: "About the Author"."""


def is_nobody(name: str) -> bool:
    """Whether a name is what software fills in ("admin"), a bare role, or of somebody unnamed."""
    return is_account(name) or is_role(name) or bool(_SOMEBODY.match(spelling.folded(name)))


def is_account(name: str) -> bool:
    """Whether a name is an account's ("wp-admin"), the software's or its maker's, or a placeholder."""
    plain = name.casefold().strip(". ").rstrip("0123456789")
    return plain in vocabulary.NOBODY or bool(_ADMIN.fullmatch(plain)) or not any(map(str.isalpha, name))


def is_role(name: str) -> bool:
    """Whether a text is a role and no name: "Senior Reporter", "Editor at large"."""
    words = name.casefold().replace("-", " ").strip(". ").split()
    return (
        any(word in vocabulary.ROLE_NOUNS for word in words)
        and all(
            word in vocabulary.ROLE_NOUNS or word in vocabulary.ROLE_WORDS or word == "&" for word in words
        )
        and words != ["editors"]
        and words[-2:] != ["the", "editors"]
    )


def tells_role(text: str) -> bool:
    """Whether a few words say what somebody does ("Head of Research at the Lantern"). That an author
    is an author says nothing."""
    if len(text) > _LONGEST_ROLE or _HEADING.fullmatch(text.strip(" :.!")):
        return False
    return bool(_JOB.search(text))


def is_organisation(name: str) -> bool:
    """Whether a name is a desk's, an agency's or another body's, or of somebody unnamed."""
    plain = spelling.folded(name)
    return (
        _letters_of(name, vocabulary.AGENCY_LETTERS | vocabulary.BROADCASTERS)
        or plain in vocabulary.ORGANISATIONS
        or bool(_SOMEBODY.match(plain) or _PAPER.fullmatch(plain) or _BODY.search(name))
    )


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    return _letters_of(name, vocabulary.AGENCY_LETTERS) or bool(_AGENCY.search(name))


def _letters_of(name: str, known: frozenset[str]) -> bool:
    """Whether a name is known letters in one case throughout."""
    return name.casefold() in known and (name.isupper() or name.islower())
