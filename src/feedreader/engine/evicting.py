"""Making room: kept pictures that go when there are more than the budget allows."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING

from feedreader.media.records import Extension
from feedreader.normalise.eviction import evict

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts
    from feedreader.store import Store
    from feedreader.store.whole_records import EvictablePicture

GONE = "Some pictures were removed to make room."


async def make_room(parts: Parts, protected: Collection[int] = ()) -> int:
    """Removes pictures until the rest is within the budget; returns the bytes that are kept then.
    `protected`: articles whose pictures stay."""
    gone = await parts.writer.run(_choose, parts.options.download_budget, protected)
    for each in gone:
        # First the rows: a file without a row is found and removed by `doctor`, a row without its
        # file would show an empty frame until then.
        await parts.writer.run(_forget, each)
        await asyncio.to_thread(parts.shelf.remove, each.digest, Extension(each.extension))
    return await parts.writer.run(lambda store: store.pictures.total())


def _choose(store: Store, budget: int, protected: Collection[int]) -> tuple[EvictablePicture, ...]:
    if store.pictures.total() <= budget:
        return ()
    return evict(store.pictures.evictable(), budget, protected)


def _forget(store: Store, picture: EvictablePicture) -> None:
    with store.write():
        store.offline.demote(store.pictures.forget((picture.digest,)), GONE)
