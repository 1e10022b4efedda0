"""Who is the same, and whose word counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.model.author import Author, AuthorKind, Fact, Origin
from feedreader.normalise import merging
from feedreader.normalise.merging import STALE, Found

SITE, OTHER = "site.example", "other.example"
URL = "https://site.example/people/hale"
LONG = "Olena Hale has covered the strait and its ferries since the North Mole fell."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Author("Olena Hale", URL), Author("O. Hale", URL), True),
        (Author("Olena Hale", URL), Author("Bo Lind", URL), False),
        (Author("Olena Hale"), Author("OLENA HALE"), True),
        (Author("Jörg Müller"), Author("Jorg Muller"), True),
        (Author("Olena Hale"), Author("O. Hale"), False),
        (Author("Olena Hale", URL), Author("Olena Hale"), True),
        (Author("Olena Hale", URL), Author("Olena Hale", URL + "2"), False),
        (Author("Olena Hale", "https://site.example/"), Author("Bo Lind", "https://site.example/"), False),
    ],
)
def test_the_same_on_one_site(one: Author, other: Author, same: bool) -> None:
    assert merging.same(one, SITE, other, SITE) is same
    assert merging.same(other, SITE, one, SITE) is same


def test_across_sites_only_an_address_counts() -> None:
    assert not merging.same(Author("Olena Hale"), SITE, Author("Olena Hale"), OTHER)
    assert not merging.same(Author("Olena Hale", URL), SITE, Author("Olena Hale"), OTHER)
    assert merging.same(Author("Olena Hale", URL), SITE, Author("O. Hale", URL), OTHER)


def test_an_address_finds_before_a_name() -> None:
    known = [Found(1, Author("Olena Hale"), SITE), Found(2, Author("O. Hale", URL), SITE)]
    found = merging.find(known, Author("Olena Hale", URL), SITE)
    assert found is not None
    assert found.key == 2
    assert merging.find(known, Author("Bo Lind"), SITE) is None


def fact(field: str, value: str, origin: Origin, seen: int = 0) -> Fact:
    return Fact(field, value, "https://site.example/1", seen, seen, origin)


KNOWN = Author("Olena Hale", role="News editor", bio=LONG, avatar="https://site.example/old.png")


@pytest.mark.parametrize(
    ("was", "comes", "later", "role"),
    [
        (Origin.PAGE, Origin.PAGE, 10, "Politics reporter"),
        (Origin.FEED, Origin.PAGE, 10, "Politics reporter"),
        (Origin.PAGE, Origin.OWN, 10, "Politics reporter"),
        (Origin.OWN, Origin.PAGE, 10, "News editor"),
        (Origin.OWN, Origin.PAGE, STALE + 10, "Politics reporter"),
        (Origin.PAGE, Origin.FEED, STALE + 10, "News editor"),
    ],
)
def test_a_role_goes_with_the_source_that_counts(was: Origin, comes: Origin, later: int, role: str) -> None:
    facts = [fact("role", "News editor", was)]
    came = Author("Olena Hale", role="Politics reporter")
    assert merging.settled(KNOWN, came, facts, comes, later).role == role


@pytest.mark.parametrize(
    "role", ["news editor", "News editor, The Post", "News editor at The Post", "News Editor | Post"]
)
def test_the_employer_behind_a_role_is_no_new_role(role: str) -> None:
    facts = [fact("role", "News editor", Origin.PAGE)]
    assert (
        merging.settled(KNOWN, Author("Olena Hale", role=role), facts, Origin.OWN, 10).role == "News editor"
    )


def test_editor_at_large_is_another_role() -> None:
    known, came = Author("Olena Hale", role="Editor"), Author("Olena Hale", role="Editor at large")
    assert (
        merging.settled(known, came, [fact("role", "Editor", Origin.PAGE)], Origin.PAGE, 10).role == came.role
    )


def test_pictures_and_biographies_change_with_a_better_source_or_with_time() -> None:
    facts = [fact("bio", LONG, Origin.PAGE), fact("avatar", KNOWN.avatar, Origin.PAGE)]
    came = Author(
        "Olena Hale",
        bio="Another text about Olena, who lives by the sea.",
        avatar="https://site.example/new.png",
    )
    assert merging.settled(KNOWN, came, facts, Origin.PAGE, 10) == KNOWN
    for origin, later in ((Origin.OWN, 10), (Origin.PAGE, STALE + 1)):
        shown = merging.settled(KNOWN, came, facts, origin, later)
        assert (shown.bio, shown.avatar) == (came.bio, came.avatar)


def test_a_short_description_does_not_take_the_place_of_a_biography() -> None:
    facts = [fact("bio", LONG, Origin.PAGE)]
    came = Author("Olena Hale", bio="Olena Hale writes for us.")
    assert merging.settled(KNOWN, came, facts, Origin.OWN, 10).bio == LONG


def test_the_beginning_of_a_biography_is_made_whole_and_never_shortened() -> None:
    begun = replace(KNOWN, bio="Olena Hale has covered the str…")
    facts = [fact("bio", begun.bio, Origin.OWN)]
    assert merging.settled(begun, Author("Olena Hale", bio=LONG), facts, Origin.FEED, 10).bio == LONG
    assert merging.settled(KNOWN, begun, [fact("bio", LONG, Origin.FEED)], Origin.OWN, STALE + 9).bio == LONG


def test_an_organisation_has_neither_role_nor_biography() -> None:
    desk = Author("News Desk", kind=AuthorKind.ORGANISATION)
    came = Author("News Desk", URL, role="Reporter", bio="We are the desk.")
    assert merging.settled(desk, came, [], Origin.PAGE, 10) == replace(desk, url=URL)


TEXT = st.sampled_from(["", "Reporter", "Editor", LONG, LONG[:30] + "…"])
ONE = st.builds(Author, name=st.just("Olena Hale"), role=TEXT, bio=TEXT, avatar=TEXT, organisation=TEXT)


@given(ONE, ONE, st.sampled_from(list(Origin)), st.sampled_from(list(Origin)), st.integers(0, 2 * STALE))
def test_nothing_is_made_up_or_lost(
    known: Author, came: Author, was: Origin, comes: Origin, later: int
) -> None:
    facts = [fact(name, getattr(known, name), was) for name in ("role", "bio", "avatar", "organisation")]
    shown = merging.settled(known, came, facts, comes, later)
    for name in ("role", "bio", "avatar", "organisation"):
        value, had, got = (getattr(each, name) for each in (shown, known, came))
        assert value in (had, got)
        assert value or not (had or got)
    assert merging.settled(shown, came, [], Origin.FEED, later) == shown
