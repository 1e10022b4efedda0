"""Profiles with their history, merging and splitting, following: all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.store.conftest import Clock

from feedreader.errors import NotFoundError, UsageError
from feedreader.library import Library, profiles
from feedreader.model.article import ArticleId
from feedreader.model.author import Author, AuthorId, Merged, Origin
from feedreader.model.feed import FeedId
from feedreader.model.query import Place, Query
from feedreader.store import Store
from feedreader.store.migrations import MIGRATIONS
from feedreader.store.records import PreparedArticle

Make = Callable[..., PreparedArticle]
Fill = Callable[..., FeedId]

ANN = Author("Ann Hale", "https://example.org/by/ann")
OTHER = Author("A. Hale", "https://other.example/staff/ahale", role="Columnist", bio="Writes columns.")


@pytest.fixture
def two(library: Library, make: Make, fill: Fill) -> tuple[AuthorId, AuthorId]:
    """One person, on two sites under two spellings; two stories each, one of them together."""
    fill("https://example.org/feed", make("one", days=1, authors=(ANN,)), make("two", days=3, authors=(ANN,)))
    fill(
        "https://other.example/feed",
        make("three", days=2, authors=(OTHER,), url="https://other.example/three"),
        make("four", days=4, authors=(OTHER, ANN), url="https://other.example/four"),
    )
    (ann,) = library.authors.find("Ann")
    (other,) = library.authors.find("A. Hale")
    return ann.id, other.id


def titles(library: Library, author: AuthorId) -> list[str]:
    return [row.title.removeprefix("About ") for row in library.authors.articles(author)]


def seen(library: Library) -> tuple[object, ...]:
    """What a person sees of the authors."""
    found = library.authors.find("hale")
    return (
        found,
        [library.authors.profile(each.id) for each in found],
        [titles(library, each.id) for each in found],
        library.authors.followed(),
        list(library.lists.ids(Query(place=Place.FOLLOWING))),
        [[author.id for author in library.articles.get(ArticleId(each)).authors] for each in range(1, 5)],
    )


def test_a_merged_author_has_the_stories_and_facts_of_both(
    library: Library, two: tuple[AuthorId, AuthorId]
) -> None:
    ann, other = two
    done = library.authors.merge(ann, other)
    assert done is not None
    assert done.sentence == "Merged A. Hale into Ann Hale"
    assert titles(library, ann) == ["one", "three", "two", "four"]
    stored = library.authors.get(ann)
    assert (stored.profile.name, stored.profile.role, stored.profile.bio) == (
        "Ann Hale",
        "Columnist",
        "Writes columns.",
    )
    assert (stored.articles, stored.unread) == (4, 4)
    profile = library.authors.profile(ann)
    assert profile.names == ("Ann Hale", "A. Hale")
    assert profile.merged == (Merged(other, "A. Hale", "other.example"),)
    assert library.authors.find("a. hale") == library.authors.find("ann hale") == (stored,)
    assert library.authors.get(other) == stored
    four = library.articles.get(ArticleId(library.lists.ids(Query(search="title:four"))[0]))
    assert [each.id for each in four.authors] == [ann]
    assert len(library.lists.ids(Query(search='author:"ann hale"'))) == 4
    assert len(library.lists.ids(Query(search='author:"a. hale" title:one'))) == 1
    assert library.lists.count(Query(place=Place.AUTHOR, author_id=other)) == 4


def test_merging_and_splitting_are_undone_and_done_again(
    library: Library, two: tuple[AuthorId, AuthorId]
) -> None:
    ann, other = two
    library.authors.follow(other)
    before = seen(library)
    library.authors.merge(ann, other)
    merged = seen(library)
    assert merged != before
    library.authors.split(ann)
    split = seen(library)
    assert [each.id for each in library.authors.followed()] == [ann, other]
    for expected in (merged, before):
        assert library.undo.undo() is not None
        assert seen(library) == expected
    for expected in (merged, split):
        assert library.undo.redo() is not None
        assert seen(library) == expected


def test_who_follows_one_of_them_follows_both(library: Library, two: tuple[AuthorId, AuthorId]) -> None:
    ann, other = two
    library.authors.follow(other)
    library.authors.set_notify(other, True)
    assert library.lists.counts().following == 2
    library.authors.merge(ann, other)
    (followed,) = library.authors.followed()
    assert (followed.id, followed.notify) == (ann, True)
    assert library.lists.counts().following == 4
    assert library.authors.follow(ann, False) is not None
    assert library.lists.counts().following == 0
    library.undo.undo()
    assert library.lists.counts().following == 4


def test_what_comes_after_the_merger_is_shared_and_splits_again(
    library: Library, store: Store, make: Make, two: tuple[AuthorId, AuthorId], clock: Clock
) -> None:
    ann, other = two
    library.authors.merge(ann, other)
    library.authors.follow(ann)
    later = make("five", days=0, authors=(OTHER,), url="https://other.example/five")
    store.articles.apply(FeedId(2), [later], (), (), clock.now)
    assert titles(library, ann)[0] == "five"
    assert library.lists.counts().following == 5
    library.authors.split(ann)
    assert titles(library, other) == ["five", "three", "four"]
    assert titles(library, ann) == ["one", "two", "four"]


def test_a_profile_read_while_merged_does_not_copy_the_others_facts(
    library: Library, store: Store, two: tuple[AuthorId, AuthorId], clock: Clock
) -> None:
    ann, other = two
    library.authors.merge(ann, other)
    shown = library.authors.get(ann).profile
    said = Author("Ann Hale", organisation="The Example")
    learnt = replace(shown, organisation="The Example")
    store.authors.save_profile(ann, learnt, "https://example.org/one", clock.now, said=said)
    assert library.authors.get(ann).profile.bio == "Writes columns."
    library.authors.split(ann)
    assert library.authors.get(ann).profile.bio == ""
    assert library.authors.get(ann).profile.organisation == "The Example"


def test_merging_again_and_with_oneself(library: Library, store: Store, two: tuple[AuthorId, AuthorId],
                                        clock: Clock) -> None:  # fmt: skip
    ann, other = two
    third = store.authors.upsert("third.example", Author("Annie Hale"), clock.now)
    assert library.authors.merge(ann, ann) is None
    library.authors.merge(other, third)
    library.authors.merge(ann, other)
    assert library.authors.merge(third, ann) is None
    assert [each.id for each in library.authors.profile(third).merged] == [other, third]
    assert library.authors.profile(third).names == ("Ann Hale", "A. Hale", "Annie Hale")
    library.undo.undo()
    assert [each.id for each in library.authors.profile(other).merged] == [third]
    with pytest.raises(UsageError):
        library.authors.split(ann)
    with pytest.raises(NotFoundError):
        library.authors.merge(ann, AuthorId(99))


def test_notify_is_a_step_of_undo(library: Library, two: tuple[AuthorId, AuthorId]) -> None:
    done = library.authors.set_notify(two[0], True)
    assert done is not None
    assert done.sentence == "Announcing new stories by Ann Hale"
    assert library.authors.set_notify(two[0], True) is None
    library.undo.undo()
    assert not library.authors.get(two[0]).notify


def test_announced_are_new_stories_of_followed_authors_who_are_wanted(
    library: Library, store: Store, two: tuple[AuthorId, AuthorId]
) -> None:
    articles = [ArticleId(each) for each in range(1, 5)]
    library.authors.follow(two[0])
    assert store.authors.announced(articles) == ()
    library.authors.set_notify(two[0], True)
    assert {store.articles.title(article) for _, article in store.authors.announced(articles)} == {
        "About one", "About two", "About four",
    }  # fmt: skip


def test_following_is_counted_per_author_and_in_the_list(
    library: Library, two: tuple[AuthorId, AuthorId]
) -> None:
    ann, _ = two
    library.authors.follow(ann)
    library.marks.set_read([library.authors.articles(ann)[0].id], True)
    assert library.authors.followed()[0].unread == 2
    assert library.lists.counts().following == 2
    assert library.undo.undo() is not None
    library.undo.undo()
    assert library.authors.followed() == ()


def test_an_earlier_role_is_remembered_with_its_dates(library: Library, store: Store, clock: Clock) -> None:
    known = store.authors.upsert("example.org", Author("Ann Hale", role="News editor"), clock.now)
    began = int(clock.now.timestamp())
    clock.now += timedelta(days=200)
    new = Author("Ann Hale", role="Politics reporter")
    store.authors.save_profile(known, new, "https://example.org/1", clock.now, said=new)
    profile = library.authors.profile(known)
    assert [(held.role, held.since) for held in profile.roles] == [
        ("Politics reporter", int(clock.now.timestamp())),
        ("News editor", began),
    ]
    assert [held.role for held in profile.earlier_roles] == ["News editor"]
    since = clock.now.strftime("%b %Y")
    assert profiles.role_words(profile) == f"Politics reporter since {since}, before: News editor"
    (role,) = [fact for fact in profile.facts if fact.field == "role"]
    assert (role.value, role.source, role.origin) == (
        "Politics reporter",
        "https://example.org/1",
        Origin.PAGE,
    )


def test_a_feed_that_gives_another_role_later_changes_it(
    library: Library, store: Store, clock: Clock
) -> None:
    known = store.authors.upsert("example.org", Author("Ann Hale", role="Reporter"), clock.now)
    clock.now += timedelta(days=50)
    store.authors.upsert("example.org", Author("Ann Hale", role="Editor"), clock.now)
    assert [held.role for held in library.authors.profile(known).roles] == ["Editor", "Reporter"]


def test_one_role_alone_has_no_since(library: Library, store: Store, clock: Clock) -> None:
    known = store.authors.upsert("example.org", Author("Ann Hale", role="Reporter"), clock.now)
    assert profiles.role_words(library.authors.profile(known)) == "Reporter"


def test_unlike_names_at_one_address_are_two(store: Store, clock: Clock) -> None:
    """Some sites give the page of all their authors for each of them."""
    one = store.authors.upsert("example.org", Author("Ann Hale", "https://example.org/staff"), clock.now)
    assert (
        store.authors.upsert("example.org", Author("Bo Lind", "https://example.org/staff"), clock.now) != one
    )
    assert store.authors.upsert("example.org", Author("A. H.", "https://example.org/staff"), clock.now) == one


def test_a_library_of_version_2_keeps_its_authors(path: Path, clock: Clock) -> None:
    with Store.open(path, migrations=MIGRATIONS[:2]) as old:
        old._db.run(
            "INSERT INTO authors (site, key, name, added, role) VALUES ('example.org', 'ann hale', 'Ann Hale', 1, 'Editor')"
        )
        old._db.run("INSERT INTO author_names VALUES ('example.org', 'ann hale', 1, 'Ann Hale')")
        for field, value, source in (("role", "Editor", "feed"), ("kind", "person", "feed")):
            old._db.run("INSERT INTO author_fields VALUES (1, ?, ?, ?, 100, 200)", (field, value, source))
    with Store.open(path) as store:
        profile = Library(store, clock).authors.profile(AuthorId(1))
        assert profile.author.profile == Author("Ann Hale", role="Editor")
        assert [(fact.field, fact.origin, fact.last_seen) for fact in profile.facts] == [
            ("role", Origin.FEED, 200)
        ]
