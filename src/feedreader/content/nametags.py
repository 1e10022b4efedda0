"""What clings to a name in a byline: roles, degrees, places, letters in brackets. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTICLE = re.compile(
    r"(?:v[ao]n|d[eiao]|de[rnls]|d[eo]l+[aeo]?|dei|d[oau]s|l[ae]s?|du|e|y|i|en|a[fv]|t[eo]t?|te[rn]|zu[rm]?|vom|am|bin|ibn|ben|bint|abu|[aeu][ls]|ad"
    r"|and|und|et|of|the|ap|ab|ma?c|ó|ní|st|san|['’]t|à|dit|née|geb|(?:al|el|an|as|ur|ul)-.+|[dl]['’].+)\.?"
)
_PLACE = re.compile(
    r"\s+(?:in(?!\s+['’]t\b)|aus|à|from|em|at|near|outside|for|für|pour|para|voor|w|we|в|у|из|as\s+told)\s+\S.{0,80}$"
)
_CITIES = re.compile(
    r"(?:new (?:york(?: city)?|delhi|orleans)|los angeles|las vegas|san (?:francisco|diego|jos[eé]|juan|salvador)|washington,? d\.?\s?c\.?"
    r"|hong kong|tel aviv|buenos aires|rio de janeiro|s[aã]o paulo|kuala lumpur|mexico city|ciudad de m[eé]xico|cape town|abu dhabi"
    r"|den haag|the hague|st\.? petersburg|addis abeba|addis ababa|phnom penh|santiago de chile|frankfurt am main|panama city|kansas city"
    r"|salt lake city|united states|united kingdom|south africa|saudi arabia|new zealand|costa rica|sri lanka)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:(?:ph\.?\s?d|m\.?\s?d|d\.?o|m\.?a|m\.?sc?|b\.?a|b\.?sc?|m\.?b\.?a|esq|j\.?d|ll\.?[mb]|r\.?n|r\.?d(?:\.?n)?|d\.?phil|ed\.?d|psy\.?d"
    r"|pharm\.?d|d\.?d\.?s|d\.?v\.?m|m\.?p\.?h|m\.?ed|m\.?f\.?a|f\.?r\.?c\.?p|cfa|cfp|cpa|obe|mbe|cde|cdces|cpt|cscs|lcsw|lmft|nasm[- ]cpt"
    r"|np|fnp|pa-c|msn|bsn|dpt|ccc-slp|faap|facc|facp)\.?(?:\s+|$))+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"([^()\[\]（）]{2,})\s*[(\[（]([^()\[\]（）]{0,60})[)\]）]")
_CLINGS = re.compile(
    r"[^\W\d_]{1,5}\.?|(?:[^\W\d_]\.){1,4}|\d{1,3}|[\w/-]{1,8}\.?(?<![A-ZÀ-Þ][a-zà-ÿ]{5})"
    r"|(?i:texte?|texto|tekst|words|story|autor(?:in)?|author)"
)
"""An author's letters ("obe", "J.D."), an age, or that they wrote the words."""
_PICTURED = re.compile(
    r"(?:fotos?|photos?|photograph\w*|bild(?:er)?|illustrations?|illustrationen|grafik|graphics?|video|kamera|zdjęcia|фото|写真)",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:(?:senior|staff|chief|junior|lead|deputy|associate|assistant|managing|contributing|freelance|guest|national|our"
    r"|foreign|political|politics|business|economics|science|technology|health|education|sports?|culture|news|city"
    r"|special|investigative|digital|europe|asia|africa|world|international|diplomatic|environment|media|legal|royal|home"
    r"|defen[cs]e|security|energy|climate)\s+){0,3}"
    r"(?:reporter|writer|editor|correspondent|columnist|critic|journalist|contributor|photographer|redakteur(?:in)?"
    r"|korrespondent(?:in)?|journaliste)"
)
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
_HOST = re.compile(r"(?:[\w-]{2,60}\.){1,4}[a-z]{2,6}")
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
        if (" " in behind[1].strip() and _CLINGS.fullmatch(said)) or _PLACE.fullmatch(f" {said}"):
            name = behind[1].strip(_MARKS)
        elif _KIND.fullmatch(said):
            name, role = behind[1].strip(_MARKS), said
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


def is_degree(part: str) -> bool:
    """Whether a part behind a name is a degree or a licence ("PhD", "MD MPH")."""
    return bool(_DEGREE.fullmatch(part))


def tells_of(part: str, name: str) -> bool:
    """Whether what stands behind a person's name and a comma tells of the person, so that it is no
    second name: a degree, a place, an address, a description ("professor of ...")."""
    if is_degree(part) or _CITIES.fullmatch(part) or _HOST.fullmatch(part) or not any(map(str.isalpha, part)):
        return True
    if _WIDE.search(part):
        return False
    if " " not in part:
        return " " in name or bool(_HOST.fullmatch(name))
    if not name[:1].isupper():
        return False
    return is_sentence(part)


def is_sentence(text: str) -> bool:
    """Whether words stand in a text that no name has: small ones, particles ("van", "de") apart."""
    return any(word[0].islower() and not _PARTICLE.fullmatch(word) for word in text.split())
