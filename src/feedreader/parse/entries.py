"""One entry of an XML feed: an RSS or RDF item, an Atom entry."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from feedreader.parse import attached, people
from feedreader.parse.names import XML, Element, Names, attributes
from feedreader.parse.raw import RawEntry, RawPerson, RawText
from feedreader.parse.texts import language, line, plain, value

TAGS = 200
"""Tags of one entry that are read."""

Parts = dict[str, list[Element]]

_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "created", "dcterms:created")
_UPDATED = ("updated", "modified", "dcterms:modified", "atom:updated", "lastbuilddate")
_DATES = ("date", "dcterms:date", "prism:publicationdate", "dcterms:available", "posted", "lastmod")
_SUMMARIES = ("description", "summary", "abstract", "excerpt:encoded", "dc:description", "dcterms:abstract")
_BODIES = (
    "content:encoded",
    "content",
    "xhtml:body",
    "body",
    "fullitem",
    "fulltext",
    "full-text",
    "yandex:full-text",
)
_LAST_RESORT = (
    "itunes:summary",
    "googleplay:description",
    "media:description",
    "media:text",
    "itunes:subtitle",
)
_HTML_TYPES = ("", "text/html", "application/xhtml+xml", "html", "xhtml")


@dataclass(frozen=True, slots=True)
class Context:
    """What all entries of one document share: its names, whether it is Atom, its address, and
    whether xml:base and xml:lang occur in it at all (most feeds have neither)."""

    names: Names
    atom: bool
    url: str = ""
    bases: bool = False
    languages: bool = False

    def base(self, element: Element) -> str:
        """xml:base in force at `element`, "" where it is only the document's own address."""
        if not self.bases:
            return ""
        base = element.base or ""
        return "" if base == self.url else base

    def address(self, element: Element, url: str) -> str:
        """`url` against xml:base where there is one; else as it stands."""
        base = self.base(element)
        return joined(base, url) if base and url else url


def joined(base: str, url: str) -> str:
    """`url` against `base`; `url` itself where the two do not join."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def read(element: Element, context: Context) -> RawEntry:
    """The entry that `element` holds. Nothing in it is required."""
    parts = context.names.children(element)
    guid, permanent = _guid(element, parts)
    address = link(parts, context)
    if not address and "guid" not in parts and guid.startswith(("http://", "https://")):
        # An Atom id or an RDF about is only a name; but where it is all there is, it mostly works.
        address = guid
    summary, content = _texts(parts, context)
    return RawEntry(
        guid=guid,
        guid_is_link=permanent,
        link=address,
        title=title(parts, context),
        summary=summary,
        content=content,
        published=_date(parts, _PUBLISHED) or _date(parts, _DATES),
        updated=_date(parts, _UPDATED),
        people=people.of_entry(parts, context.names) or _of_source(parts, context.names),
        tags=_tags(parts, context.names),
        enclosures=attached.enclosures(parts, context.names),
        image=attached.image(parts, context.names),
        language=_language(element, parts, context),
        comments=_comments(parts, context),
        base=context.base(element),
    )


def _guid(element: Element, parts: Parts) -> tuple[str, bool]:
    """(guid, whether it is also a link). RSS 2.0: it is unless isPermaLink says "false"."""
    for guid in parts.get("guid", ()):
        if plain(guid):
            flags = {name.lower(): text for name, text in attributes(guid)}
            return plain(guid), flags.get("ispermalink", "true").strip().lower() != "false"
    for key in ("id", "dc:identifier"):
        for guid in parts.get(key, ()):
            if plain(guid):
                return plain(guid), False
    about = next((text for name, text in attributes(element) if name.lower() == "about"), "")
    return about.strip(), False


def link(parts: Parts, context: Context) -> str:
    """The address of the article (or of the site, for a feed's head).

    What FeedBurner and Pheedo replaced by a counting address comes first; then an Atom
    alternate, HTML before other types; then RSS's; then links of other relations."""
    for key in ("feedburner:origlink", "pheedo:origlink"):
        for element in parts.get(key, ()):
            if plain(element):
                return plain(element)
    ranked: list[tuple[int, str]] = []
    for element in (*parts.get("link", ()), *parts.get("xhtml:link", ()))[:200]:
        href = (element.get("href") or "").strip()
        rel = (element.get("rel") or "alternate").strip().lower()
        kind = (element.get("type") or "").strip().lower()
        if not href:
            href, rank = plain(element) or (element.get("url") or "").strip(), 1
        elif rel == "alternate":
            rank = 0 if kind in _HTML_TYPES else 4 if kind.endswith("xml") or "json" in kind else 2
        else:
            rank = {"related": 5, "via": 6, "canonical": 3, "shortlink": 7}.get(rel, 99)
        if href and rank < 99:
            ranked.append((rank, context.address(element, href)))
    if ranked:
        return min(ranked, key=lambda one: one[0])[1]
    for element in parts.get("content", ()):
        if element.get("src"):
            return context.address(element, (element.get("src") or "").strip())
    return next((plain(e) for key in ("url", "uri", "prism:url") for e in parts.get(key, ()) if plain(e)), "")


def title(parts: Parts, context: Context) -> RawText | None:
    """The title; a Media RSS or iTunes title only where there is no other."""
    for key in ("title", "dc:title", "media:title", "itunes:title"):
        for element in parts.get(key, ()):
            found = value(element, atom=context.atom and key == "title", base=context.base(element))
            if found.value:
                return found
    for group in parts.get("media:group", ()):
        for element in context.names.children(group).get("media:title", ()):
            if plain(element):
                return value(element, atom=True)
    return None


def _texts(parts: Parts, context: Context) -> tuple[RawText | None, RawText | None]:
    """(summary, content). Of several bodies the longest, of several summaries the first."""
    summary = _first(parts, _SUMMARIES, context)
    bodies: list[RawText] = []
    for key in _BODIES:
        for element in parts.get(key, ())[:20]:
            found = _body(element, key, context)
            if found is not None:
                bodies.append(found)
    content = max(bodies, key=lambda one: len(one.value)) if bodies else None
    if summary is None and content is None:
        summary = _first(parts, _LAST_RESORT, context)
    if summary is None and content is None:
        for group in parts.get("media:group", ()):
            summary = summary or _first(context.names.children(group), ("media:description",), context)
    return summary, content


def _body(element: Element, key: str, context: Context) -> RawText | None:
    kind = (element.get("type") or "").lower()
    if key == "content" and kind.startswith(("image/", "audio/", "video/", "multipart/")):
        return None
    atom = key == "content" and (context.atom or bool(kind))
    found = value(element, atom=atom, base=context.base(element), body=True)
    if not found.value:
        return None
    # content:encoded is HTML by definition, even without a single tag in it.
    return RawText(found.value, "html", found.base) if key == "content:encoded" else found


def _first(parts: Parts, keys: tuple[str, ...], context: Context) -> RawText | None:
    for key in keys:
        for element in parts.get(key, ()):
            atom = key in ("summary", "media:description") and (context.atom or bool(element.get("type")))
            found = value(element, atom=atom, base=context.base(element), body=True)
            if found.value:
                return found
    return None


def _date(parts: Parts, keys: tuple[str, ...]) -> str:
    return next((plain(e) for key in keys for e in parts.get(key, ()) if plain(e)), "")


def _of_source(parts: Parts, names: Names) -> tuple[RawPerson, ...]:
    """The people of an atom:source: an aggregated entry without an author has its feed's
    (RFC 4287, 4.1.1 and 4.2.1)."""
    for source in parts.get("source", ()):
        if len(source):
            return people.of_feed(names.children(source), names)
    return ()


def _tags(parts: Parts, names: Names) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for key in ("category", "dc:subject", "media:category"):
        for element in parts.get(key, ())[:TAGS]:
            # Blogger's kind of entry is not a subject.
            if "schemas.google.com/g/2005#kind" in (element.get("scheme") or ""):
                continue
            tag = element.get("label") or line(element) or element.get("term") or element.get("text") or ""
            found.setdefault(tag.strip())
    lists = [*parts.get("itunes:keywords", ()), *parts.get("media:keywords", ()), *parts.get("keywords", ())]
    for group in parts.get("media:group", ()):
        lists += names.children(group).get("media:keywords", ())
    for element in (*lists, *parts.get("tags", ())):
        for tag in plain(element).split(",")[:TAGS]:
            found.setdefault(tag.strip())
    found.pop("", None)
    return tuple(found)[:TAGS]


def _language(element: Element, parts: Parts, context: Context) -> str:
    own = next((plain(e) for key in ("dc:language", "language") for e in parts.get(key, ())), "")
    if own or not context.languages:
        return own
    for key in ("content", "title", "summary"):
        for part in parts.get(key, ())[:1]:
            if part.get(XML + "lang"):
                return (part.get(XML + "lang") or "").strip()
    return language(element)


def _comments(parts: Parts, context: Context) -> str:
    for element in parts.get("comments", ()):
        if plain(element):
            return context.address(element, plain(element))
    for element in parts.get("link", ()):
        href = (element.get("href") or "").strip()
        page = element.get("type") in (None, "text/html") and not href.endswith((".atom", ".xml", ".rss"))
        if page and (element.get("rel") or "").lower() == "replies":
            return context.address(element, href)
    return ""
