"""The catalogue of good feeds: strict when read, tidy as shipped."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from feedreader.library import catalogue
from feedreader.library.catalogue import CatalogueError, CatalogueFeed

FEEDS = catalogue.load()
ONE = """
[[feed]]
topic = "Tides"
title = "Tideline"
url = "https://tideline.example/feed"
site = "https://tideline.example/"
language = "en"
summary = "Weather and water."
"""


def test_a_feed_is_read_whole() -> None:
    assert catalogue.read(ONE) == (
        CatalogueFeed(
            title="Tideline",
            url="https://tideline.example/feed",
            site="https://tideline.example/",
            language="en",
            topic="Tides",
            summary="Weather and water.",
        ),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ONE.replace('language = "en"\n', ""), "language"),
        (ONE.replace('"Weather and water."', '""'), "summary"),
        (ONE.replace('"Weather and water."', "7"), "summary"),
        (ONE + 'colour = "blue"\n', "colour"),
        ('feed = "none"\n', r"\[\[feed\]\]"),
        ("[[feeds]]\n", r"\[\[feed\]\]"),
        ("[[feed]\n", "TOML"),
    ],
)
def test_what_is_wrong_is_named(text: str, names: str) -> None:
    with pytest.raises(CatalogueError, match=names):
        catalogue.read(text)


def test_topics_stand_in_order_each_once() -> None:
    two = catalogue.read(ONE + ONE.replace("Tides", "Ships"))
    assert catalogue.topics(two) == ("Tides", "Ships")
    assert catalogue.topics((*two, *two)) == ("Tides", "Ships")
    assert catalogue.topics() == catalogue.topics(FEEDS)


def test_it_holds_enough_and_every_topic_more_than_one() -> None:
    assert 60 <= len(FEEDS) <= 80
    by_topic = Counter(feed.topic for feed in FEEDS)
    assert len(by_topic) >= 14
    assert min(by_topic.values()) >= 2


def test_it_is_sorted_by_topic_and_title() -> None:
    shown = [(feed.topic.casefold(), feed.title.casefold()) for feed in FEEDS]
    assert shown == sorted(shown)


def test_addresses_are_https_and_unique() -> None:
    for address in (address for feed in FEEDS for address in (feed.url, feed.site)):
        parts = urlsplit(address)
        assert parts.scheme == "https", address
        assert "." in parts.netloc, address
        assert parts.netloc == parts.netloc.lower(), address
        assert not re.search(r"\s|[^\x21-\x7e]", address), address
        assert not parts.fragment, address
    assert not [url for url, times in Counter(f.url.rstrip("/") for f in FEEDS).items() if times > 1]
    assert len({feed.title for feed in FEEDS}) == len(FEEDS)


def test_words_fit_on_a_line() -> None:
    for feed in FEEDS:
        assert 2 <= len(feed.title) <= 50, feed.title
        assert 10 <= len(feed.summary) <= 90, feed.title
        assert feed.summary[-1] in ".!。", feed.title
        assert "\n" not in feed.summary, feed.title


def test_languages_are_tags_and_many() -> None:
    for feed in FEEDS:
        assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", feed.language), feed.title
    spoken = {feed.language.partition("-")[0] for feed in FEEDS}
    assert {"en", "uk", "de", "fr", "es", "ja", "pl"} <= spoken


def test_the_kyiv_independent_is_there() -> None:
    found = [feed for feed in FEEDS if feed.topic == "Ukraine"]
    assert "https://kyivindependent.com/news-archive/rss/" in [feed.url for feed in found]
    assert "uk" in {feed.language for feed in found}
