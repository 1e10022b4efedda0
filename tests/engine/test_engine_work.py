"""What a child makes of a feed: compared with what is stored, packed for the library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feedreader.engine import work
from feedreader.engine.work import Fresh
from feedreader.model.article import Article, ArticleId
from feedreader.normalise import article
from feedreader.normalise.decide import title_digest
from feedreader.parse.raw import RawEntry
from feedreader.store import codec
from feedreader.store.records import KnownArticle

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Words enough, by which a story can be known again under another name."


def feed(*stories: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<item><title>T</title><guid isPermaLink='false'>{guid}</guid><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for guid, text in stories
    )
    return f'<rss version="2.0"><channel><title>F</title>{rows}</channel></rss>'.encode()


def parsed(body: bytes, *known: KnownArticle) -> Fresh:
    fresh = work.parse_feed(body, "", "https://site.example/feed", NOW, known)
    assert isinstance(fresh, Fresh)
    return fresh


def test_a_story_is_packed_with_its_text_and_the_text_digest() -> None:
    (one,) = parsed(feed(("a", TEXT))).new
    assert one.search_text == TEXT
    assert one.title_digest == title_digest("T", TEXT) != ""
    assert codec.unpack(one.document).summary == TEXT
    assert not one.article.document.blocks


def test_of_two_stories_with_one_identity_the_first_comes_with_its_own_text() -> None:
    found = parsed(feed(("a", "The first."), ("b", "Between."), ("a", "The second.")))
    assert {one.search_text for one in found.new} == {"The first.", "Between."}


def test_what_is_known_as_it_is_is_not_packed() -> None:
    first = parsed(feed(("a", TEXT), ("b", "Old."))).new
    known = [
        KnownArticle(one.article.identity, ArticleId(at), one.article.digest, "", one.title_digest)
        for at, one in enumerate(first, 1)
    ]
    again = parsed(feed(("other", TEXT), ("b", "New.")), *known)
    assert (again.new, again.unchanged) == ((), 0)
    assert [(id_, one.search_text) for id_, one in again.changed] == [(2, "New.")]
    assert [(id_, one.article.identity) for id_, one in again.renamed] == [(1, "other")]
    same = parsed(feed(("a", TEXT), ("b", "Old.")), *known)
    assert (same.new, same.changed, same.renamed, same.unchanged) == ((), (), (), 2)


def test_only_what_is_new_or_different_is_made_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    first = parsed(feed(("a", TEXT), ("b", "Old."))).new
    known = [
        KnownArticle(one.article.identity, ArticleId(at), one.article.digest, "", one.title_digest)
        for at, one in enumerate(first, 1)
    ]
    made: list[str] = []
    read = article.with_text

    def counted(entry: RawEntry, *rest: Any, **more: Any) -> tuple[Article, str]:
        made.append(entry.guid)
        return read(entry, *rest, **more)

    monkeypatch.setattr(article, "with_text", counted)
    fresh = parsed(feed(("c", "New."), ("a", TEXT), ("b", "Other.")), *known)
    assert made == ["c", "b"]
    assert (len(fresh.new), [id_ for id_, _ in fresh.changed], fresh.unchanged) == (1, [2], 1)
