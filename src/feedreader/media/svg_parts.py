"""What of an SVG drawing may be drawn: elements, attributes, addresses."""

from __future__ import annotations

import base64
import binascii
import re
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
ROOT = _SVG + "}svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# Scripts, foreign documents, moving parts; and the filters whose time a number in them decides:
# 3,000 x 3,000 pixels with 1,000 octaves of noise took longer than anyone waited.
_DROPPED = frozenset({
    "script", "foreignObject", "iframe", "audio", "video", "canvas", "embed", "object",
    "animate", "animateMotion", "animateTransform", "animateColor", "set", "discard",
    "handler", "listener", "metadata",
    "feTurbulence", "feMorphology", "feConvolveMatrix", "feImage",
})  # fmt: skip
# A blur of half the screen is as good as any wider one.
_WIDEST = 100.0
_INLINE = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,", re.I)
_ADDRESS = re.compile(r"url\(([^)]*)\)?", re.I)
_IMPORT = re.compile(r"@(?:import|font-face|namespace)\b[^;{]*(?:\{[^}]*\}|;|$)", re.I)
# A picture in a drawing: no larger than a drawing is ever drawn, and few of them.
_INLINE_PIXELS = 4_000_000
_FIGURE = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?")


def kept(name: str) -> bool:
    """Whether an element, "namespace}name", is drawn at all. Editors' own elements are not."""
    space, _, local = name.rpartition("}")
    return space == _SVG and local not in _DROPPED


def named(name: str) -> str:
    """As ElementTree writes names."""
    return "{" + name if "}" in name else name


def attributes(element: str, given: dict[str, str]) -> dict[str, str]:
    """The attributes that may stay: no handlers, no address but inside the drawing, or of a small
    picture that is part of it."""
    result: dict[str, str] = {}
    image = element.rpartition("}")[2] == "image"
    for name, value in given.items():
        space, _, local = name.rpartition("}")
        if local[:2].lower() == "on" or (space and space not in (_XLINK, _XML)) or local == "base":
            continue
        if local == "href":
            value = value.strip()
            if not (value.startswith("#") or (image and _small(value))):
                continue
        elif local == "stdDeviation":
            value = _FIGURE.sub(_widest, value)
        elif "(" in value or "\\" in value:
            value = _inside(value)
        result[named(name)] = value
    return result


def without_imports(root: ElementTree.Element) -> ElementTree.Element:
    """Style sheets that load nothing; their escapes, which could hide an address, go too."""
    for sheet in root.iter("{" + _SVG + "}style"):
        sheet.text = _inside(_IMPORT.sub("", (sheet.text or "").replace("\\", "")))
    return root


def _inside(value: str) -> str:
    return _ADDRESS.sub(_own, value.replace("\\", ""))


def _own(address: re.Match[str]) -> str:
    return address[0] if address[1].strip(" \t\r\n\f'\"").startswith("#") else "none"


def _widest(figure: re.Match[str]) -> str:
    try:
        return f"{min(float(figure[0]), _WIDEST):g}"
    except ValueError:
        return "0"


def _small(address: str) -> bool:
    """Whether it is a picture inside the drawing that passes for one by itself."""
    found = _INLINE.match(address)
    if not found:
        return False
    from feedreader.media import raster, sniff
    from feedreader.media.records import Checked

    try:
        data = base64.b64decode(address[found.end() :])
    except (binascii.Error, ValueError):
        return False
    name = sniff.kind(data)
    checked = raster.header(data, name) if name in ("png", "jpeg", "gif", "webp") else None
    return isinstance(checked, Checked) and checked.width * checked.height <= _INLINE_PIXELS
