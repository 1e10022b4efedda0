"""Names in bylines: "By A, B and C", names that are nobody's, desks and agencies."""

from __future__ import annotations

import re

from feedreader.text import clean

LONGEST_NAME = 80

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|story|words|text|article|geschrieben|rédigé|escrito|napisał)\s+)?"
    r"(?:by|von|vom|par|por|di|door|af|av|przez|text|от|автор|author|autor(?:in)?|auteur|autore)\s*[:：]?\s+",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|en|og|och|i|и|with|mit|avec|con|&)\s+|\s*[&;|•·]\s*|(?<=\w\w\w\w)\s*/\s*(?=\w\w\w\w)|\s*、\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|root|user|guest|author|editor|webmaster|wordpress|unknown|none|null|undefined|n/?a|test"
    r"|anonymous|no author|default|super ?admin|site ?admin|blog ?admin|staff ?writer|posted|published)\d*$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:desk|newsroom|editorial|editors|redaktion|rédaction|redacción|redazione|redactie|staff|team|agency"
    r"|agencies|wire|press|news|media|magazine|times|post|inc|ltd|llc|gmbh|institute|university|foundation"
    r"|association|reporters|correspondents|contributors|board|reuters|afp|bloomberg|dpa|ansa|xinhua|tass|efe)\b"
    r"|^(?:ap|upi|pa|sid|kna|epd|tt|ntb|apa|sda|редакция)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|columnist|critic|producer|journalist|redakteur(?:in)?|chef|chief"
    r"|contributor|manager|director|analyst|fellow|professor|photographer|head of|author of|specialist|intern"
    r"|strategist|\w+redakteur(?:in)?|\w+korrespondent(?:in)?|autor(?:in)?|korrespondent(?:in)?|volontär(?:in)?|journaliste|rédacteur|redactor|periodista"
    r"|giornalista|founder|gründer|ceo|cto|engineer|developer|researcher|blogger|anchor|host|presenter|lawyer"
    r"|anwalt)\b",
    re.IGNORECASE,
)


DATED = re.compile(
    r"\s*[,|·–—-]?\s*\b(?:(?:am|on|le|el|il|den|vom|updated|published|posted|aktualisiert|ver\u00f6ffentlicht)\s+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]+\.?,?\s+\d{4}|[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A date behind a name, and whatever follows it."""
_ROLE_BEHIND = re.compile(
    r"\s+(?:(?:senior|staff|chief|junior|lead|deputy|associate|assistant|managing|contributing|freelance|guest|national"
    r"|foreign|political|politics|business|economics|science|technology|health|education|sports?|culture|news|city"
    r"|special|investigative|digital)\s+){0,3}"
    r"(?:reporter|writer|editor|correspondent|columnist|critic|journalist|contributor|photographer|redakteur(?:in)?"
    r"|korrespondent(?:in)?|journaliste)$",
    re.IGNORECASE,
)


def names(text: str) -> list[str]:
    """The names in a byline, in order, without "By", roles and addresses."""
    line = clean.line(text, 1_000)
    if "://" in line or ("@" in line and " " not in line):
        return []
    line = DATED.sub("", _BY.sub("", line)).strip(" ,;:|-–—•·")
    out: list[str] = []
    for part in _AND.split(line):
        for name in map(_alone, _between_commas(part)):
            if name and len(name) <= LONGEST_NAME and not (out and is_role(name)) and name not in out:
                out.append(name)
    return out


def _alone(name: str) -> str:
    """ "Jane Doe Senior Reporter": a name without the role that ran into it."""
    behind = _ROLE_BEHIND.search(name)
    return name[: behind.start()] if behind and 2 <= len(name[: behind.start()].split()) <= 3 else name


def is_nobody(name: str) -> bool:
    """Whether a name is what software fills in ("admin") or a bare role."""
    return (
        bool(_NOBODY.match(name))
        or not any(map(str.isalpha, name))
        or (is_role(name) and len(name.split()) <= 3)
    )


def is_organisation(name: str) -> bool:
    """Whether a byline names a desk, an agency or another body."""
    return bool(_ORGANISATION.search(name))


def is_role(text: str) -> bool:
    """Whether a few words say what somebody does ("Senior Reporter")."""
    return len(text) <= 90 and bool(_ROLE.search(text))


def _between_commas(text: str) -> list[str]:
    parts = [part.strip(" .;:") if len(part.strip()) > 4 else part.strip(" ;:") for part in text.split(",")]
    out: list[str] = []
    for part in parts:
        # "Jones, Jr." and "Smith, PhD" are one name.
        if out and re.fullmatch(r"(?:jr|sr|ph\.?d|m\.?d|ii|iii|iv|esq|mba|ba|ma|dr)\.?", part, re.IGNORECASE):
            out[-1] += f", {part}"
        else:
            out.append(part)
    return out
