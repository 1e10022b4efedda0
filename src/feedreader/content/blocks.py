"""Block elements: paragraphs, headings, quotations, lists, definitions, boxes."""

from __future__ import annotations

from feedreader.content.flow import Flow, Handle
from feedreader.content.hidden import is_hidden
from feedreader.content.inline import PLAIN, Style, one_line, text_in, undashed
from feedreader.content.tree import Element, names, says_anything, short_text, text_of
from feedreader.model.document import (
    Aside,
    Block,
    Definition,
    DefinitionList,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
)
from feedreader.text import clean

FORM_TEXT = 600
"""Characters from which a form is taken for a page wrapped in one (ASP.NET) and not for a form."""

_SOURCE = 1_000

_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_TITLES = _HEADINGS | {"summary", "header"}


def plain_block(flow: Flow, element: Element, style: Style) -> None:
    """A container or paragraph: its text stands apart from what is around it."""
    flow.flush()
    flow.walk(element, style)
    flow.flush()


def heading(flow: Flow, element: Element, style: Style) -> None:
    """A heading, as one line; pictures in it stand behind it."""
    flow.flush()
    spans, rest = flow.inlines(element, style)
    anchor = clean.line(element.get("id") or "", 200)
    if spans:
        flow.add(Heading(int(element.tag[1]), one_line(spans), anchor))
    flow.add(*rest)


def quote(flow: Flow, element: Element, style: Style) -> None:
    """A quotation; who is quoted stands in a footer, a cite or a figcaption at its end."""
    if flow.too_nested:
        plain_block(flow, element, style)
        return
    source = quote_source(flow, element)
    blocks = flow.inside(element, style)
    if not source:
        blocks, source = _signed(blocks)
    if blocks:
        flow.add(Quote(blocks, source))
    elif source:
        flow.add(Paragraph(source))


def quote_source(flow: Flow, element: Element) -> Inlines:
    """Takes the source out of a quotation, so that it is not read again as text."""
    last = _last_said(element)
    if last is not None and last.tag in {"p", "div"}:
        # libxml2 lets a paragraph run on over a footer; and "Text.<br><cite>Name</cite>" is common.
        inner = _last_said(last)
        before = inner.getprevious() if inner is not None else None
        alone = inner is not None and _is_all(inner, last)
        broken = before is not None and before.tag == "br" and not (before.tail or "").strip()
        last = inner if inner is not None and (inner.tag == "footer" or alone or broken) else None
    if last is None or last.tag not in {"footer", "cite", "figcaption"}:
        return ()
    spans, _rest = flow.inlines(last)
    flow.context.taken.add(last)
    return undashed(spans)


def _last_said(element: Element) -> Element | None:
    """The last child if it holds the last words."""
    for child in reversed(list(element)):
        if (child.tail or "").strip():
            return None
        if says_anything(child):
            return child
    return None


def _is_all(inner: Element, outer: Element) -> bool:
    """Whether an element has all the words of the one round it. No source is longer than that."""
    said, whole = short_text(inner, _SOURCE), short_text(outer, _SOURCE)
    return said is not None and whole is not None and said.strip() == whole.strip()


def _signed(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Inlines]:
    """A last paragraph "— Name" is the source."""
    if len(blocks) > 1 and isinstance(blocks[-1], Paragraph):
        spans = blocks[-1].spans
        if spans[0].text[0] in "—–―" and sum(len(span.text) for span in spans) <= 120:
            return blocks[:-1], undashed(spans)
    return blocks, ()


def bullet_list(flow: Flow, element: Element, style: Style) -> None:
    """`<ul>` and `<ol>`. What stands between the items belongs to the one before."""
    if flow.too_nested:
        plain_block(flow, element, style)
        return
    flow.flush()
    items: list[list[Block]] = []
    between = Flow(flow.context)
    between.text(element.text or "", style)
    for child in element:
        if child.tag != "li":
            between.into(between.visit, child, style)
        elif child not in flow.context.taken and not is_hidden(child, child.keys()):
            _settle(between, items)
            blocks = flow.inside(child, style)
            if blocks:
                items.append(list(blocks))
        between.text(child.tail or "", style)
    _settle(between, items)
    if items:
        ordered = element.tag == "ol"
        each = tuple(map(tuple, items))
        flow.add(ListBlock(each, ordered, _start(element) if ordered else 1))


def _settle(between: Flow, items: list[list[Block]]) -> None:
    between.flush()
    if found := between.emptied():
        if items:
            items[-1] += found
        else:
            items.append(found)


def item(flow: Flow, element: Element, style: Style) -> None:
    """`<li>`; those without a list round them join into one."""
    if flow.too_nested:
        plain_block(flow, element, style)
        return
    if flow.stray and not flow.has_text():
        flow.pieces = []
    else:
        flow.flush()
    blocks = flow.inside(element, style)
    if blocks:
        flow.stray.append(blocks)


def _start(element: Element) -> int:
    try:
        return max(0, min(int(element.get("start") or 1), 1_000_000))
    except ValueError:
        return 1


def definitions(flow: Flow, element: Element, style: Style) -> None:
    """`<dl>`, also with its groups wrapped in `<div>`."""
    if flow.too_nested:
        plain_block(flow, element, style)
        return
    flow.flush()
    entries: list[_Entry] = []
    terms: list[Inlines] = []
    blocks: list[Block] = []
    parts = [below for child in element for below in (child if child.tag == "div" else (child,))]
    for part in parts:
        if part.tag == "dt":
            if blocks:
                _define(entries, terms, blocks)
                terms, blocks = [], []
            # libxml2 leaves a second term inside the first where the first is not closed.
            for block in flow.inside(part, style):
                if isinstance(block, Paragraph):
                    terms.append(block.spans)
                else:
                    blocks.append(block)
        else:
            blocks += flow.inside(part, style) if part.tag == "dd" else flow.of([part], style)
    if terms or blocks:
        _define(entries, terms, blocks)
    if any(terms for terms, _blocks in entries):
        each = tuple(Definition(tuple(terms), tuple(blocks)) for terms, blocks in entries)
        flow.add(DefinitionList(each))
    else:
        flow.add(*[block for _terms, blocks in entries for block in blocks])


_Entry = tuple[list[Inlines], list[Block]]


def _define(entries: list[_Entry], terms: list[Inlines], blocks: list[Block]) -> None:
    """What has no term of its own belongs to the one before."""
    if entries and not terms:
        entries[-1][1].extend(blocks)
    else:
        entries.append((terms, blocks))


def box(flow: Flow, element: Element, style: Style) -> None:
    """`<aside>` and `<details>`: a box, with the summary, header or first heading as its title."""
    if flow.too_nested:
        plain_block(flow, element, style)
        return
    title = ""
    first = next(iter(element), None)
    if first is not None and not (element.text or "").strip() and first.tag in _TITLES:
        title = clean.line(text_of(first), 300)
        flow.context.taken.add(first)
    blocks = flow.inside(element, PLAIN)
    head = blocks[0] if blocks and first is not None and first.tag != "header" else None
    if not title and isinstance(head, Heading) and not any(span.href for span in head.spans):
        title, blocks = text_in(head.spans), blocks[1:]
    if blocks:
        flow.add(Aside(blocks, title))
    elif title:
        flow.add(Paragraph((Span(title),)))


def rule(flow: Flow, element: Element, style: Style) -> None:
    """`<hr>`."""
    flow.add(Rule())
    flow.walk(element, style)


def form(flow: Flow, element: Element, style: Style) -> None:
    """Forms go, but a whole page inside one is read."""
    if short_text(element, FORM_TEXT) is None and next(element.iter("p"), None) is not None:
        plain_block(flow, element, style)


_APART = names(
    "p div section article main header footer address center nav fieldset hgroup search body legend"
    " dt dd figcaption caption summary tbody thead tfoot tr td th"
)
HANDLERS: dict[str, Handle] = dict.fromkeys(_APART, plain_block)
HANDLERS |= dict.fromkeys(_HEADINGS, heading)
HANDLERS |= {
    "blockquote": quote,
    "ul": bullet_list,
    "ol": bullet_list,
    "menu": bullet_list,
    "dir": bullet_list,
    "li": item,
    "dl": definitions,
    "aside": box,
    "details": box,
    "hr": rule,
    "form": form,
}
