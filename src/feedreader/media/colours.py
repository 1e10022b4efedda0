"""Any of a picture's colour modes -> L, RGB or RGBA in sRGB, and RGBA -> RGB on a ground."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_DEEP = 1 / 256
# Below this difference of luminance (0-255) from its ground, a drawing cannot be seen.
_FAINT = 48
_PAPER = (0xF4, 0xF4, 0xF2)
_SLATE = (0x20, 0x22, 0x26)


def plain(image: Image) -> Image:
    """In mode L, RGB or RGBA; CMYK stays, its profile is needed first (`standard`)."""
    mode = image.mode
    if image.has_transparency_data:
        whole = image.convert("RGBA")
        low, _ = whole.getchannel("A").getextrema()
        return whole.convert("RGB") if low == 255 else whole
    if mode.startswith("I") or mode == "F":
        # Pillow would cut 16 bits off at 255 instead of scaling them.
        return image.point(lambda value: value * _DEEP).convert("L")
    if mode in ("L", "RGB", "CMYK"):
        return image.copy() if image.readonly else image
    return image.convert("L" if mode in ("1", "La") else "RGB")


def standard(image: Image, profile: object) -> Image:
    """In sRGB: by the picture's own colour profile (ICC.1:2022), where it has one that is another
    (cameras' Display P3, Adobe RGB, printers' CMYK). Profiles that do not fit are ignored."""
    if isinstance(profile, bytes) and b"sRGB" not in profile[:4096] and image.mode in ("RGB", "CMYK"):
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None
        image = turned or image
    return image.convert("RGB") if image.mode == "CMYK" else image


def on_ground(image: Image, background: tuple[int, int, int]) -> Image:
    """RGB on `background`; but a drawing that would vanish there (black lines on nothing, in a dark
    terminal) stands on paper, and a white one in a light terminal on slate."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageStat

    alpha = image.getchannel("A")
    ground = background
    # A photograph with soft corners has its own contrast: only what is mostly holes can vanish.
    if ImageStat.Stat(alpha).mean[0] < 192:
        grey = image.convert("RGB").convert("L")
        ink = ImageStat.Stat(grey, mask=alpha)
        light = _luminance(background)
        if ink.count[0] and abs(ink.mean[0] - light) < _FAINT and ink.stddev[0] < _FAINT:
            ground = _PAPER if light < 128 else _SLATE
    flat = pillow.new("RGB", image.size, ground)
    flat.paste(image, mask=alpha)
    return flat


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue
