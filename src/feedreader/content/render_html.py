"""Document -> clean, semantic HTML, which `from_html` reads back to the same Document."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from feedreader.content import layers
from feedreader.content.layers import Layer
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
    Inlines,
    ListBlock,
    Mark,
    MathBlock,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
)

_TAGS = {
    Mark.QUOTE: "q",
    Mark.SMALL: "small",
    Mark.HIGHLIGHT: "mark",
    Mark.UNDERLINE: "u",
    Mark.STRIKE: "s",
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
    Mark.KEYBOARD: "kbd",
    Mark.CODE: "code",
    Mark.MATH: "span",
}


def html(document: Document) -> str:
    """The body's HTML, a block a line; inside a `<div lang>` where the language is known."""
    text = _blocks(document.blocks)
    return f'<div lang="{_attribute(document.language)}">\n{text}\n</div>' if document.language else text


def inline(spans: Inlines) -> str:
    """Spans as HTML."""
    return layers.rendered(spans, _opening, _closing, _text)


def _attribute(text: str) -> str:
    return escape(text, quote=True)


def _opening(layer: Layer) -> str:
    if layer.href:
        return f'<a href="{_attribute(layer.href)}">'
    return '<span class="math">' if layer.mark is Mark.MATH else f"<{_TAGS[layer.mark]}>"


def _closing(layer: Layer) -> str:
    return "</a>" if layer.href else f"</{_TAGS[layer.mark]}>"


def _text(span: Span) -> str:
    text = escape(span.text, quote=False).replace("\n", "<br>\n")
    if span.note:
        return f'<sup><a href="#{_note_id(span.note)}">{text}</a></sup>'
    if span.ruby:
        return f"<ruby>{text}<rt>{escape(span.ruby, quote=False)}</rt></ruby>"
    return text


def _note_id(label: str) -> str:
    return "fn-" + quote(label, safe="")


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{inline(spans)}</p>"
        case Heading(level, spans, anchor):
            name = f' id="{_attribute(anchor)}"' if anchor else ""
            return f"<h{level}{name}>{inline(spans)}</h{level}>"
        case Quote(inner, source):
            footer = f"\n<footer>{inline(source)}</footer>" if source else ""
            return f"<blockquote>\n{_blocks(inner)}{footer}\n</blockquote>"
        case ListBlock(items, ordered, start):
            tag = "ol" if ordered else "ul"
            first = f' start="{start}"' if ordered and start != 1 else ""
            return f"<{tag}{first}>\n{''.join(map(_item, items))}</{tag}>"
        case DefinitionList(entries):
            return f"<dl>\n{''.join(map(_definition, entries))}</dl>"
        case CodeBlock(text, language):
            name = f' class="language-{_attribute(language)}"' if language else ""
            return f"<pre><code{name}>{escape(text, quote=False)}</code></pre>"
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Card():
            return _card(block)
        case Embed():
            return _embed(block)
        case Aside(inner, title):
            # An empty header keeps a heading that is not the box's title from being taken for it.
            named = bool(title) or isinstance(inner[0], Heading)
            head = f"<header>{escape(title, quote=False)}</header>\n" if named else ""
            return f"<aside>\n{head}{_blocks(inner)}\n</aside>"
        case Footnotes(notes):
            return f'<section class="footnotes">\n<ol>\n{"".join(map(_note, notes))}</ol>\n</section>'
        case MathBlock(text):
            return f'<div class="math">{escape(text, quote=False)}</div>'
        case Rule():
            return "<hr>"


def _item(blocks: tuple[Block, ...]) -> str:
    if (
        blocks
        and isinstance(blocks[0], Paragraph)
        and all(isinstance(block, ListBlock) for block in blocks[1:])
    ):
        nested = "\n" + _blocks(blocks[1:]) if len(blocks) > 1 else ""
        return f"<li>{inline(blocks[0].spans)}{nested}</li>\n"
    return f"<li>{_blocks(blocks)}</li>\n"


def _definition(entry: Definition) -> str:
    terms = "".join(f"<dt>{inline(term)}</dt>\n" for term in entry.terms)
    return f"{terms}<dd>{_blocks(entry.blocks)}</dd>\n"


def _note(note: Footnote) -> str:
    return f'<li id="{_note_id(note.label)}">{_blocks(note.blocks)}</li>\n'


def _table(table: Table) -> str:
    caption = f"<caption>{inline(table.caption)}</caption>\n" if table.caption else ""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in table.rows)
    return f'<table class="data-table">\n{caption}{rows}</table>'


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    more = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    more += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    more += f' style="text-align:{cell.align}"' if cell.align else ""
    return f"<{tag}{more}>{inline(cell.spans)}</{tag}>"


def _figure(figure: Figure) -> str:
    images = "\n".join(map(_image, figure.pictures))
    credit = f'<small class="credit">{escape(figure.credit, quote=False)}</small>' if figure.credit else ""
    label = " ".join(filter(None, (inline(figure.caption), credit)))
    caption = f"\n<figcaption>{label}</figcaption>" if label else ""
    return f"<figure>{images}{caption}</figure>"


def _image(picture: Picture) -> str:
    sizes = f' width="{picture.width}"' if picture.width else ""
    sizes += f' height="{picture.height}"' if picture.height else ""
    image = f'<img src="{_attribute(picture.url)}" alt="{_attribute(picture.alt)}"{sizes}>'
    return f'<a href="{_attribute(picture.href)}">{image}</a>' if picture.href else image


def _card(card: Card) -> str:
    image = f'<img src="{_attribute(card.image)}" alt="">' if card.image else ""
    summary = f'<p class="summary">{escape(card.summary, quote=False)}</p>' if card.summary else ""
    site = f'<p><cite class="site">{escape(card.site, quote=False)}</cite></p>' if card.site else ""
    title = f'<a class="title" href="{_attribute(card.url)}">{escape(card.title, quote=False)}</a>'
    return f'<aside class="related">{image}{title}{summary}{site}</aside>'


def _embed(embed: Embed) -> str:
    image = f'<img src="{_attribute(embed.poster)}" alt="">' if embed.poster else ""
    title = escape(embed.title or embed.url, quote=False)
    return f'<figure class="embed {embed.kind}"><a href="{_attribute(embed.url)}">{image}{title}</a></figure>'
