"""Who wrote the story: the room's finders asked in order, a person preferred to the site's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feedreader.content import authorbox, bylines, jsonld, page
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.outline import Outline
from feedreader.content.extract.titles import letters
from feedreader.content.inline import text_in
from feedreader.content.tree import Element, text_of
from feedreader.model.author import Author, AuthorKind
from feedreader.model.document import Block, Paragraph
from feedreader.text import clean, urls

_LONGEST_LINE = 90
_LINES = 40
_SHORT_LINE = 24
"""Characters up to which a line may name an author by one word: "By Kay"."""
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|i|in)?|auteurs?|writers?|reporters?|journalist(?:s|en|es)?|contributors?|columnists?|staff|people|profiles?|by|redakteure?)[/?-]",
    re.IGNORECASE,
)
_WIDE_NAME = re.compile(r"[぀-ヿ㐀-鿿가-힯々・ ]{2,10}")
_SAID = re.compile(
    r"^\W*(?:(?:written|words|text|story|report(?:ed)?|geschrieben|ein beitrag|ein artikel)\s+)?(?:by|von|vom|par|por|di|door|af|av|przez|text|autor(?:in)?|author|автор)\b\s*[:：]?\s*",
    re.IGNORECASE,
)


def authors(root: Element, facts: Facts) -> tuple[Author, ...]:
    """The authors in order, each with what the page says of them. Sites that name themselves in
    their data often show the writer's name all the same."""
    own = _own_names(facts)
    fallback: list[Author] = []
    for found in _sources(root, facts):
        listed = page.once(found)
        people = [
            author
            for author in listed
            if letters(author.name) not in own or (not fallback and _looks_like_a_person(author))
        ]
        if fallback:
            people = [author for author in people if _looks_like_a_person(author)]
        if people:
            return _completed(people, root, facts.url)
        fallback = fallback or listed
    return _completed(fallback or list(authorbox.byline(root, facts.url)), root, facts.url)


def spoken(lines: Iterable[str]) -> tuple[Author, ...]:
    """The authors in lines that are nothing but a byline: "By Jane Doe"."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and (said := _SAID.match(line)):
            names = bylines.names(line[said.end() :])
            found = tuple(
                author
                for name in names
                if _looks_like_a_person(author := Author(name), 1 if len(line) <= _SHORT_LINE else 2)
            )
            if found and len(found) == len(names):
                return found
    return ()


def lines(plan: Outline, headline: int, core: int, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines where a byline may stand: from the headline into the body, and at the body's end."""
    for place in range(max(headline, 0), min(core + _LINES, len(plan.elements))):
        if 5 < plan.chars[place] <= _LONGEST_LINE:
            yield clean.line(text_of(plan.elements[place]), 200)
    for block in (*blocks[:4], *blocks[-3:]):
        if isinstance(block, Paragraph):
            yield text_in(block.spans)


def linked(plan: Outline, headline: int, core: int, base: str) -> tuple[Author, ...]:
    """The authors whose pages are linked between the headline and the start of the body."""
    found: dict[str, Author] = {}
    for place in range(max(headline, 0), min(core + _LINES, len(plan.elements))):
        element = plan.elements[place]
        href = element.get("href") if element.tag == "a" else None
        if href and _AUTHOR_PATH.search(href[:500]):
            name = clean.line(text_of(element), 100)
            author = Author(name, urls.web(href, base))
            if _looks_like_a_person(author) or _WIDE_NAME.fullmatch(name):
                found.setdefault(name, author)
    return tuple(found.values())[:10]


def is_only_the_site(authors: Sequence[Author], facts: Facts) -> bool:
    """Whether a page names nobody, or nobody but itself."""
    own = _own_names(facts)
    return all(letters(author.name) in own and not _looks_like_a_person(author) for author in authors)


def _looks_like_a_person(author: Author, least: int = 2) -> bool:
    words = author.name.split()
    return (
        author.kind is AuthorKind.PERSON
        and least <= len(words) <= 5
        and not bylines.is_organisation(author.name)
        and not authorbox.is_call(author.name)
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not any(map(str.isdigit, author.name))
    )


def _sources(root: Element, facts: Facts) -> Iterator[tuple[Author, ...]]:
    yield jsonld.authors(root, facts.url)
    yield _cited(facts)
    yield authorbox.marked(root, facts.url)
    yield page.meta_authors(root)


def _completed(found: list[Author], root: Element, url: str) -> tuple[Author, ...]:
    return tuple(authorbox.completed(author, root, url, len(found)) for author in found)


def _own_names(facts: Facts) -> frozenset[str]:
    """The names of the site and its publisher, and its host without its end."""
    names = [facts.meta("og:site_name"), facts.meta("application-name"), facts.meta("publisher")]
    for node in (facts.story, *facts.nodes):
        for maker in jsonld.listed(node.get("publisher")):
            names += jsonld.texts(maker)
    host = urls.host(facts.url).removeprefix("www.").partition(".")[0]
    return frozenset(letters(name) for name in (*names, host)) - {""}


def _cited(facts: Facts) -> tuple[Author, ...]:
    """Scholarly pages: one citation_author each, "Family, Given" or "Given Family"."""
    found: list[Author] = []
    for name in ("citation_author", "dc.creator", "dcterms.creator"):
        for value in facts.metas.get(name, ())[:100]:
            family, comma, given = clean.line(value, 200).partition(", ")
            full = f"{given} {family}" if comma and given else family
            if full and not bylines.is_nobody(full) and full not in [author.name for author in found]:
                found.append(Author(full))
        if found:
            break
    return tuple(found)
