"""Which servers a stranger's address may reach. The public ones; and a feed's own, wherever it is,
for what its stories name: the person chose that server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine.addresses import place

if TYPE_CHECKING:
    from feedreader.store import Store


def is_a_feed_s(store: Store, url: str) -> bool:
    """Whether a subscribed feed lives on the server of an address."""
    here = place(url)
    return bool(here) and any(place(feed.url) == here for feed in store.feeds.all_polling())
