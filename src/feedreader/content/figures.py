"""Pictures in the text: figures with caption and credit, galleries, pictures in the middle of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from feedreader.content import captions, images, slides
from feedreader.content.flow import Flow, Handle, flattened
from feedreader.content.inline import Style, joined, text_in, undashed
from feedreader.content.tree import Element, names, outermost, says_anything, short_text, text_of
from feedreader.model.document import (
    Block,
    CodeBlock,
    Embed,
    Figure,
    Inlines,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
)
from feedreader.text import clean

LOOSE_TEXT = 600
"""Characters up to which text beside a picture is taken for its caption and not for the story."""

_CAPTION = re.compile(
    r"(?<!without)(?<!no)(?<!no[-_])caption(?!ed)|(?:^|[\s_-])(?:legend|bildunterschrift|img-?desc|image-?desc(?:ription)?|image-?text)",
    re.IGNORECASE,
)
_SIZED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[a-z]{3,4}$)|-scaled(?=\.[a-z]{3,4}$)", re.IGNORECASE)
_CONTAINERS = names("div p section span dl ul ol li center aside header")
_PARTS = frozenset({"figcaption", "figure", "img", "picture", "a"})
_INLINE = names("a span em i b strong font u small picture source noscript")


def image(flow: Flow, element: Element, style: Style) -> None:
    """`<img>` and `<amp-img>`: a figure, or the character it stands for."""
    sign = images.emoji(element)
    if sign:
        flow.text(sign, style)
        return
    picture = images.picture(element, flow.context.base, style.href)
    if picture is None:
        return
    figure = Figure((picture,))
    if flow.in_sentence() and _goes_on(element):
        if images.is_icon(element) and picture.alt:
            flow.text(picture.alt, style)
        else:
            flow.waiting.append(figure)
        return
    flow.flush()
    if not _repeats(flow, picture):
        flow.add(figure)


def _goes_on(element: Element) -> bool:
    """Whether the line goes on behind a picture."""
    at: Element | None = element
    while at is not None:
        if (at.tail or "").strip():
            return True
        after = at.getnext()
        if after is not None:
            return after.tag in _INLINE and says_anything(after)
        at = at.getparent()
        if at is None or at.tag not in _INLINE:
            return False
    return False


def _repeats(flow: Flow, picture: Picture) -> bool:
    """Whether the block before shows it already (a lazy picture and its copy for no script)."""
    last = flow.blocks[-1] if flow.blocks else None
    return isinstance(last, Figure) and any(_key(shown) == _key(picture) for shown in last.pictures)


def _key(picture: Picture) -> str:
    return _SIZED.sub("", picture.url.partition("?")[0].partition("://")[2])


def noscript(flow: Flow, element: Element, style: Style) -> None:
    """Only pictures and embeds, where the page shows them by script and has no copy before."""
    before = element.getprevious()
    shown = before is not None and any(
        not images.is_lazy(below) and images.picture(below, flow.context.base) for below in before.iter("img")
    )
    for below in element.iter("img", "iframe"):
        if below.tag == "iframe" or not shown:
            flow.visit(below, style)


def figure(flow: Flow, element: Element, style: Style) -> None:
    """`<figure>`: pictures, or a quotation, table, code or embed, with a caption."""
    flow.flush()
    if flow.too_nested:
        flow.walk(element, style)
        flow.flush()
        return
    taken = flow.context.taken
    labels = [below for below in element.iter("figcaption") if below not in taken]
    others = {
        label
        for inner in outermost(element, lambda below: below.tag == "figure")
        for label in inner.iter("figcaption")
    }
    own = [label for label in labels if label not in others]
    credits = [child for child in element if child.tag not in _PARTS and captions.is_credit(child)]
    inner = any(below is not element and below not in taken for below in element.iter("figure"))
    _emit(flow, element, style, own, credits, apart=inner and len(labels) > len(own))


def captioned(flow: Flow, element: Element, style: Style) -> bool:
    """A container of class caption, image ...: a figure in all but name, if it holds a picture and
    a caption and little else; or the caption of the figure before it."""
    if element.tag not in _CONTAINERS or flow.too_nested:
        return False
    if next(element.iter("img"), None) is None:
        return _late_caption(flow, element, style)
    if next(element.iter("figure"), None) is not None:
        return False
    taken = flow.context.taken
    labels = [
        label
        for label in outermost(element, _is_label)
        if label not in taken and next(label.iter("img"), None) is None
    ]
    if not labels:
        return False
    said = sum(len(text_of(label)) for label in labels)
    if short_text(element, said + LOOSE_TEXT) is None:
        return False
    flow.flush()
    credits = [child for child in element if child not in labels and captions.is_credit(child)]
    _emit(flow, element, style, labels, credits)
    return True


def gallery(flow: Flow, element: Element, style: Style) -> bool:
    """Several pictures of class gallery as one figure; as figures of their own if they have captions."""
    if element.tag not in _CONTAINERS or flow.too_nested:
        return False
    if next(islice(element.iter("img"), 1, None), None) is None:
        return False
    figure(flow, element, style)
    return True


def _emit(
    flow: Flow,
    element: Element,
    style: Style,
    labels: list[Element],
    credits: list[Element],
    apart: bool = False,
) -> None:
    """Adds what a figure holds; `apart`: its pictures have captions of their own."""
    caption, credit = captions.read(flow, labels, credits)
    flow.context.taken.update(labels)
    blocks = _contents(flow, element, style)
    figures = [block for block in blocks if isinstance(block, Figure)]
    rest = [block for block in blocks if not isinstance(block, Figure)]
    if not figures:
        flow.add(*_labelled(blocks, caption, credit))
        return
    only = figures[0] if len(figures) == 1 else None
    if only is not None and not (caption and only.caption) and not (credit and only.credit):
        # What stood behind the picture is its other half.
        caption, credit = caption or only.caption, credit or only.credit
    elif apart or any(block.caption or block.credit for block in figures):
        flow.add(*blocks, *_paragraph(caption, credit))
        return
    if len(figures) > 1 and not caption and not credit:
        paired = slides.paired(blocks, LOOSE_TEXT)
        if paired:
            flow.add(*paired)
            return
    caption, credit, left = _loose(caption, credit, rest)
    pictures = {picture.url: picture for block in figures for picture in block.pictures}
    flow.add(Figure(tuple(pictures.values()), caption, credit), *left)


def _loose(caption: Inlines, credit: str, rest: Sequence[Block]) -> tuple[Inlines, str, Sequence[Block]]:
    """Caption and credit that have no element of their own, and what is left beside the pictures."""
    if not caption and rest and all(isinstance(block, Paragraph) for block in rest):
        spans, _none = flattened(rest)
        if len(text_in(spans)) <= LOOSE_TEXT:
            return (spans, credit, []) if credit else (*captions.split(spans), [])
    if not credit:
        for block in rest:
            if isinstance(block, Paragraph) and captions.is_credit_text(text_in(block.spans)):
                left = [other for other in rest if other is not block]
                return caption, captions.bare_credit(text_in(block.spans)), left
    return caption, credit, rest


def _contents(flow: Flow, element: Element, style: Style) -> tuple[Block, ...]:
    """What is inside; the items of a list of pictures count as one after another."""
    out: list[Block] = []
    for block in flow.inside(element, style):
        if isinstance(block, ListBlock) and all(
            isinstance(part, Figure) for row in block.items for part in row
        ):
            out += [part for row in block.items for part in row]
        else:
            out.append(block)
    return tuple(out)


def _labelled(blocks: tuple[Block, ...], caption: Inlines, credit: str) -> list[Block]:
    """What is no picture takes the caption in its own way."""
    label = joined([caption, (Span(credit),)]) if caption and credit else caption or _credited(credit)
    if not label:
        return list(blocks)
    if len(blocks) == 1:
        match blocks[0]:
            case Quote(inner, ()):
                return [Quote(inner, undashed(label))]
            case Table(rows, ()):
                return [Table(rows, label)]
            case Embed(kind, url, title, poster) if not title:
                return [Embed(kind, url, clean.line(text_in(label)), poster)]
            case CodeBlock():
                return [Paragraph(label), blocks[0]]
    return [*blocks, Paragraph(label)]


def _credited(credit: str) -> Inlines:
    return (Span(credit),) if credit else ()


def _paragraph(caption: Inlines, credit: str) -> list[Block]:
    label = joined([part for part in (caption, _credited(credit)) if part])
    return [Paragraph(label)] if label else []


def late(flow: Flow, element: Element, style: Style) -> None:
    """`<figcaption>` outside of a figure: the caption of the picture before it, else text."""
    if not _late_caption(flow, element, style):
        flow.flush()
        flow.walk(element, style)
        flow.flush()


def is_late(element: Element) -> bool:
    """Whether an element can be the caption or the credit of a picture before it, by its name."""
    return _is_label(element) or captions.is_of_a_picture(element)


def _late_caption(flow: Flow, element: Element, style: Style) -> bool:
    """Whether an element was the caption or the credit of the picture right before it, and taken so."""
    tried = flow.context.tried
    if flow.too_nested or element in tried or flow.in_sentence() or short_text(element, LOOSE_TEXT) is None:
        return False
    flow.flush()
    last = flow.blocks[-1] if flow.blocks else None
    if not isinstance(last, Figure):
        return False
    tried.add(element)
    if captions.is_of_a_picture(element) and not last.credit:
        caption, credit = captions.read(flow, [], [element])
    elif _is_label(element) and not last.caption:
        caption, credit = captions.read(flow, [element], [])
    else:
        return False
    if not caption and not credit:
        return False
    flow.context.taken.add(element)
    flow.blocks[-1] = Figure(last.pictures, last.caption or caption, last.credit or credit)
    return True


def _is_label(element: Element) -> bool:
    return element.tag == "figcaption" or (
        element.tag not in {"img", "picture"} and bool(_CAPTION.search(element.get("class") or ""))
    )


HANDLERS: dict[str, Handle] = {
    "figcaption": late,
    "img": image,
    "amp-img": image,
    "figure": figure,
    "noscript": noscript,
}
