"""Reading times, ages and playing times."""

from __future__ import annotations

import pytest

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
    ],
)
def test_reading_minutes(text: str, expected: tuple[int, int]) -> None:
    assert durations.reading_minutes(text) == expected


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
