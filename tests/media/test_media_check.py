"""What the gate says of all kinds of bytes."""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.media.pictures import chunk, encoded, lying_png, photograph, scene, svg

from feedreader.media.check import check
from feedreader.media.records import Checked, Refusal

KINDS = {"JPEG": "jpeg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif", "BMP": "bmp"}


@pytest.mark.parametrize(("pillow", "name"), KINDS.items())
def test_every_kind_is_told_by_its_bytes(pillow: str, name: str) -> None:
    assert check(encoded(scene(), pillow)) == Checked(name, 120, 80, 1)


def test_an_icon_and_a_drawing() -> None:
    assert check(encoded(scene(64, 64), "ICO", sizes=[(16, 16), (64, 64)])) == Checked("ico", 64, 64, 1)
    assert check(svg("<rect width='9' height='9'/>")) == Checked("svg", 300, 200, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_size_is_the_one_that_is_seen(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert check(encoded(scene(), kind, exif=exif.tobytes())) == Checked(KINDS[kind], 80, 120, 1)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_frames_are_counted(kind: str) -> None:
    frames = [scene().rotate(90 * turn) for turn in range(3)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    checked = check(data)
    assert isinstance(checked, Checked)
    assert checked.frames == 3


def test_a_gif_of_ten_thousand_frames_is_not_decoded() -> None:
    whole = encoded(scene(300, 300), "GIF")
    start = whole.index(b"\x2c", 13 + 3 * 2 ** ((whole[10] & 7) + 1))
    data = whole[:start] + whole[start:-1] * 10_000 + b";"
    assert len(data) < 20_000_000
    before = time.process_time()
    assert check(data) == Checked("gif", 300, 300, 10_000)
    # Decoding them would take some ten seconds.
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    "data",
    [
        lying_png(50_000, 50_000),
        lying_png(40_001, 100),
        lying_png(8_000, 5_001),
        b"GIF89a" + struct.pack("<HH", 50_000, 50_000) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 60, 0, 0, 54, 40, 50_000, 50_000, 1, 24, 0, 0, 0, 0, 0, 0),
        b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\x4f\xc3\0" * 2 + b"\0" * 40,
    ],
    ids=["png", "wide", "pixels", "gif", "bmp", "webp"],
)
def test_a_header_that_promises_too_much_is_enough(data: bytes) -> None:
    refusal = check(data)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence.startswith("The picture is too large")
    assert not refusal.tracker


def test_a_jpeg_that_promises_too_much() -> None:
    data = bytearray(encoded(scene(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 50_000, 50_000)
    assert check(bytes(data)) == Refusal("The picture is too large: 50000 x 50000 pixels.")


def test_an_icon_that_hides_a_large_picture() -> None:
    inner = lying_png(50_000, 50_000)
    data = struct.pack("<HHHBBBBHHII", 0, 1, 1, 64, 64, 0, 0, 1, 32, len(inner), 22) + inner
    # The directory says 64 x 64, which is what the header tells; the rest is found when it is read.
    from feedreader.media.shrink import shrink

    assert isinstance(shrink(data), Refusal)


def test_too_many_bytes() -> None:
    data = encoded(scene()) + b"\0" * 20_000_000
    assert check(data) == Refusal("The picture is too large: 20 MB, and at most 20 are read.")


def test_compressed_text_in_a_png_does_not_grow() -> None:
    whole = encoded(scene())
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 300_000_000))
    data = whole[:33] + bomb * 5 + whole[33:]
    # Either is fine, as long as it is told at once and without the 1.5 GB.
    assert isinstance(check(data), Refusal | Checked)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (600, 1), (1, 40)])
def test_trackers_are_told(size: tuple[int, int]) -> None:
    refusal = check(encoded(Image.new("L", size), "GIF"))
    assert isinstance(refusal, Refusal)
    assert refusal.tracker


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The answer is empty, not a picture."),
        (b"hello", "This is not a picture that can be read."),
        (b"<!DOCTYPE html><html><svg></svg>", "This is a web page, not a picture that can be shown."),
        (b"%PDF-1.7", "This is PDF, not a picture that can be shown."),
        (encoded(scene(), "TIFF"), "This is TIFF, not a picture that can be shown."),
        (b"\0\0\0\x18ftypheic" + b"\0" * 30, "This is HEIC, not a picture that can be shown."),
        (b"\x89PNG\r\n\x1a\n", "The picture is damaged: it does not even say how large it is."),
        (b"\xff\xd8\xff\xe0", "The picture is damaged: it does not even say how large it is."),
        (b"RIFF\x04\0\0\0WEBP", "The picture is damaged: it does not even say how large it is."),
        (b"<svg ", "The drawing is damaged and cannot be read."),
    ],
)
def test_what_is_no_picture(data: bytes, sentence: str) -> None:
    assert check(data) == Refusal(sentence)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
def test_cut_off(kind: str) -> None:
    whole = encoded(photograph(), kind)
    assert isinstance(check(whole[: len(whole) * 3 // 4]), Checked) or kind == "WEBP"
    refusal = check(whole[: len(whole) - len(whole) * 999 // 1000])
    assert isinstance(refusal, Refusal)


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    at=st.floats(0, 1),
    put=st.binary(min_size=1, max_size=8),
    end=st.floats(0, 1),
)
def test_broken_bytes_are_values(kind: str, at: float, put: bytes, end: float) -> None:
    data = bytearray(WHOLE[kind])
    place = int(at * len(data))
    data[place : place + len(put)] = put
    assert isinstance(check(bytes(data[: int(end * len(data)) + 1])), Refusal | Checked)


WHOLE = {kind: encoded(scene(60, 40), kind) for kind in KINDS}


def test_pillow_is_asked_for_nothing_else() -> None:
    """PostScript, FITS and others that Pillow reads are refused before it sees them."""
    out = BytesIO()
    scene().save(out, "PPM")
    assert isinstance(check(out.getvalue()), Refusal)
