"""Who wrote it: raw people made ours, and what is known of one author from several sources
brought together. Pure.

People of one name on two sites stay two: the only keys are an address, and a name on its site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from feedreader.content import vocabulary
from feedreader.model.author import Author, AuthorKind
from feedreader.normalise import names
from feedreader.normalise.names import kind_of, split_names
from feedreader.parse.raw import RawPerson
from feedreader.text import clean, spelling, urls

__all__ = ["from_raw", "key", "kind_of", "merge", "split_names"]

_ROLE = 120
_BIO = 5000
_MAIL = 200
_MOST_LINKS = 20
_CUT = "\u2026. \n"


def from_raw(people: Sequence[RawPerson], base: str = "", site: str = "") -> tuple[Author, ...]:
    """The authors that raw people name, in order, each once. `base` is where relative addresses
    start, `site` the feed's title: who is called like it is an organisation.

    Several names in one person share its mail, picture and address with nobody, for it cannot be
    said whose they are. A person without a name is none: a mail's local part names nobody."""
    found: dict[str, Author] = {}
    for person in people:
        whole = clean.line(person.name)
        named = (names.Named(whole),) if names.is_site(whole, site) else names.read(person.name)
        for each in named:
            author = Author(
                each.name, role=each.role, organisation=each.organisation, kind=kind_of(each.name, site)
            )
            if len(named) == 1:
                author = _with_details(author, person, base)
                if _is_mailbox_of(author):
                    author = replace(author, kind=AuthorKind.PERSON)
            if author.kind is AuthorKind.ORGANISATION:
                author = replace(author, role="")
            one = spelling.folded(each.name)
            found[one] = merge(found[one], author) if one in found else author
        if len(found) >= names.MOST_NAMES:
            break
    return tuple(found.values())[: names.MOST_NAMES]


def key(author: Author, site: str) -> str:
    """What makes two records one author: the address, else the name on this site (a host).

    An address that is the site's own front page says nothing: blogs give it to all who write
    there."""
    address = _address(author.url, site)
    return (
        f"url:{address}"
        if address
        else f"name:{site.lower().removeprefix('www.')}|{spelling.folded(author.name)}"
    )


def merge(old: Author, new: Author) -> Author:
    """What two sources say of one author. What is known stays; `new` fills what is empty, adds
    links, finishes a biography that was cut off, and spells a name that was all small or all
    capitals. Nothing is made up."""
    return Author(
        name=_better_name(old.name, new.name),
        url=old.url or new.url,
        avatar=old.avatar or new.avatar,
        role=old.role or new.role,
        bio=_longer(old.bio, new.bio),
        organisation=old.organisation or new.organisation,
        links=_united(old.links, new.links),
        email=old.email or new.email,
        kind=old.kind,
    )


def _with_details(author: Author, person: RawPerson, base: str) -> Author:
    mail = clean.line(person.email, _MAIL).removeprefix("mailto:")
    return replace(
        author,
        url=urls.web(person.url, base),
        avatar=urls.web(person.avatar, base),
        role=author.role or _job(person.role),
        email=mail if "@" in mail and " " not in mail else "",
    )


def _job(role: str) -> str:
    """A role that is a job's title; "host" and "guest" are parts taken in one episode."""
    told = clean.line(role, _ROLE)
    return "" if told.casefold() in vocabulary.PART_TAKEN else told


def _is_mailbox_of(author: Author) -> bool:
    """Whether a mail address holds two parts of the name: a person, even on a site called like
    them."""
    box = spelling.folded(author.email.partition("@")[0])
    parts = [part for part in spelling.folded(author.name).split() if len(part) > 2]
    return len(parts) > 1 and sum(part in box for part in parts) > 1


def _address(url: str, site: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not host or (not path and not parts.query and host == site.lower().removeprefix("www.")):
        return ""
    # The query counts: "/?author=3" is how some systems name their authors.
    query = urls.without_trackers("?" + parts.query).lstrip("?")
    return f"{host}{path}" + (f"?{query}" if query else "")


def _better_name(old: str, new: str) -> str:
    if not old or spelling.folded(old) != spelling.folded(new):
        return old or new
    return new if (old.islower() or old.isupper()) and not (new.islower() or new.isupper()) else old


def _longer(old: str, new: str) -> str:
    """`new` only where `old` is its beginning: two sources' texts are not mixed."""
    old, new = old[:_BIO], new[:_BIO]
    begun = old.rstrip(_CUT)
    if not begun:
        return new
    return new if len(new) > len(old) and new.startswith(begun) else old


def _united(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))[:_MOST_LINKS]
