"""Raw people made authors, recognised and merged."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from feedreader.model.author import Author, AuthorKind
from feedreader.normalise import authors
from feedreader.parse.raw import RawPerson

BASE = "https://site.example/feed"


def test_details_belong_to_a_single_name() -> None:
    person = RawPerson("By Jane Doe", "/jane", "jane@site.example", "//cdn.example/j.png", "Reporter")
    assert authors.from_raw([person], BASE) == (
        Author(
            "Jane Doe",
            "https://site.example/jane",
            "https://cdn.example/j.png",
            "Reporter",
            email="jane@site.example",
        ),
    )


def test_several_names_share_no_details() -> None:
    person = RawPerson("Jane Doe and John Roe", "https://site.example/jane", "jane@site.example")
    assert authors.from_raw([person], BASE) == (Author("Jane Doe"), Author("John Roe"))


def test_a_publisher_with_an_and_in_its_name_is_one() -> None:
    person = RawPerson("Stack & Staple", "https://site.example/")
    assert authors.from_raw([person], BASE, "Stack & Staple") == (
        Author("Stack & Staple", "https://site.example/", kind=AuthorKind.ORGANISATION),
    )
    assert (
        authors.from_raw([RawPerson("The Bolt and Nut")], BASE, "Bolt and Nut")[0].name == "The Bolt and Nut"
    )
    both = authors.from_raw([RawPerson("Jane Doe and John Roe")], BASE, "Jane Doe and John Roe")
    assert [author.name for author in both] == ["Jane Doe", "John Roe"], "a journal of two"


def test_nobody_is_made_up_of_a_mail_address_or_an_account() -> None:
    people = [
        RawPerson(email="jane.doe@site.example"),
        RawPerson("admin"),
        RawPerson(url="https://site.example/"),
    ]
    assert authors.from_raw(people, BASE) == ()


def test_one_person_named_twice_is_one() -> None:
    people = [
        RawPerson("Jane Doe"),
        RawPerson("JANE DOE", "https://site.example/jane"),
        RawPerson("John Roe"),
    ]
    assert authors.from_raw(people, BASE) == (
        Author("Jane Doe", "https://site.example/jane"),
        Author("John Roe"),
    )


def test_addresses_that_are_none_are_left_out() -> None:
    person = RawPerson("Jane Doe", "javascript:alert(1)", "not a mail", "data:image/png;base64,AAAA")
    assert authors.from_raw([person], BASE) == (Author("Jane Doe"),)


def test_who_is_called_like_the_site_is_an_organisation() -> None:
    (author,) = authors.from_raw([RawPerson("Nova Post")], BASE, "Nova Post")
    assert author.kind is AuthorKind.ORGANISATION


def test_a_mailbox_with_the_name_in_it_is_a_persons() -> None:
    (author,) = authors.from_raw([RawPerson("Aivo Kaln", email="aivo.kaln@mail.example")], BASE, "Aivo Kaln")
    assert author.kind is AuthorKind.PERSON


def test_keys_go_by_address_first() -> None:
    one = Author("Jane Doe", "https://www.site.example/jane/")
    other = Author("J. Doe", "http://site.example/jane?utm_source=feed")
    assert authors.key(one, "site.example") == authors.key(other, "else.example")
    assert authors.key(one, "site.example") != authors.key(Author("Jane Doe"), "site.example")


def test_keys_by_name_stay_on_their_site() -> None:
    assert authors.key(Author("J\u00f6rg M\u00fcller"), "www.site.example") == authors.key(
        Author("Jorg  Muller"), "site.example"
    )
    assert authors.key(Author("Jane Doe"), "a.example") != authors.key(Author("Jane Doe"), "b.example")


def test_the_sites_front_page_is_nobodys_address() -> None:
    one, other = Author("Jane Doe", "https://site.example/"), Author("John Roe", "https://site.example")
    assert authors.key(one, "site.example") != authors.key(other, "site.example")
    assert authors.key(Author("Jane Doe", "https://jane.example/"), "site.example") == "url:jane.example"


def test_addresses_that_differ_in_a_number_are_two_authors() -> None:
    one, other = (
        Author("A B", "https://site.example/?author=1"),
        Author("C D", "https://site.example/?author=2"),
    )
    assert authors.key(one, "site.example") != authors.key(other, "site.example")


def test_merging_fills_what_is_empty_and_keeps_the_rest() -> None:
    old = Author(
        "Jane Doe",
        role="Reporter",
        bio="Jane writes about tides and har\u2026",
        links=("https://a.example/",),
    )
    new = Author(
        "JANE DOE",
        "https://site.example/jane",
        "https://site.example/j.png",
        "Editor",
        "Jane writes about tides and harbours. She lives by the sea.",
        "The Post",
        ("https://b.example/", "https://a.example/"),
    )
    assert authors.merge(old, new) == Author(
        "Jane Doe",
        "https://site.example/jane",
        "https://site.example/j.png",
        "Reporter",
        "Jane writes about tides and harbours. She lives by the sea.",
        "The Post",
        ("https://a.example/", "https://b.example/"),
    )


def test_a_biography_of_another_source_does_not_replace_one() -> None:
    old, new = (
        Author("Jane Doe", bio="Short but hers."),
        Author("Jane Doe", bio="Something else, and much longer."),
    )
    assert authors.merge(old, new).bio == "Short but hers."
    assert authors.merge(new, old).bio == "Something else, and much longer."


def test_a_cried_name_is_spelt() -> None:
    assert authors.merge(Author("JANE DOE"), Author("Jane Doe")).name == "Jane Doe"
    assert authors.merge(Author("jane doe"), Author("Jane Doe")).name == "Jane Doe"
    assert authors.merge(Author("Jane Doe"), Author("JANE DOE")).name == "Jane Doe"
    assert authors.merge(Author("Jane Doe"), Author("Someone Else")).name == "Jane Doe"


AUTHORS = st.builds(
    Author,
    name=st.sampled_from(["Jane Doe", "JANE DOE", "jane doe"]),
    url=st.sampled_from(["", "https://a.example/x", "https://b.example/y"]),
    avatar=st.sampled_from(["", "https://a.example/x.png"]),
    role=st.sampled_from(["", "Reporter", "Editor"]),
    bio=st.sampled_from(["", "Jane writes\u2026", "Jane writes a lot.", "Another text."]),
    links=st.lists(st.sampled_from(["https://a.example/", "https://b.example/"]), unique=True).map(tuple),
    email=st.sampled_from(["", "j@a.example"]),
)


@given(AUTHORS, AUTHORS)
def test_merging_makes_nothing_up_and_loses_nothing(old: Author, new: Author) -> None:
    merged = authors.merge(old, new)
    for field in fields(Author):
        value, was, came = (getattr(author, field.name) for author in (merged, old, new))
        if field.name == "links":
            assert set(value) == set(was) | set(came)
        else:
            assert value in (was, came)
            assert value or not (was or came)
    assert authors.merge(merged, new) == merged


def test_a_part_taken_in_an_episode_is_no_role() -> None:
    people = [
        RawPerson("Jane Doe", "https://jane.example/", "", "https://jane.example/j.png", "host"),
        RawPerson("John Roe", role="Guest"),
        RawPerson("Ann Lee", role="Science editor"),
    ]
    assert authors.from_raw(people, BASE) == (
        Author("Jane Doe", "https://jane.example/", "https://jane.example/j.png"),
        Author("John Roe"),
        Author("Ann Lee", role="Science editor"),
    )


def test_an_organisation_has_no_role() -> None:
    (author,) = authors.from_raw([RawPerson("Nova Post Editor")], BASE, "Nova Post")
    assert author == Author("Nova Post", kind=AuthorKind.ORGANISATION)
