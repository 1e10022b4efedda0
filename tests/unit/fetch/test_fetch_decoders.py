"""Content codings, bombs included."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from importlib import import_module
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from feedreader.fetch.decoders import Collector, DecodeError, TooLargeError, chain

brotli: Any = import_module("brotli")  # has no types
TEXT = b"".join(b"<item>%d</item>" % number for number in range(20_000))
MEGABYTE = 1 << 20


def raw_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def decode(codings: str, packed: bytes, cap: int = 10 * MEGABYTE, step: int = 65_536) -> bytes:
    collector = Collector(cap)
    writer = chain(codings, collector)
    for start in range(0, len(packed), step):
        writer.write(packed[start : start + step])
    writer.close()
    return collector.body()


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("step", [1, 7, 4096, 10_000_000])
def test_every_coding_in_any_portions(coding: str, step: int) -> None:
    packed = PACKERS[coding](TEXT[:50_000] if step == 1 else TEXT)
    assert decode(coding.upper(), packed, step=step) == (TEXT[:50_000] if step == 1 else TEXT)


@settings(max_examples=40)
@given(st.binary(max_size=3000), st.sampled_from(sorted(PACKERS)), st.integers(1, 500))
def test_round_trip(data: bytes, coding: str, step: int) -> None:
    assert decode(coding, PACKERS[coding](data), step=step) == data


def test_deflate_without_its_header() -> None:
    assert decode("deflate", raw_deflate(TEXT)) == TEXT


@pytest.mark.parametrize("step", [1, 1000])
def test_several_gzip_members_and_padding(step: int) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 100
    assert decode("gzip", packed, step=step) == b"one two"


def test_several_zstd_frames() -> None:
    assert decode("zstd", zstandard.compress(b"one ") + zstandard.compress(b"two"), step=5) == b"one two"


@pytest.mark.parametrize("body", [b"", b"<", b"<rss/>"])
def test_a_body_that_only_says_gzip(body: bytes) -> None:
    assert decode("gzip", body) == body


@pytest.mark.parametrize("codings", ["", "identity", "utf-8", "none", "UTF-8, identity"])
def test_names_that_are_no_codings(codings: str) -> None:
    assert decode(codings, b"plain") == b"plain"


def test_codings_in_a_row() -> None:
    assert decode("gzip, br", brotli.compress(gzip.compress(TEXT))) == TEXT


def test_a_tower_of_codings_is_refused() -> None:
    with pytest.raises(DecodeError):
        decode(", ".join(["gzip"] * 50), b"")


@pytest.mark.parametrize("coding", PACKERS)
def test_a_body_that_breaks_off(coding: str) -> None:
    with pytest.raises(DecodeError):
        decode(coding, PACKERS[coding](TEXT)[:-20])


@pytest.mark.parametrize("coding", PACKERS)
def test_a_damaged_body(coding: str) -> None:
    packed = bytearray(PACKERS[coding](TEXT))
    packed[10:40] = b"\xff" * 30
    with pytest.raises(DecodeError):
        decode(coding, bytes(packed))


def test_the_cap_counts_decoded_bytes() -> None:
    assert decode("gzip", gzip.compress(b"x" * 1000), cap=1000) == b"x" * 1000
    with pytest.raises(TooLargeError):
        decode("gzip", gzip.compress(b"x" * 1001), cap=1000)


def bomb(coding: str, megabytes: int) -> bytes:
    """Packed zeros, made piecewise."""
    zeros = b"\0" * MEGABYTE
    if coding == "gzip":
        squeeze = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
        return b"".join(squeeze.compress(zeros) for _ in range(megabytes)) + squeeze.flush()
    if coding == "br":
        brot = brotli.Compressor(quality=5)
        packed: bytes = b"".join(brot.process(zeros) for _ in range(megabytes)) + brot.finish()
        return packed
    zst = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(zst.compress(zeros) for _ in range(megabytes)) + zst.flush()


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_stops_at_the_cap_in_little_memory(coding: str) -> None:
    packed = bomb(coding, 200)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            decode(coding, packed, cap=2 * MEGABYTE, step=65_536)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * MEGABYTE


def test_a_bomb_in_a_bomb() -> None:
    packed = gzip.compress(bomb("gzip", 200))
    with pytest.raises(TooLargeError):
        decode("gzip, gzip", packed, cap=MEGABYTE)


def test_zstd_that_needs_too_large_a_window() -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=25)
    squeeze = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = squeeze.compress(TEXT) + squeeze.flush()
    with pytest.raises(DecodeError):
        decode("zstd", packed)
