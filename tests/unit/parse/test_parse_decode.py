"""Which encoding a body is in, whatever it says."""

from __future__ import annotations

import pytest

from feedreader.parse import decode

RUSSIAN = "Паром опоздал"
JAPANESE = "港の新聞、潮の満ち引き"


def declared(encoding: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><rss>{text}</rss>'


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", RUSSIAN),
        ("windows-1251", RUSSIAN),
        ("KOI8-R", RUSSIAN),
        ("iso-8859-5", RUSSIAN),
        ("Shift_JIS", JAPANESE),
        ("EUC-JP", JAPANESE),
        ("ISO-2022-JP", JAPANESE),
        ("gb2312", "港口新闻"),
        ("big5", "港口新聞"),
        ("euc-kr", "항구 소식"),
        ("iso-8859-1", "Café"),
    ],
)
def test_declared_encodings_are_believed_where_they_fit(encoding: str, text: str) -> None:
    body = declared(encoding, text).encode(encoding)
    assert decode.text(body) == (declared(encoding, text), "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig"])
def test_marks_and_zero_bytes_tell_unicode(encoding: str) -> None:
    assert decode.text(f"<rss>{RUSSIAN}</rss>".encode(encoding)) == (f"<rss>{RUSSIAN}</rss>", "")


def test_http_charset_counts_where_the_document_is_silent() -> None:
    assert decode.text(RUSSIAN.encode("koi8-r"), 'text/xml; charset="koi8-r"') == (RUSSIAN, "")


def test_document_counts_before_http() -> None:
    body = declared("windows-1251", RUSSIAN).encode("windows-1251")
    assert decode.text(body, "text/xml; charset=ISO-8859-1")[0] == declared("windows-1251", RUSSIAN)


def test_valid_utf8_counts_before_a_wrong_declaration() -> None:
    text, warning = decode.text(declared("iso-8859-1", "Café").encode())
    assert "Café" in text
    assert warning == "The feed says that it is in iso-8859-1 but is in UTF-8; it was read as UTF-8."


def test_two_chinese_characters_that_happen_to_be_utf8() -> None:
    # These two characters in GB 2312 are valid UTF-8 for others.
    body = declared("gb2312", "联通").encode("gb2312")
    assert decode.text(body) == (declared("gb2312", "联通"), "")


def test_latin1_means_windows_1252() -> None:
    assert decode.text(declared("iso-8859-1", "“x” €").encode("cp1252")) == (
        declared("iso-8859-1", "“x” €"),
        "",
    )


def test_few_bad_bytes_in_utf8_are_shown_as_such() -> None:
    body = (RUSSIAN * 10).encode() + b"\xff" + (RUSSIAN * 10).encode()
    assert decode.text(body) == (
        RUSSIAN * 10 + "�" + RUSSIAN * 10,
        "1 characters are not valid UTF-8; they are shown as �.",
    )


def test_language_helps_where_nothing_is_declared() -> None:
    body = f"<rss><language>uk</language>{RUSSIAN}</rss>".encode("cp1251")
    text, warning = decode.text(body)
    assert RUSSIAN in text
    assert warning == "The feed does not say its encoding; it was read as windows-1251."


@pytest.mark.parametrize(
    "name", ["punycode", "idna", "unicode_escape", "rot13", "zip", "utf-7", "no-such", "mbcs"]
)
def test_encodings_of_no_natural_text_are_refused(name: str) -> None:
    assert decode.codec(name) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UTF8", "utf-8"),
        ("x-sjis", "cp932"),
        ("Windows-1252", "cp1252"),
        ("latin1", "cp1252"),
        ("x-gbk", "gb18030"),
    ],
)
def test_names_are_widened_as_browsers_do(name: str, expected: str) -> None:
    assert decode.codec(name) == expected
