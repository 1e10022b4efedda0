"""Which private servers a story may lead to: its feed's own, if the person chose it there.

A feed that answered from the public internet leads to no private address, its own host's name
neither: whoever owns a name may let it point into the person's network at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine.addresses import place
from feedreader.normalise import wanted
from feedreader.store.records import Selection

if TYPE_CHECKING:
    from feedreader.model.feed import FeedId
    from feedreader.store import Store
    from feedreader.store.records import PollState

LOOKED_AT = 300
"""Articles of a feed that are looked through for a picture."""


def trusted(feed: PollState | None) -> str:
    """The private server that a feed's stories may lead to ("host:port"), empty for none."""
    return place(feed.url) if feed is not None and feed.inside else ""


def of_feed(store: Store, feed: FeedId) -> str:
    """The same for a feed of the library."""
    return trusted(store.feeds.polling(feed))


def of_address(store: Store, url: str) -> str:
    """The private server of an address, if a feed lives there; empty where none does."""
    return place(url) if _feeds(store, url) else ""


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
    return tuple(feed.id for feed in store.feeds.all_polling() if here and trusted(feed) == here)
