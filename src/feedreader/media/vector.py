"""Drawings (SVG): read with the standard library's parser, rid of all that reaches out or runs away,
written anew, and only then given to resvg.

resvg runs no scripts and knows no network, but it opens files that an image names, follows 20,000
groups in groups until its stack ends, and spends minutes on a thousand octaves of noise. None of
these is left in what it gets, and what else takes long is ended by the child's deadline.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.parsers import expat

from feedreader.media import svg_parts
from feedreader.media.records import Refusal

MAX_BYTES = 3_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
# A drawing has no pixels to lose: one of 50,000 x 50,000 is said to have this many on its long side.
MAX_SIDE = 4_000
# Illustrator's files name their namespaces by entities; nobody needs many or long ones.
_ENTITIES = 64
_ENTITY = 1_000
_DAMAGED = Refusal("The drawing is damaged and cannot be read.")
_COMPLEX = Refusal("The drawing is too large or too complex to be shown.")
# CSS 2.1's absolute units at 96 pixels an inch; em and ex as browsers take them in a lone file.
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_UNITS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}
_LENGTH = re.compile(r"\s*\+?(\d{0,9}(?:\.\d{0,9})?(?:[eE][+-]?\d{1,2})?)\s*([a-z]{0,3})\s*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
# What a browser gives a drawing that says nothing.
_UNSAID = (300, 150)
# A drawing whose units are its own (a viewBox of 24, or of 1) is at least this large.
_LEAST = 256


class _RefusedError(Exception):
    """Ends the parser; carries why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


def size(data: bytes) -> tuple[int, int] | Refusal:
    """The drawing's own size in pixels, from width, height and viewBox of its first element (SVG 2,
    8.2), at most 4,000 on a side; reads no further than that."""
    root: list[dict[str, str]] = []
    parser = _parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != svg_parts.ROOT:
            raise _RefusedError(_DAMAGED)
        root.append(attributes)
        raise _RefusedError(_DAMAGED)

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except _RefusedError as stop:
        if not root:
            return stop.refusal
    except (expat.ExpatError, ValueError, LookupError):
        return _DAMAGED
    if not root:
        return _DAMAGED
    return _size_of(root[0])


def render(data: bytes, width: int, height: int) -> bytes | Refusal:
    """The drawing in a PNG of `width` x `height` pixels, see-through where nothing is drawn."""
    tree = _clean(data)
    if isinstance(tree, Refusal):
        return tree
    try:
        import resvg_py
    except ImportError:
        return Refusal("This picture is a drawing (SVG), and resvg_py, which draws it, is not installed.")
    if "viewBox" not in tree.attrib:
        across, down = _length(tree.get("width", "")), _length(tree.get("height", ""))
        tree.set("viewBox", f"0 0 {across or _UNSAID[0]:g} {down or _UNSAID[1]:g}")
    tree.set("width", str(width))
    tree.set("height", str(height))
    text = ElementTree.tostring(tree, encoding="unicode")
    try:
        # Looking through the system's fonts takes 50 ms and more.
        return bytes(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts="text" not in text))
    except (ValueError, RuntimeError, TypeError, OverflowError, MemoryError):
        return _DAMAGED
    except BaseException as panic:
        # What Rust calls a panic reaches Python beside Exception, not below it.
        if type(panic).__name__ != "PanicException":
            raise
        return _DAMAGED


def _size_of(root: dict[str, str]) -> tuple[int, int]:
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    view = [float(number) for number in _NUMBER.findall(root.get("viewBox", "")[:200])][2:4]
    across, down = view if len(view) == 2 and min(view) > 0 else (0.0, 0.0)
    if width and height:
        pass
    elif across and (width or height):
        width, height = (width, width * down / across) if width else (height * across / down, height)
    elif across:
        scale = max(1.0, _LEAST / max(across, down))
        width, height = across * scale, down * scale
    else:
        width, height = width or float(_UNSAID[0]), height or float(_UNSAID[1])
    scale = min(1.0, MAX_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _length(text: str) -> float:
    """In pixels; 0 for what is relative to a page ("100%"), missing or nonsense."""
    found = _LENGTH.fullmatch(text[:40])
    if not found or found[2] not in _UNITS:
        return 0.0
    try:
        return float(found[1]) * _UNITS[found[2]]
    except ValueError:
        return 0.0


def _parser() -> expat.XMLParserType:
    """Loads nothing from outside, and few and short entities only."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    count = 0

    def entity(name: str, parameter: bool, value: str | None, _base: str | None, *_rest: str | None) -> None:
        nonlocal count
        count += 1
        if parameter or value is None or "&" in value or len(value) > _ENTITY or count > _ENTITIES:
            raise _RefusedError(
                Refusal("The drawing wants to load something from elsewhere, or to grow without end.")
            )

    parser.EntityDeclHandler = entity
    parser.buffer_text = True
    return parser


def _clean(data: bytes) -> ElementTree.Element | Refusal:
    if len(data) > MAX_BYTES:
        return _COMPLEX
    builder = ElementTree.TreeBuilder()
    parser = _parser()
    depth = elements = skipping = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements, skipping
        depth += 1
        elements += 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise _RefusedError(_COMPLEX)
        if skipping or not svg_parts.kept(name):
            skipping += 1
            return
        builder.start(svg_parts.named(name), svg_parts.attributes(name, attributes))

    def end(name: str) -> None:
        nonlocal depth, skipping
        depth -= 1
        if skipping:
            skipping -= 1
        else:
            builder.end(svg_parts.named(name))

    def text(value: str) -> None:
        if not skipping:
            builder.data(value)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(data, True)
        root: ElementTree.Element | None = builder.close()
    except _RefusedError as stop:
        return stop.refusal
    except (expat.ExpatError, ValueError, LookupError, AssertionError):
        return _DAMAGED
    if root is None or root.tag != svg_parts.named(svg_parts.ROOT):
        return _DAMAGED
    return svg_parts.without_imports(root)
