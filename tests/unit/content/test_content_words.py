"""Nothing lost and nothing doubled: the words of random HTML against the words of its plain text."""

from __future__ import annotations

import re
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedreader import content
from feedreader.content.collect import inlines, walk
from feedreader.model.document import (
    CodeBlock,
    DefinitionList,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
)

BASE = "https://lantern.example/story"
INLINE = [
    "span",
    "em",
    "b",
    "i",
    "a href='/x'",
    "code",
    "sup",
    "q",
    "small",
    "abbr title='long'",
    "font color=red",
    "kbd",
    "u",
]
BLOCK = [
    "div",
    "p",
    "section",
    "blockquote",
    "h2",
    "h4",
    "li",
    "aside",
    "details",
    "center",
    "pre",
    "article",
    "address",
]
CLASSES = [
    "",
    "",
    " class='entry-content'",
    " class='image-box'",
    " class='caption'",
    " class='gallery'",
    " style='color:red'",
    " id=a",
]

Piece = str


@st.composite
def inline(draw: st.DrawFn, depth: int = 2) -> Piece:
    parts: list[str] = []
    for _number in range(draw(st.integers(1, 3))):
        kind = draw(st.integers(0, 4))
        if kind == 0 and depth:
            tag = draw(st.sampled_from(INLINE))
            parts.append(f"<{tag}>{draw(inline(depth - 1))}</{tag.split()[0]}>")
        elif kind == 1:
            parts.append(
                draw(st.sampled_from(["<br>", "<br><br>", " <br/> ", "&nbsp;", "\n", "<!-- no -->"]))
            )
        else:
            parts.append(draw(st.sampled_from(["WORD", "WORD WORD ", " WORD", "WORD&amp;WORD "])))
    return "".join(parts)


@st.composite
def block(draw: st.DrawFn, depth: int = 2) -> Piece:
    inner = "".join(
        draw(st.lists(st.one_of(inline(), block(depth - 1)) if depth else inline(), min_size=1, max_size=3))
    )
    extra = draw(st.sampled_from(CLASSES))
    kind = draw(st.integers(0, 7))
    if kind == 0:
        items = "".join(f"<li>{part}" for part in draw(st.lists(inline(), min_size=1, max_size=3)))
        return f"<ul{extra}>{items}<li>{inner}</ul>"
    if kind == 1:
        cells = "".join(f"<td>{part}</td>" for part in draw(st.lists(inline(), min_size=1, max_size=3)))
        return f"<table{extra}><tr>{cells}</tr><tr><th>{draw(inline())}</th><td>{inner}</td></tr></table>"
    if kind == 2:
        return f"<dl><dt>{draw(inline())}<dd>{inner}</dl>"
    if kind == 3:
        return f"<figure{extra}><img src=a.jpg><figcaption>{draw(inline())}</figcaption></figure>{inner}"
    if kind == 4:
        return f"{inner}<hr>{draw(inline())}"
    tag = draw(st.sampled_from(BLOCK))
    # Half of the time the end is forgotten.
    return f"<{tag}{extra}>{inner}" + draw(st.sampled_from([f"</{tag}>", ""]))


def _numbered(html: str) -> tuple[str, list[str]]:
    numbers = count()
    names: list[str] = []

    def name(_found: re.Match[str]) -> str:
        number = next(numbers)
        names.append("".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}"))
        return names[-1]

    return re.sub("WORD", name, html), names


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(block(), inline()), min_size=1, max_size=4))
def test_every_word_once(parts: list[str]) -> None:
    html, names = _numbered("".join(parts))
    document = content.from_html(html, BASE)
    assert sorted(re.findall(r"[a-j]{4}", re.sub(r"[^a-j]+", " ", content.plain(document)))) == sorted(
        names
    ) or (
        # Words that touch in the source touch in the text.
        sorted("".join(re.findall(r"[a-j]", content.plain(document)))) == sorted("".join(names))
    )
    _well_formed(document)


def _well_formed(document: Document) -> None:
    """No empty paragraph, heading, list or quotation anywhere; white space collapsed."""
    for part in walk(document.blocks):
        match part:
            case Paragraph(spans) | Heading(_, spans):
                assert "".join(span.text for span in spans).strip()
            case Quote(blocks):
                assert blocks
            case ListBlock(items):
                assert items
                assert all(items)
            case DefinitionList(entries):
                assert entries
            case CodeBlock(text):
                assert text.strip()
        if not isinstance(part, CodeBlock):
            for spans in inlines(part):
                text = "".join(span.text for span in spans)
                assert text == text.strip()
                assert "  " not in text
                assert " \n" not in text
                assert all(span.text for span in spans)
