"""Articles that are near another by their words."""

from __future__ import annotations

from tests.store.conftest import Fill, Make

from feedreader.library import Library
from feedreader.store import Store
from feedreader.store.records import PreparedArticle

ABOUT = "The harbour pilots of Veldmar meet the ferry Skerrin beside the lighthouse at Brannoch."
ORDINARY = [f"ordinary{number}" for number in range(120)]


def others(make: Make, words: int = 60) -> list[PreparedArticle]:
    """Stories of ordinary words, each of which stands in three of them."""
    return [
        make(f"o{n}", text=" ".join(ORDINARY[n * 3 % 120 : n * 3 % 120 + 9]), words=words) for n in range(40)
    ]


def test_what_shares_rare_words_is_near(store: Store, library: Library, fill: Fill, make: Make) -> None:
    fill(
        "https://a.example/feed",
        make("one", text=ABOUT, words=60),
        make("two", text="Skerrin, the ferry, passed Brannoch with pilots from Veldmar.", words=60),
        *others(make),
    )
    one, two = (known.id for known in store.articles.known(store.feeds.all()[0].id)[:2])
    assert list(library.lists.similar(one)) == [two]


def test_a_long_article_is_not_near_to_everything(
    store: Store, library: Library, fill: Fill, make: Make
) -> None:
    """It has most words of a small library, and is about none of them."""
    fill(
        "https://a.example/feed",
        make("long", text=" ".join(ORDINARY), words=6_000),
        make("same", text=" ".join(ORDINARY[3:9]) + " in brief", words=60),
        *others(make),
    )
    known = {each.identity: each.id for each in store.articles.known(store.feeds.all()[0].id)}
    for name in ("same", "o5", "o20"):
        assert known["long"] not in library.lists.similar(known[name]), name
    assert known["o1"] in library.lists.similar(known["same"])
