"""Small pages of our own writing, each with a quirk of the wild, and the story that must be read.

Beside every page stands NAME.expected.json: fields of the Story as they must be, `authors` by their
names, `blocks` as the names of the body's blocks, `text` and `absent` as what its plain text holds
and does not hold.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from feedreader.content import plain
from feedreader.content.extract import Story, story

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
ADDRESS = "https://gazette.example/x/page"


def shown(found: Story, key: str) -> object:
    """A field of a story as the expectation writes it."""
    if key == "authors":
        return [author.name for author in found.authors]
    if key == "blocks":
        return [type(block).__name__ for block in found.document.blocks]
    value = getattr(found, key)
    if key == "lead":
        return asdict(value) if value else None
    if key == "tags":
        return list(value)
    if key == "kind":
        return value.value
    return value.isoformat() if key in {"published", "updated"} and value else value


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_expected(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.expected.json").read_text("utf-8"))
    found = story((PAGES / f"{name}.html").read_bytes(), ADDRESS)
    text = plain(found.document)
    inside, outside = expected.pop("text", []), expected.pop("absent", [])
    assert {key: shown(found, key) for key in expected} == expected
    assert [part for part in inside if part not in text] == []
    assert [part for part in outside if part in text] == []


def test_every_expectation_has_its_page() -> None:
    assert {path.name.removesuffix(".expected.json") for path in PAGES.glob("*.json")} == set(NAMES)
    assert len(NAMES) >= 20
