"""What a Document holds anywhere inside: pictures, links, cards; in reading order, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedreader.model.document import (
    Aside,
    Block,
    Card,
    DefinitionList,
    Document,
    Figure,
    Footnotes,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Table,
)


def pictures(document: Document) -> tuple[Picture, ...]:
    """The pictures of figures, by address; pictures of cards and posters are not among them."""
    found: dict[str, Picture] = {}
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            for picture in block.pictures:
                found.setdefault(picture.url, picture)
    return tuple(found.values())


def links(document: Document) -> tuple[str, ...]:
    """The addresses that text and pictures link to, and those of cards."""
    found: dict[str, None] = {}
    for block in walk(document.blocks):
        if isinstance(block, Card):
            found[block.url] = None
        if isinstance(block, Figure):
            found |= dict.fromkeys(picture.href for picture in block.pictures if picture.href)
        for spans in inlines(block):
            found |= dict.fromkeys(span.href for span in spans if span.href)
    return tuple(found)


def cards(document: Document) -> tuple[Card, ...]:
    """The related stories' cards, by address."""
    found: dict[str, Card] = {}
    for block in walk(document.blocks):
        if isinstance(block, Card):
            found.setdefault(block.url, block)
    return tuple(found.values())


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, each before those inside it."""
    for block in blocks:
        yield block
        match block:
            case Quote(inner) | Aside(inner):
                yield from walk(inner)
            case ListBlock(items):
                for item in items:
                    yield from walk(item)
            case DefinitionList(entries):
                for entry in entries:
                    yield from walk(entry.blocks)
            case Footnotes(notes):
                for note in notes:
                    yield from walk(note.blocks)


def inlines(block: Block) -> Iterator[Inlines]:
    """The runs of text that belong to a block itself."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            yield spans
        case Quote(_, source):
            yield source
        case DefinitionList(entries):
            for entry in entries:
                yield from entry.terms
        case Table(rows, caption):
            yield caption
            for row in rows:
                for cell in row:
                    yield cell.spans
        case Figure(_, caption):
            yield caption
