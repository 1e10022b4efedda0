"""Names in bylines: several in one text, roles and desks among them, and what is no name. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace

from feedreader.content import bylines
from feedreader.model.author import AuthorKind
from feedreader.normalise import vocabulary
from feedreader.text import clean

LONGEST = 100
"""Characters of a name; the longest names of ministries reach 90."""
MOST_WORDS = 12
MOST_NAMES = 50
"""Names read from one byline; papers of large collaborations have thousands."""
_LONGEST_BYLINE = 2000

# Said before a name. Those of the second kind are also parts of names ("Von Neumann", "Di Maio"), so two
# more words must follow.
_BY = re.compile(
    r"(?:(?:(?:written|posted|reported|words|text|story|report|article|analysis|review|interview)\s+)?by"
    r"|(?:author|autor|autorin|auteur|autore|words|text|texte|texto)\s*:)[\s:]+(?=\S)",
    re.IGNORECASE,
)
_VON = re.compile(r"(?:von|par|por|di|door|af|av|de)\s+(?=\S+\s+\S+)", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^\s<>()@,;]+@[^\s<>()@,;]+\.[^\s<>()@,;]+", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:additional\s+|with\s+)?(?:illustrations?|photos?|photographs?|photography|graphics?|video|images?|"
    r"translat(?:ed|ion)|edited|editing|fotos?|reporting)\s*(?:by\b|:)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"([^/,;|]+\s[^/,;|]+?)\s*/\s*([^\s/,;|]+(?:,\s*[^/,;|]+)?)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,4}")
_BRACKETS = re.compile(r"[(\[<]\s*[)\]>]")
_WEB = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[\w-]+\.)*(?:[\w-]+\.(?:com|org|net|edu|gov|info|biz|dev|blog|news|app|online|site)|(?:co|com|org|[\w-]{3,})\.[a-z]{2})"
    r"(?:/\S*)?"
)
_HARD = re.compile(r"\s*[;|\n\r\u2022\u00b7\u3001\uff0c\uff1b]\s*")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"\s*(?:,\s*)?(?:(?<=\s)(?:and|und|et)(?=\s)|&|(?<=\s)\+(?=\s))\s*", re.IGNORECASE)
_WEAK_AND = re.compile(r"\s+(?:y|e|en|och|og|i)\s+")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|[IVX]{2,4}", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|m\.?sc|b\.?a|b\.?sc|mba|esq|j\.?d|r\.?n|d\.?phil|dphil|frcp|cfa|cpa|obe|mbe)\.?",
    re.IGNORECASE,
)
_AL = re.compile(r"[\s,]*\bet\.?\s+al\b\.?.*$", re.IGNORECASE)
_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_LEADING_AND = re.compile(r"(?:[Aa]nd|[Uu]nd|et|&|y|e)\s+(?=\S)")
_BLANKS = re.compile(r"[^\S\n]+")
_LETTER = re.compile(r"[^\W\d_]")

_ORGANISATION_WORD = re.compile(
    r"\b(?:staff|team|desk|newsroom|editorial|editors|redaktion|rédaction|redacción|redazione|redactie|redakcja|"
    r"redação|redaktionen|redaksjonen|agency|agentur|agence|agencia|news|newswire|network|media|magazine|"
    r"newspaper|journal|gazette|tribune|herald|times|department|ministry|ministerium|office|bureau|committee|"
    r"commission|council|administration|association|institute|institut|university|universität|université|"
    r"universidad|college|society|foundation|stiftung|federation|centre|center|laboratory|corporation|company|"
    r"group|board|project|community|collective|contributors|correspondents|reporters|partners|podcast|studios|"
    r"inc|ltd|llc|gmbh|plc|e\.v)\b(?!')",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    rf"(?:an?|our|the|unsere?|notre|nuestr[oa])\s+(?:\w+\s+)?(?:{'|'.join(sorted(vocabulary.ROLE_NOUNS))})\b"
)
_UNSPLIT = re.compile(
    r"\b(?:department|ministry|ministerium|office|bureau|agency|committee|commission|council|administration|"
    r"association|institute|institut|university|universität|université|society|foundation|stiftung|federation|"
    r"centre|center|laboratory|inc|ltd|llc|gmbh)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a byline, and the role and the organisation that stood behind it, if any."""

    name: str
    role: str = ""
    organisation: str = ""


def split_names(text: str) -> tuple[str, ...]:
    """The names in a byline, in order, each once: "By A, B and C" has three. What is no name
    (addresses, "admin", a role alone) is left out."""
    return tuple(named.name for named in read(text))


def read(text: str) -> tuple[Named, ...]:
    """The names in a byline with the roles that stand behind them ("Ann Lee, Senior Reporter").
    Raw text in, clean text out."""
    text = html.unescape(text[:_LONGEST_BYLINE]) if "&" in text else text[:_LONGEST_BYLINE]
    text = _BLANKS.sub(" ", clean.block(text))
    text = bylines.DATED.sub("", _AL.sub("", _without_addresses(text)))
    found: dict[str, Named] = {}
    last = ""
    for part in _parts(text):
        name = tidy(part)
        if not name:
            continue
        if last and is_role(name):
            found[last] = replace(found[last], role=found[last].role or name)
        elif last and _SUFFIX.fullmatch(name):
            found[last] = replace(found[last], name=f"{found[last].name}, {name}")
        elif not _DEGREE.fullmatch(name) and not _CREDIT.match(name) and is_name(name):
            named = _alone(_bracketed(name))
            last = normalised(named.name)
            found.setdefault(last, named)
        if len(found) >= MOST_NAMES:
            break
    return tuple(found.values())


def _bracketed(name: str) -> Named:
    """ "Ann Lee (BBC News)" and "Ann Lee (Editor)" taken apart; other brackets belong to the name."""
    match = _BEHIND.fullmatch(name)
    if match and is_role(match[2]):
        return Named(match[1], role=match[2])
    if match and kind_of(match[2]) is AuthorKind.ORGANISATION and kind_of(match[1]) is AuthorKind.PERSON:
        return Named(match[1], organisation=match[2])
    return Named(name)


def _alone(named: Named) -> Named:
    """ "Jane Doe Senior Reporter": the role that ran into the name, taken off it."""
    words = named.name.split()
    end = len(words)
    while end > 2 and words[end - 1].casefold() in vocabulary.ROLE_NOUNS | vocabulary.ROLE_WORDS:
        end -= 1
    name, role = " ".join(words[:end]), " ".join(words[end:])
    if not is_role(role) or kind_of(name) is AuthorKind.ORGANISATION:
        return named
    return Named(name, named.role or role, named.organisation)


def tidy(text: str) -> str:
    """A name as it is shown: clean, without "By", brackets and marks around it, and not cried."""
    name = clean.line(text, LONGEST + 1).strip(" ,;:|/\\-\u2013\u2014\u00b7\u2022*\"'\u201c\u201d")
    for lead in (_BY, _VON):
        match = lead.match(name)
        if match:
            name = name[match.end() :]
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip()
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def is_name(name: str) -> bool:
    """Whether a tidy text can name a person, a desk or an organisation."""
    if not name or len(name) > LONGEST or len(name.split()) > MOST_WORDS or not _LETTER.search(name):
        return False
    plain = name.casefold().strip(". ")
    if (
        plain in vocabulary.NOBODY
        or plain in vocabulary.NOBODY_PHRASES
        or _HOST.fullmatch(name)
        or _WEB.match(name)
        or _MAIL.fullmatch(name)
    ):
        return False
    return not is_role(name)


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


def kind_of(name: str, site: str = "") -> AuthorKind:
    """Whether a name is a person's. Desks, agencies and whoever is called like the site (`site`
    is its title or host) are organisations."""
    plain = normalised(name)
    acronym = plain in vocabulary.ACRONYMS and (name.isupper() or name.islower())
    if (
        acronym
        or plain in vocabulary.ORGANISATIONS
        or plain in vocabulary.ORGANISATION_PHRASES
        or _SOMEBODY.match(plain)
        or _ORGANISATION_WORD.search(name)
        or _same_site(plain, site)
    ):
        return AuthorKind.ORGANISATION
    return AuthorKind.PERSON


def normalised(name: str) -> str:
    """A name as names are compared: no case, no accents, no full stops, single spaces."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = unicodedata.normalize(
            "NFC", "".join(char for char in plain if not unicodedata.combining(char))
        )
    return " ".join(name.casefold().replace(".", " ").split())


def _same_site(plain: str, site: str) -> bool:
    title = normalised(site).removeprefix("the ")
    name = plain.removeprefix("the ")
    if not title or not name or name.partition(" ")[0] in vocabulary.GIVEN_NAMES:
        return False  # "Tom Lee", a journal by Tom Lee
    return title == name or title.startswith((f"{name} ", f"{name}:", f"{name},"))


def _without_addresses(text: str) -> str:
    if "@" in text:
        text = _BRACKETS.sub(" ", _MAIL.sub(" ", text))
        bracketed = re.fullmatch(r"\s*\(([^()]*)\)\s*", text)
        text = bracketed[1] if bracketed else text
    return _WEB.sub(" ", text) if "//" in text or "www." in text.lower() else text


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for piece in _HARD.split(text):
        lead = _BY.match(piece.strip())
        piece = piece.strip()[lead.end() :] if lead else piece.strip()
        if not piece:
            continue
        if _UNSPLIT.search(_COMMA.split(piece)[0]):
            parts.append(piece)
            continue
        # Some papers put the place behind the name: "Ann Lee/Davos, Switzerland", "Ann Lee / Milan".
        place = _PLACE.fullmatch(piece) if len(piece) <= 2 * LONGEST else None
        if place and kind_of(place[2]) is AuthorKind.PERSON:
            piece = place[1]
        commas = _turned(_COMMA.split(piece.strip(", ")))
        if len(commas) == 2 and all(len(half.split()) == 1 for half in commas) and not _joined(commas[1]):
            # "Smith, John" may be one name turned round or two: it stays as it is written.
            parts.append(piece)
            continue
        for half in commas:
            parts += _both(half)
    return parts


def _turned(commas: list[str]) -> list[str]:
    """ "Lee, A. B., Ray, C.": surnames with initials behind them, as journals write, turned round."""
    if len(commas) > 1 and len(commas) % 2 == 0 and all(_INITIALS.fullmatch(each) for each in commas[1::2]):
        pairs = zip(commas[::2], commas[1::2], strict=True)
        return [f"{initials} {surname}" for surname, initials in pairs]
    return commas


def _joined(text: str) -> bool:
    return bool(is_role(text) or _AND.match(text))


def _both(text: str) -> list[str]:
    lead = _LEADING_AND.match(text)
    text = text[lead.end() :] if lead else text
    halves = [half for half in _AND.split(text) if half]
    if any(len(half.split()) > MOST_WORDS for half in halves):
        return []  # a sentence
    if is_role(text) or any(
        half.casefold().strip(". ").rpartition(" ")[2] in vocabulary.PARTNERS for half in halves[1:]
    ):
        return [text]
    sides = [side.strip() for side in text.split("/")]
    if len(sides) > 1 and (" / " in text or all(kind_of(side) is AuthorKind.ORGANISATION for side in sides)):
        return sides
    found: list[str] = []
    for half in halves:
        weak = _WEAK_AND.split(half)
        found += weak if len(weak) > 1 and all(len(side.split()) > 1 for side in weak) else [half]
    return found
