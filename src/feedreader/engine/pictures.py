"""Pictures: fetched once, checked and scaled in a child, kept on the shelf under their digest."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from feedreader.engine import pages, places, poll
from feedreader.engine.addresses import place
from feedreader.fetch import PICTURE_ACCEPT, Fault, Request
from feedreader.media.records import Extension
from feedreader.model.feed import Failure, FailureKind
from feedreader.store.whole_records import PictureId, PictureState, StoredPicture
from feedreader.text import urls

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.parts import Parts
    from feedreader.media.records import Kept

CAP = 20_000_000
"""Bytes of a picture as it comes; more is refused while it streams."""

REFUSED = timedelta(days=7)
"""How long what is no picture is not asked for again."""

FAILED = timedelta(hours=1)
"""How long a picture that did not come is left alone."""

NOT_HERE = "This picture is not on this disk."
NO_ROOM = "The picture could not be kept: the disk is full or cannot be written."

_FOR_GOOD = frozenset(
    {FailureKind.NOT_FOUND, FailureKind.GONE, FailureKind.BAD_ADDRESS, FailureKind.TOO_LARGE}
)


@dataclass(frozen=True, slots=True)
class Got:
    """A picture as it stands now; `picture` None where nothing is noted of it (no network, or
    not to be fetched). `size`: bytes that were fetched for it now. `silent`: its server did not
    answer. `absent`: it could be fetched, but was not to be."""

    picture: StoredPicture | None
    sentence: str = ""
    size: int = 0
    silent: bool = False
    absent: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is on the shelf."""
        return self.picture is not None and self.picture.state is PictureState.KEPT


async def get(parts: Parts, url: str, trust: str = "", *, fetch: bool = True) -> Got:
    """The picture at an address: from the shelf, else fetched where `fetch` allows. One that was
    refused is not asked for again for a week. `trust` as in `pages.fetch`; without it a private
    server is trusted where a story of its own feed shows the picture."""
    url = urls.web(url)
    if not url:
        return Got(None, "The picture has no web address.")
    async with parts.once.hold(f"picture {url}"):
        known = await parts.writer.run(lambda store: store.pictures.find(url))
        if known is not None and known.state is PictureState.KEPT:
            if await asyncio.to_thread(parts.shelf.has, known.digest, Extension(known.extension)):
                return Got(known)
        elif known is not None and not _may_ask(known, parts.clock()):
            return Got(known, known.sentence)
        if not fetch:
            return Got(None, NOT_HERE, absent=True)
        return await _fetch(parts, url, trust)


def _may_ask(known: StoredPicture, now: datetime) -> bool:
    if known.state is PictureState.WANTED or known.fetched_at is None:
        return True
    return now - known.fetched_at >= (REFUSED if known.state is PictureState.REFUSED else FAILED)


async def _fetch(parts: Parts, url: str, trust: str) -> Got:
    request = Request(url, accept=PICTURE_ACCEPT, cap=CAP, untrusted=True, trust=trust)
    answer = await poll.ask(parts, request)
    private = isinstance(answer, Fault) and answer.failure.kind is FailureKind.PRIVATE
    if private and not trust and await parts.writer.run(places.shows, url):
        answer = await poll.ask(parts, replace(request, trust=place(url)))
    if isinstance(answer, Fault):
        failure = answer.failure
        if failure.kind in (FailureKind.NO_NETWORK, FailureKind.BUSY):
            return Got(None, failure.sentence, silent=True)  # nothing is known of the picture
        state = PictureState.REFUSED if failure.kind in _FOR_GOOD else PictureState.FAILED
        missed = await _miss(parts, url, state, pages.told(failure), 0)
        return replace(missed, silent=failure.kind is FailureKind.TIMEOUT)
    size = len(answer.body)
    made = await parts.workers.call("keep_picture", answer.body)
    if isinstance(made, Failure):
        return await _miss(parts, url, PictureState.REFUSED, made.sentence, size)
    kept, data = made
    return await _keep(parts, url, kept, data, size)


async def _keep(parts: Parts, url: str, kept: Kept, data: bytes, size: int) -> Got:
    try:
        await asyncio.to_thread(parts.shelf.put, kept, data)
    except OSError:
        return Got(None, NO_ROOM, size)
    now, figures = parts.clock(), (kept.width, kept.height, kept.size)
    await parts.writer.run(lambda store: store.pictures.keep(url, kept.digest, kept.extension, figures, now))
    return Got(await parts.writer.run(lambda store: store.pictures.find(url)), "", size)


async def _miss(parts: Parts, url: str, state: PictureState, sentence: str, size: int) -> Got:
    now = parts.clock()
    known: PictureId = await parts.writer.run(lambda store: store.pictures.miss(url, state, sentence, now))
    return Got(StoredPicture(known, url, state, sentence=sentence, fetched_at=now), sentence, size)
