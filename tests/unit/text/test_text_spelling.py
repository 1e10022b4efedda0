"""Names that came with one address: one person, or two?"""

from __future__ import annotations

import pytest

from feedreader.text import spelling


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Olena Hale", "OLENA  HALE", True),
        ("O. Hale", "Olena Hale", True),
        ("O. H.", "Olena Hale", True),
        ("ohale", "Olena Hale", True),
        ("Jörg Müller", "Jorg Muller", True),
        ("Olena Hale-Lind", "Olena Hale", True),
        ("Olena Lind", "Olena Hale", True),
        ("Олена Гейл", "Olena Hale", True),
        ("Bo Lind", "Olena Hale", False),
        ("B. L.", "Olena Hale", False),
        ("", "Olena Hale", True),
    ],
)
def test_alike(one: str, other: str, alike: bool) -> None:
    assert spelling.alike(one, other) is alike
    assert spelling.alike(other, one) is alike


def test_words() -> None:
    assert spelling.words("Dr. Jörg Müller-Lüdenscheidt_3") == ("dr", "jorg", "muller", "ludenscheidt", "3")


def test_names_are_compared_without_case_accents_and_stops() -> None:
    assert spelling.folded("J. M\u00fcller  ") == spelling.folded("j muller") == "j muller"


def test_letters() -> None:
    assert spelling.letters("Der Kai, 2. Teil: S\u00dcD!") == "derkai2teils\u00fcd"
