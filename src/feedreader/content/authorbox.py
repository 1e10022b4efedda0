"""Authors from what a page shows: microformats, rel=author, bylines, and the box about the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from feedreader.content import biography, bylines, images
from feedreader.content.tree import Element, names, text_of
from feedreader.model.author import Author, AuthorKind
from feedreader.text import clean, urls

BIO_LEAST = 40
_BOX_TEXT = 3_000
_HEAD_ELEMENTS = 150
"""Elements of a story's head; the whole page has more."""
_BOX_ELEMENTS = 400
"""Elements of a box that are looked at one by one; what holds more is a page, not a box."""
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
    r"role|job|position|author-?title|designation|funktion|occupation|-title\b|_title\b|\btitle\b|tagline"
    r"|sub-?(?:line|title|head)",
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
_HOLDERS = names("p div section ul li h1 h2 h3 h4 h5 a span strong em b")
_ROLE_LENGTH = 60
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
        found = _linked(element) or [name for name in bylines.names(text) if _looks_named(name)]
        if found:
            return tuple(_author(name, element, url) for name in found)
    return ()


def _linked(line: Element) -> list[str]:
    """The names in a byline that are links: what stands round them (roles, dates) is none, and
    may follow without a blank."""
    found: list[str] = []
    for link in line.iter("a"):
        named = [name for name in bylines.names(clean.line(text_of(link), 200)) if _looks_named(name)]
        if not named or any(bylines.is_nobody(name) for name in named):
            return []
        found += named
    return list(dict.fromkeys(found))


def completed(author: Author, root: Element, url: str, among: int) -> Author:
    """An author with picture, role, biography and address from the boxes that name them; the role
    may stand in the biography's first sentence only."""
    if author.kind is AuthorKind.ORGANISATION:
        return author
    author = replace(author, name=_spelt(author.name, root))
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
    if author.name.isupper() and author.name.title() in author.bio:
        author = replace(author, name=author.name.title())
    return author if author.role else replace(author, role=biography.role_in(author.bio, author.name))


def _spelt(name: str, root: Element) -> str:
    """A name that the byline cries, as the page's meta elements spell it."""
    if not name.isupper():
        return name
    for meta in root.iter("meta"):
        for said in bylines.names(meta.get("content") or "") if "author" in (meta.get("name") or "") else ():
            if said.casefold() == name.casefold() and not said.isupper():
                return said
    return name


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
        if sum(1 for _ in islice(element.iter(), _BOX_ELEMENTS + 1)) > _BOX_ELEMENTS:
            continue
        text = clean.line(text_of(element), _BOX_TEXT + 10)
        if len(text) <= _BOX_TEXT and wanted in _key(text) and not _shunned(element):
            pictured = next(element.iter("img"), None) is not None
            boxes.append((len(text) + 500 * pictured if len(text) < 1_500 else 1, element))
    return [element for _score, element in sorted(boxes, key=lambda pair: -pair[0])]


def _shunned(element: Element) -> bool:
    if _NOT_BOX.search(element.get("class") or ""):
        return True
    return any(
        _NOT_BOX.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        and above.tag != "body"
        and not _in_head(above)
        for above in element.iterancestors()
    )


def _in_head(element: Element) -> bool:
    """Whether an element stands in the head of the story, round or beside the page's first h1:
    some sites style it as a teaser. A real teaser has a heading of its own."""
    if _holds_headline(element):
        return True
    parent = element.getparent()
    if parent is None or next(element.iter("h2", "h3", "h4", "h5"), None) is not None:
        return False
    small = sum(1 for _ in islice(parent.iter(), _HEAD_ELEMENTS)) < _HEAD_ELEMENTS
    return small and _holds_headline(parent)


def _holds_headline(element: Element) -> bool:
    first = next(element.iter("h1"), None)
    if first is None:
        return False
    top = element
    for above in element.iterancestors():
        top = above
    return next(top.iter("h1"), None) is first


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
        if _key(text) == _key(name):
            for near in (*pieces[at + 1 : at + 3], *pieces[max(0, at - 1) : at]):
                if 3 <= len(near) <= _ROLE_LENGTH and bylines.is_role(near) and not near.endswith("."):
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
