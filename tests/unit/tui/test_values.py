"""Small pure parts of the screen: memory, frozen order, matches, words."""

from __future__ import annotations

from array import array
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from feedreader.engine.messages import FeedDone, Outcome, Summary
from feedreader.model.article import ArticleId, Headline
from feedreader.model.feed import FeedId
from feedreader.model.query import Only, Place, Query, Sort
from feedreader.tui.format import under_headline
from feedreader.tui.frozen import merged
from feedreader.tui.memory import Memory, dump, load
from feedreader.tui.panes import Layout, Pane
from feedreader.tui.screens.rounds import told
from feedreader.tui.widgets.matches import split_matches


def test_memory_survives_and_nonsense_is_forgotten() -> None:
    memory = Memory(
        query=Query(Place.FEED, feed_id=FeedId(7), only=Only.UNREAD, sort=Sort.LONGEST),
        article=12,
        cursor=13,
        pane=Pane.ARTICLE,
        layout=Layout(feeds_shown=False, headlines_width=60),
        folded=frozenset({"World", "Science"}),
        compact=True,
        measure=90,
        theme="feedreader-light",
    )
    assert load(dump(memory)) == memory
    for nonsense in (
        None,
        "",
        "[]",
        "{",
        '{"query": 5, "layout": [], "pane": "x", "folded": 3, "article": "x"}',
    ):
        assert load(nonsense) == Memory()
    assert load('{"layout": {"feeds_width": 100000}}').layout.feeds_width == 48


@given(st.lists(st.integers(1, 60), unique=True), st.lists(st.integers(1, 60), unique=True))
def test_frozen_order(before: list[int], now: list[int]) -> None:
    result = list(merged(array("q", before), array("q", now)))
    assert sorted(result) == sorted(set(before) | set(now))
    assert [each for each in result if each in now] == now


def test_frozen_order_keeps_what_was_read_where_it_was() -> None:
    before, now = array("q", [5, 4, 3, 2, 1]), array("q", [9, 5, 3, 1])
    assert list(merged(before, now)) == [9, 5, 4, 3, 2, 1]
    assert list(merged(array("q", [5, 4]), array("q", [9, 4]))) == [9, 5, 4]


def test_matches_stand_at_the_beginning_of_words_without_case_or_accents() -> None:
    assert list(split_matches("Café society, decaf", ("cafe",))) == [
        ("Café", True),
        (" society, decaf", False),
    ]
    assert [part for part, hit in split_matches("東京都知事", ("京都",)) if hit] == ["京都"]
    assert list(split_matches("nothing", ())) == [("nothing", False)]


def test_under_a_headline_age_and_time_are_never_cut() -> None:
    row = Headline(
        ArticleId(1),
        FeedId(1),
        "t",
        "A feed of a long name",
        "A byline of a long name",
        0,
        4,
        False,
        False,
        False,
    )
    for width in range(14, 80):
        text = under_headline(row, 7200, width)
        assert text.endswith("2 h · 4 min"), width
        assert len(text) <= width
    assert under_headline(replace(row, byline=""), 7200, 80) == "A feed of a long name · 2 h · 4 min"


def test_a_round_in_one_sentence() -> None:
    assert told(Summary(3, fetched=2, unchanged=1, new=4)) == "4 new articles."
    keys = ("i", "r")
    assert (
        told(Summary(3, failed=1, unchanged=2), keys=keys)
        == "Nothing new, 1 feed failed (i on a feed tells why)."
    )
    assert told(Summary(3, failed=1, unchanged=2)) == "Nothing new, 1 feed failed."
    assert told(Summary(3, failed=3, offline=True)).startswith("Offline: ")
    assert told(Summary(3, skipped=3, offline=True)).startswith("Offline: ")
    assert told(Summary(3, unchanged=1, skipped=2), keys=keys) == (
        "Nothing new, 2 feeds not asked again yet (r on a feed tells until when)."
    )


def test_a_round_over_one_feed_says_when_it_may_be_asked_again() -> None:
    sentence = "Not before 14:05: the server asked for 12 h."
    done = FeedDone(FeedId(1), "The Bay", Outcome.SKIPPED, 0, 0, sentence, 1, 1)
    assert told(Summary(1, skipped=1), done) == f"The Bay is not asked again yet. {sentence}"
    assert told(Summary(1, unchanged=1), replace(done, sentence="")) == "Nothing new."
    assert told(Summary(2, unchanged=1, skipped=1), done).startswith("Nothing new, 1 feed not asked")
