"""Who wrote the story: the room's finders asked in order, a person preferred to the site's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from feedreader.content import authorbox, authormarks, bylines, credits, jsonld, namekinds, nametags, page
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.outline import Outline
from feedreader.content.inline import text_in
from feedreader.content.tree import Element, short_text
from feedreader.content.vocabulary import any_of
from feedreader.model.author import Author, AuthorKind
from feedreader.model.document import Block, Paragraph
from feedreader.text import clean, urls
from feedreader.text.spelling import letters

_LONGEST_LINE = 90
_SOURCE = 2_000
"""The same with the blanks that lay out the source."""
_LINES = 40
_MOST_NODES = 200
"""Objects of JSON-LD that are asked for the site's names."""
_SOURCES = 3
_SHORT_LINE = 24
"""Characters up to which a line may name an author by one word: "By Kay"."""
_AUTHOR_PATH = re.compile(
    "/"
    + any_of(
        """
        author authors autor autoren autores autori autorin auteur auteurs writer writers reporter
        reporters journalist journalists journalisten journalistes contributor contributors columnist
        columnists staff people profile profiles by redakteur redakteure
        """
    )
    + "[/?-]",
    re.IGNORECASE,
)
_MEMBERS = any_of(
    """
    user users member members u profil profile profils mitglied mitglieder nutzer membre membres
    usuario usuarios utenti
    """
)
_MEMBER_PATH = re.compile(
    rf"""
    /(?: {_MEMBERS} | user[-_]\w{{2,20}} | \w{{2,20}}[-_]users? )  # /users, /user-profile, /forum_users
    (?: /\?? | \.php\?|\? )                     # /users/, /users/?, /user.php?
    (?: [^/?#]{{0,40}}[=/] )?                   # /user.php?id=, /users/42/
    (?P<own> [\w.~%-]{{2,60}} )                 # /users/kay.lind
    (?: \.html? )?/?(?: \#[^/]* )?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DESK = re.compile(
    r"\b"
    + any_of(
        """
        nachrichten news newsroom newsdesk redaktion online noticias haber haberler actualités actu
        editorial desk redaction rédaction redacción redazione redactie redakcja redação editors staff
        team digital
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_BUTTONS = frozenset(
    [
        "profil",
        "profile",
        "profilo",
        "perfil",
        "login",
        "anmelden",
        "register",
        "account",
        "konto",
        "settings",
        "follow",
        "more",
        "message",
    ]
)
_WIDE_NAME = re.compile(r"[぀-ヿ㐀-鿿가-힯々・ ]{2,10}")


class _Worth(IntEnum):
    """What a source of authors is worth by those it names besides the site."""

    NOBODY = 0
    SITE = 1
    BODY = 2
    PEOPLE = 3


def authors(root: Element, facts: Facts) -> tuple[Author, ...]:
    """The authors in order, each with what the page says of them. Sites that name themselves or
    their publisher in their data often show the writer's name all the same."""
    own = _own_names(facts)
    best: tuple[_Worth, list[Author]] = (_Worth.NOBODY, [])
    for found in filter(None, _sources(root, facts)):
        listed = page.once(found)
        others = [author for author in listed if not _is_own(author.name, own)]
        if not best[1]:
            others = others or [author for author in listed if _looks_like_a_person(author)]
        worth = _worth(others, first=not best[1])
        if worth > best[0]:
            best = (worth, others or [_as_a_body(author) for author in listed])
        if worth is _Worth.PEOPLE:
            break
    found = _together(best[1], root, facts.url) if best[1] else authormarks.byline(root, facts.url)
    return authorbox.all_completed(found, root, facts.url)


def with_translators(authors: tuple[Author, ...], others: tuple[Author, ...]) -> tuple[Author, ...]:
    """Authors, and behind them who translated the story; nobody else is known of a story without any."""
    known = {letters(author.name) for author in authors}
    return (*authors, *(each for each in others if known and letters(each.name) not in known))


def _together(known: list[Author], root: Element, url: str) -> tuple[Author, ...]:
    """The authors with those whom the byline by the headline names beside all of them: data often
    has the first one only."""
    shown = authormarks.linked(root, url)
    named = {letters(author.name): author for author in known}
    if len(shown) > len(known) and named.keys() <= {letters(author.name) for author in shown}:
        return tuple(named.get(letters(author.name), author) for author in shown)
    return tuple(known)


def _as_a_body(author: Author) -> Author:
    return Author(author.name, author.url, author.avatar, kind=AuthorKind.ORGANISATION)


def _worth(others: Sequence[Author], *, first: bool) -> _Worth:
    """What a source is worth by those it names besides the site: people, a body such as an agency,
    or nobody. Only the first source is believed where it names somebody by one word."""
    if any(_looks_like_a_person(author) or (first and author.kind is AuthorKind.PERSON) for author in others):
        return _Worth.PEOPLE
    known = first or any(namekinds.is_agency(author.name) for author in others)
    return _Worth.BODY if others and known else _Worth.SITE


def spoken(lines: Iterable[str]) -> tuple[Author, ...]:
    """The authors in lines that are nothing but a byline: "By Jane Doe"."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and credits.LEAD.match(line):
            names = bylines.names(line)
            found = tuple(
                author
                for name in names
                if _looks_like_a_person(author := Author(name), 1 if len(line) <= _SHORT_LINE else 2)
            )
            if found and len(found) == len(names):
                return found
    return ()


def sourced(blocks: Sequence[Block], facts: Facts) -> tuple[Author, ...]:
    """The bodies that a story's last line names beside the site: "Gull Gazette / Reuters"."""
    last = blocks[-1] if blocks else None
    line = text_in(last.spans) if isinstance(last, Paragraph) else ""
    own = _own_names(facts)
    parts = [part.strip() for part in line.strip(" ().").split("/")] if len(line) <= _LONGEST_LINE else []
    others = [part for part in parts if not _is_own(part, own)]
    if not 0 < len(others) < len(parts) <= _SOURCES or not all(map(_is_title, others)):
        return ()
    return tuple(Author(name, kind=AuthorKind.ORGANISATION) for name in others)


def _is_title(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() and word.isalpha() for word in words)


def lines(plan: Outline, headline: int, core: int, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines where a byline may stand: from the headline into the body, and at the body's end."""
    for place in range(max(headline, 0), min(core + _LINES, len(plan.elements))):
        if 5 < plan.chars[place] <= _LONGEST_LINE:
            yield clean.line(short_text(plan.elements[place], _SOURCE), 200)
    for block in (*blocks[:4], *blocks[-3:]):
        if isinstance(block, Paragraph):
            yield text_in(block.spans)


def linked(plan: Outline, headline: int, core: int, base: str) -> tuple[Author, ...]:
    """The authors whose pages are linked between the headline and the start of the body; where
    none are, the first member of the site that is."""
    found: dict[str, Author] = {}
    members: list[Author] = []
    own = _host_names(base)
    for place in range(max(headline, 0), min(core + _LINES, len(plan.elements))):
        element = plan.elements[place]
        href = (element.get("href") or "")[:500] if element.tag == "a" else ""
        if not href:
            continue
        name = next(iter(bylines.names(clean.line(short_text(element, _SOURCE), 100))), "")
        author = Author(name, urls.web(href, base))
        if not name or _is_own(name, own):
            continue
        if _AUTHOR_PATH.search(href) and (_looks_like_a_person(author) or _WIDE_NAME.fullmatch(name)):
            found.setdefault(name, author)
        elif not members and _is_member(name, href):
            members.append(author)
    return tuple(found.values())[:10] or tuple(members)


def _is_member(name: str, href: str) -> bool:
    """Whether a link goes to a member's page: its address ends with the name, or with a number."""
    page = _MEMBER_PATH.search(href)
    if not page or not 2 < len(name) <= 30 or " " in name or namekinds.is_nobody(name):
        return False
    return name.lower() not in _BUTTONS and (letters(page["own"]) == letters(name) or page["own"].isdecimal())


def is_only_the_site(authors: Sequence[Author], facts: Facts) -> bool:
    """Whether a page names nobody, or nobody but itself."""
    own = _own_names(facts)
    return all(_is_own(author.name, own) and not _looks_like_a_person(author) for author in authors)


def _is_own(name: str, own: frozenset[str]) -> bool:
    """Whether a name is the site's, whatever it calls its desk ("Gull News", "Gull Redaktion")."""
    bare = _DESK.sub(" ", name)
    return letters(name) in own or letters(bare) in own or not letters(bare)


def _looks_like_a_person(author: Author, least: int = 2) -> bool:
    return (
        author.kind is AuthorKind.PERSON
        and nametags.is_written_as_one(author.name, least)
        and not namekinds.is_organisation(author.name)
        and not authormarks.is_call(author.name)
    )


def _sources(root: Element, facts: Facts) -> Iterator[tuple[Author, ...]]:
    yield jsonld.authors(root, facts.url)
    yield _cited(facts)
    yield authormarks.marked(root, facts.url)
    yield page.meta_authors(root)
    yield authormarks.byline(root, facts.url, near=True)


def _own_names(facts: Facts) -> frozenset[str]:
    """The names of the site and its publisher, and the parts of its host."""
    names = [facts.meta("og:site_name"), facts.meta("application-name"), facts.meta("publisher")]
    for node in (facts.story, *facts.nodes[:_MOST_NODES]):
        for maker in jsonld.listed(node.get("publisher")):
            names += jsonld.texts(maker)
    return frozenset(letters(name) for name in names) - {""} | _host_names(facts.url)


def _host_names(url: str) -> frozenset[str]:
    host = urls.host(url).removeprefix("www.")
    return frozenset(letters(name) for name in (host, *host.split(".")[:-1])) - {""}


def _cited(facts: Facts) -> tuple[Author, ...]:
    """Scholarly pages: one citation_author each, "Family, Given" or "Given Family"."""
    found: list[Author] = []
    for name in ("citation_author", "dc.creator", "dcterms.creator"):
        for value in facts.metas.get(name, ())[:100]:
            family, comma, given = clean.line(value, 200).partition(", ")
            full = f"{given} {family}" if comma and given else family
            if full and not namekinds.is_nobody(full) and full not in [author.name for author in found]:
                found.append(Author(full))
        if found:
            break
    return tuple(found)
