"""Document -> plain text: for search, counting words and pipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedreader.content import layers
from feedreader.content.collect import pictures
from feedreader.content.layers import Layer
from feedreader.model.document import (
    Aside,
    Block,
    Card,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Embed,
    Figure,
    Footnotes,
    Heading,
    Inlines,
    ListBlock,
    Mark,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)

BREAK = "* * *"


def plain(document: Document) -> str:
    """The text, with a blank line between blocks. Addresses of links and pictures are left out; a
    document of nothing but pictures gives their alternative texts."""
    text = "\n\n".join(_blocks(document.blocks))
    return text or "\n\n".join(picture.alt for picture in pictures(document) if picture.alt)


def inline(spans: Inlines) -> str:
    """Spans as text: quotation marks, readings and footnote labels written out."""
    return layers.rendered(spans, _opening, _closing, _text)


def indented(text: str, first: str, further: str) -> str:
    """Lines behind a mark; empty ones get no trailing blanks."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((further + line).rstrip() for line in lines[1:])])


def _opening(layer: Layer) -> str:
    return "“" if layer.mark is Mark.QUOTE else ""


def _closing(layer: Layer) -> str:
    return "”" if layer.mark is Mark.QUOTE else ""


def _text(span: Span) -> str:
    if span.note:
        return f"[{span.note}]"
    return f"{span.text}({span.ruby})" if span.ruby else span.text


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    return filter(None, map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return inline(spans)
        case Quote(inner, source):
            parts = [*_blocks(inner), *(["— " + inline(source)] if source else [])]
            return indented("\n\n".join(parts), "> ", "> ") if parts else ""
        case ListBlock():
            return _list(block)
        case DefinitionList(entries):
            return "\n".join(filter(None, map(_definition, entries)))
        case CodeBlock(text) | MathBlock(text):
            return text
        case Table():
            return _table(block)
        case Figure(_, caption, credit):
            return " ".join(filter(None, (inline(caption), f"({credit})" if credit else "")))
        case Card(_, title, summary, _, site):
            return "\n".join(filter(None, (title, summary, site)))
        case Embed(_, url, title):
            return title or url
        case Aside(inner, title):
            return "\n\n".join(filter(None, (title, *_blocks(inner))))
        case Footnotes(notes):
            return "\n".join(
                indented("\n\n".join(_blocks(note.blocks)), f"[{note.label}] ", "    ") for note in notes
            )
        case Rule():
            return BREAK


def _list(block: ListBlock) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        tight = all(isinstance(part, Paragraph | ListBlock) for part in item)
        text = ("\n" if tight else "\n\n").join(_blocks(item))
        lines.append(indented(text, mark, " " * len(mark)))
    return "\n".join(lines)


def _definition(entry: Definition) -> str:
    terms = [inline(term) for term in entry.terms]
    text = "\n\n".join(_blocks(entry.blocks))
    return "\n".join([*terms, *([indented(text, "    ", "    ")] if text else [])])


def _table(table: Table) -> str:
    rows = [" | ".join(inline(cell.spans).replace("\n", " ") for cell in row) for row in table.rows]
    return "\n".join(([inline(table.caption)] if table.caption else []) + rows)
