"""Content codings undone in small pieces, so that a bomb ends at the cap (RFC 9110, 8.4.1).

httpx's own decoders inflate a whole network read at once: 64 kB of zstd can become 2 GB before
anyone counts. Here every decoder writes pieces of bounded size into a target that counts them
and raises when it has had enough.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import Any, Protocol

PIECE = 64 * 1024
_ZSTD_SLICE = 128
"""Bytes of zstd handed over at once. Its densest block is 4 bytes for 128 kB, so a slice makes at
most 4 MB."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""RFC 9659: the coding `zstd` must not need a larger window."""
_MAX_CODINGS = 3


class DecodeError(Exception):
    """The body is not in the coding that the header names, or breaks off."""


class TooLargeError(Exception):
    """The body has more bytes than the cap allows."""


class Writer(Protocol):
    """Takes bytes; `close` says that no more will come."""

    def write(self, data: bytes) -> None: ...

    def close(self) -> None: ...


class Collector:
    """The end of the chain: keeps the decoded body, at most `cap` bytes of it."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._size = 0
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Raises TooLargeError as soon as the cap is passed, and lets go of what it kept."""
        self._size += len(data)
        if self._size > self._cap:
            self._pieces.clear()
            raise TooLargeError
        self._pieces.append(data)

    def close(self) -> None:
        """Nothing to do: whatever came is the body."""

    def body(self) -> bytes:
        """The whole body."""
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)


class ZlibDecoder:
    """`gzip` (also several members in a row) and `deflate` (with or without a zlib header: both
    are sent). A body that says gzip and is not compressed at all is passed on as it is."""

    def __init__(self, target: Writer, *, gzip: bool) -> None:
        self._target = target
        self._gzip = gzip
        self._held = b""
        self._plain = False
        self._over = False
        self._inner: Any = None

    def write(self, data: bytes) -> None:
        """Raises DecodeError where the stream is damaged."""
        data = self._held + data
        self._held = b""
        while data and not self._over:
            if self._plain:
                self._target.write(data)
                return
            if self._inner is None or self._inner.eof:
                if len(data) < 2:
                    self._held = data
                    return
                self._begin(data)
            else:
                data = self._step(data)

    def _begin(self, data: bytes) -> None:
        if not self._gzip:
            headed = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._over = self._inner is not None
            self._inner = self._inner or zlib.decompressobj(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
        elif data.startswith(b"\x1f\x8b"):
            self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:
            # Padding after the last member is common; before the first, the header lied.
            self._over = self._inner is not None
            self._plain = not self._over

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._inner.decompress(data, PIECE)
            while piece:
                self._target.write(piece)
                piece = b"" if self._inner.eof else self._inner.decompress(self._inner.unconsumed_tail, PIECE)
        except zlib.error as error:
            raise DecodeError(str(error)) from error
        rest: bytes = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return rest

    def close(self) -> None:
        """Raises DecodeError where the stream broke off."""
        if self._inner is None:
            if self._held:
                self._target.write(self._held)
        elif not self._inner.eof:
            raise DecodeError("the compressed body breaks off")
        self._target.close()


class BrotliDecoder:
    """`br` (RFC 7932)."""

    def __init__(self, target: Writer) -> None:
        brotli = _brotli()
        self._target = target
        self._error: type[Exception] = brotli.error
        self._inner = brotli.Decompressor()
        self._seen = False

    def write(self, data: bytes) -> None:
        """Raises DecodeError where the stream is damaged."""
        self._seen = True
        try:
            piece = self._inner.process(data, output_buffer_limit=PIECE)
            while piece or not self._inner.can_accept_more_data():
                if piece:
                    self._target.write(piece)
                if self._inner.is_finished() and not piece:
                    break
                piece = self._inner.process(b"", output_buffer_limit=PIECE)
        except self._error as error:
            raise DecodeError(str(error)) from error

    def close(self) -> None:
        """Raises DecodeError where the stream broke off."""
        if self._seen and not self._inner.is_finished():
            raise DecodeError("the compressed body breaks off")
        self._target.close()


class ZstdDecoder:
    """`zstd` (RFC 8878), one frame or several."""

    def __init__(self, target: Writer) -> None:
        import zstandard

        self._target = target
        self._error: type[Exception] = zstandard.ZstdError
        self._factory = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._inner: Any = None

    def write(self, data: bytes) -> None:
        """Raises DecodeError where the stream is damaged."""
        try:
            for start in range(0, len(data), _ZSTD_SLICE):
                rest = data[start : start + _ZSTD_SLICE]
                while rest:
                    if self._inner is None or self._inner.eof:
                        self._inner = self._factory.decompressobj()
                    piece = self._inner.decompress(rest)
                    if piece:
                        self._target.write(piece)
                    rest = self._inner.unused_data if self._inner.eof else b""
        except self._error as error:
            raise DecodeError(str(error)) from error

    def close(self) -> None:
        """Raises DecodeError where the stream broke off."""
        if self._inner is not None and not self._inner.eof:
            raise DecodeError("the compressed body breaks off")
        self._target.close()


def _brotli() -> Any:
    # It has no types, and costs nothing until it is asked for.
    return import_module("brotli")


def offered() -> str:
    """The codings to ask for. Brotli before 1.2 cannot be stopped within a piece, so it is not
    asked for there."""
    try:
        bounded = hasattr(_brotli().Decompressor, "can_accept_more_data")
    except ImportError:
        bounded = False
    return "gzip, br, zstd" if bounded else "gzip, zstd"


def chain(codings: str, target: Writer) -> Writer:
    """The writer that undoes a Content-Encoding header's codings on their way to `target`.

    A name that is none ("utf-8", "none", seen in the wild) is passed over, as browsers do.
    Raises DecodeError where more codings are stacked than any honest server sends."""
    names = [name.strip().lower() for name in codings.split(",")]
    known = [name for name in names if name in ("gzip", "x-gzip", "deflate", "br", "zstd")]
    if len(known) > _MAX_CODINGS:
        raise DecodeError("too many codings")
    for name in known:
        if name == "br":
            target = BrotliDecoder(target)
        elif name == "zstd":
            target = ZstdDecoder(target)
        else:
            target = ZlibDecoder(target, gzip=name != "deflate")
    return target
