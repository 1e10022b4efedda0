"""Does each byte cost money on this line? NetworkManager knows, where there is one."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress

PATIENCE = 2.0
"""Seconds for nmcli to answer."""

_ASK = ("-g", "GENERAL.STATE,GENERAL.METERED", "device", "show")
_CONNECTED = "100"
"""NM_DEVICE_STATE_ACTIVATED."""


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
