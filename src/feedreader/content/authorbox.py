"""An author made complete from the box that a page shows about them: picture, role, biography, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from feedreader.content import biography, bylines, images, namekinds
from feedreader.content.authorspots import CALL_BEHIND, LOOKED_AT, address_in, shunned
from feedreader.content.tree import Element, names, short_text, text_of
from feedreader.model.author import Author, AuthorKind
from feedreader.text import clean, urls
from feedreader.text.spelling import letters

BIO_LEAST = 40
_BOX_TEXT = 3_000
_BOX_SOURCE = 20_000
"""The same with the blanks that lay out the source."""
_MOST_AUTHORS = 20
_BOX_ELEMENTS = 400
"""Elements of a box that are looked at one by one; what holds more is a page, not a box."""

_BOX = re.compile(
    r"author|byline|\bbio\b|[-_]bio|bio[-_]|contributor|autor|redakteur|writer|vcard|h-card|profile",
    re.IGNORECASE,
)
_ROLE_CLASS = re.compile(
    r"role|job|position|author-?title|designation|funktion|occupation|-title\b|_title\b|\btitle\b|tagline"
    r"|sub-?(?:line|title|head)",
    re.IGNORECASE,
)
_BIO_CLASS = re.compile(
    r"\bbio\b|bio[-_]|[-_]bio|biograph|description|about|\bdesc\b|author-?(?:text|info|content)|p-note|\bnote\b|blurb",
    re.IGNORECASE,
)
_FACE = re.compile(r"avatar|author|headshot|profile|gravatar|photo|portrait|byline|bio", re.IGNORECASE)
_BLOCKS = names("p div section aside footer header li article td blockquote span")
_HOLDERS = names("p div section ul li h1 h2 h3 h4 h5 a span strong em b")
_ROLE_LENGTH = 60
_TEXTS = names("p div span section")


@dataclass(frozen=True, slots=True)
class _Box:
    """An element that may be about an author; `said` are the letters of its text, `worth` is how much
    it has to say."""

    element: Element
    said: str
    worth: int


def completed(author: Author, root: Element, url: str) -> Author:
    """An author with picture, role, biography and address from the boxes of the page that name them;
    the role may stand in the biography's first sentence only."""
    return all_completed([author], root, url)[0]


def all_completed(authors: Sequence[Author], root: Element, url: str) -> tuple[Author, ...]:
    """The same for all authors of a story; of very many, for the first ones."""
    if all(author.kind is AuthorKind.ORGANISATION for author in authors):
        return tuple(authors)
    boxes = _boxes(root)
    first = [_completed(author, boxes, root, url) for author in authors[:_MOST_AUTHORS]]
    return (*first, *authors[_MOST_AUTHORS:])


def _completed(author: Author, boxes: Sequence[_Box], root: Element, url: str) -> Author:
    if author.kind is AuthorKind.ORGANISATION:
        return author
    author = replace(author, name=_spelt(author.name, root))
    wanted = letters(author.name)
    for box in [box.element for box in boxes if wanted in box.said]:
        if author.avatar and not _is_account(author.avatar) and author.role and author.bio and author.url:
            break
        found = _read(box, author.name, url)
        own = found.avatar if not _is_account(found.avatar) else ""
        author = replace(
            author,
            avatar=own if _is_account(author.avatar) and own else author.avatar or found.avatar,
            role=author.role or found.role,
            bio=author.bio or found.bio,
            url=author.url or found.url,
        )
    if author.name.isupper() and author.name.title() in author.bio:
        author = replace(author, name=author.name.title())
    return author if author.role else replace(author, role=biography.role_in(author.bio, author.name))


def _is_account(picture: str) -> bool:
    """Whether a picture hangs on a mail address, where most people have the same silhouette."""
    return "gravatar.com" in urls.host(picture)


def _spelt(name: str, root: Element) -> str:
    """A name that the byline cries, as the page's meta elements spell it."""
    if not name.isupper():
        return name
    for meta in root.iter("meta"):
        for said in bylines.names(meta.get("content") or "") if "author" in (meta.get("name") or "") else ():
            if said.casefold() == name.casefold() and not said.isupper():
                return said
    return name


def _boxes(root: Element) -> list[_Box]:
    """Elements about authors, those with most to say first."""
    boxes: list[_Box] = []
    looked = 0
    for element in root.iter():
        label = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag not in _BLOCKS or label == "  " or not _BOX.search(label) or looked > LOOKED_AT:
            continue
        looked += 1
        if next(islice(element.iter(), _BOX_ELEMENTS, None), None) is not None:
            continue
        text = clean.line(short_text(element, _BOX_SOURCE), _BOX_TEXT + 10)
        if text and len(text) <= _BOX_TEXT and not shunned(element):
            pictured = next(element.iter("img"), None) is not None
            worth = len(text) + 500 * pictured if len(text) < 1_500 else 1
            boxes.append(_Box(element, letters(text), worth))
    return sorted(boxes, key=lambda box: -box.worth)


def _read(box: Element, name: str, url: str) -> Author:
    return Author(
        name, address_in(box, name, url), _avatar(box, name, url), _role(box, name), _bio(box, name)
    )


def _avatar(box: Element, name: str, url: str) -> str:
    pictures = [element for element in box.iter("img") if images.picture(element, url) is not None]
    for element in pictures:
        near = " ".join(
            (
                element.get("class") or "",
                element.get("src") or "",
                *(above.get("class") or "" for above in _near(element)),
            )
        )
        if letters(name) in letters(element.get("alt") or "") or _FACE.search(near):
            found = images.picture(element, url)
            return found.url if found else ""
    found = images.picture(pictures[0], url) if len(pictures) == 1 else None
    return found.url if found else ""


def _near(element: Element) -> Iterator[Element]:
    for steps, above in enumerate(element.iterancestors()):
        if steps == 3:
            return
        yield above


def _role(box: Element, name: str) -> str:
    for element in box.iter():
        label = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if label == " " or not (_ROLE_CLASS.search(label) or "jobtitle" in label.lower()):
            continue
        text = clean.line(text_of(element), 200).strip(" ,|-–—")
        if (
            3 <= len(text) <= 90
            and letters(name) not in letters(text)
            and (namekinds.tells_role(text) or "job" in label.lower())
        ):
            return text
    return _role_beside(box, name)


def _role_beside(box: Element, name: str) -> str:
    """A role in an element of its own next to the one that is the name, whatever its class."""
    pieces = [
        text
        for element in islice(box.iter(), _BOX_ELEMENTS)
        if not any(below.tag in _HOLDERS for below in islice(element.iter(), 1, 20))
        and (text := clean.line(text_of(element), 200).strip(" ,|-\u2013\u2014"))
    ]
    for at, text in enumerate(pieces):
        if letters(text) == letters(name):
            for near in (*pieces[at + 1 : at + 3], *pieces[max(0, at - 1) : at]):
                if 3 <= len(near) <= _ROLE_LENGTH and namekinds.tells_role(near) and not near.endswith("."):
                    return near
    return ""


def _bio(box: Element, name: str) -> str:
    best = ""
    for element in box.iter():
        if element.tag not in _TEXTS and not _BIO_CLASS.search(element.get("class") or ""):
            continue
        named = _BIO_CLASS.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        if element.tag != "p" and not named:
            continue
        if any(next(child.iter("p", "div", "ul", "h2", "h3", "h4"), None) is not None for child in element):
            continue
        text = _trimmed(clean.line(text_of(element), 4_000))
        if len(text) >= BIO_LEAST and len(text) > len(best) and (named or element.tag == "p"):
            best = text
            if named:
                break
    return best


def _trimmed(text: str) -> str:
    return CALL_BEHIND.sub("", text).strip()
