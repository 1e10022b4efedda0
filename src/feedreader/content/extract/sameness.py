"""The pictures a page declares for its story, and where it shows one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from feedreader.content import images, jsonld
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.outline import Outline
from feedreader.content.tree import Element
from feedreader.model.document import Picture
from feedreader.text import urls

_SIZED = re.compile(
    r"[-_@](?:\d{2,4}x\d{2,4}|\d{3,4}w?|scaled|large|medium|small|thumb(?:nail)?|crop(?:ped)?)(?=$|[-_.])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9a-f]{10,}|\d{6,}|[0-9A-Za-z_-]{20,}", re.IGNORECASE)
_NO_LIMIT = "2147483647"
"""What picture services write for no limit, in every address."""
_NARROW = re.compile(
    r"[/_,=?&-]w(?:idth)?[_=]?(\d{2,3})(?![\d:])|[/_-](\d{2,3})x\d{2,3}(?!\d)|fit/c/(\d{1,3})/\d{1,3}/",
    re.IGNORECASE,
)
_SHOWN_SIZE = re.compile(r"\s*(\d{1,5})px\s*$")
_STANDARD = re.compile(
    r"logo|default|placeholder|favicon|fallback|social-?share|fb-?ico|(?:facebook|twitter|ogp?|og[-_]image|share|card|avatar)\.(?:png|jpe?g|webp)"
    r"|facebook\d*\.|_ogp_",
    re.IGNORECASE,
)
"""Pictures that stand for a site and not for a story."""
_MOST_DECLARED = 20
_MOST = 2_000
"""Pictures of a page that are compared."""
_SMALLEST = 120
"""Pixels under which a picture is a face, a crest or a sign."""


def declared(facts: Facts) -> list[str]:
    """The pictures that the page declares for the story, best first."""
    found = [
        urls.web(facts.meta(name), facts.base)
        for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
    ]
    found += [urls.web(text, facts.base) for text in _of(facts.story.get("image"))]
    found += [urls.web(text, facts.base) for text in _of(facts.story.get("thumbnailUrl"))]
    found.append(facts.image_link)
    return [address for address in dict.fromkeys(found) if address][:_MOST_DECLARED]


def _of(value: object) -> Iterable[str]:
    for part in jsonld.listed(value):
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            for key in ("url", "contentUrl"):
                if isinstance(text := part.get(key), str):
                    yield text


def same(one: str, other: str) -> bool:
    """Whether two addresses are one picture in two sizes."""
    return one == other or bool(_marks(one) & _marks(other))


def is_among(address: str, wanted: Sequence[frozenset[str]]) -> bool:
    """Whether a picture is one of several, of which the marks are given."""
    own = _marks(address)
    return any(own & known for known in wanted)


def marks(addresses: Iterable[str]) -> list[frozenset[str]]:
    """What is peculiar to each picture."""
    return [frozenset(_marks(address)) for address in addresses]


def _marks(address: str) -> set[str]:
    """What is peculiar to a picture in its address: its name without size, and long numbers."""
    parts = urlsplit(unquote(unquote(address)))
    path = parts.path + ("?" + parts.query if "." in parts.query or "/" in parts.query else "")
    name = re.split(r"[?&]", path)[0].rstrip("/").rpartition("/")[2]
    stem = _SIZED.sub("", name.rpartition(".")[0] or name).lower()
    found = {token.lower() for token in _TOKEN.findall(_SIZED.sub("", path)) if any(map(str.isdigit, token))}
    found.discard(_NO_LIMIT)
    return found | (
        {stem} if len(stem) >= 5 and stem not in {"image", "photo", "default", "original"} else set()
    )


def shown(outline: Outline, base: str, wanted: Sequence[str], headline: int) -> int:
    """The place of the element that shows one of the declared pictures, nearest to the headline; or -1."""
    known = marks(wanted)
    best = -1
    images_seen = 0
    for place, element in enumerate(outline.elements):
        if element.tag == "img" and not outline.skipped[place] and images_seen < _MOST:
            images_seen += 1
            picture = images.picture(element, base)
            if picture is None or is_small(element, picture):
                continue
            if is_among(picture.url, known) and (best < 0 or abs(place - headline) < abs(best - headline)):
                best = place
    return best


def is_standard(address: str) -> bool:
    """Whether a picture that is declared and not shown stands for the site, by its address."""
    return bool(_STANDARD.search(urlsplit(address).path.rpartition("/")[2]))


def is_small(element: Element, picture: Picture) -> bool:
    """Whether a picture is too small to be the one over a story, as declared or by its address."""
    return has_small_frame(element) or is_tiny(picture) or images.emoji(element) != ""


def has_small_frame(element: Element) -> bool:
    """Whether a page shows a picture small, however large it is: by `sizes`."""
    shown = _SHOWN_SIZE.match(element.get("sizes") or "")
    return shown is not None and int(shown[1]) < _SMALLEST


def is_tiny(picture: Picture) -> bool:
    """The same by what is declared of it and by its address."""
    return 0 < max(picture.width, picture.height) < _SMALLEST or _is_narrow(picture.url)


def _is_narrow(address: str) -> bool:
    found = _NARROW.search(address)
    return found is not None and int(found[1] or found[2] or found[3]) < _SMALLEST
