"""Reading times, ages and playing times."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.text import durations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 1)),
        ("— … –", (0, 1)),
        ("one two three", (3, 1)),
        ("it's well-known: 3.5 per cent—no more", (7, 1)),
        ("word " * 238, (238, 1)),
        ("word " * 239, (239, 2)),
        ("word " * 412, (412, 2)),
        ("新" * 500, (500, 1)),
        ("新聞。" * 250 + "報", (501, 2)),
        ("뉴스 " * 300, (600, 2)),
        ("新" * 250 + " word" * 119, (369, 1)),
        ("新" * 250 + " word" * 120, (370, 2)),
        ("हिन्दी में समाचार", (3, 1)),
        ("“Quoted” – ‘words’, «and» ¿some?", (4, 1)),
        ("- * & _ /path _x", (2, 1)),
        ("one\u00a0two\u2003three\nfour", (4, 1)),
    ],
)
def test_reading_minutes(text: str, expected: tuple[int, int]) -> None:
    assert durations.reading_minutes(text) == expected


WORD = re.compile("[^\\W_][^\\s\u2013\u2014\u2026]*")


@given(st.text(st.sampled_from("ab1é_-.’“\u2013\u2014\u2026 \n\t\x1c\u0085\u00a0\u2003\u093f²①")))
def test_a_word_goes_from_a_letter_or_digit_to_the_next_blank_or_dash(text: str) -> None:
    assert durations.reading_minutes(text)[0] == len(WORD.findall(text))


def test_no_script_of_its_own_counting_is_passed_over() -> None:
    every = "".join(map(chr, range(0x110000)))
    inside = durations._cjk().findall(every) + durations._UNSPACED.findall(every)
    assert len(durations._UNUSUAL.findall("".join(inside))) == sum(map(len, inside)) > 100_000


def test_a_script_without_blanks_is_not_one_word() -> None:
    words, minutes = durations.reading_minutes("ภาษาไทย" * 340)
    assert words == 476
    assert minutes == 2


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-5, "now"),
        (59, "now"),
        (60, "1 m"),
        (3_599, "59 m"),
        (3_600, "1 h"),
        (86_399, "23 h"),
        (86_400, "1 d"),
        (604_800, "1 w"),
        (31_535_999, "52 w"),
        (31_536_000, "1 y"),
        (2 * 31_536_000, "2 y"),
    ],
)
def test_age(seconds: int, expected: str) -> None:
    assert durations.age(seconds) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:02:03", 3_723),
        ("62:03", 3_723),
        (" 95 ", 95),
        ("95.7", 95),
        ("00:00:10", 10),
        ("PT1H2M3S", 3_723),
        ("pt95s", 95),
        ("PT1.5S", 1),
        ("P1DT1S", 86_401),
        ("P", 0),
        ("", 0),
        (None, 0),
        ("-5", 0),
        ("soon", 0),
        ("1:2:3:4", 0),
        ("99999999", 0),
        ("9" * 1000, 0),
    ],
)
def test_seconds(text: str | None, expected: int) -> None:
    assert durations.seconds(text) == expected
