"""Footnotes' links within the page, headings' names, cards with a picture's room."""

from __future__ import annotations

import pytest

from feedreader.model.document import (
    Card,
    CodeBlock,
    Footnote,
    Footnotes,
    Heading,
    Paragraph,
    Picture,
    Span,
)
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.article.figures import THUMBNAIL, WITH_THUMBNAIL
from feedreader.tui.article.lines import Role, Setting
from feedreader.tui.article.places import links


def note(label: str, text: str) -> Footnote:
    return Footnote(label, (Paragraph((Span(text),)),))


def test_a_reference_and_its_note_know_each_other() -> None:
    blocks = (
        Paragraph((Span("A claim"), Span("1", note="1"), Span(" and another"), Span("[b]", note="b"))),
        Footnotes((note("1", "The proof."), note("b", "The other proof, which is long enough to wrap."))),
    )
    lines = list(lay_out(blocks, 30))
    assert [line.text.rstrip() for line in lines] == [
        "A claim[1] and another[b]",
        "",
        "────────────",
        "[1] The proof. ↩",
        "[b] The other proof, which is",
        "    long enough to wrap. ↩",
    ]
    found = [(place.url, place.first, place.last) for place in links(lines)]
    assert found == [("note:1", 0, 0), ("note:b", 0, 0), ("back:1", 3, 3), ("back:b", 4, 5)]


def test_a_note_that_ends_with_code_has_its_way_back() -> None:
    lines = list(lay_out((Footnotes((Footnote("1", (CodeBlock("x = 1"),)),)),), 30))
    assert lines[-1].text.strip() == "↩"


def test_a_heading_carries_its_name() -> None:
    (first, _) = lay_out((Heading(2, (Span("The "), Span("part")), "the-part"),), 30)
    assert first.anchor == (2, "The part", "the-part")


def room(picture: Picture, columns: int) -> tuple[int, int]:
    return columns, 4


CARD = Card("https://a.example/1", "A headline", "Its line.", "https://a.example/1.png", "Lantern")


def test_a_card_has_room_for_its_picture_at_the_left() -> None:
    lines = list(lay_out((CARD,), 60, setting=Setting(room)))
    assert len(lines) == 6
    assert {line.width for line in lines} == {60}
    for number, line in enumerate(lines[1:5]):
        assert line.plate == ("https://a.example/1.png", THUMBNAIL, 4, number, "")
        assert line.target == CARD.url
    assert lines[1].text.startswith("│" + " " * (THUMBNAIL + 2) + "A headline")
    assert [part.role for part in lines[1].parts].count(Role.PLATE) == 1
    # One link of many lines, named by its words alone.
    (place,) = links(lines)
    assert (place.first, place.last, place.label, place.card) == (1, 4, "A headline Its line.", True)


def test_a_long_card_goes_on_below_its_picture() -> None:
    card = Card(CARD.url, "A headline that is long " * 9, "Its line.", CARD.image)
    lines = list(lay_out((card,), 60, setting=Setting(room)))
    assert len(lines) > 6
    assert {line.width for line in lines} == {60}
    assert [line.plate is None for line in lines[1:-1]] == [False] * 4 + [True] * (len(lines) - 6)


@pytest.mark.parametrize(
    ("width", "setting", "card"),
    [
        (WITH_THUMBNAIL - 1, Setting(room), CARD),
        (60, Setting(), CARD),
        (60, Setting(room), Card(CARD.url, CARD.title)),
    ],
    ids=["narrow", "pictures in words", "no picture"],
)
def test_a_card_without_a_picture_is_words_alone(width: int, setting: Setting, card: Card) -> None:
    lines = list(lay_out((card,), width, setting=setting))
    assert all(line.plate is None for line in lines)
    assert lines[1].text.startswith("│ A headline")
