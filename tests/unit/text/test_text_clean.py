"""The border: nothing that passes acts on a terminal or moves what stands beside it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedreader.text import clean

ESC, CSI, OSC, DCS, APC, PM, SOS, ST = "\x1b", "\x9b", "\x9d", "\x90", "\x9f", "\x9e", "\x98", "\x9c"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

characters = st.one_of(
    st.characters(),
    st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"]),
    st.sampled_from(
        "\x1b\x9b\x9d\x90\x9c\x07[]P\\0;m \t\r\n\u200c\u200d\ufe0f\ufe0e1\u20e3👩👧❤🏽🇩🇪कमیأ葛\U000e0100"
    ),
)
strings = st.text(characters, max_size=60)


def forbidden(text: str, allowed: str = "") -> list[str]:
    """Characters that must not be there, by Unicode's own categories."""
    found = []
    for char in text:
        code = ord(char)
        noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        if (
            (unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and char not in allowed)
            or char in BIDI + "\ufeff\u00ad"
            or 0xE0000 <= code <= 0xE007F
            or code >= 0xF0000
            or noncharacter
        ):
            found.append(f"U+{code:04X}")
    return found


def longest_run(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        longest = max(longest, run)
    return longest


@settings(max_examples=1000, deadline=None)
@given(strings)
def test_a_line_holds_nothing_forbidden(text: str) -> None:
    cleaned = clean.line(text)
    assert forbidden(cleaned) == []
    assert longest_run(cleaned) <= 4
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


@settings(max_examples=1000, deadline=None)
@given(strings)
def test_a_block_holds_nothing_forbidden(text: str) -> None:
    cleaned = clean.block(text)
    assert forbidden(cleaned, allowed="\n") == []
    assert longest_run(cleaned) <= 4
    cleaned.encode("utf-8")


@settings(max_examples=1000, deadline=None)
@given(strings, st.integers(min_value=0, max_value=40))
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    once = clean.line(text, limit)
    assert clean.line(once, limit) == once
    assert len(once) <= limit
    block = clean.block(text, limit)
    assert clean.block(block, limit) == block
    assert len(block) <= limit


@settings(max_examples=500, deadline=None)
@given(strings, strings)
def test_two_clean_texts_together_hold_nothing_forbidden(left: str, right: str) -> None:
    together = clean.line(left) + clean.line(right)
    assert forbidden(clean.line(together)) == []
    assert ESC not in together


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Sm", "Lo"], max_codepoint=0x2FF)))
def test_clean_text_is_returned_unchanged(text: str) -> None:
    assert clean.line(text) == text
    assert clean.block(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a{ESC}]52;c;SGVsbG8=\x07b", "ab"),
        (f"a{ESC}]52;c;SGVsbG8={ESC}\\b", "ab"),
        (f"a{OSC}52;c;SGVsbG8={ST}b", "ab"),
        (f"é{OSC}52;c;SGVsbG8={ST}b", "éb"),
        (f"a{ESC}]52;c;SGVs\nbG8=\x07b", "ab"),
        (f"a{ESC}]0;owned\x07b", "ab"),
        (f"a{ESC}]8;;http://evil.example{ESC}\\b{ESC}]8;;{ESC}\\c", "abc"),
        (f"a{ESC}[31mb{ESC}[0mc", "abc"),
        (f"a{CSI}31mb", "ab"),
        (f"é{CSI}31mb", "éb"),
        (f"a{ESC}[?1049h{ESC}[2J{ESC}[6nb", "ab"),
        (f"a{ESC}P+q544e{ESC}\\b", "ab"),
        (f"a{DCS}+q544e{ST}b", "ab"),
        (f"a{ESC}_Gf=100;AAAA{ESC}\\b", "ab"),
        (f"a{APC}Gf=100;AAAA{ST}b", "ab"),
        (f"a{ESC}^private{ESC}\\b", "ab"),
        (f"a{PM}private{ST}b", "ab"),
        (f"a{ESC}Xstring{ESC}\\b", "ab"),
        (f"a{SOS}string{ST}b", "ab"),
        (f"a{ESC}cb", "ab"),
        (f"a{ESC}(0b", "ab"),
        (f"a{ESC}#8b", "ab"),
        (f"a{ESC}%Gb", "ab"),
        (f"a{ESC}Ptmux;{ESC}{ESC}]52;c;QQ==\x07{ESC}\\b", "ab"),
        (f"a{ESC}]52;c;AAAA\x18b", "ab"),
        (f"{ESC}{ESC}[31m[31mb", "[31mb"),
        (f"a{ESC}", "a"),
        (f"a{ESC}[", "a"),
        (f"a{ESC}[31", "a"),
        ("a\x00b\x07c\x08d\x7fe\x85f", "abcde f"),
        ("a\u2028b\u2029c\vd\fe", "a b c d e"),
        ("abc\u202edef\u202c", "abcdef"),
        ("\ufeffabc\u2066d\u2069", "abcd"),
        ("flag \U0001f3f4\U000e0067\U000e007f", "flag \U0001f3f4"),
        ("a\ud83db\udc00", "ab"),
        ("a\ufdd0\ufffe\U0001fffe\U0010ffffb", "ab"),
        ("soft\u00adhyphen", "softhyphen"),
        ("  a \t\r\n b\u00a0\u2003c\u3000 ", "a b c"),
    ],
)
def test_line(text: str, expected: str) -> None:
    assert clean.line(text) == expected


def test_an_unended_string_takes_its_line_and_no_more() -> None:
    assert clean.block(f"one{ESC}]0;rubbish\ntwo") == "one\ntwo"
    assert clean.line(f"one{ESC}]52;c;rubbish") == "one"


def test_bytes_of_misread_utf8_introduce_nothing() -> None:
    # A quotation in UTF-8 that was read as Latin-1: \x9d and \x9c are no OSC and no ST here.
    assert (
        clean.line("\xe2\x80\x9cHello\xe2\x80\x9d he said \xe2\x80\x9cbye\xe2\x80\x9d")
        == "âHelloâ he said âbyeâ"
    )


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦 family",
        "👩🏽‍🚀 🏳️‍🌈 🏴‍☠️ ❤️‍🔥",
        "🇩🇪 🇺🇦 1️⃣ #️⃣ ☎︎",
        "می‌خواهم نامه‌ای بنویسم",
        "क्‍ष हिन्दी में समाचार र्‍य",
        "葛\U000e0100飾区 日本語の見出し",
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
        "الْحَمْدُ لِلَّهِ رَبِّ الْعَالَمِينَ",
        "ភាសា\u200bខ្មែរ",
        "Việt Nam, Z\u0301 e\u0301\u0323",
        "[/] [@click=app.quit]x[/] [IMPORTANT]",
        "ไทย ภาษาไทย น้ำ",
        "한국어 뉴스",
    ],
)
def test_writing_of_the_world_survives(text: str) -> None:
    assert clean.line(text) == text
    assert clean.block(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay\u200dpal", "paypal"),
        ("pay\u200cpal\u200b", "paypal"),
        ("a\ufe0fb", "ab"),
        ("👩\u200d", "👩"),
        ("👩\u200dx", "👩x"),
        ("1\ufe0f", "1"),
        ("e" + "\u0301" * 10, "e" + "\u0301" * 4),
        ("e" + "\u0301\u200d" * 10, "e" + "\u0301" * 2),
        ("\u0301\u200d \u0302first", "first"),
        ("\u034f" * 8, ""),
    ],
)
def test_what_hangs_on_nothing_goes(text: str, expected: str) -> None:
    assert clean.line(text) == expected


def test_no_mark_of_unicode_piles_up_or_leads() -> None:
    marked = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Mn", "Me"}]
    assert len(marked) > 1_800
    for mark in [*marked, "\u1160", "\u11ff", "\ud7b0"]:
        assert clean.line("x" + mark * 9).count(mark) <= 4, hex(ord(mark))
        assert clean.line(mark + "x") == "x", hex(ord(mark))


def test_a_long_line_is_cut_between_characters() -> None:
    assert clean.line("abcdef", 4) == "abc…"
    assert clean.line("abcd", 4) == "abcd"
    assert clean.line("ab cdef", 4) == "ab…"
    assert clean.line("ab👨‍👩‍👧 cd", 5) == "ab…"
    assert clean.line("abe\u0301cd", 4) == "ab…"
    assert len(clean.line("x" * 5000)) == 2000


def test_a_block_keeps_its_shape() -> None:
    assert clean.block("if x:\r\n\ty  = 1\r\n\n  z\x0b") == "if x:\n    y  = 1\n\n  z\n"
    assert clean.block("ab\tc") == "ab  c"
    assert clean.block("a\x1cb\u2028c\x85d") == "a b\nc\nd"
    assert clean.block("x\t" * 100, 10) == "x   x   x…"


def test_nothing_gives_nothing() -> None:
    assert clean.line(None) == clean.line("") == clean.block(None) == clean.block("") == ""


def test_an_error_is_one_short_line() -> None:
    assert clean.error(ValueError(f"bad\n{ESC}[31mvalue")) == "bad value"
    assert clean.error(TimeoutError()) == "TimeoutError"
    assert clean.error("x" * 1000) == "x" * 299 + "…"
    assert clean.error("") == ""


@pytest.mark.parametrize(
    "unit",
    [
        f"{ESC}]52;c;",
        f"{OSC}\n",
        f"{ESC}]aaa\n",
        f"{ESC}[0",
        f"{CSI}0",
        ESC,
        f"{DCS}{ST}",
        "\u202ea",
        "\0",
        "\u0301",
        " \u0301",
        "👨\u200d",
        "❤\ufe0f",
        "\ud800",
        "\t",
        " a  ",
        "हिन्दी में ",
        "می‌خواهم ",
        "\U000e0041",
    ],
)
def test_a_hostile_megabyte_is_cleaned(unit: str) -> None:
    # 0.05 to 0.2 s each; a pass in quadratic time would need many minutes.
    text = unit * (1_000_000 // len(unit))
    assert forbidden(clean.line(text)) == []
    assert set(forbidden(clean.block(text, 5_000), allowed="\n")) == set()


@pytest.mark.parametrize(
    "private", ["\U000f0000", "\U000ffffd", "\U00100000", "\U0010eeed", "\U0010eeee", "\U0010fffd"]
)
def test_no_private_character_of_planes_15_and_16_passes(private: str) -> None:
    """The program's own pictures are written with them."""
    for text in (f"a{private}b", f"a{private * 9} b", f"{private}ab", f"ab{private}\u0305\u0305"):
        assert private not in clean.line(text) + clean.block(text) + clean.error(text)
    assert clean.line(f"a{private}b") == clean.block(f"a{private}b") == clean.error(f"a{private}b") == "ab"


def test_private_characters_of_icon_fonts_stay() -> None:
    assert clean.line("\ue000 \uf8ff") == "\ue000 \uf8ff" == clean.block("\ue000 \uf8ff")
