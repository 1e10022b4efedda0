"""What header lines mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.fetch import headers
from feedreader.model.feed import Validators

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'Public, MAX-AGE="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=0"}, 0),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "s-maxage=9"}, None),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=99999999999999999999"}, headers.MAX_FRESH),
        ({"cache-control": "max-age=60", "expires": "Sun, 01 Mar 2026 18:00:00 GMT"}, 60),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT", "date": "Sun, 01 Mar 2026 12:50:00 GMT"}, 600),
        ({"expires": "Thu, 19 Nov 1981 08:52:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, headers.MAX_FRESH),
    ],
)
def test_max_age(found: dict[str, str], expected: int | None) -> None:
    assert headers.max_age(found, NOW) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, None),
        ({"retry-after": "120"}, NOW + timedelta(seconds=120)),
        ({"retry-after": " 120 "}, NOW + timedelta(seconds=120)),
        ({"retry-after": "0"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "tomorrow"}, None),
        ({"retry-after": "Sun, 01 Mar 2026 12:10:00 GMT"}, NOW + timedelta(minutes=10)),
        ({"retry-after": "Sun, 01 Mar 2026 11:10:00 GMT"}, None),
        (
            {"retry-after": "Sun, 01 Mar 2026 15:10:00 GMT", "date": "Sun, 01 Mar 2026 15:00:00 GMT"},
            NOW + timedelta(minutes=10),
        ),
        ({"retry-after": "9" * 400}, NOW + timedelta(days=30)),
    ],
)
def test_retry_after(found: dict[str, str], expected: datetime | None) -> None:
    assert headers.retry_after(found, NOW) == expected


def test_lines_of_one_name_are_joined() -> None:
    raw = [(b"Cache-Control", b"public"), (b"cache-control", b"max-age=5"), (b"ETag", b'"\xe9"')]
    found = headers.collect(raw)
    assert found == {"cache-control": "public, max-age=5", "etag": '"\xe9"'}
    assert headers.validators(found) == Validators('"\xe9"', "")


def test_an_endless_validator_is_left_out() -> None:
    assert headers.validators({"etag": "x" * 5000, "last-modified": "soon"}) == Validators("", "soon")


@pytest.mark.parametrize("value", ["", "a\r\nX: y", "\x00", "\u20ac", "a\x7f"])
def test_what_cannot_stand_in_a_header_is_not_sent(value: str) -> None:
    assert not headers.sendable(value)


@given(
    st.dictionaries(st.sampled_from(["cache-control", "expires", "age", "date", "retry-after"]), st.text())
)
def test_no_header_raises_or_leaves_the_bounds(found: dict[str, str]) -> None:
    age = headers.max_age(found, NOW)
    assert age is None or 0 <= age <= headers.MAX_FRESH
    when = headers.retry_after(found, NOW)
    assert when is None or NOW < when <= NOW + headers.MAX_PAUSE
