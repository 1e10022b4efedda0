"""A date's pattern: what strftime knows, and nothing else."""

from __future__ import annotations

import pytest

from feedreader.config.patterns import wanted_pattern
from feedreader.config.settings import Settings
from feedreader.tui import themes


@pytest.mark.parametrize(
    "pattern",
    [
        "%d %b %Y %H:%M",
        "%Y-%m-%d",
        "%d.%m.%y, %H h",
        "%A %-d %B",
        "%e %b",
        "%x %X",
        "100 %% %j",
        "%Z%z",
        "%%%d",
    ],
)
def test_a_date(pattern: str) -> None:
    assert wanted_pattern(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("%Q %", "“%Q” is none"),
        ("%d %", "a “%” that nothing follows is none"),
        ("%d%%%", "a “%” that nothing follows is none"),
        ("%d % %b", "a “%” that nothing follows is none"),
        ("%d %é", "a “%” that nothing follows is none"),
        ("%d %-", "“%-” is none"),
        ("%d%n%b", "“%n” is none"),
        ("%Y %-Q", "“%-Q” is none"),
        ("DD.MM.YYYY", "such as “%d %b %Y”"),
        ("%%d", "such as “%d %b %Y”"),
    ],
)
def test_what_would_stand_there_letter_by_letter(pattern: str, wrong: str) -> None:
    wanted = wanted_pattern(pattern)
    assert wanted.startswith("made of strftime's directives")
    assert wrong in wanted


def test_the_themes_of_the_settings_are_those_that_there_are() -> None:
    (theme,) = [each for each in Settings.__dataclass_fields__.values() if each.name == "theme"]
    assert theme.metadata["choices"] == themes.NAMES
