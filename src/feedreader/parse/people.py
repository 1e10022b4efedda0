"""Who wrote it: every way in which feeds name people.

Atom person constructs (RFC 4287, 3.2), with Blogger's gd:image and the pictures that other
generators add; RSS author and managingEditor; Dublin Core; iTunes; the podcast namespace's
person; Media RSS credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from feedreader.parse.names import Element, Names
from feedreader.parse.raw import RawPerson
from feedreader.parse.texts import plain

LIMIT = 2000
"""Characters of an author field that are looked at."""

MOST = 100
"""People of one entry that are read."""

_NAME_IN_BRACKETS = re.compile(r"<?([^\s<>()@]+@[^\s<>()@]+)>?\s*\((.*)\)")
_MAIL_IN_BRACKETS = re.compile(r"(.*?)\s*[<(]\s*(?:mailto:)?([^\s<>()@]+@[^\s<>()@]+)\s*[>)]")
_MAIL = re.compile(r"(?:mailto:)?([^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+)")
_NOBODY = ("noreply@blogger.com", "nospam@example.com", "no-reply@", "noreply@", "donotreply@")
_PICTURES = ("gd:image", "media:thumbnail", "image", "avatar", "icon", "thumbnail", "logo")
_NO_PICTURE = "blogblog.com/img/b16-rounded.gif"


def from_text(text: str, role: str = "") -> RawPerson | None:
    """A person written as one text: "name", "mail (name)", "name <mail>" or "mail"."""
    text = text[:LIMIT].strip()
    if not text:
        return None
    name, mail = text, ""
    if "@" in text:
        match = _NAME_IN_BRACKETS.fullmatch(text)
        if match:
            name, mail = match[2].strip(), match[1]
        elif match := _MAIL_IN_BRACKETS.fullmatch(text):
            name, mail = match[1].strip(), match[2]
        elif match := _MAIL.fullmatch(text):
            name, mail = "", match[1]
    mail = _real(mail)
    return RawPerson(name=name, email=mail, role=role) if name or mail else None


def _real(mail: str) -> str:
    return "" if mail.lower().startswith(_NOBODY) else mail


def person(element: Element, names: Names, role: str = "") -> RawPerson | None:
    """A person construct, or a plain text that names a person."""
    if len(element) == 0:
        return from_text(plain(element), role)
    parts = names.children(element)

    def first(*keys: str) -> str:
        texts = (plain(e)[:LIMIT] for key in keys for e in parts.get(key, ()))
        return next((text for text in texts if text), "")

    name = first("name", "foaf:name", "poco:displayname", "dc:title", "title", "itunes:name")
    mail = _real(first("email", "foaf:mbox", "itunes:email"))
    page = first("uri", "url", "homepage", "href") or _link(parts, "alternate")
    if not (name or mail or page):
        return person(element[0], names, role) if len(element[0]) else from_text(plain(element), role)
    role = role or first("role", "jobtitle", "position")
    return RawPerson(name, page, mail, _picture(parts), role)


def _link(parts: dict[str, list[Element]], rel: str) -> str:
    links = parts.get("link", ())
    return next((e.get("href") or "" for e in links if (e.get("rel") or "alternate") == rel), "")


def _picture(parts: dict[str, list[Element]]) -> str:
    for key in _PICTURES:
        for element in parts.get(key, ()):
            url = element.get("src") or element.get("url") or element.get("href") or plain(element)
            if url and _NO_PICTURE not in url:
                return url
    return _link(parts, "avatar") or _link(parts, "photo")


def of_entry(parts: dict[str, list[Element]], names: Names) -> tuple[RawPerson, ...]:
    """The people of an entry, from its child elements; the most telling source counts."""
    authors = _all(parts, names, "author") + _all(parts, names, "atom:author")
    creators = _all(parts, names, "dc:creator") + _all(parts, names, "dc:author")
    people = _joined(creators, authors) if creators else authors
    if not people:
        for key in ("foaf:maker", "itunes:author", "googleplay:author", "byline", "creator", "prism:byline"):
            people = _all(parts, names, key)
            if people:
                break
    people = people or _credited(parts, names)
    people += _all(parts, names, "contributor", "contributor")
    people += _all(parts, names, "dc:contributor", "contributor")
    return _each_once((*people, *of_podcast(parts)))[:MOST]


def of_podcast(parts: dict[str, list[Element]]) -> tuple[RawPerson, ...]:
    """podcast:person (podcast namespace 1.0): text is the name; role is "host" by default."""
    return tuple(
        RawPerson(
            name=plain(e)[:LIMIT],
            url=e.get("href") or "",
            avatar=e.get("img") or "",
            role=(e.get("role") or "host").strip().lower(),
        )
        for e in parts.get("podcast:person", ())[:MOST]
        if plain(e)
    )


def of_feed(parts: dict[str, list[Element]], names: Names) -> tuple[RawPerson, ...]:
    """The people of a whole feed. A webmaster or publisher is no author."""
    people = _all(parts, names, "author")
    for key in ("dc:creator", "dc:author", "itunes:author", "managingeditor", "googleplay:author"):
        people = people or _all(parts, names, key)
    return _each_once((*people, *of_podcast(parts)))[:MOST]


def _all(parts: dict[str, list[Element]], names: Names, key: str, role: str = "") -> list[RawPerson]:
    found = (person(element, names, role) for element in parts.get(key, ())[:MOST])
    return [one for one in found if one is not None]


def _joined(creators: list[RawPerson], authors: list[RawPerson]) -> list[RawPerson]:
    """`dc:creator` beside `author`: the same people twice, once with a name only. What an
    author element knows besides is added to the creator of that name."""
    by_name = {author.name.casefold(): author for author in authors if author.name}
    joined = [by_name.get(creator.name.casefold(), creator) for creator in creators]
    with_more = [author for author in authors if author.url or author.avatar]
    return joined + [author for author in with_more if author not in joined]


def _credited(parts: dict[str, list[Element]], names: Names) -> list[RawPerson]:
    credits = [
        e for e in parts.get("media:credit", ()) if (e.get("role") or "").lower() in ("author", "writer")
    ]
    return [one for one in (from_text(plain(e)) for e in credits) if one is not None]


def _each_once(people: Iterable[RawPerson]) -> tuple[RawPerson, ...]:
    return tuple(dict.fromkeys(people))
