"""Authors from what a page shows: microformats, rel=author, bylines, and the box about the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from feedreader.content import bylines, images
from feedreader.content.tree import Element, names, text_of
from feedreader.model.author import Author, AuthorKind
from feedreader.text import clean, urls

BIO_LEAST = 40
_BOX_TEXT = 3_000
_LOOKED_AT = 400

_BOX = re.compile(
    r"author|byline|\bbio\b|[-_]bio|bio[-_]|contributor|autor|redakteur|writer|vcard|h-card|profile",
    re.IGNORECASE,
)
_NOT_BOX = re.compile(
    r"comment|reply|related|teaser|recommend|most-read|sidebar-list|reviewer|fact-?check|disqus|newsletter",
    re.IGNORECASE,
)
_ROLE_CLASS = re.compile(
    r"role|job|position|author-?title|designation|funktion|occupation|-title\b|_title\b|\btitle\b|tagline",
    re.IGNORECASE,
)
_BIO_CLASS = re.compile(
    r"\bbio\b|bio[-_]|[-_]bio|biograph|description|about|\bdesc\b|author-?(?:text|info|content)|p-note|\bnote\b|blurb",
    re.IGNORECASE,
)
_FACE = re.compile(r"avatar|author|headshot|profile|gravatar|photo|portrait|byline|bio", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:view all (?:posts|articles|stories)\b.*|(?:read|see|learn|show) more\b.{0,60}"
    r"|(?:\.\.\.|…|see|read)?\s*full bio|more (?:from|by|about)\b.{0,80}|all (?:posts|articles|stories) by\b.*"
    r"|follow (?:@|on|me|him|her)\b.{0,60}|alle (?:artikel|beiträge)\b.{0,80}|see all\b.*"
    r"|mehr (?:von|über)\b.{0,60}|zu[rm] (?:\w*übersicht|\w*seite|\w*profil)\b.{0,40})$",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:view |see )?all (?:posts|articles|stories) (?:by|from)\s+|^(?:posts|articles) by\s+", re.IGNORECASE
)
_BY_ALONE = re.compile(r"^(?:by|von|par|por|di|written by|author|autor)?\W*$", re.IGNORECASE)
_BLOCKS = names("p div section aside footer header li article td blockquote span")
_TEXTS = names("p div span section")


def marked(root: Element, url: str) -> tuple[Author, ...]:
    """Authors by microformats (h-card in h-entry), microdata (itemprop=author) and rel=author."""
    found: list[Author] = []
    for element in root.iter():
        prop = (element.get("itemprop") or "").split()
        tokens = (element.get("class") or "").split()
        related = (element.get("rel") or "").lower().split() if element.tag == "a" else []
        if not ("author" in prop or "p-author" in tokens or "author" in related) or _shunned(element):
            continue
        for name in bylines.names(_CALL.sub("", _name_in(element))):
            if (
                not _TAIL.fullmatch(name)
                and not bylines.is_nobody(name)
                and name not in [author.name for author in found]
            ):
                found.append(_author(name, element, url))
        if len(found) > 20:
            break
    return tuple(found)


def is_call(text: str) -> bool:
    """Whether a link's text calls to an author's page ("more from ...") and names nobody."""
    return bool(_TAIL.fullmatch(text))


def byline(root: Element, url: str) -> tuple[Author, ...]:
    """Authors from an element of class byline or author, where nothing else names any."""
    looked = 0
    for element in root.iter():
        label = element.get("class") or ""
        if not label or not re.search(r"by-?line|author(?!ity|iz)|autor", label, re.IGNORECASE):
            continue
        looked += 1
        if looked > _LOOKED_AT:
            break
        if _shunned(element):
            continue
        text = clean.line(text_of(element), 400)
        if not 3 <= len(text) <= 120:
            continue
        found = [name for name in bylines.names(text) if _looks_named(name)]
        if found:
            return tuple(_author(name, element, url) for name in found)
    return ()


def completed(author: Author, root: Element, url: str, among: int) -> Author:
    """An author with picture, role, biography and address from the boxes that name them."""
    if author.kind is AuthorKind.ORGANISATION:
        return author
    for box in _boxes(root, author.name):
        if author.avatar and author.role and author.bio and author.url:
            break
        found = _read(box, author.name, url)
        author = replace(
            author,
            avatar=author.avatar or found.avatar,
            role=author.role or found.role,
            bio=author.bio or found.bio,
            url=author.url or found.url,
        )
    return author


def _boxes(root: Element, name: str) -> list[Element]:
    """Elements about the author, those with most to say first."""
    wanted = _key(name)
    boxes: list[tuple[int, Element]] = []
    looked = 0
    for element in root.iter():
        label = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag not in _BLOCKS or label == "  " or not _BOX.search(label) or looked > _LOOKED_AT:
            continue
        looked += 1
        text = clean.line(text_of(element), _BOX_TEXT + 10)
        if len(text) <= _BOX_TEXT and wanted in _key(text) and not _shunned(element):
            pictured = next(element.iter("img"), None) is not None
            boxes.append((len(text) + 500 * pictured if len(text) < 1_500 else 1, element))
    return [element for _score, element in sorted(boxes, key=lambda pair: -pair[0])]


def _shunned(element: Element) -> bool:
    if _NOT_BOX.search(element.get("class") or ""):
        return True
    return any(
        _NOT_BOX.search(f"{above.get('class') or ''} {above.get('id') or ''}") and above.tag != "body"
        for above in element.iterancestors()
    )


def _read(box: Element, name: str, url: str) -> Author:
    return Author(name, _address(box, name, url), _avatar(box, name, url), _role(box, name), _bio(box, name))


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
        if _key(name) in _key(element.get("alt") or "") or _FACE.search(near):
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
            and _key(name) not in _key(text)
            and (bylines.is_role(text) or "job" in label.lower())
        ):
            return text
    return ""


def _bio(box: Element, name: str) -> str:
    best = ""
    for element in box.iter():
        if element.tag not in _TEXTS and not _BIO_CLASS.search(element.get("class") or ""):
            continue
        named = _BIO_CLASS.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        if element.tag != "p" and not named:
            continue
        if any(
            below.tag in {"p", "div", "ul", "h2", "h3", "h4"}
            for below in element.iter()
            if below is not element
        ):
            continue
        text = _trimmed(clean.line(text_of(element), 4_000))
        if len(text) >= BIO_LEAST and len(text) > len(best) and (named or element.tag == "p"):
            best = text
            if named:
                break
    return best


def _trimmed(text: str) -> str:
    return _TAIL.sub("", text).strip()


def _address(box: Element, name: str, url: str) -> str:
    for link in box.iter("a"):
        if _key(name) in _key(text_of(link)) or "author" in (link.get("rel") or "").lower().split():
            address = urls.web(link.get("href"), url)
            if address and not urls.same_page(address, url):
                return address
    return ""


def _name_in(element: Element) -> str:
    for below in element.iter():
        if "name" in (below.get("itemprop") or "").split() or "p-name" in (below.get("class") or "").split():
            return below.get("content") or clean.line(text_of(below), 200)
    if element.tag == "meta":
        return element.get("content") or ""
    if next(element.iter("p", "br"), None) is None and len(text_of(element)) <= 100:
        pieces = [clean.line(piece) for piece in _pieces(element)]
        # "Jane Doe" and "Staff Writer" may stand in elements of their own, without a blank between.
        return next((piece for piece in pieces if piece and not _BY_ALONE.match(piece)), "")
    return ""


def _pieces(element: Element) -> Iterator[str]:
    for below in element.iter():
        yield below.text or ""
        if below is not element:
            yield below.tail or ""


def _author(name: str, element: Element, url: str) -> Author:
    if bylines.is_organisation(name):
        return Author(name, kind=AuthorKind.ORGANISATION)
    own = element.get("href") if element.tag == "a" else None
    address = urls.web(own, url) if own else _address(element, name, url)
    return Author(name, "" if urls.same_page(address, url) else address)


def _looks_named(name: str) -> bool:
    words = name.split()
    return (
        1 < len(words) <= 5
        and not any(map(str.isdigit, name))
        and all(word[0].isupper() or len(word) <= 3 for word in words)
    )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
