"""Documents laid out: nothing lost, nothing too wide, blocks as a reader expects them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedreader.model.article import Article, ArticleId, StoredArticle
from feedreader.model.document import (
    Aside,
    Block,
    Card,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Embed,
    EmbedKind,
    Figure,
    Footnote,
    Footnotes,
    Heading,
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
from feedreader.model.feed import FeedId
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.article.flow import flow, written
from feedreader.tui.article.lines import Setting
from feedreader.tui.article.page import Wording, head_lines
from feedreader.tui.article.wide import shown
from feedreader.tui.cells import cell_len, clip, wrap


def text_of(*blocks: Block, width: int = 40) -> list[str]:
    return [made.text for made in lay_out(blocks, width)]


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


WORDS = st.text(
    alphabet=st.sampled_from("abcdefgh äöüß 漢字かな、。「」 שלום مرحبا é\u0301 -–'"),
    min_size=1,
    max_size=120,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(4, 90))
def test_running_text_loses_nothing_and_fits(texts: list[str], width: int) -> None:
    spans = tuple(Span(text, Mark.STRONG if n % 2 else Mark.NONE) for n, text in enumerate(texts))
    lines = list(flow(spans, width))
    assert all(line.width <= width for line in lines)
    whole = re.sub(r"\s+", "", "".join(texts))
    assert re.sub(r"\s+", "", "".join(line.text for line in lines)) == whole


@settings(max_examples=200, deadline=None)
@given(WORDS, st.integers(2, 60))
def test_plain_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert re.sub(r"\s+", "", "".join(lines)) == re.sub(r"\s+", "", text)
    assert all(cell_len(line) <= width for line in wrap(text, width, limit=2))
    assert cell_len(clip(text, width)) <= width


def test_a_word_half_in_italics_is_not_torn() -> None:
    lines = [made.text for made in flow((Span("aaaa bb"), Span("cc", Mark.EMPHASIS), Span(" dd")), 6)]
    assert lines == ["aaaa", "bbcc", "dd"]


def test_japanese_breaks_anywhere_but_before_closing_marks() -> None:
    lines = [made.text for made in flow((Span("吾輩は猫である。名前はまだ無い。"),), 16)]
    assert all(cell_len(line) <= 16 for line in lines)
    assert not any(line.startswith(("。", "、")) for line in lines)


def test_right_to_left_text_stands_on_the_right() -> None:
    (made,) = flow((Span("שלום עולם"),), 20)
    assert made.text == " " * 11 + "שלום עולם"


def test_marks_are_written_for_a_terminal() -> None:
    assert written(Span("2", Mark.SUPERSCRIPT)) == "²"
    assert written(Span("2", Mark.SUBSCRIPT)) == "₂"
    assert written(Span("th", Mark.SUPERSCRIPT)) == "^th"
    assert written(Span("1", note="1")) == "[1]"
    assert written(Span("漢字", ruby="かんじ")) == "漢字（かんじ）"


def test_lists_nest() -> None:
    inner = ListBlock(((paragraph("inner"),),))
    lines = text_of(ListBlock(((paragraph("one"), inner), (paragraph("two"),)), ordered=True, start=9))
    assert lines == [" 9. one", "    ◦ inner", "10. two"]


def test_code_keeps_its_shape_and_folds_what_is_long() -> None:
    lines = text_of(CodeBlock("def f():\n    return '" + "x" * 40 + "'\n", "python"))
    assert lines[0] == "│ def f():"
    assert lines[1].startswith("│     return 'xxx")
    assert lines[2].startswith("│ ↪ ")
    assert "".join(line[2:].removeprefix("↪ ") for line in lines[1:]) == "    return '" + "x" * 40 + "'"


def test_unknown_languages_are_plain() -> None:
    assert text_of(CodeBlock("a\n\n  b", "no-such-language")) == ["│ a", "│ ", "│   b"]


def cells(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((Span(text),), header=header) for text in texts)


def test_a_table_lines_up_numbers_on_the_right() -> None:
    table = Table((cells("Port", "Ships", header=True), cells("Veldmar", "12"), cells("Orrin", "1,204")))
    assert text_of(table) == ["Port    │ Ships", "────────┼──────", "Veldmar │    12", "Orrin   │ 1,204"]


@pytest.mark.parametrize("width", [16, 30, 72, 120])
def test_every_block_fits(width: int) -> None:
    long = paragraph("a long paragraph of words " * 6 + "https://example.org/" + "x" * 90)
    blocks: tuple[Block, ...] = (
        Heading(2, (Span("A heading that is long enough to wrap over lines"),)),
        Quote((long, Quote((long,))), (Span("Somebody"),)),
        ListBlock(((long, ListBlock(((long,),), ordered=True)),)),
        DefinitionList((Definition(((Span("term"),),), (long,)),)),
        CodeBlock("x" * 200, "python"),
        Table((cells("one", "two " * 30, header=True), cells("three " * 30, "four"))),
        Figure((Picture("https://p.example/1.jpg", "alt " * 30),), (Span("caption " * 20),), "Photo: A/B"),
        Card("https://c.example/" + "y" * 90, "title " * 20, "summary " * 40, site="site " * 20),
        Embed(EmbedKind.VIDEO, "https://v.example/" + "z" * 90, "A video " * 10),
        Aside((long,), "An aside"),
        Footnotes((Footnote("1", (long,)), Footnote("12", (long,)))),
        MathBlock("\\sum_{n}" * 20),
        Rule(),
    )
    for made in lay_out(blocks, width):
        assert shown(made, 0).width <= width, made.text


def test_deep_nesting_keeps_a_width() -> None:
    block: Block = paragraph("deep words here")
    for _ in range(60):
        block = Quote((block,))
    lines = list(lay_out((block,), 40))
    assert all(made.width <= 40 for made in lines)
    assert "deep" in "".join(made.text for made in lines)


def test_layout_is_lazy() -> None:
    """A very long article's first screen does not wait for its end."""
    seen = []

    def blocks() -> Iterator[Block]:
        for number in range(10_000):
            seen.append(number)
            yield paragraph(f"paragraph {number}")

    lines = lay_out(blocks(), 40)
    for _ in range(50):
        next(lines)
    assert len(seen) < 60


def test_a_right_to_left_headline_stands_on_the_right() -> None:
    article = Article(identity="1", digest="1", title="בית של מים")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    stored = StoredArticle(ArticleId(1), FeedId(1), "Kite", article, (), now, False, False, False, 0.0)
    first = next(head_lines(stored, 40, Wording()))
    assert first.text == "בית של מים".rjust(40)


def test_code_uses_the_margin_before_it_is_folded() -> None:
    block = CodeBlock("x" * 50)
    assert len(list(lay_out((block,), 40))) == 2
    (line,) = lay_out((block,), 40, setting=Setting(spare=12))
    assert line.width == 52
