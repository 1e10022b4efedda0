"""An author's own page: what it says of the person whose page it is.

JSON-LD first (Person, ProfilePage), then the h-card, the name's heading with what stands under it,
the box about the author, and the page's description where it speaks of the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from feedreader.content import authorbox, biography, images, jsonld, namekinds, tree, wordpress
from feedreader.content.tree import Element, beginning, names, short_text
from feedreader.model.author import Author
from feedreader.text import clean, spelling, urls

_LONGEST_ROLE = 90
_BIO = 4_000
_SOURCE = 20_000
"""The same with the blanks that lay out the source."""
_BELOW = 40
"""Elements under the heading that are looked at."""
_MOST_LINKS = 10
_LABEL = 6
"""Words of a portrait's description ("Photo of Ada Example"); a story's picture has more."""
_CARDS = names("h-card vcard")
_MOST_CARDS = 30
_HEADS = ("h1", "h2", "h3")
_LEAVES = names("p div span h2 h3 h4 h5 li dd em strong small address")
_BLOCKS = ("p", "div", "ul", "ol", "section", "article", "h1", "h2", "h3", "h4", "table")
_ABOUT = re.compile(
    r"\bbio\b|bio[-_]|[-_]bio|biograph|author-?(?:description|about|text)|p-note", re.IGNORECASE
)
_STORY = re.compile(r"\b(?:teaser|card|story|post|article|entry|headline|result|river|feed)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """What an author's page says: `author` is None where it is not a page of that person. `api` is
    the address of WordPress's interface for the author, where the page offers it."""

    author: Author | None
    api: str = ""


def read(html: bytes, url: str, name: str) -> AuthorPage:
    """Reads the page of the author called `name`. Never raises."""
    root = tree.page(html)
    if root is None:
        return AuthorPage(None)
    heading = _heading(root, name)
    found = [*_described(root, url, name), *_cards(root, url, name)]
    if heading is None and not found and not _titled(root, name):
        return AuthorPage(None, "")
    if heading is not None:
        found.append(_under(heading, root, name))
    found += [_portrait(root, url, name), _boxed(root, url, name), _in_head(root, url, name)]
    author = Author(name)
    for each in found:
        author = _filled(author, each)
    if not author.role:
        author = replace(author, role=biography.role_in(author.bio, name))
    return AuthorPage(author, wordpress.offered(root, url))


def _filled(known: Author, more: Author) -> Author:
    bio = known.bio
    if more.bio.startswith(bio.rstrip("\u2026. ")) and len(more.bio) > len(bio):
        bio = more.bio  # a description of 250 characters, and the whole of it
    return replace(
        known,
        avatar=known.avatar or more.avatar,
        role=known.role or more.role,
        bio=bio,
        organisation=known.organisation or more.organisation,
        links=tuple(dict.fromkeys((*known.links, *more.links)))[:_MOST_LINKS],
        email=known.email or more.email,
    )


def _called(text: str, name: str) -> bool:
    return bool(text) and spelling.words(text) == spelling.words(name)


def _described(root: Element, url: str, name: str) -> list[Author]:
    people = jsonld.persons(root, url)
    named = [each for each in people if _called(each.name, name)]
    return [replace(each, bio="" if biography.is_offer(each.bio) else each.bio, url="") for each in named[:2]]


def _cards(root: Element, url: str, name: str) -> list[Author]:
    """Microformats (h-card, vCard) and microdata about the person."""
    found: list[Author] = []
    looked = 0
    for element in root.iter():
        tokens = (element.get("class") or "").split()
        person = (element.get("itemtype") or "").rstrip("/").endswith("schema.org/Person")
        if not person and _CARDS.isdisjoint(tokens):
            continue
        looked += 1
        parts = dict(_properties(element))
        label = parts.get("name")
        if label is not None and _called(_value(label), name):
            found.append(_card(element, parts, url, name))
        if len(found) == 3 or looked == _MOST_CARDS:
            break
    return found


_PROPERTIES = {
    "p-name": "name", "fn": "name", "name": "name",
    "u-photo": "photo", "photo": "photo", "image": "photo",
    "p-job-title": "role", "p-role": "role", "title": "role", "role": "role", "jobtitle": "role",
    "p-note": "note", "note": "note", "description": "note",
    "p-org": "org", "org": "org", "worksfor": "org", "affiliation": "org",
}  # fmt: skip
"""Microformats 2 and 1, and schema.org's names, of what is read."""


def _properties(card: Element) -> Iterator[tuple[str, Element]]:
    """The card's properties, the last first: in a dict the first one wins."""
    found: list[tuple[str, Element]] = []
    for element in islice(card.iter(), 300):
        tokens = [*(element.get("class") or "").split(), *(element.get("itemprop") or "").split()]
        found += [(key, element) for token in tokens if (key := _PROPERTIES.get(token.lower()))]
    return reversed(found)


def _card(card: Element, parts: dict[str, Element], url: str, name: str) -> Author:
    photo = parts.get("photo")
    picture = images.picture(photo, url) if photo is not None and photo.tag == "img" else None
    role = _value(parts.get("role"))
    bio = _value(parts.get("note"))
    return Author(
        name,
        avatar=picture.url if picture else "",
        role=role if len(role) <= _LONGEST_ROLE and not _called(role, name) else "",
        bio="" if biography.is_offer(bio) else bio,
        organisation=_value(parts.get("org"))[:200],
        links=tuple(_mine(card, url)),
    )


def _value(element: Element | None) -> str:
    if element is None:
        return ""
    return clean.line(element.get("content") or beginning(element, _SOURCE), _BIO)


def _mine(card: Element, url: str) -> Iterator[str]:
    """rel=me links: pages that are the same person's."""
    for link in card.iter("a"):
        address = urls.web(link.get("href"), url)
        if "me" in (link.get("rel") or "").lower().split() and address and not urls.same_page(address, url):
            yield address


def _heading(root: Element, name: str) -> Element | None:
    return next((each for each in root.iter(*_HEADS) if _called(_line(each), name)), None)


def _line(heading: Element) -> str:
    return clean.line(short_text(heading, _SOURCE), 200)


def _titled(root: Element, name: str) -> bool:
    """Whether the page's title begins with the name, or names the person's archive."""
    title = next(root.iter("title"), None)
    words = spelling.words(clean.line(title.text if title is not None else "", 300))
    wanted = spelling.words(name)
    return any(words[at : at + len(wanted)] == wanted for at in range(4)) and bool(wanted)


def _under(heading: Element, root: Element, name: str) -> Author:
    """The line under the name that says what the person does, and the paragraph that tells of
    them; up to the list of stories."""
    role = bio = ""
    for element in _after(heading, root):
        if element.tag in _HEADS and not namekinds.tells_role(_line(element)):
            break
        if _STORY.search(element.get("class") or "") or element.tag == "article":
            break
        if element.tag not in _LEAVES or any(
            next(child.iter(*_BLOCKS), None) is not None for child in element
        ):
            continue
        text = clean.line(beginning(element, _SOURCE), _BIO)
        if not role and _is_role_line(text, name):
            role = text.strip(" ,|-\u2013\u2014")
        about = _ABOUT.search(element.get("class") or "") and not biography.is_offer(text)
        if (
            len(text) >= biography.LEAST
            and len(text) > len(bio)
            and (about or biography.speaks_of(text, name))
        ):
            bio = text
    return Author(name, role=role, bio=bio)


def _is_role_line(text: str, name: str) -> bool:
    """Whether a line says what the person does, and is no sentence about it."""
    if not 3 <= len(text) <= _LONGEST_ROLE or text.endswith(".") or biography.is_offer(text):
        return False
    return namekinds.tells_role(text) and not set(spelling.words(name)) <= set(spelling.words(text))


def _after(heading: Element, root: Element) -> Iterator[Element]:
    """The elements that begin behind an element, in the page's order."""
    within = sum(1 for _ in heading.iter()) - 1
    rest = iter(root.iter())
    for element in rest:
        if element is heading:
            break
    return islice(rest, within, within + _BELOW)


def _boxed(root: Element, url: str, name: str) -> Author:
    """What a box about the author says. Its longest paragraph may be a story's, so that it counts
    as the biography only where it speaks of the person."""
    box = authorbox.completed(Author(name), root, url)
    return box if biography.speaks_of(box.bio, name) else replace(box, bio="")


def _portrait(root: Element, url: str, name: str) -> Author:
    """A picture whose description is the person."""
    for element in root.iter("img"):
        label = clean.line(element.get("alt"), 200)
        if set(spelling.words(name)) <= set(spelling.words(label)) and len(label.split()) <= _LABEL:
            picture = images.picture(element, url)
            if picture is not None and not _shown_with_a_story(element):
                return Author(name, avatar=picture.url)
    return Author(name)


def _shown_with_a_story(element: Element) -> bool:
    near = islice(element.iterancestors(), 4)
    return any(each.tag == "article" or _STORY.search(each.get("class") or "") for each in near)


def _in_head(root: Element, url: str, name: str) -> Author:
    """The page's description and picture, where they are the person's."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        metas.setdefault(key, meta.get("content") or "")
    texts = [clean.line(metas.get(key), _BIO) for key in ("description", "og:description")]
    bio = next((text for text in texts if biography.speaks_of(text, name)), "")
    picture = urls.web(metas.get("og:image"), url)
    if not (metas.get("og:type") == "profile" or _in_address(picture, name)):
        picture = ""  # the site's own, for every page without one
    links = [urls.web(metas.get("profile:url"), url)]
    return Author(name, avatar=picture, bio=bio, links=tuple(filter(None, links)))


def _in_address(picture: str, name: str) -> bool:
    file = set(spelling.words(picture.partition("?")[0].rpartition("/")[2]))
    wanted = [word for word in spelling.words(name) if len(word) > 2]
    return bool(wanted) and all(word in file for word in wanted)
