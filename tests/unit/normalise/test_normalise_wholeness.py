"""Marks, what is missing, and which pictures go first."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from feedreader.model.article import Article, LeadImage, Wholeness
from feedreader.model.author import Author
from feedreader.model.document import Card, Document, Embed, EmbedKind, Figure, Picture
from feedreader.normalise.eviction import evict
from feedreader.normalise.wanted import MOST_PICTURES, Role, pictures, related
from feedreader.normalise.wholeness import Inventory, Verdict, judge


def test_a_text_alone_is_whole_when_nothing_else_belongs_to_it() -> None:
    assert judge(True, Inventory()) == Verdict(Wholeness.WHOLE)


def test_the_feed_s_text_keeps_its_sentence() -> None:
    assert judge(False, Inventory(pictures=2, kept=2), "Behind a wall.") == Verdict(
        Wholeness.FEED, "Behind a wall."
    )


def test_pictures_that_were_never_asked_for() -> None:
    found = judge(True, Inventory(pictures=3, untried=3))
    assert found == Verdict(Wholeness.TEXT, "Its 3 pictures are not on this disk.")


def test_pictures_that_did_not_come() -> None:
    found = judge(True, Inventory(pictures=3, kept=2, reasons=("It is gone (404).",)))
    assert found == Verdict(Wholeness.PART, "1 of 3 pictures is not on this disk. It is gone (404).")


def test_related_stories_count() -> None:
    assert judge(True, Inventory(pictures=1, kept=1, related=2, here=2)).wholeness is Wholeness.WHOLE
    found = judge(True, Inventory(pictures=1, kept=1, related=2, here=1))
    assert found == Verdict(Wholeness.PART, "1 related story is not on this disk.")


def test_the_author_s_picture_is_not_the_story_s() -> None:
    alone = judge(True, Inventory(pictures=1, untried=1, faces=1))
    assert alone == Verdict(Wholeness.TEXT, "The author's picture is not on this disk.")
    found = judge(True, Inventory(pictures=3, kept=2, faces=1))
    assert found == Verdict(Wholeness.PART, "The author's picture is not on this disk.")
    found = judge(True, Inventory(pictures=4, kept=1, faces=2, faces_kept=1, related=2))
    assert found.missing == (
        "Its 2 pictures, the author's picture and 2 related stories are not on this disk."
    )
    found = judge(True, Inventory(pictures=4, kept=1, faces=2))
    assert found.missing == "1 of 2 pictures and 2 authors' pictures are not on this disk."


def test_pictures_that_are_turned_off_leave_the_text() -> None:
    found = judge(True, Inventory(pictures=1, untried=1, off=True))
    assert found == Verdict(Wholeness.TEXT, "Its picture is not on this disk. Pictures are turned off.")


def test_what_a_story_needs() -> None:
    document = Document(
        (
            Figure((Picture("https://e.org/lead.jpg"), Picture("https://e.org/b.jpg"))),
            Embed(EmbedKind.VIDEO, "https://v.org/1", poster="https://e.org/poster.jpg"),
            Card("https://e.org/2", "Two", image="https://e.org/card.jpg"),
            Card("https://e.org/3", "Three"),
        )
    )
    article = Article("1", "d", "One", document=document, lead=LeadImage("https://e.org/lead.jpg"))
    wanted = pictures(article, [Author("A", avatar="https://e.org/a.jpg"), Author("B")])
    assert [(each.url.rpartition("/")[2], each.role) for each in wanted] == [
        ("lead.jpg", Role.LEAD),
        ("b.jpg", Role.BODY),
        ("poster.jpg", Role.BODY),
        ("a.jpg", Role.AVATAR),
        ("card.jpg", Role.CARD),
    ]
    assert related(article) == ("https://e.org/2", "https://e.org/3")


def test_a_page_of_pictures_has_an_end() -> None:
    many = Document(tuple(Figure((Picture(f"https://e.org/{n}.jpg"),)) for n in range(500)))
    assert len(pictures(Article("1", "d", "One", document=many), ())) == MOST_PICTURES


@dataclass(frozen=True)
class Kept:
    name: str
    size: int
    last_used: int
    starred: int = 0
    unread: int = 0
    articles: tuple[int, ...] = ()


def names(kept: list[Kept], budget: int, protected: tuple[int, ...] = ()) -> list[str]:
    return [each.name for each in evict(kept, budget, protected)]


def test_the_order_in_which_pictures_go() -> None:
    kept = [
        Kept("starred", 10, 1, starred=1, articles=(1,)),
        Kept("unread", 10, 2, unread=1, articles=(2,)),
        Kept("read old", 10, 3, articles=(3,)),
        Kept("read new", 10, 9, articles=(4,)),
        Kept("nobody's", 10, 99),
        Kept("of the plan", 10, 0, unread=1, articles=(5,)),
    ]
    assert names(kept, 60, (5,)) == []
    assert names(kept, 55, (5,)) == ["nobody's"]
    assert names(kept, 30, (5,)) == ["nobody's", "read old", "read new"]
    assert names(kept, 0, (5,)) == ["nobody's", "read old", "read new", "unread"]


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.integers(0, 9), st.integers(0, 1), st.integers(0, 1)), max_size=30
    ),
    st.integers(0, 2000),
)
def test_no_more_goes_than_must(rows: list[tuple[int, int, int, int]], budget: int) -> None:
    kept = [Kept(str(n), s, u, st_, un, (n,) if st_ or un else ()) for n, (s, u, st_, un) in enumerate(rows)]
    gone = evict(kept, budget)
    left = sum(each.size for each in kept) - sum(each.size for each in gone)
    assert not any(each.starred for each in gone)
    assert left <= budget or all(each.starred for each in kept if each not in gone)
    if gone:
        assert left + gone[-1].size > budget
