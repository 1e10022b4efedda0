"""The floor for a round: the HTTP client alone fetches everything and throws it away.

    python -m tests.benchmarks.fetching URLS TAGS

URLS holds an address a line; TAGS is written in the first round, and sent in later ones.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import httpx


async def _all(addresses: list[str], tags: dict[str, str]) -> dict[str, str]:
    came: dict[str, str] = {}
    # A pool with requests waiting for a connection is quadratic in them; so they wait here.
    turn = asyncio.Semaphore(50)
    async with httpx.AsyncClient(timeout=60) as client:

        async def one(address: str) -> None:
            sent = {"If-None-Match": tags[address]} if address in tags else {}
            async with turn:
                came[address] = (await client.get(address, headers=sent)).headers["ETag"]

        await asyncio.gather(*map(one, addresses))
    return came


def main() -> None:
    """One round."""
    kept = Path(sys.argv[2])
    tags = json.loads(kept.read_text()) if kept.exists() else {}
    kept.write_text(json.dumps(asyncio.run(_all(Path(sys.argv[1]).read_text().split(), tags))))


if __name__ == "__main__":
    main()
