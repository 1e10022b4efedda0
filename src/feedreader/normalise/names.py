"""Names in bylines: several in one text, roles and desks among them, and what is no name. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace

from feedreader.content import bylines
from feedreader.content.nametags import Named
from feedreader.model.author import AuthorKind
from feedreader.normalise import vocabulary
from feedreader.text import clean

__all__ = ["Named", "is_name", "is_role", "kind_of", "normalised", "read", "split_names"]

LONGEST = 100
"""Characters of a name; the longest names of ministries reach 90."""
MOST_WORDS = 12
MOST_NAMES = 50
"""Names read from one byline; papers of large collaborations have thousands."""

_MAIL = re.compile(r"(?:mailto:)?[^\s<>()@,;]+@[^\s<>()@,;]+\.[^\s<>()@,;]+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[<]\s*[)\]>]")
_WEB = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[\w-]+\.)*(?:[\w-]+\.(?:com|org|net|edu|gov|info|biz|dev|blog|news|app|online|site)|(?:co|com|org|[\w-]{3,})\.[a-z]{2})"
    r"(?:/\S*)?"
)
_AL = re.compile(r"[\s,]*\bet\.?\s+al\b\.?.*$", re.IGNORECASE)
_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_LINES = re.compile(r"\s*\n\s*")
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
    rf"(?:(?:an?|our|the|unsere?|notre|nuestr[oa])\s+(?:\w+\s+)?|(?:[\w-]+\s+){{1,3}}staff\s+)(?:{'|'.join(sorted(vocabulary.ROLE_NOUNS))})\b"
)


def split_names(text: str) -> tuple[str, ...]:
    """The names in a byline, in order, each once: "By A, B and C" has three. What is no name
    (addresses, "admin", a role alone) is left out."""
    return tuple(named.name for named in read(text))


def read(text: str) -> tuple[Named, ...]:
    """The names in a byline with the roles that stand beside them ("Ann Lee, Senior Reporter").
    Raw text in, clean text out."""
    text = html.unescape(text[: bylines.LONGEST]) if "&" in text else text[: bylines.LONGEST]
    text = _LINES.sub("; ", clean.block(text).strip())
    text = _AL.sub("", _without_addresses(text))
    found: dict[str, Named] = {}
    for each in bylines.read(text):
        named = _bracketed(each)
        if is_name(named.name):
            found.setdefault(normalised(named.name), named)
        if len(found) >= MOST_NAMES:
            break
    return tuple(found.values())


def _bracketed(named: Named) -> Named:
    """ "Ann Lee (BBC News)" taken apart; other brackets belong to the name."""
    match = _BEHIND.fullmatch(named.name)
    if match and kind_of(match[2]) is AuthorKind.ORGANISATION and kind_of(match[1]) is AuthorKind.PERSON:
        return replace(named, name=match[1], organisation=match[2])
    return named


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
        or bylines.is_account(name)
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
