"""Mathematics once, as TeX where the page gives it, else as text in one line."""

from __future__ import annotations

import re

from feedreader.content.flow import Flow, Handle
from feedreader.content.inline import Style
from feedreader.content.tree import Element, text_of
from feedreader.model.document import Mark, MathBlock
from feedreader.text import clean

_DELIMITERS = (("\\[", "\\]", True), ("$$", "$$", True), ("\\(", "\\)", False), ("$", "$", False))
_WRAPPED = re.compile(r"^\{\\displaystyle\s+(.*)\}$", re.DOTALL)
_DISPLAY = re.compile(
    r"(?:^|\s)(?:katex-display|MathJax_Display|math-?display|display-?math|mwe-math-element-block)(?:\s|$)"
)


def math(flow: Flow, element: Element, style: Style) -> None:
    """`<math>`."""
    _emit(flow, _mathml(element), (element.get("display") or "") == "block", style)


def wrapped(flow: Flow, element: Element, style: Style) -> bool:
    """KaTeX, MathJax, Wikipedia, Pandoc: an element of class math, katex ..., read once."""
    if element.tag in {"pre", "code", "body", "article", "table"}:
        return False
    inner = next(element.iter("math"), None)
    if inner is not None:
        display = (inner.get("display") or "") == "block" or _is_display(element)
        _emit(flow, _mathml(inner), display, style)
        return True
    if element.tag in {"div", "section"} and next(element.iter("p", "div", "ul"), element) is not element:
        return False
    for script in element.iter("script"):
        if (script.get("type") or "").startswith("math/tex"):
            _emit(flow, script.text or "", "display" in (script.get("type") or ""), style)
            return True
    image = next(element.iter("img"), None)
    text = (image.get("alt") or "" if image is not None else "") or text_of(element)
    _emit(flow, text, element.tag == "div" or _is_display(element), style)
    return True


def script(flow: Flow, element: Element, style: Style) -> None:
    """MathJax 2 keeps its TeX in a script of its own; every other script goes."""
    kind = element.get("type") or ""
    if kind.startswith("math/tex"):
        _emit(flow, element.text or "", "display" in kind, style)


def mathjax_shown(flow: Flow, element: Element, style: Style) -> bool:
    """MathJax 2's drawing of what follows as a script: left out, if it does follow."""
    after = element.getnext()
    return after is not None and after.tag == "script" and (after.get("type") or "").startswith("math/tex")


def latex_picture(flow: Flow, element: Element, style: Style) -> bool:
    """A formula drawn as a picture (WordPress, Blogger), with its TeX as alternative text."""
    alt = element.get("alt") or ""
    if element.tag != "img" or not alt.strip():
        return False
    _emit(flow, alt, False, style)
    return True


def _is_display(element: Element) -> bool:
    return bool(_DISPLAY.search(element.get("class") or "")) or element.get("display") == "true"


def _emit(flow: Flow, text: str, display: bool, style: Style) -> None:
    text = clean.block(text, 20_000).strip()
    for opening, closing, block in _DELIMITERS:
        if len(text) > 2 * len(opening) and text.startswith(opening) and text.endswith(closing):
            text, display = text[len(opening) : -len(closing)].strip(), display or block
            break
    found = _WRAPPED.match(text)
    text = " ".join((found[1] if found else text).split())
    if not text:
        return
    if display:
        flow.add(MathBlock(text))
    else:
        flow.text(text, style._replace(marks=style.marks | Mark.MATH))


def _mathml(element: Element) -> str:
    for note in element.iter("annotation"):
        if "tex" in (note.get("encoding") or "").lower() and (note.text or "").strip():
            return note.text or ""
    return element.get("alttext") or _linear(element, 0)


def _linear(element: Element, depth: int) -> str:
    """Presentation MathML (MathML Core, 3) in one line: a/b, x^2, √(x)."""
    if element.tag in {"annotation", "annotation-xml"}:
        return ""
    if depth > 60:
        return text_of(element).strip()
    parts = [_linear(child, depth + 1) for child in element]
    both = [_grouped(part) for part in parts]
    match element.tag, len(parts):
        case "mfrac", 2:
            return f"{both[0]}/{both[1]}"
        case (("msup" | "mover"), 2):
            return f"{both[0]}^{both[1]}"
        case (("msub" | "munder"), 2):
            return f"{both[0]}_{both[1]}"
        case (("msubsup" | "munderover"), 3):
            return f"{both[0]}_{both[1]}^{both[2]}"
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mo", 0:
            text = (element.text or "").strip()
            return (
                f" {text} " if text in {"=", "+", "−", "-", "≤", "≥", "<", ">", "≈", "→", "∈", "×"} else text
            )
    return (element.text or "").strip() + "".join(parts)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) < 2 or text.isalnum() else f"({text})"


HANDLERS: dict[str, Handle] = {"math": math, "script": script}
