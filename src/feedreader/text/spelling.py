"""What people spell in several ways, compared: case, accents, initials, marks. Pure."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+|_+")
_HANDLE = 4
"""Letters that a surname needs to be looked for inside a handle ("ohale")."""


def letters(text: str) -> str:
    """A text's letters and digits alone, folded: what names and headlines are compared by."""
    return "".join(filter(str.isalnum, text.casefold()))


def folded(name: str) -> str:
    """A name as names are compared: no case, no accents, no full stops, single spaces."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = unicodedata.normalize(
            "NFC", "".join(char for char in plain if not unicodedata.combining(char))
        )
    return " ".join(name.casefold().replace(".", " ").split())


def words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(filter(None, _APART.split(bare.casefold())))


def alike(one: str, other: str) -> bool:
    """Whether two names that came with one address can be one person's: a word in common,
    initials that stand for the other's words ("O. H."), or a handle that holds the surname.

    Names in different scripts cannot be compared and pass. This is no proof on its own: two
    Hales are not one."""
    mine, theirs = words(one), words(other)
    if not mine or not theirs or _script(one) != _script(other):
        return True
    shared = {word for word in mine if len(word) > 1} & set(theirs)
    return bool(shared) or _initials(mine, theirs) or _initials(theirs, mine) or _handle(mine, theirs)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    joined = "".join(short)
    return 1 < len(joined) <= 4 and joined == "".join(word[0] for word in long)


def _handle(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    for handle, name in ((mine, theirs), (theirs, mine)):
        if len(handle) == 1 and any(len(word) >= _HANDLE and word in handle[0] for word in name):
            return True
    return False


def _script(name: str) -> str:
    letter = next((char for char in name if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
