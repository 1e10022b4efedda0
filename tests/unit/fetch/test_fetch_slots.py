"""How many requests may run at once."""

from __future__ import annotations

import asyncio

from feedreader.fetch.slots import Slots


class Meter:
    """Counts who is inside."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0

    async def work(self, slots: Slots, host: str, turns: int = 3) -> None:
        async with slots.hold(host):
            self.inside += 1
            self.most = max(self.most, self.inside)
            for _ in range(turns):
                await asyncio.sleep(0)
            self.inside -= 1


async def test_one_host_has_its_number() -> None:
    slots, meter = Slots(2, 50), Meter()
    await asyncio.gather(*(meter.work(slots, "a") for _ in range(20)))
    assert meter.most == 2


async def test_all_hosts_together_have_theirs() -> None:
    slots, meter = Slots(2, 7), Meter()
    await asyncio.gather(*(meter.work(slots, str(number)) for number in range(40)))
    assert meter.most == 7


async def test_a_slow_host_does_not_keep_the_others_places() -> None:
    slots, meter, gate = Slots(2, 4), Meter(), asyncio.Event()

    async def stuck() -> None:
        async with slots.hold("slow"):
            await gate.wait()

    waiting = [asyncio.create_task(stuck()) for _ in range(30)]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await asyncio.gather(*(meter.work(slots, "quick") for _ in range(10)))
    gate.set()
    await asyncio.gather(*waiting)


async def test_cancelling_gives_places_back_and_nothing_is_kept() -> None:
    slots, meter, gate = Slots(1, 2), Meter(), asyncio.Event()

    async def stuck() -> None:
        async with slots.hold("a"):
            await gate.wait()

    tasks = [asyncio.create_task(stuck()) for _ in range(5)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(5):
        await meter.work(slots, "a")
    assert slots._lines == {}
