"""Nothing forbidden gets past the border: every string of every record that parsing makes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.hostile.nasty import FEEDS, FORBIDDEN, MARKUP

from feedreader.content import html, markdown, plain
from feedreader.normalise import parse_feed

NOW = datetime(2026, 10, 21, tzinfo=UTC)


def strings(value: object) -> Iterator[str]:
    """Every string inside a record."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset | list):
        for each in value:
            yield from strings(each)


@pytest.mark.parametrize(("name", "kind", "body"), FEEDS, ids=[feed[0] for feed in FEEDS])
def test_every_string_of_every_record_is_clean(name: str, kind: str, body: bytes) -> None:
    parsed = parse_feed(body, kind, f"https://feeds.example/{name}", NOW)
    assert len(parsed.articles) == 2
    found = [*strings(parsed.info), *(text for article in parsed.articles for text in strings(article))]
    assert len(found) > 40
    assert not [text for text in found if FORBIDDEN.search(text)]
    assert not [text for text in found if text.startswith(("javascript:", "file:", "data:"))]


@pytest.mark.parametrize(("name", "kind", "body"), FEEDS, ids=[feed[0] for feed in FEEDS])
def test_markup_stays_as_it_was_written(name: str, kind: str, body: bytes) -> None:
    parsed = parse_feed(body, kind, f"https://feeds.example/{name}", NOW)
    title = parsed.articles[0].title
    for markup in MARKUP:
        assert markup in title


@pytest.mark.parametrize(("name", "kind", "body"), FEEDS, ids=[feed[0] for feed in FEEDS])
def test_what_is_written_out_is_clean(name: str, kind: str, body: bytes) -> None:
    for article in parse_feed(body, kind, f"https://feeds.example/{name}", NOW).articles:
        for text in (plain(article.document), markdown(article.document), html(article.document)):
            assert not FORBIDDEN.search(text)
            assert "<script" not in text
            assert "onclick" not in text
