"""Every query that a screen makes walks an index: no scan of the articles, nothing sorted aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from feedreader.model.article import ArticleId
from feedreader.model.author import AuthorId
from feedreader.model.feed import FeedId
from feedreader.model.query import Sort
from feedreader.store import Store, search, selecting
from feedreader.store.records import Selection, Wanted
from feedreader.store.selecting import Facts, Statement

MANY = tuple(FeedId(number) for number in range(1, 40))

# name of the list, its selection, what is known of it, the index or key that drives it
LISTS = [
    ("all", Selection(), Facts(), "articles_newest"),
    ("oldest", Selection(sort=Sort.OLDEST), Facts(), "articles_newest"),
    ("today", Selection(since=1), Facts(), "articles_newest"),
    ("unread", Selection(read=False), Facts(), "articles_unread"),
    ("unread today", Selection(read=False, since=1), Facts(), "articles_unread"),
    ("starred", Selection(starred=True), Facts(), "articles_starred"),
    ("following", Selection(followed=True), Facts(), "articles_followed"),
    ("feed", Selection(feeds=(FeedId(1),)), Facts(), "articles_feed"),
    ("unread of a feed", Selection(feeds=(FeedId(1),), read=False), Facts(), "articles_feed_unread"),
    ("folder", Selection(feeds=MANY), Facts(), "articles_newest"),
    ("unread of a folder", Selection(feeds=MANY, read=False), Facts(), "articles_unread"),
    ("tag", Selection(tags=("moon",)), Facts(), "PRIMARY KEY (tag_id=?)"),
    (
        "tag on feeds",
        Selection(tags=("moon",)),
        Facts(feed_tags=frozenset({"moon"})),
        "articles_newest",
    ),
    ("author", Selection(authors=((AuthorId(1),),)), Facts(), "PRIMARY KEY (author_id=?)"),
    ("nothing", Selection(feeds=()), Facts(), "articles_newest"),
]


@pytest.fixture
def plan(store: Store) -> Callable[[Statement], str]:
    def explain(statement: Statement) -> str:
        rows = store._db.all(f"EXPLAIN QUERY PLAN {statement.sql}", statement.values)
        return "\n".join(row[3] for row in rows)

    return explain


@pytest.mark.parametrize(("name", "selection", "facts", "driver"), LISTS, ids=[row[0] for row in LISTS])
def test_a_list_comes_out_of_its_index_in_order(
    plan: Callable[[Statement], str], name: str, selection: Selection, facts: Facts, driver: str
) -> None:
    text = plan(selecting.ids(selection, facts, 500))
    assert re.search(rf"(SEARCH|SCAN) \w+ USING (COVERING )?(INDEX )?{re.escape(driver)}", text), text
    assert "TEMP B-TREE" not in text
    assert "SCAN a\n" not in f"{text}\n"
    counted = plan(selecting.count(selection, facts))
    assert driver in counted
    assert "SCAN a\n" not in f"{counted}\n"


@pytest.mark.parametrize("sort", [Sort.LONGEST, Sort.SHORTEST])
def test_lists_by_length_sort_what_the_index_holds(plan: Callable[[Statement], str], sort: Sort) -> None:
    assert "COVERING INDEX articles_newest" in plan(selecting.ids(Selection(sort=sort), Facts(), 500))


def test_a_small_folder_sorts_only_its_own_articles(plan: Callable[[Statement], str]) -> None:
    text = plan(selecting.ids(Selection(feeds=MANY), Facts(small=True), 500))
    assert "SEARCH a USING COVERING INDEX articles_feed (feed_id=?)" in text


def test_everything_else_a_screen_asks_is_looked_up(store: Store, now: datetime) -> None:
    asked: list[str] = []
    store._db._connection.set_trace_callback(asked.append)
    store.articles.counts(0)
    store.articles.rows([1, 2])
    store.articles.get(ArticleId(1))
    store.articles.by_url("https://example.org/a")
    store.articles.known(FeedId(1))
    store.authors.get(AuthorId(1))
    store.feeds.due(now)
    store._db._connection.set_trace_callback(None)
    assert len(asked) >= 10
    for sql in asked:
        text = "\n".join(row[3] for row in store._db.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert not re.search(r"SCAN (a|b|t|x|texts|articles|article_authors)$", text, re.MULTILINE), (
            f"{sql}\n{text}"
        )


def test_a_rare_word_looks_its_articles_up_and_a_common_one_walks_by_date(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    selection = Selection(wanted=Wanted('"moon"', '"moon"'), ranked=True)
    for rare, wished in (
        (2_000, "SEARCH a USING INDEX articles_search"),
        (-1, "SCAN a USING INDEX articles_newest"),
    ):
        monkeypatch.setattr(search, "RARE", rare)
        store._db._connection.set_trace_callback(asked.append)
        store.articles.ids(selection, 100)
        store._db._connection.set_trace_callback(None)
        sql = next(each for each in asked if each.startswith("SELECT a.id"))
        text = "\n".join(row[3] for row in store._db.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert wished in text
        asked.clear()
