"""Whether a server lets us ask for a page that no person opened: its robots.txt, and what it
answered before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from feedreader.engine import pages, poll
from feedreader.engine.addresses import place
from feedreader.fetch import Fault, Request, robots
from feedreader.model.feed import FailureKind
from feedreader.text import urls

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts

KEPT = timedelta(days=1)
"""How long a robots.txt is taken as known (RFC 9309, 2.4)."""

SHUT = timedelta(days=30)
"""How long a server that refused such a page is not asked for another one."""

RETRY = timedelta(hours=1)
"""The same where its robots.txt could not be read."""

REFUSALS = frozenset({401, 403, 451})
"""Answers by which a server says that it does not want to be asked."""


async def welcome(parts: Parts, url: str, trust: str) -> bool | None:
    """Whether an address may be asked for by ourselves; None where that is not known now (no
    network, the server wants a pause, or it is not to be asked). Costs a request for the robots.txt
    once a day and server."""
    shut = await parts.writer.run(lambda store: store.state.get(_shut(url)))
    if shut is not None and parts.clock().timestamp() < float(shut):
        return False
    rules = await _rules(parts, url, trust)
    return robots.allowed(rules, url) if rules is not None else None


async def refused(parts: Parts, url: str) -> None:
    """Notes that a server refused such a page."""
    until = str(int((parts.clock() + SHUT).timestamp()))
    await parts.writer.run(lambda store: store.state.set(_shut(url), until))


async def _rules(parts: Parts, url: str, trust: str) -> robots.Rules | None:
    address = robots.address(url)
    async with parts.once.hold(f"robots {address}"):
        key = f"robots/{address}"
        stored = await parts.writer.run(lambda store: store.state.get(key)) or ""
        until, _, text = stored.partition("\n")
        if until and parts.clock().timestamp() < float(until):
            return tuple(text.split("\n")) if text else ()
        found, kept = await _ask(parts, address, trust)
        if found is not None:
            again = int((parts.clock() + kept).timestamp())
            value = "\n".join((str(again), *found))
            await parts.writer.run(lambda store: store.state.set(key, value))
        return found


async def _ask(parts: Parts, address: str, trust: str) -> tuple[robots.Rules | None, timedelta]:
    """The rules that hold for us; None where nothing is known now. A server without the file
    allows everything; one that refuses even that, is broken or leads nowhere, nothing (RFC 9309, 2.3.1)."""
    request = Request(address, accept="text/plain, */*;q=0.1", cap=robots.CAP, untrusted=True, trust=trust)
    answer = await poll.ask(parts, request)
    if not isinstance(answer, Fault):
        agent = parts.options.user_agent.partition("/")[0]
        return robots.rules(answer.body.decode("utf-8", "replace"), agent), KEPT
    failure = answer.failure
    if failure.kind in pages.UNASKED:
        return None, RETRY
    status = failure.status or 0
    if status in REFUSALS:
        return robots.NOTHING, KEPT
    if 400 <= status < 500 or failure.kind in (
        FailureKind.NOT_FOUND,
        FailureKind.GONE,
        FailureKind.TOO_LARGE,
    ):
        return (), KEPT
    return robots.NOTHING, RETRY


def _shut(url: str) -> str:
    return f"shut/{place(urls.web(url))}"
