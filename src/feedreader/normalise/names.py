"""Names in bylines: several in one text, roles and desks among them, and what is no name. Pure."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from feedreader.content import bylines, credits, namekinds, nametags, vocabulary
from feedreader.content.nametags import Named
from feedreader.model.author import AuthorKind
from feedreader.text import clean, spelling

__all__ = ["Named", "is_name", "kind_of", "read", "split_names"]

MOST_NAMES = 50
"""Names read from one byline; papers of large collaborations have thousands."""

_BRACKETS = re.compile(r"[(\[<]\s*[)\]>]")
_WEB = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_AL = re.compile(r"[\s,]{0,10}\bet\.?\s+al\b\.?.*$", re.IGNORECASE)
_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_LINES = re.compile(r"\s*\n\s*")
_LETTER = re.compile(r"[^\W\d_]")


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
            found.setdefault(spelling.folded(named.name), named)
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
    if (
        not name
        or len(name) > bylines.LONGEST_NAME
        or len(name.split()) > bylines.MOST_WORDS
        or not _LETTER.search(name)
    ):
        return False
    if nametags.is_host(name) or _WEB.match(name) or credits.MAIL.fullmatch(name):
        return False
    return not (namekinds.is_account(name) or namekinds.is_role(name))


def kind_of(name: str, site: str = "") -> AuthorKind:
    """Whether a name is a person's. Desks, agencies and whoever is called like the site (`site`
    is its title or host) are organisations."""
    organised = namekinds.is_organisation(name) or _same_site(spelling.folded(name), site)
    return AuthorKind.ORGANISATION if organised else AuthorKind.PERSON


def is_site(name: str, site: str) -> bool:
    """Whether a whole byline is the site's own name: "Stack & Staple" is one publisher, not two people."""
    title = spelling.folded(site).removeprefix("the ")
    return title == spelling.folded(name).removeprefix("the ") and _same_site(spelling.folded(name), site)


def _same_site(plain: str, site: str) -> bool:
    title = spelling.folded(site).removeprefix("the ")
    name = plain.removeprefix("the ")
    if not title or not name or name.partition(" ")[0] in vocabulary.GIVEN_NAMES:
        return False  # "Tom Lee", a journal by Tom Lee
    return title == name or title.startswith((f"{name} ", f"{name}:", f"{name},"))


def _without_addresses(text: str) -> str:
    if "@" in text:
        text = _BRACKETS.sub(" ", credits.MAIL.sub(" ", text))
        bracketed = re.fullmatch(r"\s*\(([^()]*)\)\s*", text)
        text = bracketed[1] if bracketed else text
    return _WEB.sub(" ", text) if "//" in text or "www." in text.lower() else text
