"""What a stranger's article may hold is laid out in time that grows with it, not with its square."""

from __future__ import annotations

import time

import pytest

from feedreader.model.document import Block, Cell, CodeBlock, Mark, Paragraph, Span, Table
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.cells import wrap
from feedreader.tui.saving import file_name

HOSTILE: dict[str, Block] = {
    "one word of 400,000 Arabic letters": Paragraph((Span("ب" * 400_000),)),
    "100,000 letters with three marks each": Paragraph((Span("e\u0301\u0302\u0303" * 100_000),)),
    "60,000 spans": Paragraph(
        tuple(Span("a b ", Mark.STRONG if n % 2 else Mark.NONE) for n in range(60_000))
    ),
    "a slow lexer": CodeBlock("a\n" * 29_990, "csharp"),
    "one line of code": CodeBlock("é" * 1_000_000, "text"),
    "a table of one wide row": Table(
        (tuple(Cell((Span("h"),), header=True) for _ in range(8_000)), *(((Cell((Span("c"),)),),) * 8_000))
    ),
}
GENEROUS = 10.0
"""Seconds; each of these took minutes, or no end, when it was quadratic."""


@pytest.mark.parametrize("name", HOSTILE)
def test_layout_ends(name: str) -> None:
    began = time.monotonic()
    lines = sum(1 for _ in lay_out((HOSTILE[name],), 70))
    assert lines
    assert time.monotonic() - began < GENEROUS


def test_a_headline_of_one_endless_word_is_wrapped() -> None:
    began = time.monotonic()
    assert len(wrap("ب" * 200_000, 40)) == 5_000
    assert time.monotonic() - began < GENEROUS


def test_a_file_name_fits_every_file_system() -> None:
    assert len(file_name("\U00020000" * 200, ".md").encode()) < 255
