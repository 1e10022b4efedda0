"""WordPress's REST interface: where a page offers it, and what it says of an author.

https://developer.wordpress.org/rest-api/reference/users/ ; the links are those that WordPress puts
into the head of its pages (rel="alternate" to the object that a page shows).
"""

from __future__ import annotations

import json
import re

from feedreader.content import biography, jsonld, namekinds
from feedreader.content.tree import Element
from feedreader.model.author import Author
from feedreader.text import spelling, urls

_OBJECT = re.compile(r"(?:/wp-json|[?&]rest_route=)/wp/v2/(users|posts|pages)/\d{1,12}(?=$|[?&/])")
_EMBED = "_embed=author&_fields=_links.author,_embedded.author"


def offered(root: Element, url: str) -> str:
    """The address at which a page's site speaks of its author: the user, whom an author's page
    links to, else the story with its author inside. Empty where the page offers neither."""
    for link in root.iter("link"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        address = urls.web(link.get("href"), url)
        found = _OBJECT.search(address) if "json" in (link.get("type") or "") else None
        if found and _host(address) == _host(url):
            if found[1] == "users":
                return address
            return f"{address}{'&' if '?' in address else '?'}{_EMBED}"
    return ""


def user(body: bytes, url: str, name: str) -> Author | None:
    """What an answer of the interface (a user, or a story with its authors) says of the author
    called `name`; None where it speaks of somebody else, or of nobody. Never raises."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    embedded = value.get("_embedded") if isinstance(value, dict) else None
    people = jsonld.listed(embedded.get("author")) if isinstance(embedded, dict) else [value]
    for person in people:
        if isinstance(person, dict) and _called(person.get("name"), name):
            return _author(person, name, url)
    return None


def _author(person: dict[str, object], name: str, url: str) -> Author:
    bio = next((jsonld.plain(text, jsonld.BIO_LIMIT) for text in jsonld.texts(person.get("description"))), "")
    home = next((urls.web(text, url) for text in jsonld.texts(person.get("url"))), "")
    return Author(
        name,
        url=next((urls.web(text, url) for text in jsonld.texts(person.get("link"))), ""),
        avatar=_largest(person.get("avatar_urls"), url),
        role=biography.role_in(bio, name),
        bio=bio,
        links=(home,) if home and _host(home) != _host(url) else (),
    )


def _called(said: object, name: str) -> bool:
    given = jsonld.plain(said) if isinstance(said, str) else ""
    return bool(given) and not namekinds.is_nobody(given) and spelling.words(given) == spelling.words(name)


def _largest(avatars: object, url: str) -> str:
    """`avatar_urls` has sizes in pixels as keys."""
    if not isinstance(avatars, dict):
        return ""
    sized = [
        (int(size), text) for size, text in avatars.items() if str(size).isdecimal() and len(str(size)) < 6
    ]
    return next((found for _, text in sorted(sized, reverse=True, key=lambda pair: pair[0])
                 if isinstance(text, str) and (found := urls.web(text, url))), "")  # fmt: skip


def _host(url: str) -> str:
    return urls.host(url).removeprefix("www.")
