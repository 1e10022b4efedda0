"""The picture over a story, and the body without it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from feedreader.model.article import Enclosure, LeadImage
from feedreader.model.document import Document, Figure, Inlines, Picture
from feedreader.parse.raw import RawImage
from feedreader.text import clean, urls

_ON_TOP = 3
"""Blocks at the beginning among which a figure counts as the story's picture. One that stands
further down belongs to the text around it and stays there."""
_TOO_SMALL = 80
"""Pixels; what is declared smaller is a button or a face, not the story's picture."""
_THUMB = 400
_TEXT = 2000
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_SIZED = re.compile(r"(?:[-_]\d{2,4}x\d{2,4}|-scaled|@\dx)(?=\.\w{3,4}$)", re.IGNORECASE)


def lead(
    image: RawImage | None, enclosures: Sequence[Enclosure], document: Document, base: str
) -> tuple[LeadImage | None, Document]:
    """The lead picture, and the document without the figure that it repeats.

    The entry's own picture goes first, then an enclosed one, then a figure at the top of the
    text. A figure that shows the same picture as the lead gives it its caption and credit and
    leaves the text; a gallery always stays."""
    at, figure = _first_figure(document)
    given = _given(image, enclosures, base)
    if figure is None or len(figure.pictures) != 1:
        return given, document
    picture = figure.pictures[0]
    if given is None:
        if at >= _ON_TOP or _is_small(picture):
            return None, document
        return _from_figure(figure, picture), _without(document, at)
    if not same_picture(given.url, picture.url):
        return given, document
    return _joined(given, _from_figure(figure, picture), image, picture), _without(document, at)


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses show one picture: they differ at most in scheme, in the size that
    publishing systems write into the name ("-300x200"), and in the query of a file's name."""
    return _stem(one) == _stem(other)


def pixels(text: str) -> int:
    """A width or height as a number, 0 where it is none."""
    digits = text.strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def _given(image: RawImage | None, enclosures: Sequence[Enclosure], base: str) -> LeadImage | None:
    if image is not None:
        url = urls.web(image.url, base)
        small = 0 < pixels(image.width) < _TOO_SMALL and 0 < pixels(image.height) < _TOO_SMALL
        if url and not small:
            return LeadImage(
                url,
                clean.line(image.alt, _TEXT),
                clean.line(image.caption, _TEXT),
                clean.line(image.credit, _TEXT),
            )
    for enclosure in enclosures:
        if is_picture(enclosure):
            return LeadImage(enclosure.url, alt=enclosure.title)
    return None


def is_picture(enclosure: Enclosure) -> bool:
    """Whether an enclosure is a picture, by its type, else by its name."""
    if enclosure.mime:
        return enclosure.mime.startswith("image/") and enclosure.mime != "image/svg+xml"
    return _PICTURE.search(enclosure.url.partition("?")[0]) is not None


def _first_figure(document: Document) -> tuple[int, Figure | None]:
    for at, block in enumerate(document.blocks):
        if isinstance(block, Figure):
            return at, block
    return -1, None


def _is_small(picture: Picture) -> bool:
    return 0 < picture.width < _TOO_SMALL or 0 < picture.height < _TOO_SMALL


def _from_figure(figure: Figure, picture: Picture) -> LeadImage:
    return LeadImage(picture.url, picture.alt, _text(figure.caption), figure.credit)


def _joined(given: LeadImage, shown: LeadImage, image: RawImage | None, picture: Picture) -> LeadImage:
    """The larger of the two addresses, with all that either says."""
    width = pixels(image.width) if image else 0
    larger = picture.width > width > 0 or (_is_sized(given.url) and not _is_sized(shown.url))
    return LeadImage(
        shown.url if larger or 0 < width < _THUMB else given.url,
        given.alt or shown.alt,
        shown.caption or given.caption,
        shown.credit or given.credit,
    )


def _text(spans: Inlines) -> str:
    return clean.line("".join(span.text for span in spans), _TEXT)


def _without(document: Document, at: int) -> Document:
    return replace(document, blocks=document.blocks[:at] + document.blocks[at + 1 :])


def _is_sized(url: str) -> bool:
    return _SIZED.search(url.partition("?")[0]) is not None


def _stem(url: str) -> str:
    address, question, query = url.partition("#")[0].partition("?")
    if _PICTURE.search(address):
        question = query = ""  # a size or a version; elsewhere it names the picture
    return _SIZED.sub("", address.partition("://")[2].removeprefix("www.")) + question + query
