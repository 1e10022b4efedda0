"""Children that hang, crash, eat memory or die: the caller gets a Failure, the next call works."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.engine.bench import until

from feedreader.engine.workers import Workers, worker_count
from feedreader.model.feed import Failure, FailureKind

CHILD = """
import os, signal, sys, time
from feedreader.engine import work, worker
from feedreader.model.feed import Failure, FailureKind

def hold_interpreter(seconds):
    sys.setswitchinterval(1000)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

def fail():
    raise KeyError("nobody expected this")

def deep():
    return deep()

work.prepare = lambda: None
work.FUNCTIONS.clear()
work.FUNCTIONS.update(
    pid=os.getpid,
    echo=lambda value: value,
    hang=lambda: time.sleep(60),
    spin=hold_interpreter,
    crash=lambda: os.kill(os.getpid(), signal.SIGSEGV),
    eat=lambda: bytes(4 << 30),
    fail=fail,
    deep=deep,
    wrong=lambda: Failure(FailureKind.NOT_A_FEED, "No feed."),
    chatter=lambda: print("x" * 100_000),
)
worker.main()
"""


@asynccontextmanager
async def pool(environ: dict[str, str], size: int = 1, deadline: float = 10.0) -> AsyncIterator[Workers]:
    workers = Workers(size, deadline=deadline, command=[sys.executable, "-c", CHILD], environ=environ)
    try:
        yield workers
    finally:
        pids = workers.pids
        workers.close()
        async with asyncio.timeout(5):
            await workers.wait_closed()
            for pid in pids:
                await ended(pid)


async def pid_of(workers: Workers) -> int:
    """The process id of the child that takes the next call."""
    pid = await workers.call("pid")
    assert isinstance(pid, int)
    return pid


async def ended(pid: int) -> None:
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.005)


async def test_values_travel_and_a_child_is_used_again(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        assert not workers.pids
        first = await pid_of(workers)
        big = os.urandom(3_000_000)
        assert await workers.call("echo", big) == big
        assert await workers.call("pid") == first
        assert workers.pids == (first,)


async def test_the_pool_starts_no_more_children_than_its_size(environ: dict[str, str]) -> None:
    async with pool(environ, size=2) as workers:
        pids = await asyncio.gather(*(workers.call("pid") for _ in range(12)))
        assert 1 <= len(set(pids)) <= 2


async def test_children_that_were_started_ahead_take_the_calls(environ: dict[str, str]) -> None:
    async with pool(environ, size=2) as workers:
        await workers.warm(1)
        (first,) = workers.pids
        assert await pid_of(workers) == first
        await workers.warm(9)
        ahead = workers.pids
        assert len(ahead) == 2
        await workers.warm(9)
        assert workers.pids == ahead
        assert await pid_of(workers) in ahead


async def test_a_child_that_does_not_start_holds_nobody_up(environ: dict[str, str]) -> None:
    workers = Workers(1, command=[sys.executable, "-c", "pass"], environ=environ)
    await workers.warm(1)
    assert workers.pids == ()
    assert isinstance(await workers.call("echo", 1), Failure)
    await workers.wait_closed()


async def test_a_call_past_its_deadline_is_killed_and_the_next_one_works(environ: dict[str, str]) -> None:
    async with pool(environ, deadline=0.3) as workers:
        first = await pid_of(workers)
        began = time.monotonic()
        failure = await workers.call("hang")
        assert time.monotonic() - began < 3
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.TOO_SLOW
        assert "0.3 s" in failure.sentence
        assert await workers.call("pid") != first
        await asyncio.wait_for(ended(first), 5)


async def test_a_child_without_its_engine_ends_even_when_it_holds_the_interpreter(
    environ: dict[str, str],
) -> None:
    async with pool(environ, deadline=0.2) as workers:
        pid = await pid_of(workers)
        call = asyncio.create_task(workers.call("spin", 60, deadline=0.2))
        await asyncio.sleep(0)
        assert isinstance(await call, Failure)
        await asyncio.wait_for(ended(pid), 5)


@pytest.mark.parametrize("name", ["crash", "eat", "fail", "deep"])
async def test_a_call_that_breaks_is_a_failure_and_the_next_one_works(
    environ: dict[str, str], name: str
) -> None:
    async with pool(environ) as workers:
        failure = await workers.call(name)
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.BROKEN
        assert await workers.call("echo", "still here") == "still here"


async def test_a_failure_that_the_function_returns_comes_back_as_it_is(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        assert await workers.call("wrong") == Failure(FailureKind.NOT_A_FEED, "No feed.")


async def test_a_child_killed_from_outside_costs_one_call(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        call = asyncio.create_task(workers.call("hang"))
        await until(lambda: workers.pids)
        os.kill(workers.pids[0], signal.SIGKILL)
        failure = await asyncio.wait_for(call, 5)
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.BROKEN
        assert await workers.call("echo", 1) == 1


async def test_a_child_killed_while_idle_is_no_failure_of_the_next_feed(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        pid = await pid_of(workers)
        os.kill(pid, signal.SIGKILL)
        await asyncio.wait_for(ended(pid), 5)
        assert await workers.call("echo", 1) == 1


async def test_stray_prints_do_not_disturb_the_frames(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        assert await workers.call("chatter") is None
        assert await workers.call("echo", 2) == 2


async def test_cancelling_a_call_ends_its_child(environ: dict[str, str]) -> None:
    async with pool(environ) as workers:
        pid = await pid_of(workers)
        call = asyncio.create_task(workers.call("hang"))
        await asyncio.sleep(0.05)
        call.cancel()
        await asyncio.wait([call], timeout=5)
        await asyncio.wait_for(ended(pid), 5)
        assert await workers.call("echo", 3) == 3


async def test_resting_ends_idle_children_only(environ: dict[str, str]) -> None:
    async with pool(environ, size=2) as workers:
        await workers.call("pid")
        workers.rest()
        assert workers.pids == ()
        assert await workers.call("echo", 4) == 4


def test_one_child_for_each_processor_but_not_more_than_four() -> None:
    assert [worker_count(cpus) for cpus in (None, 0, 1, 2, 4, 64)] == [1, 1, 1, 2, 4, 4]
