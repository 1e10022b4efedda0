"""Preformatted text and the many ways in which its language is declared."""

from __future__ import annotations

import re

from feedreader.content.flow import Flow, Handle
from feedreader.content.inline import Style
from feedreader.content.tree import Element, names, outermost, text_of
from feedreader.model.document import CodeBlock
from feedreader.text import clean

_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:lineno|linenos|linenumber|line-number|line-numbers-rows|gutter(?!:)|rouge-gutter)"
)
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|highlight-text-|brush:\s*|sourceCode\s+|highlight\s+(?!highlight|source|table|js)"
    r"|src\s+src-)([A-Za-z0-9+#.-]{1,30})"
)
_NOT_LANGUAGES = names(
    "none text plain plaintext txt nohighlight code highlight highlighter-rouge default auto numberlines"
)
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language", "data-code-language", "lang")
_BLOCKS = frozenset({"div", "p", "li", "tr", "h1", "h2", "h3", "h4"})


def preformatted(flow: Flow, element: Element, style: Style) -> None:
    """`<pre>`: text as it stands, without line numbers."""
    parts: list[str] = []
    _gather(element, parts, 0)
    text = clean.block("".join(parts).replace("\r\n", "\n").replace("\xa0", " ")).strip("\n").rstrip()
    if text.strip():
        flow.add(CodeBlock(text, _language(element)))


def highlighted(flow: Flow, element: Element, style: Style) -> bool:
    """A table, or a figure of one, with line numbers beside the code (Pygments, Hexo, Rouge)."""
    if element.tag not in {"table", "figure", "div"} or (
        element.tag != "table" and next(element.iter("table"), None) is None
    ):
        return False
    blocks = [pre for pre in outermost(element, _is_preformatted) if not _in_numbers(pre, element)]
    if not blocks:
        return False
    for pre in blocks:
        preformatted(flow, pre, style)
    return True


def _is_preformatted(element: Element) -> bool:
    return element.tag == "pre"


def _in_numbers(element: Element, top: Element) -> bool:
    if _NUMBERS.search(element.get("class") or ""):
        return True
    for above in element.iterancestors():
        if above is top:
            return False
        if _NUMBERS.search(above.get("class") or ""):
            return True
    return False


def _gather(element: Element, parts: list[str], depth: int) -> None:
    if element.tag in {"script", "style", "button"} or _NUMBERS.search(element.get("class") or ""):
        return
    parts.append(element.text or "")
    if depth < 60:
        for child in element:
            if child.tag == "br":
                parts.append("\n")
            _gather(child, parts, depth + 1)
            if child.tag in _BLOCKS and not (parts and parts[-1].endswith("\n")):
                parts.append("\n")
            parts.append(child.tail or "")
    else:
        parts += [text_of(child) + (child.tail or "") for child in element]


def _language(element: Element) -> str:
    """From the element, the code inside, or up to three elements round it."""
    inner = next(element.iter("code"), None)
    near = [element] if inner is None else [inner, element]
    for above in element.iterancestors():
        if len(near) > 4 or above.tag in {"body", "article", "li", "blockquote"}:
            break
        near.append(above)
    for place, candidate in enumerate(near):
        for name in _ATTRIBUTES:
            # `lang` says the programming language on <pre> only; elsewhere it is a human one.
            value = candidate.get(name) if name != "lang" or candidate is element else None
            if value:
                return _named(value)
        found = _LANGUAGE.search(candidate.get("class") or "")
        if found and (place < 2 or candidate.tag in {"div", "figure", "pre", "td", "table", "span"}):
            named = _named(found[1])
            if named:
                return named
    return ""


def _named(value: str) -> str:
    name = clean.line(value, 30).lower().strip(" ;.-")
    return "" if name in _NOT_LANGUAGES else name


HANDLERS: dict[str, Handle] = {"pre": preformatted, "listing": preformatted, "xmp": preformatted}
