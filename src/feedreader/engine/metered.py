"""Does each byte cost money on this line? NetworkManager knows, where there is one."""

from __future__ import annotations

import asyncio
import shutil
import time
from contextlib import suppress

PATIENCE = 2.0
"""Seconds for nmcli to answer."""

ANEW = 60.0
"""Seconds that an answer holds: a page of pictures asks once."""

_ASK = ("-g", "GENERAL.STATE,GENERAL.METERED", "device", "show")
_CONNECTED = "100"
"""NM_DEVICE_STATE_ACTIVATED."""


class Line:
    """The line to the network, asked about at most once a minute."""

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._asked = -ANEW
        self._metered = False
        self._lock = asyncio.Lock()

    async def is_metered(self) -> bool:
        """Whether each byte costs money; see the function of that name."""
        # Whoever comes while the system is being asked waits for its answer.
        async with self._lock:
            if time.monotonic() - self._asked >= ANEW:
                self._metered = await is_metered(self._setting)
                self._asked = time.monotonic()
            return self._metered


async def is_metered(setting: str, program: str = "nmcli") -> bool:
    """`setting` is "yes", "no", or "auto": then the system is asked; where nobody answers, the line
    is taken as free."""
    if setting != "auto":
        return setting == "yes"
    found = shutil.which(program)
    if found is None:
        return False
    try:
        process = await asyncio.create_subprocess_exec(
            found,
            *_ASK,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate()
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return says_metered(out.decode("utf-8", "replace"))


def says_metered(output: str) -> bool:
    """Whether a device that is connected calls itself metered ("yes", "yes (guessed)"). Lines come
    in pairs: "100 (connected)" and the answer."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    pairs = zip(lines[::2], lines[1::2], strict=False)
    return any(state.split(" ")[0] == _CONNECTED and told.startswith("yes") for state, told in pairs)
