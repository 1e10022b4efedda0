"""Bylines taken apart."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.content import bylines
from feedreader.model.author import AuthorKind
from feedreader.normalise import names

PERSON, ORGANISATION = AuthorKind.PERSON, AuthorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("  By Jane   Doe ", ["Jane Doe"]),
        ("BY JANE DOE", ["JANE DOE"]),
        ("Posted by: Jane Doe", ["Jane Doe"]),
        ("By A. Smith, B. Jones and C. Wu", ["A. Smith", "B. Jones", "C. Wu"]),
        ("Jane Doe, John Roe, and Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]),
        ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe &amp; John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe; John Roe | Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]),
        ("Anna Schmidt und Ben M\u00fcller", ["Anna Schmidt", "Ben M\u00fcller"]),
        ("Jeanne Dupont et Luc Petit", ["Jeanne Dupont", "Luc Petit"]),
        ("Juan P\u00e9rez y Ana G\u00f3mez", ["Juan P\u00e9rez", "Ana G\u00f3mez"]),
        ("Jos\u00e9 Ortega y Gasset", ["Jos\u00e9 Ortega y Gasset"]),
        ("Von Anna Schmidt", ["Anna Schmidt"]),
        ("Von Neumann", ["Von Neumann"]),
        (
            "\u5c71\u7530\u592a\u90ce\u3001\u9234\u6728\u82b1\u5b50",
            ["\u5c71\u7530\u592a\u90ce", "\u9234\u6728\u82b1\u5b50"],
        ),
        ("mail@example.org (Jane Doe)", ["Jane Doe"]),
        ("Jane Doe <mail@example.org>", ["Jane Doe"]),
        ("Jane Doe (mail@example.org)", ["Jane Doe"]),
        ("John Smith, Jr.", ["John Smith, Jr."]),
        ("Jane Doe, PhD, and John Roe, MD", ["Jane Doe", "John Roe"]),
        ("Jane Doe et al.", ["Jane Doe"]),
        ("Smith, John", ["Smith, John"]),
        ("Feld, M. J., Har-Digan, M. A., de Jager, T.", ["M. J. Feld", "M. A. Har-Digan", "T. de Jager"]),
        ("Jane Doe / Milan", ["Jane Doe"]),
        ("Jane Doe/Davos, Switzerland", ["Jane Doe"]),
        ("Jane Doe / John Roe", ["Jane Doe", "John Roe"]),
        ("AFP/Reuters", ["AFP", "Reuters"]),
        ("AC/DC", ["AC/DC"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Harper & Sons", ["Harper & Sons"]),
        ("Jane Doe, illustration by John Roe for the paper", ["Jane Doe"]),
        ("Jane Doe, JANE DOE", ["Jane Doe"]),
        ("Jane Doe, Oslo", ["Jane Doe"]),
        ("Jane Doe and John Roe in Kyiv", ["Jane Doe", "John Roe"]),
        ("Jane Doe for The Lantern", ["Jane Doe"]),
        ("Jane Doe (jd)", ["Jane Doe"]),
        ("Jane Doe (Text), John Roe (Fotos)", ["Jane Doe"]),
        ("@lantern", ["@lantern"]),
        ("J.Doe, A.Lee, B.Roe", ["J.Doe", "A.Lee", "B.Roe"]),
        ("\x1b]0;x\x07Jane\u202e Doe", ["Jane Doe"]),
    ],
)
def test_splitting(text: str, expected: list[str]) -> None:
    assert list(names.split_names(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By",
        "admin",
        "Administrator",
        "Guest Author",
        "unknown",
        "Senior Reporter",
        "Staff Writer",
        "Editor-in-Chief",
        "wordpressadmin",
        "Drupal por Mar Azul",
        "Photos by Jane Doe",
        "Political Correspondent",
        "mail@example.org",
        "https://example.org/jane",
        "www.example.org",
        "example.org",
        "blog.example.co.uk",
        "- - -",
        "12345",
        "x" * 500,
        "She is a writer who lives in a small town by the sea with two cats and many books",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert names.split_names(text) == ()


def test_a_role_belongs_to_the_name_before() -> None:
    assert names.read("Jane Doe, Senior Reporter, and John Roe, Editor") == (
        names.Named("Jane Doe", "Senior Reporter"),
        names.Named("John Roe", "Editor"),
    )


def test_brackets_behind_a_name() -> None:
    assert names.read("Jane Doe (Editor)") == (names.Named("Jane Doe", role="Editor"),)
    assert names.read("Jane Doe (BBC News)") == (names.Named("Jane Doe", organisation="BBC News"),)
    assert names.read("Jane (JD) Doe") == (names.Named("Jane (JD) Doe"),)


def test_a_byline_of_thousands_ends() -> None:
    assert len(names.split_names("; ".join(f"Author Number{chr(97 + n % 26)}{n}" for n in range(3000)))) <= 50


@pytest.mark.parametrize(
    ("name", "site", "kind"),
    [
        ("Jane Doe", "", PERSON),
        ("Jane Doe", "The Daily Post", PERSON),
        ("Reuters", "", ORGANISATION),
        ("AFP", "", ORGANISATION),
        ("dpa", "", ORGANISATION),
        ("Sid", "", PERSON),
        ("News desk", "", ORGANISATION),
        ("Reuters Staff", "", ORGANISATION),
        ("Redaktion", "", ORGANISATION),
        ("La R\u00e9daction", "", ORGANISATION),
        ("Editorial Board", "", ORGANISATION),
        ("The Editors", "", ORGANISATION),
        ("Ministry of Silly Walks", "", ORGANISATION),
        ("Example GmbH", "", ORGANISATION),
        ("Ars Nova", "Ars Nova", ORGANISATION),
        ("Ars Nova", "Ars Nova - All content", ORGANISATION),
        ("EL PA\u00cdS", "El Pa\u00eds in English", ORGANISATION),
        ("The Post", "Post", ORGANISATION),
        ("Sam Lee", "Sam Lee", PERSON),
        ("Eyal Press", "", PERSON),
        ("Bill Newsome", "", PERSON),
    ],
)
def test_kinds(name: str, site: str, kind: AuthorKind) -> None:
    assert names.kind_of(name, site) is kind


@given(st.text(max_size=300))
def test_whatever_comes_out_can_be_shown(text: str) -> None:
    for name in names.split_names(text):
        assert name == name.strip()
        assert 0 < len(name) <= 2 * bylines.LONGEST_NAME
        assert not [
            char for char in name if ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066"
        ]


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a.@",
        " ",
        ", ",
        "and ",
        "(",
        "(a",
        "/",
        "a /",
        "&",
        "By ",
        "et al ",
        "a, b. ",
        "<a@",
        "\u3001",
        "://",
    ],
)
def test_hostile_bylines_take_no_time(unit: str) -> None:
    began = time.perf_counter()
    names.split_names(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 2  # a quadratic pattern would take minutes


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Doe Senior Reporter", [names.Named("Jane Doe", "Senior Reporter")]),
        (
            "Jane Doe Staff Writer and John Roe",
            [names.Named("Jane Doe", "Staff Writer"), names.Named("John Roe")],
        ),
        ("Anna Reporter", [names.Named("Anna Reporter")]),
        ("VON JANE DOE am 21. April 2020", [names.Named("JANE DOE")]),
        ("By Jane Doe, May 3, 2024", [names.Named("Jane Doe")]),
        ("By Jane Doe on 3 May 2024 14:05", [names.Named("Jane Doe")]),
        ("Jane Doe | 2024-05-03", [names.Named("Jane Doe")]),
        ("The Lantern The Lantern", [names.Named("The Lantern")]),
        ("The Lantern | The Lantern", [names.Named("The Lantern")]),
        ("Duran Duran", [names.Named("Duran Duran")]),
        ("By", []),
        ("admin", []),
        ("jane.doe@site.example", []),
        ("Senior Reporter", []),
    ],
)
def test_nothing_but_names(byline: str, expected: list[names.Named]) -> None:
    assert list(names.read(byline)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "A correspondent in Tehran",
        "Our correspondents",
        "The editors",
        "a staff writer",
        "Lantern staff reporter",
    ],
)
def test_somebody_unnamed_is_no_person(name: str) -> None:
    assert names.kind_of(name) is ORGANISATION
