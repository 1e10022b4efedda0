"""One more page of a feed's older stories (RFC 5005 archives, JSON Feed `next_url`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedreader.engine import places, poll
from feedreader.engine.messages import Older, OlderArrived, Refused
from feedreader.fetch import Fault, Request
from feedreader.model.feed import Failure
from feedreader.text import urls

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.parts import Parts
    from feedreader.engine.work import Fresh
    from feedreader.model.feed import FeedId
    from feedreader.store import Store
    from feedreader.store.records import Applied


PAGES = 5
"""Pages at most in one go, when those before brought nothing that was not here."""


async def run(parts: Parts, request: Older) -> None:
    """Fetches the feed's next page and stores its stories; a page of known stories leads to the
    one after it. Emits OlderArrived or Refused."""
    name = type(request).__name__
    new, more = 0, True
    for _ in range(PAGES):
        page = await _page(parts, request.feed_id)
        if isinstance(page, Failure):
            parts.emit(Refused(name, page.sentence, page.kind))
            return
        new, more = page
        if new or not more:
            break
    parts.emit(OlderArrived(request.feed_id, new, more))


async def _page(parts: Parts, feed: FeedId) -> tuple[int, bool] | Failure:
    """One page: how many stories it brought, and whether there is another."""
    state = await parts.writer.run(poll.state, feed)
    if not state.next_url:
        return 0, False
    trust = places.trusted(state)
    request = Request(state.next_url, cap=parts.options.cap, untrusted=True, trust=trust)
    answer = await poll.ask(parts, request)
    if isinstance(answer, Fault):
        return answer.failure
    fresh = await poll.read(parts, feed, answer)
    if isinstance(fresh, Failure):
        return fresh
    next_url = fresh.info.next_url
    if urls.same_page(next_url, state.next_url) or urls.same_page(next_url, state.url):
        next_url = ""  # pages that name one another in a circle would be asked for ever
    applied = await parts.writer.run(_store, feed, fresh, next_url, parts.clock())
    return applied.new, bool(next_url)


def _store(store: Store, feed: FeedId, fresh: Fresh, next_url: str, now: datetime) -> Applied:
    """The stories of an older page. What it says of the feed is older too, and not taken over;
    nor are older versions of stories that are here."""
    with store.write():
        applied = store.articles.apply(feed, fresh.new, (), (), now)
        store.feeds.set_next_url(feed, next_url)
    return applied
