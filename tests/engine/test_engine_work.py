"""What a child makes of a feed: compared with what is stored, packed for the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from feedreader import content
from feedreader.engine import work
from feedreader.engine.work import Fresh
from feedreader.model.article import ArticleId
from feedreader.model.document import Document
from feedreader.normalise import article
from feedreader.normalise.decide import title_digest
from feedreader.normalise.made import Made
from feedreader.normalise.seen import HALF, UNMARKED
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
    known = stored(parsed(feed(("a", TEXT), ("b", "Old."))))
    again = parsed(feed(("other", TEXT), ("b", "New.")), *known)
    assert (again.new, again.unchanged) == ((), 0)
    assert [(id_, one.search_text) for id_, one in again.changed] == [(2, "New.")]
    assert [(id_, one.article.identity) for id_, one in again.renamed] == [(1, "other")]
    same = parsed(feed(("a", TEXT), ("b", "Old.")), *known)
    assert (same.new, same.changed, same.renamed, same.unchanged) == ((), (), (), 2)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The guids of the entries that are made articles."""
    guids: list[str] = []
    make = article.make

    def counted(entry: RawEntry, *rest: Any, **more: Any) -> Made:
        guids.append(entry.guid)
        return make(entry, *rest, **more)

    monkeypatch.setattr(article, "make", counted)
    return guids


def stored(fresh: Fresh) -> list[KnownArticle]:
    """What the library knows after a first round."""
    return [
        KnownArticle(one.article.identity, ArticleId(at), one.article.digest, "", one.title_digest)
        for at, one in enumerate(fresh.new, 1)
    ]


def remarked(known: list[KnownArticle], fresh: Fresh) -> list[KnownArticle]:
    """What the library knows after a round that changed no story."""
    assert (fresh.new, fresh.changed, fresh.renamed) == ((), (), ())
    digests = dict(fresh.remarked)
    return [replace(each, digest=digests.get(each.id, each.digest)) for each in known]


def test_only_what_is_new_or_different_is_made_an_article(made: list[str]) -> None:
    known = stored(parsed(feed(("a", TEXT), ("b", "Old."))))
    made.clear()
    fresh = parsed(feed(("c", "New."), ("a", TEXT), ("b", "Other.")), *known)
    assert made == ["c", "b"]
    assert (len(fresh.new), [id_ for id_, _ in fresh.changed], fresh.unchanged) == (1, [2], 1)


def test_after_a_feed_changed_its_own_title_its_stories_are_made_once_more(made: list[str]) -> None:
    before = feed(("a", TEXT), ("b", "Old."))
    known = stored(parsed(before))
    made.clear()
    after = before.replace(b"<title>F</title>", b"<title>Another name</title>")
    fresh = parsed(after, *known)
    assert (made, fresh.unchanged) == (["a", "b"], 2)
    made.clear()
    again = parsed(after, *remarked(known, fresh))
    assert (made, again.unchanged, again.remarked) == ([], 2, ())


@pytest.mark.parametrize("mark", ["", UNMARKED, "f" * HALF])
def test_a_library_from_before_the_marks_gets_them_in_its_first_round(made: list[str], mark: str) -> None:
    body = feed(("a", TEXT), ("b", "Old."))
    known = [replace(each, digest=each.digest[:HALF] + mark) for each in stored(parsed(body))]
    made.clear()
    fresh = parsed(body, *known)
    assert (made, fresh.unchanged) == (["a", "b"], 2)
    made.clear()
    again = parsed(body, *remarked(known, fresh))
    assert (made, again.unchanged, again.remarked) == ([], 2, ())


def test_a_text_is_made_once_also_where_stories_have_left_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = stored(parsed(feed(("gone", TEXT))))
    texts: list[str] = []
    plain = content.plain

    def counted(document: Document) -> str:
        texts.append(plain(document))
        return texts[-1]

    monkeypatch.setattr(content, "plain", counted)
    stories = [(f"{n}", f"{TEXT} Part {n}.") for n in range(3)]
    assert len(parsed(feed(*stories), *known).new) == 3
    assert texts == [text for _, text in stories]
