"""Old and new articles: what is new, what changed, what only changed its name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from feedreader.model.article import Article
from feedreader.normalise.decide import Decision, decide, title_digest
from feedreader.normalise.made import Made


@dataclass(frozen=True)
class Known:
    """A stored article, as far as a decision looks."""

    identity: str
    id: int
    digest: str
    url: str = ""
    title_digest: str = ""


def made(identity: str, digest: str = "1", url: str = "", title: str = "T", text: str = "") -> Made:
    return Made(Article(identity, digest, title, url), text)


def stored(made: Made, id_: int) -> Known:
    article = made.article
    return Known(article.identity, id_, article.digest, article.url, title_digest(article.title, made.text))


def applied(known: list[Known], decision: Decision[int]) -> list[Known]:
    """The library after a decision."""
    rows = {each.id: each for each in known}
    rows |= {id_: stored(each, id_) for id_, each in (*decision.changed, *decision.renamed)}
    rows |= {id_: replace(rows[id_], digest=digest) for id_, digest in decision.remarked}
    start = max(rows, default=0) + 1
    return [*rows.values(), *(stored(each, start + n) for n, each in enumerate(decision.new))]


LONG = "A text that is long enough to be told from every other text there is."


def test_a_first_round_is_all_new_in_the_feeds_order() -> None:
    came = [made("b"), made("a"), made("c")]
    assert decide([], came) == Decision(tuple(came))


def test_what_is_known_is_unchanged_or_changed() -> None:
    known = [Known("a", 1, "1"), Known("b", 2, "1")]
    changed = made("b", "2")
    assert decide(known, [made("a", "1"), changed]) == Decision(changed=((2, changed),), unchanged=1)


def test_what_was_seen_is_unchanged_and_its_duplicates_are_nothing() -> None:
    known = [Known("a", 1, "1", "https://a.example/x"), Known("b", 2, "1")]
    twin = made("a", "2")
    moved = made("c", "3", "https://a.example/x")
    assert decide(known, [twin, moved], {1}) == Decision(new=(moved,), unchanged=1)


def test_the_mark_of_an_entry_is_no_change_and_is_taken_over() -> None:
    known = [Known("a", 1, "1" * 32 + "2" * 32), Known("b", 2, "1" * 32), Known("c", 3, "1" * 32)]
    marked = "1" * 32 + "3" * 32
    came = [made("a", marked), made("b", marked), made("c", "1" * 32)]
    decision = decide(known, came)
    assert decision == Decision(unchanged=3, remarked=((1, marked), (2, marked)))
    assert decide(applied(known, decision), came) == Decision(unchanged=3)


def test_what_is_shown_is_a_change_under_any_mark() -> None:
    known = [Known("a", 1, "1" * 32 + "2" * 32)]
    other = made("a", "3" * 32 + "2" * 32)
    assert decide(known, [other]) == Decision(changed=((1, other),))


def test_what_is_missing_is_left_alone() -> None:
    assert decide([Known("a", 1, "1")], []) == Decision()


def test_duplicates_inside_a_feed_collapse_into_the_first() -> None:
    first, second = made("a", "1"), made("a", "2")
    assert decide([], [first, second]) == Decision((first,))


def test_a_story_under_a_new_identity_keeps_its_id_by_its_address() -> None:
    known = [Known("old", 7, "1", "https://www.a.example/x/")]
    came = made("new", "2", "http://a.example/x?utm_source=rss#top")
    assert decide(known, [came]) == Decision(renamed=((7, came),))


def test_a_story_under_a_new_identity_and_address_keeps_its_id_by_its_text() -> None:
    before = made("old", "1", "https://a.example/x", "Title", LONG)
    came = made("new", "2", "https://b.example/y", "Title", LONG)
    assert decide([stored(before, 7)], [came]) == Decision(renamed=((7, came),))
    other = made("new", "2", "https://b.example/y", "Another title", LONG)
    assert decide([stored(before, 7)], [other]) == Decision((other,))


def test_too_little_text_tells_nothing() -> None:
    before = made("old", "1", "", "Link", "Comments")
    came = made("new", "1", "", "Link", "Comments")
    assert decide([stored(before, 7)], [came]) == Decision((came,))


def test_an_address_that_stories_share_names_none_of_them() -> None:
    front = "https://a.example/"
    known = [Known("1", 1, "x", front), Known("2", 2, "x", front)]
    came = made("3", "x", front)
    assert decide(known, [came]) == Decision((came,))
    two = [made("3", "x", front), made("4", "x", front)]
    assert decide([Known("1", 1, "x", front)], two) == Decision(tuple(two))


def test_who_keeps_its_identity_is_not_renamed_by_another() -> None:
    known = [Known("a", 1, "1", "https://a.example/x")]
    same, other = made("a", "1", "https://a.example/x"), made("b", "1", "https://a.example/x")
    assert decide(known, [other, same]) == Decision((other,), unchanged=1)


IDENTITIES = st.sampled_from("abcdef")
URLS = st.sampled_from(["", "https://a.example/1", "https://a.example/2", "https://a.example/3"])
DIGESTS = [half * 32 + mark * 32 for half in "12" for mark in "34"]
TEXTS = st.sampled_from(["", LONG, LONG + " More.", "short"])
STORIES = st.builds(made, IDENTITIES, st.sampled_from(DIGESTS), URLS, st.sampled_from(["T", "U"]), TEXTS)
FEEDS = st.lists(STORIES, max_size=8)


@given(FEEDS, FEEDS)
def test_a_decision_that_was_applied_decides_nothing_more(before: list[Made], came: list[Made]) -> None:
    known = applied([], decide([], before))
    first = decide(known, came)
    second = decide(applied(known, first), came)
    assert second == Decision(unchanged=len({each.article.identity for each in came}))


@given(FEEDS, FEEDS)
def test_everything_is_accounted_for_and_matched_once(before: list[Made], came: list[Made]) -> None:
    known = applied([], decide([], before))
    decision = decide(known, came)
    ids = [id_ for id_, _ in (*decision.changed, *decision.renamed)]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {each.id for each in known}
    named = [each.article.identity for each in decision.new]
    named += [each.article.identity for _, each in (*decision.changed, *decision.renamed)]
    assert len(named) == len(set(named))
    assert len(named) + decision.unchanged == len({each.article.identity for each in came})


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=20), st.booleans())
def test_a_feed_republished_under_new_identities_brings_nothing_new(numbers: list[int], moved: bool) -> None:
    """By its addresses, or, where these changed too, by titles and texts."""
    before = [made(f"old{n}", "1", f"https://a.example/{n}", f"T{n}", f"{LONG} {n}") for n in numbers]
    site = "b" if moved else "a"
    came = [made(f"new{n}", "2", f"https://{site}.example/{n}", f"T{n}", f"{LONG} {n}") for n in numbers]
    known = applied([], decide([], before))
    decision = decide(known, came)
    assert decision.new == ()
    ids = {each.identity: each.id for each in known}
    assert {id_: each.article.identity for id_, each in decision.renamed} == {
        ids[f"old{n}"]: f"new{n}" for n in numbers
    }
