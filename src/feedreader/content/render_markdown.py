"""Document -> Markdown: CommonMark 0.31 with the pipe tables, strikethrough and footnotes of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterable

from feedreader.content.markdown_inline import escaped, inline, note_label, target
from feedreader.content.render_text import indented
from feedreader.model.document import (
    Aside,
    Block,
    Card,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Embed,
    Figure,
    Footnote,
    Footnotes,
    Heading,
    ListBlock,
    MathBlock,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)

_TICKS = re.compile(r"`{3,}")
_WIDEST = 100
"""Columns of a table. Cells that span many columns and rows would make any number of them."""
_RULES = {"left": ":---", "right": "---:", "center": ":---:", "": "---"}


def markdown(document: Document) -> str:
    """The document as Markdown, a blank line between blocks."""
    return _blocks(document.blocks)


def _blocks(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _block(block)
        if not text:
            continue
        if isinstance(before, ListBlock | DefinitionList) and isinstance(block, ListBlock | DefinitionList):
            # Else two lists would read as one.
            parts.append("<!-- -->")
        parts.append(text)
        before = block
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return inline(spans)
        case Heading(level, spans):
            return "#" * level + " " + inline(spans, single_line=True)
        case Quote(inner, source):
            parts = [_blocks(inner), f"— {inline(source)}" if source else ""]
            return _quoted("\n\n".join(filter(None, parts)))
        case ListBlock():
            return _list(block)
        case DefinitionList(entries):
            return "\n".join(map(_definition, entries))
        case CodeBlock(text, language):
            return _fenced(text, language)
        case MathBlock(text):
            return _fenced(text, "math")
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Card():
            return _quoted(_card(block))
        case Embed(kind, url, title):
            words = escaped(f"{kind.capitalize()}: {title}" if title else f"{kind.capitalize()}: {url}")
            return f"[{words}]({target(url)})"
        case Aside(inner, title):
            head = f"**{escaped(title)}**" if title else ""
            return _quoted("\n\n".join(filter(None, (head, _blocks(inner)))))
        case Footnotes(notes):
            return "\n\n".join(map(_note, notes))
        case Rule():
            return "---"


def _quoted(text: str) -> str:
    return indented(text, "> ", "> ") if text else ""


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language.replace('`', '')}\n{text}\n{fence}"


def _list(block: ListBlock) -> str:
    lines: list[str] = []
    tight = all(isinstance(part, Paragraph | ListBlock) for item in block.items for part in item[1:]) and all(
        sum(isinstance(part, Paragraph) for part in item) < 2 for item in block.items
    )
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        text = "\n".join(_block(part) for part in item) if tight else _blocks(item)
        lines.append(indented(text, mark, " " * len(mark)))
    return ("\n" if tight else "\n\n").join(lines)


def _definition(entry: Definition) -> str:
    terms = "\\\n".join(f"**{inline(term, single_line=True)}**" for term in entry.terms)
    text = "\n\n".join(filter(None, (terms, _blocks(entry.blocks))))
    return indented(text, "- ", "  ")


def _table(table: Table) -> str:
    rows = _grid(table)
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    headed = bool(table.rows) and all(cell.header for cell in table.rows[0])
    head = rows.pop(0) if headed else [""] * width
    aligns = [""] * width
    for row in table.rows:
        for place, cell in enumerate(row[:width]):
            aligns[place] = aligns[place] or cell.align
    lines = [head, [_RULES[align] for align in aligns], *rows]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"{inline(table.caption)}\n\n{text}" if table.caption else text


def _grid(table: Table) -> list[list[str]]:
    """Cells in their columns: what a cell spans beyond the first is left empty, and what would stand
    beyond the last column stands in it."""
    rows: list[list[str]] = []
    reaching = [0] * _WIDEST
    """For each column, how many rows more a cell from above fills."""
    for row in table.rows:
        line: list[str] = []
        beyond: list[str] = []
        below = [max(0, left - 1) for left in reaching]
        for cell in row:
            _fill(line, reaching)
            room = _WIDEST - len(line)
            if not room:
                beyond.append(_cell_text(cell))
                continue
            span = min(cell.colspan, room)
            below[len(line) : len(line) + span] = [cell.rowspan - 1] * span
            line += [_cell_text(cell), *[""] * (span - 1)]
        _fill(line, reaching)
        line[-1:] = [" ".join(filter(None, (*line[-1:], *beyond)))]
        reaching = below
        rows.append(line)
    return rows


def _fill(line: list[str], reaching: list[int]) -> None:
    while len(line) < _WIDEST and reaching[len(line)]:
        line.append("")


def _cell_text(cell: Cell) -> str:
    return inline(cell.spans, in_table=True)


def _figure(figure: Figure) -> str:
    images = "\n".join(map(_image, figure.pictures))
    label = " ".join(
        filter(None, (inline(figure.caption), f"({escaped(figure.credit)})" if figure.credit else ""))
    )
    return "\n\n".join(filter(None, (images, label)))


def _image(picture: Picture) -> str:
    image = f"![{escaped(picture.alt)}]({target(picture.url)})"
    return f"[{image}]({target(picture.href)})" if picture.href else image


def _card(card: Card) -> str:
    head = f"**[{escaped(card.title)}]({target(card.url)})**"
    image = f"![]({target(card.image)})" if card.image else ""
    return "\n\n".join(filter(None, (image, head, escaped(card.summary), escaped(card.site))))


def _note(note: Footnote) -> str:
    return indented(_blocks(note.blocks), f"[^{note_label(note.label)}]: ", "    ")
