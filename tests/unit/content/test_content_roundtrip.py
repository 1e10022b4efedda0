"""Documents made at random: HTML and back, Markdown read by a CommonMark parser, words in the plain text."""

from __future__ import annotations

import re
from typing import cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from feedreader import content
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
    EmbedKind,
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

BASE = "https://lantern.example/story"
WORDS = [
    "harbour",
    "Überfahrt",
    "naïve",
    "漁港",
    "a*b",
    "snake_case",
    "<tag>",
    "&amp;",
    "[x]",
    "1.",
    "#1",
    "`",
    "-",
    "+",
    "x|y",
    "~~",
    "!",
]
words = st.sampled_from(WORDS)
addresses = st.sampled_from(["https://a.example/", "https://b.example/x?y=1&z=(2)", "mailto:me@c.example"])
pictures_at = st.sampled_from(
    ["https://p.example/1.jpg", "https://p.example/2.png?w=3", "https://p.example/3_%20.webp"]
)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
marks = st.sampled_from(
    [
        Mark.NONE,
        Mark.NONE,
        Mark.EMPHASIS,
        Mark.STRONG,
        Mark.STRONG | Mark.EMPHASIS,
        Mark.CODE,
        Mark.SUPERSCRIPT,
        Mark.SUBSCRIPT,
        Mark.STRIKE,
        Mark.KEYBOARD,
        Mark.HIGHLIGHT,
        Mark.UNDERLINE,
        Mark.SMALL,
        Mark.QUOTE | Mark.EMPHASIS,
        Mark.MATH,
    ]
)


@st.composite
def inlines(draw: st.DrawFn, breaks: bool = True) -> Inlines:
    """Spans in the form the converter gives: unlike neighbours, blanks before the later ones."""
    spans: list[Span] = []
    for number in range(draw(st.integers(1, 4))):
        mark = draw(marks)
        # Within mathematics all white space is one blank, at the edges none.
        joint = "" if mark & Mark.MATH else draw(st.sampled_from(["", " ", "\n"] if breaks else ["", " "]))
        text = draw(phrases)
        href = draw(st.one_of(st.just(""), addresses))
        before = spans[-1] if spans else None
        if before is not None and (before.marks, before.href) == (mark, href):
            continue
        if joint == "\n" and before is not None and not before.marks & Mark.MATH:
            spans[-1] = Span(before.text + "\n", before.marks, before.href)
        elif number and joint == " ":
            text = " " + text
        spans.append(Span(text, mark, href))
    return tuple(spans)


paragraphs = inlines().map(Paragraph)
code = st.builds(
    CodeBlock,
    st.sampled_from(["x = 1\n  y", "```\nfence", "<b>&amp;", "a\n\n\nb"]),
    st.sampled_from(["", "python", "c++"]),
)
a_picture = st.builds(
    Picture,
    pictures_at,
    st.sampled_from(["", "A boat"]),
    st.sampled_from([0, 640]),
    st.sampled_from([0, 480]),
    st.sampled_from(["", "https://a.example/big"]),
)
figures = st.builds(
    Figure,
    st.lists(a_picture, min_size=1, max_size=3, unique_by=lambda picture: picture.url).map(tuple),
    st.one_of(st.just(()), inlines(breaks=False)),
    st.sampled_from(["", "Ida Holm/Harbour Wire"]),
)
tables = st.integers(2, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.lists(
            st.lists(
                st.builds(
                    Cell,
                    inlines(),
                    st.booleans(),
                    st.integers(1, 2),
                    st.integers(1, 2),
                    st.sampled_from(["", "right"]),
                ),
                min_size=width,
                max_size=width,
            ).map(tuple),
            min_size=1,
            max_size=3,
        ).map(tuple),
        st.one_of(st.just(()), inlines(breaks=False)),
    )
)
leaves = st.one_of(
    paragraphs,
    code,
    figures,
    tables,
    st.builds(
        Card,
        st.just("https://a.example/story"),
        phrases,
        st.just("A line below."),
        st.sampled_from(["", "https://p.example/c.jpg"]),
        st.just("The Lantern"),
    ),
    st.builds(
        Embed,
        st.sampled_from(EmbedKind),
        st.just("https://v.example/1"),
        st.sampled_from(["", "A film"]),
        st.sampled_from(["", "https://p.example/4.jpg"]),
    ),
    st.sampled_from(["a_1 + b", "\\frac{a}{b}"]).map(MathBlock),
)


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return cast(
        "st.SearchStrategy[Block]",
        st.one_of(
            st.builds(Quote, blocks, st.one_of(st.just(()), st.just((Span("Ida Holm"),)))),
            st.builds(ListBlock, st.lists(blocks, min_size=1, max_size=3).map(tuple)),
            st.builds(
                ListBlock,
                st.lists(blocks, min_size=1, max_size=3).map(tuple),
                st.just(True),
                st.integers(0, 12),
            ),
            st.builds(
                DefinitionList,
                st.lists(
                    st.builds(
                        Definition, st.lists(inlines(breaks=False), min_size=1, max_size=2).map(tuple), blocks
                    ),
                    min_size=1,
                    max_size=2,
                ).map(tuple),
            ),
            st.builds(Aside, blocks, st.sampled_from(["", "In short"])),
        ),
    )


bodies = st.lists(st.recursive(leaves, containers, max_leaves=5), min_size=1, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A body under a heading, perhaps with a rule between, with footnotes and a language."""
    blocks: list[Block] = [Heading(2, draw(inlines(breaks=False)), draw(st.sampled_from(["", "part-1"])))]
    body: list[Block] = draw(bodies)
    for block in body:
        if draw(st.booleans()):
            blocks.append(Rule() if draw(st.booleans()) else Heading(3, (Span("Further"),)))
        blocks.append(block)
    if draw(st.booleans()):
        blocks += [
            Paragraph((Span("Said"), Span("1", note="1"), Span(" and "), Span("漢字", ruby="かんじ"))),
            Footnotes((Footnote("1", (Paragraph((Span("At length."),)),)),)),
        ]
    return Document(tuple(blocks), draw(st.sampled_from(["", "de", "zh-Hant"])))


relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(documents())
def test_html_reads_back_to_the_same_document(document: Document) -> None:
    assert content.from_html(content.html(document), BASE) == document


def _bare(text: str) -> str:
    """Letters and digits only: what a renderer must neither lose nor double."""
    return "".join(re.findall(r"\w", text.replace("_", ""))).casefold()


@relaxed
@given(
    st.lists(
        st.one_of(paragraphs, st.builds(Quote, st.lists(paragraphs, min_size=1, max_size=2).map(tuple))),
        min_size=1,
        max_size=4,
    )
)
def test_markdown_says_the_same_to_a_commonmark_parser(blocks: list[Block]) -> None:
    document = Document(tuple(blocks))
    rendered = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(content.markdown(document))
    )
    back = content.from_html(rendered, BASE)
    assert [type(block) for block in back.blocks] == [type(block) for block in document.blocks]
    # Code in Markdown has no line breaks and no blanks at its edges, so compare without blanks.
    plain = content.plain(document).replace("“", "").replace("”", "")
    again = content.plain(back).replace("“", "").replace("”", "").replace("$", "")
    assert re.sub(r"\s+", "", again) == re.sub(r"\s+", "", plain)


@relaxed
@given(st.lists(inlines(), min_size=1, max_size=3))
def test_markdown_keeps_emphasis(lines: list[Inlines]) -> None:
    document = Document(tuple(Paragraph(spans) for spans in lines))
    rendered = (
        MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(content.markdown(document))
    )
    for mark in (Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.SUPERSCRIPT, Mark.HIGHLIGHT):
        assert _marked(content.from_html(rendered, BASE), mark) == _marked(document, mark)


def _marked(document: Document, mark: Mark) -> str:
    spans = [span for block in document.blocks if isinstance(block, Paragraph) for span in block.spans]
    return _bare("".join(span.text for span in spans if mark in span.marks and not span.marks & Mark.MATH))


@relaxed
@given(documents())
def test_plain_text_has_every_word_of_the_text(document: Document) -> None:
    plain = _bare(content.plain(document))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert _bare(
                "".join(span.text for span in block.spans if not span.ruby and not span.note)
            ) in plain or any(span.ruby or span.note for span in block.spans)
