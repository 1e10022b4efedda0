"""refresh: a round over a real server, its figures, its failures, and how it ends early."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.shelf import NOW

from feedreader.cli.refresh import sentence
from feedreader.demo.server import Server
from feedreader.engine.messages import Summary
from feedreader.library import Library
from feedreader.store import Store

PAPERS = (
    "lantern/feed.xml",
    "harbour/feed.atom",
    "orrery/index.rdf",
    "staple/feed.json",
    "tideline/api/stories",
)


@pytest.fixture
def subscribed(home: Path, newsroom: Server) -> Path:
    """A library that knows of five feeds and an address that has none."""
    path = home / "data" / "library.db"
    with Store.open(path) as store:
        library = Library(store, lambda: NOW)
        for paper in PAPERS:
            library.feeds.subscribe(newsroom.base_url + paper, paper.partition("/")[0])
        library.feeds.subscribe(newsroom.base_url + "no/such/feed", "Gone")
    return path


def test_a_round(run: Run, subscribed: Path) -> None:
    told = run("refresh")
    assert told.code == 1
    assert told.out.startswith("6 feeds: 5 fetched, 1 failed; ")
    assert told.err.startswith("Gone: ")
    assert told.err.count("\n") == 1
    again = run("refresh")
    assert "not due" in again.out


def test_a_round_as_json(run: Run, subscribed: Path) -> None:
    told = run("refresh", "--json")
    document = json.loads(told.out)
    assert told.code == 1
    counted = document["fetched"] + document["unchanged"] + document["failed"] + document["skipped"]
    assert counted == document["asked"] == len(document["feeds"]) == 6
    assert document["new"] == sum(feed["new"] for feed in document["feeds"]) > 20
    (gone,) = [feed for feed in document["feeds"] if feed["outcome"] == "failed"]
    assert gone["title"] == "Gone"
    assert gone["sentence"]
    listed = json.loads(run("feeds", "--json").out)["feeds"]
    (failed,) = [feed for feed in listed if feed["title"] == "Gone"]
    assert failed["failure"]["sentence"] == gone["sentence"]


def test_some_feeds(run: Run, subscribed: Path) -> None:
    told = run("refresh", "lantern", "2", "lantern")
    assert told.code == 0
    assert told.out.startswith("2 feeds: 2 fetched; ")
    soon = run("refresh", "lantern")
    assert soon.code == 0
    assert soon.err.startswith("lantern: ") or soon.err.startswith("The Lantern: ")
    forced = run("refresh", "lantern", "--force")
    assert "1 unchanged" in forced.out or "1 fetched" in forced.out


def test_a_feed_that_is_not_there(run: Run, subscribed: Path, newsroom: Server) -> None:
    told = run("refresh", "zebra")
    assert (told.code, told.out) == (1, "")
    assert newsroom.requests == []


def test_no_feeds(run: Run) -> None:
    told = run("refresh")
    assert (told.code, told.out) == (0, "")
    assert "feedreader add" in told.err


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (Summary(0), "0 feeds: nothing to do; no new articles; 0.0 s."),
        (Summary(1, fetched=1, new=1, seconds=0.24), "1 feed: 1 fetched; 1 new article; 0.2 s."),
        (
            Summary(
                1204, fetched=4, unchanged=1000, failed=100, skipped=100, new=2000, changed=3, seconds=9.99
            ),
            "1,204 feeds: 4 fetched, 1,000 unchanged, 100 not due, 100 failed; 2,000 new articles, 3 changed; 10.0 s.",
        ),
        (
            Summary(3, fetched=1, skipped=2, cancelled=True),
            "Cancelled; 3 feeds: 1 fetched, 2 not asked; no new articles; 0.0 s.",
        ),
        (
            Summary(2, skipped=1, failed=1, offline=True),
            "2 feeds: 1 not asked, 1 failed; no new articles; 0.0 s.",
        ),
    ],
)
def test_the_sentence_of_a_round(summary: Summary, said: str) -> None:
    assert sentence(summary) == said
