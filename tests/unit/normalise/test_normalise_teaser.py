"""What is only the beginning of a story, and what is all of it."""

from __future__ import annotations

import pytest

from feedreader.model.article import Article, Enclosure
from feedreader.model.document import Block, Document, Figure, ListBlock, Paragraph, Picture, Span
from feedreader.normalise.teaser import breaks_off, is_teaser

SENTENCE = "The ferry left the quay at dusk with nine people and a goat on board. "


def text(words: str) -> Paragraph:
    return Paragraph((Span(words),))


def article(*blocks: Block, title: str = "A ferry", words: int = 20, **more: object) -> Article:
    values: dict[str, object] = {"url": "https://example.org/1", **more}
    return Article("1", "d", title, document=Document(blocks), words=words, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "end",
    [
        "…",
        "...",
        "[…]",
        "[...]",
        " Read more",
        "Continue reading →",
        "Weiterlesen",
        "Lire la suite",
        "続きを読む",
    ],
)
def test_what_breaks_off_is_a_teaser(end: str) -> None:
    assert is_teaser(article(*[text(SENTENCE)] * 4, text(f"And then {end}"), words=200))


@pytest.mark.parametrize(
    "end", ["He wanted to know more.", "Nothing was left.", "Breadmore", "So it goes on."]
)
def test_what_ends_does_not_break_off(end: str) -> None:
    assert not breaks_off(f"{SENTENCE}\n{end}")


def test_short_texts_without_paragraphs_and_empty_ones() -> None:
    assert is_teaser(article(text(SENTENCE)))
    assert is_teaser(article(text(SENTENCE), text(SENTENCE), words=30))
    assert is_teaser(article(words=0))


def test_whole_texts() -> None:
    assert not is_teaser(article(*[text(SENTENCE)] * 3, words=45))
    assert not is_teaser(article(text(SENTENCE * 12), words=170))
    assert not is_teaser(article(text(SENTENCE), ListBlock(((text("one"),),)), text(SENTENCE)))
    gallery = Figure((Picture("https://example.org/a.jpg"), Picture("https://example.org/b.jpg")))
    assert not is_teaser(article(text(SENTENCE), gallery))


def test_who_gives_so_much_is_not_asked_for_more() -> None:
    assert not is_teaser(article(text(SENTENCE * 40 + "…"), words=600))


def test_what_has_no_page() -> None:
    assert not is_teaser(article(text("Short…"), url=""))


def test_a_recording_is_told_by_its_notes() -> None:
    episode = (Enclosure("https://example.org/1.mp3", "audio/mpeg"),)
    assert not is_teaser(article(text(SENTENCE), enclosures=episode))
    assert not is_teaser(article(words=0, enclosures=episode))
    assert is_teaser(article(text("We talk about…"), enclosures=episode))


def test_a_note_without_a_headline_is_whole() -> None:
    assert not is_teaser(article(text(SENTENCE), title="The ferry left the quay at dusk…"))
