"""Subscribing: to a feed's address, or to a site, whose feed is then looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine import addresses, poll
from feedreader.engine.find import Found, find
from feedreader.engine.messages import Choice, Refused, Subscribe, SubscribeChoices, Subscribed
from feedreader.model.feed import Failure
from feedreader.text import urls

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.parts import Parts
    from feedreader.store import Store
    from feedreader.store.records import PollState


async def run(parts: Parts, request: Subscribe) -> None:
    """Finds the feed, subscribes, stores its stories. Emits Subscribed, SubscribeChoices when a
    site offers several and none was picked, or Refused."""
    name = type(request).__name__
    candidates = addresses.typed(request.url)
    if not candidates:
        parts.emit(Refused(name, "That is no web address; give one like https://example.com/feed."))
        return
    for address in candidates:
        existing = await parts.writer.run(_existing, address)
        if existing is not None:
            parts.emit(Subscribed(existing.id, existing.title, 0, already=True))
            return
    found = await find(parts, candidates, request.pick)
    if isinstance(found, Failure):
        parts.emit(Refused(name, found.sentence, found.kind))
    elif isinstance(found, Found):
        await _subscribe(parts, request, found)
    else:
        parts.emit(SubscribeChoices(request.url, tuple(Choice(each.url, each.title) for each in found)))


def _existing(store: Store, url: str) -> PollState | None:
    """The feed that is subscribed under this address already, however it is written."""
    for state in store.feeds.all_polling():
        if urls.same_page(state.url, url):
            return state
    return None


async def _subscribe(parts: Parts, request: Subscribe, found: Found) -> None:
    """Adds the feed and stores what was read of it just now: it is not asked a second time."""
    feed, already = await parts.writer.run(_add, request, found.url, parts.clock())
    if already:
        parts.emit(Subscribed(feed.id, feed.title, 0, already=True))
        return
    polled = await poll.keep(parts, feed, found.answer, found.fresh)
    parts.emit(Subscribed(feed.id, polled.title or feed.title, polled.new, already=False))


def _add(store: Store, request: Subscribe, url: str, now: datetime) -> tuple[PollState, bool]:
    from feedreader.library import Library

    existing = _existing(store, url)
    if existing is not None:
        return existing, True
    made = Library(store, lambda: now).feeds.subscribe(url, "", request.folder, request.tags)
    return poll.state(store, made.id), False
