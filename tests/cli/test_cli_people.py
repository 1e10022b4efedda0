"""The command `author`: one profile with its history, or the several who match."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.shelf import HALE, NOW

from feedreader.library import Library
from feedreader.model.author import Author, AuthorId
from feedreader.store import Store


def with_history(library: Path) -> AuthorId:
    """Oda Hale changes her role, and a record on another site is merged into hers."""
    later = NOW + timedelta(days=200)
    with Store.open(library) as store:
        shelf = Library(store, lambda: later)
        (hale,) = shelf.authors.find("oda")
        new = Author(HALE.name, role="Politics reporter")
        shown = Author(HALE.name, HALE.url, HALE.avatar, new.role, HALE.bio, HALE.organisation, HALE.links)
        store.authors.save_profile(hale.id, shown, "https://lantern.example/1", later, said=new)
        other = store.authors.upsert("wire.example", Author("O. Hale"), NOW)
        shelf.authors.merge(hale.id, other)
        shelf.authors.follow(hale.id)
        store.authors.upsert("wire.example", Author("Ann Haley"), NOW)
    return hale.id


def test_a_profile_tells_its_history(run: Run, library: Path) -> None:
    with_history(library)
    told = run("author", "Oda", "hale")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[:8] == [
        "Oda Hale",
        "Politics reporter, The Lantern, lantern.example, followed",
        "Politics reporter since Jun 2027, before: Harbour editor",
        "Also written O. Hale",
        "https://lantern.example/people/hale",
        "https://social.example/@hale",
        "",
        "Oda Hale has written about ships for eleven years.",
    ]
    assert "1 article, 1 unread, 2026-11-20 11:00" in told.out.splitlines()


def test_every_spelling_and_the_number_find_the_author(run: Run, library: Path) -> None:
    number = with_history(library)
    whole = run("author", "oda hale").out
    assert run("author", "o.", "hale").out == whole
    assert run("author", str(number)).out == whole
    assert run("author", "99").code == 1


def test_several_are_listed_with_their_numbers(run: Run, library: Path) -> None:
    with_history(library)
    told = run("author", "hale")
    assert told.code == 1
    assert [line.split("\t")[:2] for line in told.out.splitlines()] == [["1", "Oda Hale"], ["3", "Ann Haley"]]
    assert "2 authors match “hale”" in told.err


def test_json_has_everything_that_is_known(run: Run, library: Path) -> None:
    with_history(library)
    told = run("author", "hale", "--json")
    assert (told.code, told.err) == (0, "")
    hale, haley = json.loads(told.out)["authors"]
    assert hale["names"] == ["Oda Hale", "O. Hale"]
    assert hale["roles"] == [
        {"role": "Politics reporter", "since": "2027-06-08T12:00:00Z", "until": "2027-06-08T12:00:00Z"},
        {"role": "Harbour editor", "since": "2026-11-20T12:00:00Z", "until": "2026-11-20T12:00:00Z"},
    ]
    sources = {each["field"]: each["source"] for each in hale["sources"]}
    assert (sources["role"], sources["bio"]) == ("https://lantern.example/1", "feed")
    assert hale["merged"] == [{"id": 2, "name": "O. Hale", "site": "wire.example"}]
    assert hale["bio"] == HALE.bio
    assert haley == {
        "id": 3, "name": "Ann Haley", "kind": "person", "site": "wire.example", "followed": False, "articles": 0,
        "unread": 0, "names": ["Ann Haley"], "sources": haley["sources"],
    }  # fmt: skip
