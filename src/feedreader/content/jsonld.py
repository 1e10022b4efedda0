"""Authors from a page's JSON-LD (schema.org in script elements), in every shape seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from feedreader.content import bylines, namekinds
from feedreader.content.tree import Element
from feedreader.model.author import Author, AuthorKind
from feedreader.text import clean, urls

BIO_LIMIT = 4_000
_DEPTH = 12
_MOST_NODES = 5_000
_MOST_STORIES = 20
"""Objects that are asked for the story's authors."""
_MOST_TEXTS = 20
"""Texts under one key; a person has one name, in a few languages."""
_MOST_PICTURES = 20

Node = dict[str, object]

_STORY = re.compile(
    r"Article$|Posting$|^Report$|^Review$|^Recipe$|^ReportageNews|Review$|^VideoObject$|^Podcast|^CreativeWork$"
)
_PAGE = re.compile(r"Page$|^WebSite$")
_ORGANISATION = re.compile(r"Organi[sz]ation$|^Corporation$|^Brand$")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_INLINE = re.compile(r"</?(?:a|abbr|b|em|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,500}>", re.IGNORECASE)
_COMMA = re.compile(r",(\s*[}\]])")


def authors(root: Element, url: str) -> tuple[Author, ...]:
    """The authors of the story at `url`, in order; empty where the page has no such data."""
    found_nodes = list(nodes(root))
    known = _by_id(found_nodes, url)
    sites = _sites(found_nodes, known, url)
    for node in _stories(found_nodes, url):
        found: list[Author] = []
        for key in ("author", "creator"):
            for person in listed(node.get(key)):
                found += _people(person, known, sites, url)
            if found:
                break
        if found:
            publisher = next(
                (_name(_resolved(maker, known, url)) for maker in listed(node.get("publisher"))), ""
            )
            return tuple(_with_organisation(author, publisher) for author in found)
    return ()


def nodes(root: Element) -> Iterator[Node]:
    """Every object that stands at the top of a script, in a list or in a graph."""
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = _loaded(script.text or "")
        while waiting and count < _MOST_NODES:
            value = waiting.pop()
            count += 1
            if isinstance(value, list):
                waiting += reversed(value[:500])
            elif isinstance(value, dict):
                yield value
                waiting += reversed([*listed(value.get("@graph")), *listed(value.get("mainEntity"))])


def _loaded(text: str) -> list[object]:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
    )
    for attempt in (text, _COMMA.sub(r"\1", text.rstrip("; \n"))):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return []


def listed(value: object) -> list[object]:
    """A value that may be one, several or none, as a list."""
    if value is None:
        return []
    return value[:200] if isinstance(value, list) else [value]


def types(node: Node) -> list[str]:
    """The schema.org types of an object, without their address."""
    return [str(kind).rpartition("/")[2] for kind in listed(node.get("@type"))]


def _stories(nodes: Iterable[Node], url: str) -> list[Node]:
    """Nodes that may name the author, best first: a story with this address, any story, the page."""

    def rank(node: Node) -> tuple[int, int]:
        kinds = types(node)
        is_story = any(_STORY.search(kind) for kind in kinds)
        is_page = any(_PAGE.search(kind) for kind in kinds)
        own = [node.get("url"), node.get("mainEntityOfPage"), node.get("@id")]
        texts = [
            str(part.get("@id") or part.get("url") or "") if isinstance(part, dict) else str(part or "")
            for part in own
        ]
        here = any(urls.same_page(urls.web(text, url), url) for text in texts if text)
        return (0 if is_story else 1 if is_page else 2), not here

    ranked = [(rank(node), node) for node in nodes]
    wanted = sorted((pair for pair in ranked if pair[0][0] < 2), key=lambda pair: pair[0])
    return [node for _rank, node in wanted[:_MOST_STORIES]]


def _by_id(nodes: Iterable[Node], url: str) -> dict[str, Node]:
    """Objects by their `@id`, also those inside others; what several say of one is put together."""
    known: dict[str, Node] = {}
    waiting: list[tuple[object, int]] = [(node, 0) for node in nodes]
    seen = 0
    while waiting and seen < 20_000:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting += [(part, depth + 1) for part in value[:500]]
        elif isinstance(value, dict) and depth < _DEPTH:
            name = value.get("@id")
            if isinstance(name, str) and len(value) > 1:
                key = _identity(name, url)
                told = known.setdefault(key, {})
                for part in value:
                    told.setdefault(part, value[part])
            waiting += [(part, depth + 1) for part in value.values() if isinstance(part, dict | list)]
    return known


def _identity(name: str, url: str) -> str:
    return urls.web(name, url) or name


def _resolved(value: object, known: dict[str, Node], url: str) -> Node:
    """An object with what its `@id` says elsewhere; a bare string is a name."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return {}
    name = value.get("@id")
    return {**known.get(_identity(name, url), {}), **value} if isinstance(name, str) else value


def _sites(nodes: Iterable[Node], known: dict[str, Node], url: str) -> set[str]:
    """Names of the publisher and the site: a byline that equals one is not a person."""
    names: set[str] = set()
    for node in nodes:
        kinds = types(node)
        if any(_ORGANISATION.search(kind) or kind == "WebSite" for kind in kinds):
            names.add(_name(node).casefold())
        for maker in listed(node.get("publisher"))[:_MOST_TEXTS]:
            names.add(_name(_resolved(maker, known, url)).casefold())
    return names - {""}


def _people(value: object, known: dict[str, Node], sites: set[str], url: str) -> list[Author]:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        node = known.get(_identity(value, url), {})
    else:
        node = _resolved(value, known, url)
    names = [
        name
        for text in texts(node.get("name"))[:_MOST_TEXTS] or _joined_name(node)
        for name in bylines.names(plain(text))
    ]
    names = [name for name in names if not namekinds.is_nobody(name)]
    if not names:
        return []
    organised = any(_ORGANISATION.search(kind) for kind in types(node))
    if len(names) > 1:
        return [_bare(name, organised, sites) for name in names]
    bare = _bare(names[0], organised, sites)
    if bare.kind is AuthorKind.ORGANISATION:
        return [Author(bare.name, _address(node, url), _image(node.get("image"), known, url), kind=bare.kind)]
    return [_person(bare.name, node, known, url)]


def _person(name: str, node: Node, known: dict[str, Node], url: str) -> Author:
    role = next((plain(text) for text in texts(node.get("jobTitle"))), "")
    bio = next((plain(text, BIO_LIMIT) for text in texts(node.get("description"))), "")
    works = next((_name(_resolved(place, known, url)) for place in listed(node.get("worksFor"))), "")
    address = _address(node, url)
    links = dict.fromkeys(urls.web(text, url) for text in texts(node.get("sameAs")))
    email = next(iter(texts(node.get("email"))), "").removeprefix("mailto:")
    return Author(
        name=name,
        url=address,
        avatar=_image(node.get("image"), known, url),
        role=role[:200],
        bio="" if bio == name else bio,
        organisation=works,
        links=tuple(link for link in links if link and link != address),
        email=clean.line(email, 200) if "@" in email else "",
    )


def _bare(name: str, organised: bool, sites: set[str]) -> Author:
    organised = organised or name.casefold() in sites or namekinds.is_organisation(name)
    return Author(name, kind=AuthorKind.ORGANISATION if organised else AuthorKind.PERSON)


def _with_organisation(author: Author, publisher: str) -> Author:
    if author.organisation or not publisher or author.kind is AuthorKind.ORGANISATION:
        return author
    return Author(
        author.name, author.url, author.avatar, author.role, author.bio, publisher, author.links, author.email
    )


def _joined_name(node: Node) -> list[str]:
    parts = [*texts(node.get("givenName")), *texts(node.get("familyName"))]
    return [" ".join(parts)] if parts else []


def _name(node: Node) -> str:
    return next((plain(text) for text in texts(node.get("name"))), "")


def texts(value: object) -> list[str]:
    """The strings a value holds, also as `@value` or name of objects; not yet clean."""
    out: list[str] = []
    for part in listed(value):
        if isinstance(part, dict):
            part = part.get("@value") or part.get("name")
        if isinstance(part, str) and part.strip():
            out.append(part)
    return out


def plain(text: str, limit: int = 300) -> str:
    """Text without the markup that some put into JSON, also where it is escaped once more."""
    return clean.line(_TAGS.sub(" ", _INLINE.sub("", unescape(unescape(text[: limit * 4])))), limit)


def _address(node: Node, url: str) -> str:
    for text in (*texts(node.get("url")), *texts(node.get("@id"))):
        address = urls.web(text, url)
        # An @id is often only a name ("#/schema/person/1a2b") and no page.
        if address and "#/schema/" not in address and "/#" not in address:
            return address
    return ""


def _image(value: object, known: dict[str, Node], url: str) -> str:
    """The first address of a picture in a value. Objects may refer to each other in a circle."""
    waiting = [(part, False) for part in reversed(listed(value))]
    for _step in range(_MOST_PICTURES):
        if not waiting:
            break
        part, inner = waiting.pop()
        if isinstance(part, str):
            address = urls.web(unescape(part), url)
            if address and not (inner and "#" in address):
                return address
        elif isinstance(part, dict):
            node = _resolved(part, known, url)
            parts = [listed(node.get(key)) for key in ("url", "contentUrl", "@id")]
            waiting += [(below, True) for each in reversed(parts) for below in reversed(each)]
    return ""


def persons(root: Element, url: str) -> tuple[Author, ...]:
    """Everybody whom a page's data describes for themselves, as an author's own page does; not
    those whom a story names as its authors."""
    found_nodes = list(nodes(root))
    known = _by_id(found_nodes, url)
    found: list[Author] = []
    for node in found_nodes:
        about = listed(node.get("about")) if "ProfilePage" in types(node) else []
        for part in (node, *about):
            person = _resolved(part, known, url)
            name = next((plain(text) for text in texts(person.get("name")) or _joined_name(person)), "")
            if "Person" in types(person) and name and not namekinds.is_nobody(name):
                found.append(_person(name, person, known, url))
    return tuple(dict.fromkeys(found))
