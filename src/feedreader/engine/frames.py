"""Values over a pipe: four bytes of big-endian length, then a pickle (protocol 5).

Pickle, because both ends are this program's own code, started by one another, over pipes that
nobody else can open: there is no stranger who could write a frame. (A parser child that a
hostile feed took over would already run with the person's rights; the frames add nothing to
that.) It needs no schema beside the frozen dataclasses, and encodes 1,000 of them in
milliseconds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader

LIMIT = 64 * 1024 * 1024
"""Bytes of one frame. A feed's body is capped at 32 MiB when fetched."""

PIPE = 1 << 20
"""Bytes that may wait in a pipe, where that can be chosen (Linux). A feed's stories then go over in
one piece; in pieces of 64 kB both ends spend as long waiting for each other as working."""

_HEADER = 4


class FrameError(Exception):
    """What came is not a frame, or what should go is too large for one."""


class Leaving:
    """Sent by an engine with nothing to do: it has read `seen` requests and would like to go.
    The client closes the pipe if it has sent no more than that, else the engine stays."""

    __slots__ = ("seen",)

    def __init__(self, seen: int) -> None:
        self.seen = seen


def pack(value: object) -> bytes:
    """The frame that carries `value`. Raises FrameError when it is over `LIMIT`."""
    import pickle

    payload = pickle.dumps(value, protocol=5)
    if len(payload) > LIMIT:
        raise FrameError(f"a message of {len(payload)} bytes is over the limit")
    return len(payload).to_bytes(_HEADER, "big") + payload


def unpack(payload: bytes) -> object:
    """The value in a frame's payload. Raises FrameError."""
    import pickle

    try:
        return pickle.loads(payload)
    except (pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError, ImportError, LookupError,
            MemoryError, TypeError, ValueError) as error:  # fmt: skip
        raise FrameError(f"a message does not read: {error!r}") from error


def read(fd: int) -> object:
    """The next value from a blocking pipe. Raises EOFError at its end, FrameError, OSError."""
    size = _size(_exactly(fd, _HEADER))
    return unpack(_exactly(fd, size))


def write(fd: int, frame: bytes) -> None:
    """The whole frame into a blocking pipe. Raises OSError (EPIPE: nobody reads any more)."""
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(fd, rest) :]


def widen(fd: int) -> None:
    """Gives a pipe room for `PIPE` bytes; where it is not to be had, what it has must do."""
    try:
        import fcntl

        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, PIPE)
    except (ImportError, AttributeError, OSError):
        return  # not Linux, or no pipe, or more than the system grants this person


async def receive(stream: StreamReader) -> object:
    """The next value from a stream. Raises EOFError at its end, FrameError."""
    size = _size(await stream.readexactly(_HEADER))  # IncompleteReadError is an EOFError
    return unpack(await stream.readexactly(size))


def _size(header: bytes) -> int:
    size = int.from_bytes(header, "big")
    if size > LIMIT:
        raise FrameError(f"a message claims {size} bytes")
    return size


def _exactly(fd: int, count: int) -> bytes:
    chunks = bytearray()
    while len(chunks) < count:
        chunk = os.read(fd, min(count - len(chunks), 1 << 20))
        if not chunk:
            raise EOFError
        chunks += chunk
    return bytes(chunks)
