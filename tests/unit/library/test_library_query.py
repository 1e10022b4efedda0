"""A search's text, taken apart."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.library.query import FIELDS, OPERATORS, WORDS, Search, parse, since, unknown_field
from feedreader.model.query import Sort

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("", Search()),
        ("   ", Search()),
        ("moon", Search(words=("moon",), typing=True)),
        ("moon ", Search(words=("moon",))),
        ("full moon", Search(words=("full", "moon"), typing=True)),
        ('"full moon"', Search(words=("full moon",), phrases=("full moon",))),
        ('"full moon', Search(words=("full moon",), phrases=("full moon",))),
        ('"moon"', Search(words=("moon",))),
        ('""', Search()),
        ("author:hale", Search(authors=("hale",))),
        ('author:"o. hale" moon', Search(words=("moon",), typing=True, authors=("o. hale",))),
        ("AUTHOR:Hale", Search(authors=("Hale",))),
        ("feed:a feed:b", Search(feeds=("a", "b"))),
        ("folder:World tag:space title:moon", Search(folders=("World",), tags=("space",), titles=("moon",))),
        ("is:unread", Search(read=False)),
        ("is:read", Search(read=True)),
        ("is:read is:unread", Search()),
        ("is:STARRED is:saved", Search(starred=True, saved=True)),
        ("is:nonsense", Search(words=("is:nonsense",), typing=True)),
        ("sort:oldest", Search(sort=Sort.OLDEST)),
        ("sort:sideways", Search(words=("sort:sideways",), typing=True)),
        ("since:never ", Search(words=("since:never",))),
        ("since:7d", Search(since=NOW - timedelta(days=7))),
        ("author:", Search(words=("author:",), typing=True)),
        ("https://example.org/a", Search(words=("https://example.org/a",), typing=True)),
        ("12:30", Search(words=("12:30",), typing=True)),
    ],
)
def test_a_search_is_taken_apart(text: str, search: Search) -> None:
    assert parse(text, NOW) == search


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(weeks=2)),
        ("1y", timedelta(hours=8766)),
    ],
)
def test_since_counts_back(text: str, ago: timedelta) -> None:
    assert since(text, NOW) == NOW - ago


def test_since_knows_days() -> None:
    midnight = NOW.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    assert since("today", NOW) == midnight
    assert since("yesterday", NOW) == midnight - timedelta(days=1)
    assert since("2026-11-23", NOW) == midnight


@pytest.mark.parametrize(
    "text", ["", "d", "7", "-7d", "7x", "9999y", "99999d", "2026-13-01", "2026-02-30", "tomorrow"]
)
def test_since_is_none_for_nonsense(text: str) -> None:
    assert since(text, NOW) is None


@given(st.text())
def test_no_text_fails(text: str) -> None:
    assert isinstance(parse(text, NOW), Search)


def test_every_example_is_understood_and_every_operator_has_one() -> None:
    for operator in OPERATORS:
        for example, finds in operator.examples:
            assert example.startswith(f"{operator.name}:")
            assert parse(example, NOW).words == (), example
            assert finds.endswith(".")
    shown = {example for operator in OPERATORS for example, _ in operator.examples}
    assert {f"is:{state}" for state in FIELDS["is"].replace(" or ", ", ").split(", ")} <= shown
    assert set(FIELDS) == {example.partition(":")[0] for example in shown}
    for text, _ in WORDS:
        assert parse(text, NOW).words


def test_a_field_of_the_parsed_search_is_an_operator() -> None:
    """What `Search` can hold besides words comes from the operators' examples, all of it."""
    examples = [example for operator in OPERATORS for example, _ in operator.examples]
    held = {
        field.name
        for example in examples
        for field in fields(Search)
        if getattr(parse(example, NOW), field.name) not in ((), None, False)
    }
    assert held == {field.name for field in fields(Search)} - {"words", "phrases", "typing"}


def test_the_fields_that_are_named_are_those_of_a_search() -> None:
    for field in ("is", "sort"):
        for value in FIELDS[field].replace(" or ", ", ").split(", "):
            assert parse(f"{field}:{value}", NOW).words == (), value
    assert all(order in FIELDS["sort"] for order in Sort)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sort:moon", "After sort: comes newest, oldest, longest or shortest."),
        ("moon is:nonsense tags:x", "After is: comes unread, read, starred or saved."),
        ("\u202etags:x", ""),
        ("is:read https://a.example/ sort:oldest 12:30", ""),
    ],
)
def test_a_word_that_looks_like_a_field(text: str, said: str) -> None:
    assert unknown_field(text, NOW) == said


def test_a_field_that_is_none_is_told_with_the_nearest_or_with_all_that_are() -> None:
    assert unknown_field("moon autor:x", NOW) == "“autor:” is no field of a search; did you mean “author:”?"
    told = unknown_field("Zebra:x", NOW)
    assert told.startswith("“Zebra:” is no field of a search; there are author:, ")
    assert all(f"{field}:" in told for field in FIELDS)
