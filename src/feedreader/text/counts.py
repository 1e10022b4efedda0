"""How many, in words."""

from __future__ import annotations


def plural(number: int, one: str, many: str = "") -> str:
    """A number with what is counted: "1 article", "1,204 articles". `many` is for words that take
    no s, and for a verb that goes with them ("1 was there", "2 were there")."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
