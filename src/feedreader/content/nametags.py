"""What clings to a name in a byline: roles, degrees, places, letters in brackets. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedreader.content import vocabulary
from feedreader.content.vocabulary import any_of

_PARTICLES = any_of(
    """
    van von da de di do der den del dell della delle dello dei des das dos dus
    la las le les du e y i en te ten ter tet to tot zu zum zur vom af am av à
    bin ibn ben bint abu al el ul as es us ad ap ab mac mc ó ní st san 't ’t
    and und et of the dit née geb
    """
)
_PARTICLE = re.compile(
    rf"""
    {_PARTICLES}\.?              # Ludwig van Rask, Ana de la Cruz, Ann Lind geb. Rask
    | (?:al|el|an|as|ur|ul)-.+   # Abu Omar al-Lind
    | [dl]['’].+                 # Jean d’Holm
    """,
    re.VERBOSE,
)
"""Words in small letters that names hold."""
_PLACE = re.compile(
    r"\s+(?:in(?!\s+['’]t\b)|aus|à|from|em|at|near|outside|for|für|pour|para|voor|w|we|в|у|из|as\s+told)\s+\S.{0,80}$"
)
_PLACES = re.compile(any_of(vocabulary.PLACES), re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:(?:ph\.?\s?d|m\.?\s?d|d\.?o|m\.?a|m\.?sc?|b\.?a|b\.?sc?|m\.?b\.?a|esq|j\.?d|ll\.?[mb]|r\.?n|r\.?d(?:\.?n)?|d\.?phil|ed\.?d|psy\.?d"
    r"|pharm\.?d|d\.?d\.?s|d\.?v\.?m|m\.?p\.?h|m\.?ed|m\.?f\.?a|f\.?r\.?c\.?p|cfa|cfp|cpa|obe|mbe|cde|cdces|cpt|cscs|lcsw|lmft|nasm[- ]cpt"
    r"|np|fnp|pa-c|msn|bsn|dpt|ccc-slp|faap|facc|facp)\.?(?:\s+|$))+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"([^()\[\]（）]{2,})\s*[(\[（]([^()\[\]（）]{0,60})[)\]）]")
_CLINGS = re.compile(
    rf"""
    [\w/-]{{1,8}}\.?                 # (obe), (34), (dpa/AFP), (Berlin)
    | (?:[^\W\d_]\.){{1,4}}          # (J.D.)
    | (?i:{any_of("text texte texto tekst words story autor autorin author")})
    """,
    re.VERBOSE,
)
"""An author's letters, an age, an agency or a place in brackets, or that they wrote the words."""
_PICTURED = re.compile(
    any_of(
        """
        foto fotos photo photos bild bilder illustration illustrations illustrationen grafik graphic graphics
        video kamera zdjęcia фото 写真
        """
    )
    + r"|photograph\w*",
    re.IGNORECASE,
)
_FIELDS = any_of(
    """
    senior staff chief junior lead deputy associate assistant managing contributing freelance guest
    national our foreign political politics business economics science technology health education
    sport sports culture news city special investigative digital europe asia africa world
    international diplomatic environment media legal royal home defence defense security energy climate
    """
)
_NOUNS = any_of(
    """
    reporter writer editor correspondent columnist critic journalist contributor photographer
    redakteur redakteurin korrespondent korrespondentin journaliste
    """
)
_KINDS = rf"(?:{_FIELDS}\s+){{0,3}}{_NOUNS}"
"""Roles that may cling to a name without a comma; the words are fewer than those of `vocabulary`,
for "House" and "West" are names too."""
_KIND = re.compile(_KINDS, re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf"\s+{_KINDS}$", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"^{_KINDS}\s+(?=(?-i:[^\W\d_a-zà-ÿ])\S*\s+\S)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?<=\S)\s+(?:선임|수석|전문|인턴|객원)?(?:기자|특파원|논설위원|칼럼니스트|記者|编辑|編集委員|特派員|論説委員)$"
    r"|(?<=\w\w)(?:記者|編集委員|特派員|論説委員)$|^(?:기자|记者|記者)\s+(?=\S)"
)
_AT = re.compile(r"\s+/\s?[^\W\d_]{1,4}$|(?<=\w)\s*/\s*[A-ZÀ-Þ][^\W\d_]{2,20}$")
"""An editor's letters behind a name ("Gull Gazette /PP"), or the place ("Ann Lee / Milan")."""
_MARKS = " ,;:|/\\-–—·•*\"'“”„«»‹›【】［］"
_HOST = re.compile(
    r"(?:[\w-]+\.)*"
    r"(?:[\w-]+\.(?:com|org|net|edu|gov|info|biz|dev|blog|news|app|online|site)"  # gulls.org
    r"|(?:co|com|org|[\w-]{3,})\.[a-z]{2})"  # gulls.lt, blog.gulls.co.uk; no "J.Doe"
    r"(?:/\S*)?"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a byline, and the role and the organisation that stood beside it, if any."""

    name: str
    role: str = ""
    organisation: str = ""


def bare(piece: str) -> Named:
    """A name without what clings to it: initials and roles in brackets, the place it was written
    at, whom it was written for, a role before or behind. Empty for a photographer."""
    name, role = piece.strip(_MARKS), ""
    behind = _BEHIND.fullmatch(name) if name.endswith((")", "]", "）")) else None
    if behind:
        said = behind[2].strip(" :,")
        if _PICTURED.fullmatch(said):
            return Named("")
        if _KIND.fullmatch(said):
            name, role = behind[1].strip(_MARKS), said
        elif (" " in behind[1].strip() and _CLINGS.fullmatch(said)) or _PLACE.fullmatch(f" {said}"):
            name = behind[1].strip(_MARKS)
    place = _PLACE.search(name) or _AT.search(name)
    if place and (" " in name[: place.start()] or name[: place.start()].isupper()):
        name = name[: place.start()]
    name = _TITLE.sub("", name)
    said_behind = _ROLE_BEHIND.search(name)
    if said_behind and 2 <= len(name[: said_behind.start()].split()) <= 3:
        name, role = name[: said_behind.start()], role or said_behind[0].strip()
    if before := _ROLE_BEFORE.match(name):
        name, role = name[before.end() :], role or before[0].strip()
    words = name.strip(_MARKS).split()
    half = len(words) // 2
    return Named(" ".join(words[:half] if half > 1 and words[:half] == words[half:] else words), role)


def is_written_as_one(name: str, least: int = 2) -> bool:
    """Whether a name is written as people's are: `least` to five words with capitals, no digits."""
    words = name.split()
    return (
        least <= len(words) <= 5
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not any(map(str.isdigit, name))
    )


def is_host(text: str) -> bool:
    """Whether a text is a site's address without its scheme ("lantern.example")."""
    return bool(_HOST.fullmatch(text))


def is_degree(part: str) -> bool:
    """Whether a part behind a name is a degree or a licence ("PhD", "MD MPH")."""
    return bool(_DEGREE.fullmatch(part))


def tells_of(part: str, name: str) -> bool:
    """Whether what stands behind a person's name and a comma tells of the person, so that it is no
    second name: a degree, a place, an address, a description ("professor of ...")."""
    if is_degree(part) or _PLACES.fullmatch(part) or is_host(part) or not any(map(str.isalpha, part)):
        return True
    if _WIDE.search(part):
        return False
    if " " not in part:
        return " " in name or is_host(name)
    if not name[:1].isupper():
        return False
    return is_sentence(part)


def is_sentence(text: str) -> bool:
    """Whether words stand in a text that no name has: small ones, particles ("van", "de") apart."""
    return any(word[0].islower() and not _PARTICLE.fullmatch(word) for word in text.split())
