"""Pictures on the page: the room that is kept for them, their captions, cards of related stories."""

from __future__ import annotations

from collections.abc import Iterator

from feedreader.model.document import Card, Figure, Inlines, Mark, Picture, Span
from feedreader.tui.article.flow import flow
from feedreader.tui.article.lines import BLANK, Line, Part, Plate, Role, Setting, line
from feedreader.tui.cells import cell_len, clip, fill, wrap

THUMBNAIL = 12
"""Columns of a card's picture."""
WITH_THUMBNAIL = 56
"""A card narrower than this has words only."""


def picture_line(alt: str, width: int, url: str = "") -> Iterator[Line]:
    """A picture in words, until it is drawn."""
    for number, text in enumerate(wrap(alt or "Picture", width - 2, limit=3)):
        yield Line(
            (Part("▣ " if number == 0 else "  ", Role.PICTURE), Part(text, Role.PICTURE, Mark.NONE, url))
        )


def caption_lines(caption: Inlines, credit: str, width: int) -> Iterator[Line]:
    """Caption, and the credit after it, told apart."""
    text = "".join(span.text for span in caption)
    if caption:
        yield from flow(caption, width, Role.CAPTION)
    if credit and credit.casefold() not in text.casefold():
        yield from flow((Span(credit),), width, Role.CREDIT)


def plate_line(picture: Picture, columns: int, rows: int, row: int, margin: int = 0, link: str = "") -> Line:
    """One row of the room that is kept for a picture, `margin` cells in."""
    before = (Part(" " * margin),) if margin else ()
    blanks = Part(" " * columns, Role.PLATE, Mark.NONE, link)
    return Line((*before, blanks), plate=Plate(picture.url, columns, rows, row, picture.alt))


def plates(picture: Picture, width: int, setting: Setting, *, left: bool = False) -> Iterator[Line]:
    """The room kept for a picture, or the picture in words."""
    columns, rows = setting.room(picture, width)
    if not rows:
        yield from picture_line(picture.alt, width, picture.href or picture.url)
        return
    margin = 0 if left else (width - columns) // 2
    for row in range(rows):
        yield plate_line(picture, columns, rows, row, margin)


def figure_lines(block: Figure, width: int, setting: Setting) -> Iterator[Line]:
    """One picture or a gallery, with caption and credit."""
    if len(block.pictures) > 1:
        yield line(f"Gallery · {len(block.pictures)} pictures", Role.CAPTION, Mark.STRONG)
    for number, picture in enumerate(block.pictures):
        if number and setting.room(picture, width)[1]:
            yield BLANK
        yield from plates(picture, width, setting)
    yield from caption_lines(block.caption, block.credit, width)


def card_lines(block: Card, width: int, setting: Setting) -> Iterator[Line]:
    """A related story in a box: its picture at the left where there is room, headline, line below."""
    label = clip(f" {block.site or 'Related'} ", width - 4)
    yield line("╭─" + label + "─" * (width - 3 - cell_len(label)) + "╮", Role.CARD)
    beside = _thumbnail(block, width, setting)
    taken = beside[0].width + 1 if beside else 0
    inner = width - 4 - taken
    words = [(text, Role.CARD_TITLE) for text in wrap(block.title or block.url, inner)]
    words += [(text, Role.CAPTION) for text in wrap(block.summary, inner, limit=3)]
    words += [("", Role.CAPTION)] * (len(beside) - len(words))
    edge, gap = Part("│", Role.CARD), Part(" ", Role.CARD)
    for number, (text, role) in enumerate(words):
        made = Part(" " + fill(text, inner) + " ", role, Mark.NONE, block.url)
        picture = beside[number] if number < len(beside) else None
        left = (gap, *picture.parts) if picture else (gap._replace(text=" " * taken),) if taken else ()
        yield Line((edge, *left, made, edge), block.url, picture.plate if picture else None)
    yield line("╰" + "─" * (width - 2) + "╯", Role.CARD)


def _thumbnail(block: Card, width: int, setting: Setting) -> list[Line]:
    if not block.image or width < WITH_THUMBNAIL:
        return []
    picture = Picture(block.image)
    columns, rows = setting.room(picture, THUMBNAIL)
    return [plate_line(picture, columns, rows, row, link=block.url) for row in range(rows)]
