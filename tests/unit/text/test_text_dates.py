"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.text import dates

NOON = datetime(2024, 10, 24, 12, 5, tzinfo=UTC)
LOCAL = datetime(2024, 10, 24, 14, 5, tzinfo=UTC)
DAY = datetime(2024, 10, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 24 Oct 2024 14:05:00 +0200",
        "Thu, 24 Oct 2024 14:05 +02:00",
        "Thu 24 Oct 2024 14:05:00 CEST",
        "Mon, 24 Oct 2024 14:05:00 +0200",
        "thu,24 oct 2024 14:05:00 MESZ",
        "24 Oct 24 14:05:00 +0200",
        "Thu, 24 Oct 2024 08:05:00 EDT",
        "Thu, 24 Oct 2024 07:05:00 EST",
        "Thu, 24 Oct 2024 05:05:00 PDT",
        "Thu, 24 Oct 2024 14:05:00 GMT+2",
        "Thu, 24 Oct 2024 14:05:00 GMT+0200 (Central European Summer Time)",
        "Thu Oct 24 12:05:00 2024",
        "Thu Oct 24 08:05:00 EDT 2024",
        "Thu Oct 24 14:05:00 +0200 2024",
        "Thursday, 24-Oct-24 12:05:00 GMT",
        "October 24, 2024 12:05 PM",
        "Oct. 24, 2024, 12:05 p.m. UTC",
        "Do, 24 Okt 2024 14:05:00 +0200",
        "24. Oktober 2024, 12:05 Uhr",
        "jeu., 24 oct. 2024 14:05:00 +0200",
        "jeudi 24 octobre 2024 à 12h05",
        "jue, 24 oct 2024 14:05:00 +0200",
        "24 de octubre de 2024, 12:05",
        "gio, 24 ott 2024 14:05:00 +0200",
        "qui, 24 out 2024 14:05:00 +0200",
        "Чт, 24 окт 2024 14:05:00 +0200",
        "24 октября 2024, 12:05",
        "24 жовтня 2024 р. 12:05",
        "czw., 24 paź 2024 14:05:00 +0200",
        "24 października 2024 12:05",
        "do, 24 okt 2024 14:05:00 +0200",
        "2024-10-24T14:05:00+02:00",
        "2024-10-24T14:05:00.123456+0200",
        "2024-10-24T12:05Z",
        "2024-10-24T14:05:0+02:00",
        "2024-10-24T12:05:00 Z",
        "2024-10-24t12:05:00z",
        "2024-10-24 14:05:00 +0200",
        "2024-10-24 12:05:00 UTC",
        "2024-10-24T14:05:00+02",
        "2024-10-24T14:05:00+02:00[Europe/Berlin]",
        "2024-10-24T10:05:00\u221202:00",
        "20241024T120500Z",
        "20241024120500",
        "2024/10/24 12:05",
        "24.10.2024 12:05",
        "24-10-2024 12:05:00",
        "10/24/2024 12:05:00 PM",
        "2024年10月24日 12:05",
        "2024년 10월 24일 12:05",
        "1729771500",
        "1729771500.25",
        "1729771500000",
        "1729771500000000",
        "  Thu,  24 Oct\n 2024 14:05:00 +0200 ",
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert dates.parse(text) == NOON


@pytest.mark.parametrize(
    "text", ["2024-10-24", "20241024", "2024-298", "2024-W43-4", "24 Oct 2024", "Oct 24, 2024"]
)
def test_a_date_without_a_time_is_its_midnight(text: str) -> None:
    assert dates.parse(text) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-10", datetime(2024, 10, 1, tzinfo=UTC)),
        ("2024-W43", datetime(2024, 10, 21, tzinfo=UTC)),
        ("Wed, 23 Oct 2024 24:00:00 GMT", DAY),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Fri, 01 Jan 99 00:00:00 GMT", datetime(1999, 1, 1, tzinfo=UTC)),
        ("mar. 5 mars 2024", datetime(2024, 3, 5, tzinfo=UTC)),
        ("mardi 5 novembre 2024", datetime(2024, 11, 5, tzinfo=UTC)),
        ("середа, 6 березня 2024", datetime(2024, 3, 6, tzinfo=UTC)),
        ("maandag 4 maart 2024", datetime(2024, 3, 4, tzinfo=UTC)),
        ("5. März 2024", datetime(2024, 3, 5, tzinfo=UTC)),
        ("1 août 2024", datetime(2024, 8, 1, tzinfo=UTC)),
        ("1 мая 2024", datetime(2024, 5, 1, tzinfo=UTC)),
        ("31 maja 2024", datetime(2024, 5, 31, tzinfo=UTC)),
        ("12:30 AM, 1 May 2024", datetime(2024, 5, 1, 0, 30, tzinfo=UTC)),
        ("Tue, 05 Mar 2024 10:00:00 XYZ", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("03/04/2024", datetime(2024, 3, 4, tzinfo=UTC)),
        ("03.04.2024", datetime(2024, 4, 3, tzinfo=UTC)),
    ],
)
def test_corner_cases(text: str, expected: datetime) -> None:
    assert dates.parse(text) == expected


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    "names",
    [
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november december",
    ],
)
def test_months_of_many_languages(names: str, month: int) -> None:
    name = names.split()[month - 1]
    expected = datetime(2024, month, 7, tzinfo=UTC)
    assert dates.parse(f"7 {name} 2024") == expected
    assert dates.parse(f"7 {name.upper()} 2024") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "hello",
        "yesterday",
        "5",
        "0",
        "31 Jun 2024",
        "2024-13-01",
        "2024-02-30",
        "0000-00-00",
        "0001-01-01",
        "1969-12-31",
        "99999999999999999999",
        "9999-12-31T23:59:59Z",
        "24 Oct 2024 by 3 people",
        "x" * 10_000,
        "1" * 10_000,
        "\u0661\u0662",
        "24 Foo 2024",
        "12:30",
        "Oct 2024 Nov",
    ],
)
def test_nonsense_is_no_date(text: str | None) -> None:
    assert dates.parse(text) is None


def test_the_far_future_is_no_date_where_now_is_known() -> None:
    assert dates.parse("2026-10-01", now=DAY) == datetime(2026, 10, 1, tzinfo=UTC)
    assert dates.parse("2026-12-01", now=DAY) is None
    assert dates.parse("2026-12-01") is not None


def test_now_tells_month_from_day() -> None:
    assert dates.parse("11/04/2026", now=DAY) == datetime(2026, 4, 11, tzinfo=UTC)


@given(st.text(max_size=40))
def test_any_text_gives_a_date_in_range_or_none(text: str) -> None:
    date = dates.parse(text)
    assert date is None or (date.year >= 1970 and date.utcoffset() == timedelta(0))


@given(st.text("0123456789-:.+/ TZWJanFebOctGMTpm,", max_size=40))
def test_anything_like_a_date_is_read_without_an_error(text: str) -> None:
    date = dates.parse(text, now=DAY)
    assert date is None or datetime(1970, 1, 1, tzinfo=UTC) <= date <= DAY + timedelta(days=731)


@given(st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_is_read(date: datetime) -> None:
    whole = date.replace(microsecond=0)
    assert dates.parse(dates.rfc3339(date)) == whole
    assert dates.from_epoch(dates.epoch(date)) == whole


def test_writing() -> None:
    east = timezone(timedelta(hours=2))
    assert dates.rfc3339(datetime(2024, 10, 24, 14, 5, tzinfo=east)) == "2024-10-24T12:05:00Z"
    assert dates.rfc3339(datetime(2024, 10, 24, 12, 5)) == "2024-10-24T12:05:00Z"  # noqa: DTZ001
    assert dates.epoch(NOON) == 1_729_771_500
    assert dates.from_epoch(1_729_771_500) == NOON
    assert dates.from_epoch(10**18).year == 9998
    assert dates.from_epoch(-(10**18)).year == 1
