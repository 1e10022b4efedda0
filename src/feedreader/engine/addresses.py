"""What a person typed, and what a page offers, as addresses to try. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

from feedreader.text import urls

COMMON_PATHS = ("feed", "rss", "feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json")
"""Where sites that name no feed keep one, most usual first."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9]+(?:/|$))", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"^(?:feed|rss|pcast|itpc)(?:://|:(?=https?:))", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|replies", re.IGNORECASE)


class Offer(Protocol):
    """A feed that a page names."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def title(self) -> str:
        """What the page calls it, perhaps empty."""


L = TypeVar("L", bound=Offer)
T = TypeVar("T")


def typed(text: str) -> tuple[str, ...]:
    """The addresses that a person may have meant, the likeliest first; empty for none.

    "example.com" means https, and http where that refuses; `feed://` means http(s)."""
    text = _FEED_SCHEME.sub(_plain_scheme, text.strip().strip("<>\"'"))
    if not text or any(each.isspace() for each in text):
        return ()
    if _SCHEME.match(text):
        address = urls.web(text)
        return (address,) if address else ()
    text = text.removeprefix("//")
    host = text.split("/", 1)[0]
    if "." not in host and not host.startswith(("localhost", "[")):
        return ()
    both = (urls.web(f"https://{text}"), urls.web(f"http://{text}"))
    return tuple(each for each in both if each)


def _plain_scheme(match: re.Match[str]) -> str:
    return "" if match.group().endswith(":") else "https://"


def guesses(page: str) -> tuple[str, ...]:
    """Addresses where the site of a page that names no feed may keep one."""
    root = urljoin(page, "/")
    folder = page if page.endswith("/") else urljoin(page, ".")
    tries = [urljoin(root, path) for path in COMMON_PATHS]
    if folder != root:
        tries = [urljoin(folder, path) for path in COMMON_PATHS[:3]] + tries
    return tuple(dict.fromkeys(tries))


def offers(links: Iterable[L]) -> tuple[L, ...]:
    """The feeds worth offering: each address once, and feeds of comments only where nothing
    else is there. The same stories as RSS and as Atom under one title are one offer."""
    kept: list[L] = []
    titles: set[str] = set()
    for link in links:
        name = _without_format(link.title)
        if any(urls.same_page(link.url, each.url) for each in kept) or (name and name in titles):
            continue
        titles.add(name)
        kept.append(link)
    stories = [link for link in kept if not is_comments(link.url, link.title)]
    return tuple(stories or kept)


def is_comments(url: str, title: str) -> bool:
    """Whether a feed carries comments on stories, not stories."""
    return bool(_COMMENTS.search(title) or _COMMENTS.search(urlsplit(url).path))


def _without_format(title: str) -> str:
    words = re.sub(r"(?i)\b(rss|atom|json|feed|xml|[12]\.0)\b|[^\w\s]", " ", title).split()
    return " ".join(words).casefold()


def place(url: str) -> str:
    """Host of an address, lower case, with its port unless that is the scheme's own; what "the
    same server" means, as `fetch` names it."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if ":" in host:
        host = f"[{host}]"
    return host if port in (None, {"http": 80, "https": 443}.get(parts.scheme)) else f"{host}:{port}"


def interleaved(keyed: Sequence[tuple[str, T]]) -> list[T]:
    """Values by turns of their key, so that no server's queue comes in one piece."""
    queues: dict[str, list[T]] = {}
    for key, value in keyed:
        queues.setdefault(key, []).append(value)
    out: list[T] = []
    rows = [list(reversed(queue)) for queue in queues.values()]
    while rows:
        out += [row.pop() for row in rows]
        rows = [row for row in rows if row]
    return out
