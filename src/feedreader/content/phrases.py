"""Inline elements: emphasis and its kin, links, breaks, rubies."""

from __future__ import annotations

import re

from feedreader.content.flow import Flow, Handle
from feedreader.content.inline import Style
from feedreader.content.tree import Element, names, text_of
from feedreader.model.document import Mark
from feedreader.text import clean

MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "code": Mark.CODE,
    "tt": Mark.CODE,
    "samp": Mark.CODE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "s": Mark.STRIKE,
    "strike": Mark.STRIKE,
    "del": Mark.STRIKE,
    "u": Mark.UNDERLINE,
    "ins": Mark.UNDERLINE,
    "mark": Mark.HIGHLIGHT,
    "kbd": Mark.KEYBOARD,
    "small": Mark.SMALL,
    "q": Mark.QUOTE,
}

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}line-through")
_UPRIGHT = re.compile(r"font-weight\s*:\s*(?:normal|400)|font-style\s*:\s*normal")
_ONLY_SIGN = re.compile(r"[\s#¶§🔗∞]*")


def marked(flow: Flow, element: Element, style: Style) -> None:
    """An element with a meaning of its own: `<em>`, `<code>`, `<sup>`."""
    mark = MARKS[element.tag]
    css = element.get("style")
    # Google Docs wraps whole documents in <b style="font-weight:normal">.
    if css and _UPRIGHT.search(css):
        flow.walk(element, style)
        return
    flow.walk(element, style._replace(marks=style.marks | mark))


def styled(flow: Flow, element: Element, style: Style) -> None:
    """`<span>` and `<font>`: what their CSS says."""
    css = element.get("style")
    if css:
        marks = style.marks
        if _BOLD.search(css):
            marks |= Mark.STRONG
        if _ITALIC.search(css):
            marks |= Mark.EMPHASIS
        if _STRUCK.search(css):
            marks |= Mark.STRIKE
        if marks != style.marks:
            style = style._replace(marks=marks)
    flow.walk(element, style)


def anchor(flow: Flow, element: Element, style: Style) -> None:
    """A link or the reference to a footnote; a heading's link to itself ("#", "¶") is left out."""
    context = flow.context
    label = context.references.get(element)
    if label:
        flow.text(label, Style(style.marks & ~Mark.SUPERSCRIPT, "", "", label))
        return
    href = element.get("href")
    if href and href.startswith("#") and not len(element) and _ONLY_SIGN.fullmatch(element.text or ""):
        return
    address = context.link(href)
    flow.walk(element, style._replace(href=address) if address else style)


def line_break(flow: Flow, element: Element, style: Style) -> None:
    """`<br>`. An old parser may leave text inside."""
    flow.line_break()
    flow.walk(element, style)


def ruby(flow: Flow, element: Element, style: Style) -> None:
    """A base with its reading; parentheses for browsers without rubies are left out."""
    base: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "rt":
            reading = clean.line(text_of(child))
            text = "".join(base)
            base = []
            flow.text(text, style._replace(ruby=reading) if reading and text.strip() else style)
            if reading and not text.strip():
                flow.text(reading, style)
        elif child.tag != "rp":
            base.append(text_of(child))
        base.append(child.tail or "")
    flow.text("".join(base), style)


def nothing(flow: Flow, element: Element, style: Style) -> None:
    """Left out with all it holds: scripts, style sheets, controls."""


def button(flow: Flow, element: Element, style: Style) -> None:
    """A control: only a picture in it is kept (pictures that open large)."""
    for below in element.iter("img"):
        flow.visit(below, style)


HANDLERS: dict[str, Handle] = {
    **dict.fromkeys(MARKS, marked),
    "span": styled,
    "font": styled,
    "a": anchor,
    "br": line_break,
    "ruby": ruby,
    "button": button,
}
_LEFT_OUT = names(
    "script style template head title meta link base input select option optgroup textarea datalist canvas"
    " svg map area dialog progress param frame frameset applet noembed noframes rp colgroup col track"
)
HANDLERS |= dict.fromkeys(_LEFT_OUT, nothing)
