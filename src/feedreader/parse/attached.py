"""What comes with an entry: files to play or fetch, and the picture over the story.

Media RSS 1.5.1 (media:content, group, thumbnail, description, credit), RSS enclosures, Atom
links, iTunes images, and the elements that various generators made up for a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedreader.parse.names import Element, Names
from feedreader.parse.raw import RawEnclosure, RawImage
from feedreader.parse.texts import plain

MOST = 200
"""Files of one entry that are read."""

_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#]|$)", re.I)
_MADE_UP = (
    "bigimage",
    "largeimage",
    "fullimage",
    "itunes:image",
    "webfeeds:cover",
    "googleplay:image",
    "image",
    "thumbnail",
    "featured-image",
    "featuredimage",
    "post-thumbnail",
    "thumb",
    "cover",
    "img",
    "picture",
    "thumbnailurl",
    "imageurl",
)


@dataclass(frozen=True, slots=True)
class _Medium:
    """One media:content with what is said about it, there or in the group around it."""

    element: Element
    parts: dict[str, list[Element]]
    around: tuple[dict[str, list[Element]], ...]

    def first(self, key: str) -> Element | None:
        """The nearest element of that name: inside, in the group, in the entry."""
        for parts in (self.parts, *self.around):
            if parts.get(key):
                return parts[key][0]
        return None

    def text(self, key: str) -> str:
        """The nearest text of that name."""
        found = self.first(key)
        return plain(found) if found is not None else ""


def _media(parts: dict[str, list[Element]], names: Names) -> Iterator[_Medium]:
    for element in parts.get("media:content", ())[:MOST]:
        yield _Medium(element, names.children(element), (parts,))
    for group in parts.get("media:group", ())[:MOST]:
        inside = names.children(group)
        for element in inside.get("media:content", ())[:MOST]:
            yield _Medium(element, names.children(element), (inside, parts))


def _is_picture(element: Element) -> bool:
    kind = (element.get("type") or "").lower()
    medium = (element.get("medium") or "").lower()
    if kind or medium:
        return kind.startswith("image") or medium == "image"
    return bool(_PICTURE_NAME.search(element.get("url") or element.get("href") or ""))


def _width(element: Element) -> int:
    text = (element.get("width") or "").strip().removesuffix("px")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def image(parts: dict[str, list[Element]], names: Names) -> RawImage | None:
    """The picture of an entry: the widest media:content that is one, else a thumbnail, else
    what else names a picture, else an enclosure that is one."""
    media = list(_media(parts, names))
    pictures = [m for m in media if m.element.get("url") and _is_picture(m.element)]
    if pictures:
        return _from_medium(max(pictures, key=lambda m: _width(m.element)))
    thumbnails = list(parts.get("media:thumbnail", ()))
    around = [parts]
    for group in parts.get("media:group", ())[:MOST]:
        inside = names.children(group)
        around.insert(0, inside)
        thumbnails += inside.get("media:thumbnail", ())
    for medium in media:
        thumbnails += medium.parts.get("media:thumbnail", ())
    thumbnails = [e for e in thumbnails[:MOST] if e.get("url") or plain(e)]
    if thumbnails:
        return _picture(max(thumbnails, key=_width))
    for key in _MADE_UP:
        for element in parts.get(key, ()):
            found = _picture(element, names)
            if found:
                return found
    enclosures = (*parts.get("enclosure", ()), *_links(parts, "enclosure"))
    return next((_picture(e) for e in enclosures if _is_picture(e)), None)


def _from_medium(medium: _Medium) -> RawImage:
    element = medium.element
    caption = medium.parts.get("media:description") or medium.parts.get("media:text")
    # Around a lone picture a description may be the story's; a credit never is.
    if not caption and medium.around[0].get("media:content") and len(medium.around) > 1:
        caption = medium.around[0].get("media:description")
    title = medium.parts.get("media:title")
    return RawImage(
        url=(element.get("url") or "").strip(),
        alt=plain(title[0]) if title else "",
        caption=plain(caption[0]) if caption else "",
        credit=medium.text("media:credit") or medium.text("media:copyright"),
        width=element.get("width") or "",
        height=element.get("height") or "",
    )


def _picture(element: Element, names: Names | None = None) -> RawImage | None:
    url = element.get("url") or element.get("href") or element.get("src") or ""
    if not url and len(element) and names:
        parts = names.children(element)
        inside = next((parts[k][0] for k in ("url", "img", "link", "src") if k in parts), None)
        url = (inside.get("src") or plain(inside)) if inside is not None else ""
    url = (url or plain(element)).strip()
    if not url or re.search(r"[\s<>]", url):
        return None
    return RawImage(
        url,
        alt=element.get("alt") or "",
        width=element.get("width") or "",
        height=element.get("height") or "",
    )


def _links(parts: dict[str, list[Element]], rel: str) -> Iterable[Element]:
    return (e for e in parts.get("link", ()) if (e.get("rel") or "").lower() == rel)


def enclosures(parts: dict[str, list[Element]], names: Names) -> tuple[RawEnclosure, ...]:
    """Files of an entry, each address once. Of media:content only what plays: its pictures are
    the story's picture."""
    duration = next((plain(e) for e in parts.get("itunes:duration", ())), "")
    found: dict[str, RawEnclosure] = {}
    for element in (*parts.get("enclosure", ())[:MOST], *list(_links(parts, "enclosure"))[:MOST]):
        url = (element.get("url") or element.get("href") or plain(element)).strip()
        mime = (element.get("type") or "").strip()
        plays = not mime.startswith("image")
        _add(
            found,
            url,
            mime,
            element.get("length") or "",
            element.get("title") or "",
            duration if plays else "",
        )
        duration = "" if plays else duration
    for medium in _media(parts, names):
        element = medium.element
        mime = element.get("type") or ""
        kind = (element.get("medium") or mime.partition("/")[0]).lower()
        # YouTube's Flash player plays nowhere any more.
        if kind not in ("audio", "video") or "shockwave" in mime:
            continue
        _add(
            found,
            (element.get("url") or "").strip(),
            mime,
            element.get("fileSize") or element.get("filesize") or "",
            plain(medium.parts["media:title"][0]) if "media:title" in medium.parts else "",
            element.get("duration") or "",
        )
    return tuple(found.values())[:MOST]


def _add(found: dict[str, RawEnclosure], url: str, mime: str, length: str, title: str, duration: str) -> None:
    if url and url not in found:
        found[url] = RawEnclosure(url, mime, length.strip(), title.strip(), duration.strip())
