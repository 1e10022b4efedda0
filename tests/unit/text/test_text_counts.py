"""How many, in words."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

import feedreader
from feedreader.text.counts import plural

SOURCE = Path(feedreader.__file__).parent
COUNTED = re.compile(r"^ (articles|authors|feeds|files|folders|lines|rows|stories|were|are|have)\b")
MANY = {
    "library/authors.py": "parts",
    "cli/people.py": "found",
    "cli/subscriptions.py": "choices",
}
"""Numbers that are never 1, by the name in them; the names of constants stand for themselves."""


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("article",), "1 article"),
        (0, ("article",), "0 articles"),
        (1204, ("article",), "1,204 articles"),
        (1, ("story", "stories"), "1 story"),
        (2, ("story", "stories"), "2 stories"),
        (1, ("was", "were"), "1 was"),
    ],
)
def test_a_number_and_what_is_counted(number: int, words: tuple[str, ...], said: str) -> None:
    assert plural(number, *words) == said


def test_no_sentence_counts_without_it() -> None:
    """A number straight before a plural would say "1 articles" some day."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            parts = node.values if isinstance(node, ast.JoinedStr) else []
            for value, after in pairwise(parts):
                if isinstance(value, ast.FormattedValue) and _counted(value, after):
                    told = ast.unparse(value.value)
                    name = str(path.relative_to(SOURCE))
                    if MANY.get(name, "\n") not in told and not told.isupper():
                        found.append(f"{name}: {told}")
    assert found == []


def _counted(value: ast.FormattedValue, after: ast.expr) -> bool:
    """Whether a number in an f-string is followed by something that stands for several."""
    thousands = value.format_spec is not None and "," in ast.unparse(value.format_spec)
    number = thousands or "len(" in ast.unparse(value.value)
    text = after.value if isinstance(after, ast.Constant) else ""
    return number and isinstance(text, str) and bool(COUNTED.match(text))
