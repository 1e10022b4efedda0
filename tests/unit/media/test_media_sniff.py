"""Kinds of pictures, told by their first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.media import sniff


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", ""),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0avifmiaf\0\0\0\0", "avif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ""),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", ""),
        (b"BM\0\0", "bmp"),
        (b"\0\0\1\0\1\0", "ico"),
        (b"<svg xmlns='x'>", "svg"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- a --><s:svg>", "svg"),
        (b"<!DOCTYPE svg PUBLIC><svg/>", "svg"),
        (b"<svgs>", ""),
        (b"<html><body><svg></svg>", ""),
        (b"<!-- a page --><!doctype HTML><svg>", ""),
        (b"<rss><item>" + b" " * 5000 + b"<svg>", ""),
        (b"hello <svg>", ""),
        (b"", ""),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert sniff.kind(data) == kind


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\xaf\x04\0\x1f\x03\0", (1200, 800)),
        (b"RIFF....WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xb0\x04\x20\x03", (1200, 800)),
        (
            b"RIFF....WEBPVP8L\x0a\0\0\0\x2f" + (1199 | 799 << 14).to_bytes(4, "little") + b"\0" * 5,
            (1200, 800),
        ),
        (b"RIFF....WEBPVP8?" + b"\0" * 20, (0, 0)),
        (b"RIFF....WEBPVP8X", (0, 0)),
    ],
)
def test_the_size_of_a_webp(data: bytes, size: tuple[int, int]) -> None:
    assert sniff.webp_size(data) == size


FRAME = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"


@pytest.mark.parametrize("frames", [0, 1, 2, 5000])
@pytest.mark.parametrize("head", [b"GIF89a\1\0\1\0\0\0\0", b"GIF89a\1\0\1\0\x81\0\0" + b"\0" * 12])
def test_the_frames_of_a_gif(frames: int, head: bytes) -> None:
    assert sniff.gif_frames(head + FRAME * frames + b";") == frames
    assert sniff.gif_frames(head + FRAME * frames) == frames


@given(st.binary(max_size=200))
def test_any_gif(data: bytes) -> None:
    assert 0 <= sniff.gif_frames(b"GIF89a\1\0\1\0\x80\0\0" + data) <= 20


@given(st.sampled_from(["jpeg", "png", "gif", "webp", "avif", "bmp", "ico"]), st.binary(max_size=100))
def test_any_bytes(kind: str, data: bytes) -> None:
    assert isinstance(sniff.ended(data, kind), bool)
    assert isinstance(sniff.kind(data), str)
    assert isinstance(sniff.stranger(data), str)
    sniff.webp_size(data)
