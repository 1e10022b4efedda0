"""Which private servers a story may lead to: its feed's own, which the person chose, wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine.addresses import place
from feedreader.normalise import wanted
from feedreader.store.records import Selection

if TYPE_CHECKING:
    from feedreader.model.feed import FeedId
    from feedreader.store import Store

LOOKED_AT = 300
"""Articles of a feed that are looked through for a picture."""


def is_a_feed_s(store: Store, url: str) -> bool:
    """Whether a subscribed feed lives on the server of an address."""
    return bool(_feeds(store, url))


def shows(store: Store, url: str) -> bool:
    """Whether a feed that lives on a picture's server has a story that shows it: then the server's
    own story asks for it, and not a stranger's. Only asked for private servers; 0.3 ms an article."""
    for feed in _feeds(store, url):
        for article in store.articles.ids(Selection(feeds=(feed,)), LOOKED_AT):
            stored = store.articles.get(article)  # type: ignore[arg-type]  # a number out of the list
            if stored is None:
                continue
            authors = [each.profile for each in stored.authors]
            if any(each.url == url for each in wanted.pictures(stored.article, authors)):
                return True
    return False


def _feeds(store: Store, url: str) -> tuple[FeedId, ...]:
    here = place(url)
    return tuple(feed.id for feed in store.feeds.all_polling() if here and place(feed.url) == here)
