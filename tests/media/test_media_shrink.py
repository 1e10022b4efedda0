"""What is kept of a picture."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin
from tests.media.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    chunk,
    encoded,
    lying_png,
    near,
    opened,
    photograph,
    scene,
)

from feedreader.media.records import Extension, Kept, Refusal
from feedreader.media.shrink import shrink, within


def kept(data: bytes, **limits: int) -> tuple[Kept, Image.Image, bytes]:
    result = shrink(data, **limits)
    assert not isinstance(result, Refusal), result.sentence
    record, small = result
    image = opened(small)
    assert (record.width, record.height, record.size) == (*image.size, len(small))
    assert record.digest == hashlib.sha256(small).hexdigest()
    assert image.format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[record.extension]
    return record, image, small


def as_it_was(image: Image.Image) -> bool:
    corners = ((0.25, 0.25, RED), (0.75, 0.25, BLUE), (0.25, 0.75, GREEN), (0.75, 0.75, WHITE))
    return all(near(image, *corner) for corner in corners)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
def test_every_kind(kind: str) -> None:
    record, image, _ = kept(encoded(scene(), kind, quality=95))
    assert image.size == (120, 80)
    assert as_it_was(image)
    assert record.extension in (Extension.JPG, Extension.PNG)


def test_an_icon() -> None:
    _, image, _ = kept(encoded(scene(64, 64), "ICO"))
    assert as_it_was(image)


def test_photographs_become_jpeg_and_drawings_png() -> None:
    assert kept(encoded(photograph(), "PNG"))[0].extension is Extension.JPG
    assert kept(encoded(scene(), "PNG"))[0].extension is Extension.PNG
    assert kept(encoded(scene(), "JPEG"))[0].extension is Extension.JPG


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_stands_upright(orientation: int, kind: str) -> None:
    undo: dict[int, list[Image.Transpose]] = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    lying = scene(1200, 800)
    for step in undo.get(orientation, []):
        lying = lying.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    _, image, small = kept(encoded(lying, kind, exif=exif.tobytes()), max_width=300, max_height=300)
    assert image.size == (300, 200)
    assert as_it_was(image)
    assert not opened(small).getexif()


def test_it_is_made_smaller_and_never_larger() -> None:
    data = encoded(photograph(2400, 1600), "JPEG")
    assert kept(data)[1].size == (1200, 800)
    assert kept(data, max_width=100, max_height=10_000)[1].size == (100, 67)
    assert kept(data, max_width=10_000, max_height=100)[1].size == (150, 100)
    assert kept(encoded(scene(30, 20)))[1].size == (30, 20)


@given(st.integers(1, 30_000), st.integers(1, 30_000), st.integers(1, 3000), st.integers(1, 3000))
def test_within(width: int, height: int, most_wide: int, most_high: int) -> None:
    small = within(width, height, most_wide, most_high)
    assert 1 <= small[0] <= min(width, most_wide)
    assert 1 <= small[1] <= min(height, most_high)
    scale = min(1, most_wide / width, most_high / height)
    assert abs(small[0] - width * scale) < 1
    assert abs(small[1] - height * scale) < 1


def test_the_same_bytes_give_the_same_bytes() -> None:
    for image, kind in ((photograph(), "JPEG"), (scene(), "PNG"), (photograph().convert("RGBA"), "PNG")):
        data = encoded(image, kind)
        assert shrink(data) == shrink(data)


def test_nothing_is_told_of_who_made_it() -> None:
    exif = Image.Exif()
    exif[0x013B] = "A. Secret"
    secret = b"A. Secret"
    jpeg = encoded(photograph(), "JPEG", exif=exif.tobytes(), comment=secret, xmp=secret)
    assert secret in jpeg
    assert secret not in kept(jpeg)[2]
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "A. Secret")
    for image in (scene(), photograph(), scene().convert("RGBA")):
        image.putpixel((0, 0), 0) if image.mode == "P" else None
        png = encoded(image, "PNG", pnginfo=info, exif=exif.tobytes())
        assert secret in png
        assert secret not in kept(png)[2]


def holes(mode: str) -> Image.Image:
    image = scene().convert("RGBA")
    ImageDraw.Draw(image).ellipse([40, 20, 80, 60], fill=(0, 0, 0, 0))
    if mode == "LA":
        return image.convert("LA")
    if mode == "P":
        few = scene()
        few.paste((0, 0, 0), (40, 20, 80, 60))
        few = few.quantize(8)
        few.info["transparency"] = few.getpixel((60, 40))
        return few
    return image


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("P", "PNG"), ("P", "GIF"), ("LA", "PNG"), ("RGBA", "WEBP")]
)
def test_holes_stay(mode: str, kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    record, image, _ = kept(encoded(holes(mode), kind, **options))
    assert record.extension in (Extension.PNG, Extension.WEBP)
    alpha = image.convert("RGBA").getchannel("A")
    assert alpha.getpixel((60, 40)) == 0
    assert alpha.getpixel((5, 5)) == 255


def test_a_photograph_with_a_hole_becomes_webp() -> None:
    image = photograph().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 100, 100))
    record, small, _ = kept(encoded(image))
    assert record.extension is Extension.WEBP
    assert small.convert("RGBA").getchannel("A").getpixel((50, 50)) == 0


def test_alpha_without_holes_goes() -> None:
    assert kept(encoded(photograph().convert("RGBA")))[0].extension is Extension.JPG


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_a_png(mode: str) -> None:
    image = Image.new("I;16", (60, 40), 40_000) if mode == "I;16" else scene(60, 40)
    image = image.quantize(8) if mode == "P" else image if mode == "I;16" else image.convert(mode)
    _, small, _ = kept(encoded(image))
    assert small.size == (60, 40)
    if mode == "I;16":
        assert near(small, 0.5, 0.5, (156, 156, 156), 2)
    elif mode in ("P", "RGB", "RGBA"):
        assert as_it_was(small)


def test_printers_colours() -> None:
    _, image, _ = kept(encoded(scene().convert("CMYK"), "JPEG", quality=95))
    assert image.mode == "RGB"
    assert as_it_was(image)


def test_a_cameras_colours_are_turned_into_the_screens() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    # A profile that does not fit the picture is ignored.
    _, image, small = kept(encoded(scene(), "JPEG", quality=95, icc_profile=profile.tobytes()))
    assert as_it_was(image)
    assert "icc_profile" not in opened(small).info
    assert kept(encoded(scene(), "JPEG", icc_profile=b"nonsense"))[1].size == (120, 80)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_moving_pictures_the_first(kind: str) -> None:
    frames = [scene(), Image.new("RGB", (120, 80), (9, 9, 9))]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, lossless=True)
    _, image, _ = kept(data)
    assert getattr(image, "n_frames", 1) == 1
    assert as_it_was(image)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP"])
def test_of_what_is_cut_off_what_there_is(kind: str) -> None:
    whole = encoded(photograph(), kind)
    _, image, _ = kept(whole[: len(whole) * 2 // 3])
    assert image.size == (600, 400)
    # A BMP begins at the bottom.
    y = 380 if kind == "BMP" else 20
    expected = photograph().getpixel((300, y))
    assert isinstance(expected, tuple)
    assert near(image, 0.5, y / 400, (int(expected[0]), int(expected[1]), int(expected[2])), 40)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was used")
def test_forty_million_pixels_in_little_memory(tmp_path: Path) -> None:
    """In a process of its own, as in the engine: Pillow's memory is nobody else's to count."""
    row = bytes(range(250)) * 32
    path = tmp_path / "large.png"
    path.write_bytes(lying_png(8000, 5000, (b"\0" + row) * 5000))
    code = (
        "import pathlib, re, sys\n"
        "from feedreader.media.shrink import shrink\n"
        "record, _ = shrink(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(record.width, record.height, int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)"
    )
    command = [sys.executable, "-c", code, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    width, height, megabytes = map(int, told.stdout.split())
    assert (width, height) == (1200, 750)
    assert megabytes < 150


def test_a_picture_that_ends_in_the_middle_of_a_bomb() -> None:
    bomb = (
        lying_png(3000, 3000)[:33]
        + chunk(b"IDAT", zlib.compress(b"\0" * 500_000_000, 9))
        + chunk(b"IEND", b"")
    )
    result = shrink(bomb)
    assert isinstance(result, Refusal) or result[0].width == 1200


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"]),
    st.floats(0, 1),
    st.binary(min_size=1, max_size=8),
)
def test_broken_bytes_are_values(kind: str, at: float, put: bytes) -> None:
    data = bytearray(WHOLE[kind])
    place = int(at * len(data))
    data[place : place + len(put)] = put
    result = shrink(bytes(data))
    assert isinstance(result, Refusal) or opened(result[1]).size == (result[0].width, result[0].height)


WHOLE = {kind: encoded(scene(60, 40), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")}
