"""Drawing a picture for a terminal: from the cache of drawings, else from the shelf, else fetched."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from feedreader.engine import judging, pictures
from feedreader.engine.messages import Draw, Drawn
from feedreader.media.records import Extension, Protocol
from feedreader.model.feed import Failure

if TYPE_CHECKING:
    from feedreader.engine.parts import Parts
    from feedreader.store.whole_records import StoredPicture

MOST = 297
"""Columns and rows: what a terminal's graphics can number."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LARGEST_CELL = 64


async def run(parts: Parts, request: Draw) -> None:
    """Draws the picture, or says why not. Emits Drawn."""
    sentence = wrong(request)
    drawn = _not(request, sentence) if sentence else await _drawn(parts, request)
    parts.emit(drawn)


def _not(request: Draw, sentence: str, *, waits: bool = False) -> Drawn:
    """There is nothing to draw, and why."""
    return Drawn(request.url, request.columns, request.rows, request.protocol, "", sentence, waits)


def wrong(request: Draw) -> str:
    """What is wrong with a request, one sentence; empty when nothing is."""
    if request.protocol not in tuple(Protocol) or request.protocol == Protocol.NONE:
        return "This terminal shows no pictures."
    sizes = (request.columns, request.rows)
    if not all(1 <= each <= MOST for each in sizes) or not _COLOUR.fullmatch(request.background):
        return "The picture cannot be drawn in this size."
    if not all(1 <= each <= _LARGEST_CELL for each in request.cell):
        return "The picture cannot be drawn in this size."
    return ""


async def _drawn(parts: Parts, request: Draw) -> Drawn:
    got = await pictures.get(parts, request.url, fetch=not request.unless_metered)
    if got.absent:
        if await parts.line.is_metered():
            return _not(request, got.sentence, waits=True)
        got = await pictures.get(parts, request.url)
    if got.picture is None or not got.kept:
        return _not(request, got.sentence or "This is no picture.")
    picture = got.picture
    name = _name(request, picture)
    async with parts.once.hold(f"drawing {name}"):
        path = await asyncio.to_thread(parts.drawings.find, name)
        found = path or await _draw(parts, request, picture, name)
    if isinstance(found, str):
        return _not(request, found)
    now = parts.clock()
    if got.size:
        await parts.writer.run(judging.note_shown, picture.id, parts.options, now)
    else:
        await parts.writer.run(lambda store: store.pictures.used(picture, now))
    return Drawn(request.url, request.columns, request.rows, request.protocol, str(found))


def _name(request: Draw, picture: StoredPicture) -> str:
    symbols = request.protocol not in (Protocol.KITTY, Protocol.ITERM2, Protocol.SIXEL)
    cell = "" if symbols else f"{request.cell[0]}x{request.cell[1]}"
    size = f"{request.columns}x{request.rows}"
    return f"1 {picture.digest} {size} {request.protocol} {request.background.lower()} {cell}"


async def _draw(parts: Parts, request: Draw, picture: StoredPicture, name: str) -> Path | str:
    data = await asyncio.to_thread(parts.shelf.read, picture.digest, Extension(picture.extension))
    if data is None:
        return pictures.NOT_HERE
    drawing = await parts.workers.call(
        "draw_picture",
        data,
        request.columns,
        request.rows,
        request.protocol,
        request.background,
        request.cell,
    )
    if isinstance(drawing, Failure):
        return drawing.sentence
    try:
        return await asyncio.to_thread(parts.drawings.put, name, drawing)
    except OSError:
        return pictures.NO_ROOM
