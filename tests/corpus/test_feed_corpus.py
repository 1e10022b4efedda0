"""Small feeds of our own writing, each with a quirk of the wild, and what must be read of them.

Beside every feed stands NAME.expected.json: the fields that matter, others are not looked at.
A plain string stands for a RawText of that value.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from feedreader import parse

FEEDS = Path(__file__).parent / "feeds"
NAMES = sorted(path.name for path in FEEDS.iterdir() if not path.name.endswith(".expected.json"))


def differences(expected: object, found: object, path: str = "feed") -> list[str]:
    """Every place where `found` is not as `expected` says."""
    if isinstance(expected, dict):
        if not is_dataclass(found):
            return [f"{path}: expected {expected!r}, found {found!r}"]
        known = {field.name for field in fields(found)}
        assert set(expected) <= known, f"{path}: unknown fields {set(expected) - known}"
        return [d for k, v in expected.items() for d in differences(v, getattr(found, k), f"{path}.{k}")]
    if isinstance(expected, list):
        if isinstance(found, frozenset):
            found = tuple(sorted(found))
        if not isinstance(found, tuple) or len(found) != len(expected):
            return [f"{path}: expected {len(expected)} of {expected!r}, found {found!r}"]
        pairs = zip(expected, found, strict=True)
        return [d for n, (one, other) in enumerate(pairs) for d in differences(one, other, f"{path}[{n}]")]
    value = getattr(found, "value", found) if isinstance(expected, str) else found
    return [] if value == expected else [f"{path}: expected {expected!r}, found {value!r}"]


@pytest.mark.parametrize("name", NAMES)
def test_feed_is_read_as_expected(name: str) -> None:
    expected = json.loads((FEEDS / f"{Path(name).stem}.expected.json").read_text("utf-8"))
    found = parse.feed((FEEDS / name).read_bytes())
    assert differences(expected, found) == []


def test_every_expectation_has_its_feed() -> None:
    stems = {Path(name).stem for name in NAMES}
    assert {p.name.removesuffix(".expected.json") for p in FEEDS.glob("*.expected.json")} == stems
    assert len(stems) >= 25
