"""Titles and summaries."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.normalise import titles
from feedreader.parse.raw import RawText
from feedreader.text import clean


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("AT&T", "text", "AT&T"),
        ("AT&amp;T", "html", "AT&T"),
        ("AT&amp;T", "text", "AT&T"),
        ("AT&T", "html", "AT&T"),
        ("1 < 2", "text", "1 < 2"),
        ("1 < 2", "html", "1 < 2"),
        ("a < b and c > d", "html", "a < b and c > d"),
        ("&lt;b&gt;", "html", "<b>"),
        ("&lt;b&gt;", "text", "&lt;b&gt;"),
        ("The <b> element", "text", "The <b> element"),
        ("Why <i>Hamlet</i> <b class='x'>matters</b>", "html", "Why Hamlet matters"),
        ("vec<int> and List<T>", "html", "vec<int> and List<T>"),
        ("one<br/>two", "html", "one two"),
        ("x<script>alert(1)</script>y", "html", "x y"),
        ("x<!-- y -->z", "html", "xz"),
        ("It&#8217;s &quot;here&quot;", "text", 'It\u2019s "here"'),
        ("Caf&eacute;", "html", "Caf\u00e9"),
        ("a\n  b\tc", "text", "a b c"),
        ("x\x1b]52;c;AAAA\x07y\x9b2J", "text", "xy"),
        ("x&#27;[31my&#x7f;z", "html", "x[31myz"),
        ("[/b] [@click=app.quit]x[/]", "text", "[/b] [@click=app.quit]x[/]"),
        ("", "html", ""),
    ],
)
def test_titles(value: str, kind: str, expected: str) -> None:
    assert titles.title(RawText(value, kind)) == expected


def test_an_endless_title_is_cut() -> None:
    assert len(titles.title(RawText("word " * 200_000, "html"))) <= titles.LONGEST_TITLE


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("", ""),
        ("Just this.", "Just this"),
        ("First sentence. Second one.", "First sentence"),
        ("Is it? Yes.", "Is it?"),
        ("Version 3.11 is out today. More below.", "Version 3.11 is out today"),
        ("First block\n\nSecond block.", "First block"),
        (
            "\u4eca\u65e5\u306f\u6674\u308c\u3067\u3059\u3002\u660e\u65e5\u306f\u96e8\u3002",
            "\u4eca\u65e5\u306f\u6674\u308c\u3067\u3059",
        ),
    ],
)
def test_titles_from_texts(plain: str, expected: str) -> None:
    assert titles.from_text(plain) == expected


def test_a_title_from_a_long_sentence_ends_between_words() -> None:
    made = titles.from_text("wordy " * 100)
    assert len(made) <= titles.WORDS
    assert made.endswith("wordy\u2026")


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("A text.\n\nThe post A title first appeared on A Site.", "A text."),
        ("A text. [\u2026] Continue reading A title \u2192", "A text. \u2026"),
        ("A text. Read more\u2026", "A text. \u2026"),
        ("Weiterlesen", ""),
    ],
)
def test_phrases_of_publishing_systems_are_no_summary(plain: str, expected: str) -> None:
    assert titles.summary(plain) == expected


@pytest.mark.parametrize("length", [10, 200, 290])
def test_a_long_phrase_at_the_end_of_any_text_goes(length: int) -> None:
    text = ("word " * 100)[:length].strip()
    assert titles.summary(f"{text} [\u2026] Continue reading {'a title ' * 14}\u2192") == f"{text} \u2026"


def test_a_summary_does_not_count_white_space() -> None:
    assert titles.summary("one\n\n \n" * 400) == titles.summary("one " * 400)


@given(st.text(max_size=2000))
def test_a_summary_is_one_short_clean_line(text: str) -> None:
    made = titles.summary(text)
    assert len(made) <= titles.LONGEST_SUMMARY
    assert made == made.strip()
    assert "\n" not in made


@given(st.text(max_size=400).map(clean.line), st.integers(10, 100))
def test_cutting_keeps_the_beginning(text: str, limit: int) -> None:
    short = titles.cut(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("\u2026")


def test_teasers_lose_their_markup() -> None:
    assert titles.teaser(RawText("<p>One <a href='x'>two</a></p><p>three</p>", "html")) == "One two three"
    assert titles.teaser(RawText("<p>One</p>", "text")) == "One"
    assert titles.teaser(RawText("&lt;p&gt;One&lt;/p&gt;", "html")) == "One"
    assert titles.teaser(RawText("1 < 2", "text")) == "1 < 2"
    assert "<" not in titles.teaser(RawText("<p>x</p>" + "y" * 5980 + "<img src='", "html"))


@pytest.mark.parametrize(
    "unit", ["<!--", "<script>", "&lt;p ", "<p ", "&", "<", "\u2026 ", "read more ", "The post "]
)
def test_hostile_texts_take_no_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    for kind in ("html", "text"):
        titles.title(RawText(text, kind))
        titles.teaser(RawText(text, kind))
        titles.summary(text)
        titles.escaped_twice(text)
    assert time.process_time() - began < 3  # a quadratic pattern would take minutes
