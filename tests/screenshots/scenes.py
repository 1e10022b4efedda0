"""The scenes of the screenshots: the demo newsroom at a fixed hour, drawn by the real app."""

from __future__ import annotations

import os
import re
import shutil
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from tests.tui.library_of import RecordingEngine

from feedreader import demo
from feedreader.content.page import page_authors
from feedreader.demo.server import Server
from feedreader.engine.messages import Draw, Drawn, Request
from feedreader.engine.page_work import draw_picture
from feedreader.library import Library
from feedreader.media.records import Protocol
from feedreader.normalise import parse_feed
from feedreader.normalise.authors import merge
from feedreader.normalise.decide import decide
from feedreader.store import Store
from feedreader.store.codec import prepare
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.cells import cell_len
from feedreader.tui.services import Look, Services

NOON = datetime(2026, 10, 24, 14, 5, tzinfo=UTC)
CELL = 12.2
PORT = 47000
"""Stands in the pictures instead of the port that the server happened to get."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: terminal size, keys pressed, theme; `empty` starts without a library."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "feedreader-dark"
    empty: bool = False
    open: str = ""
    """Opens the first article whose title begins so."""


SCENES = (
    Scene("wide", (160, 45), open="After eleven winters"),
    Scene("medium", (120, 36), open="A new comet"),
    Scene("narrow", (80, 24)),
    Scene("light", (120, 36), theme="feedreader-light", open="The last keeper"),
    Scene("article", (100, 40), open="Nine ways to keep a list"),
    Scene("gallery", (100, 44), open="Doors of Veldmar"),
    Scene("code", (100, 36), open="A pipe of one"),
    Scene("card", (120, 36), open="Port Sael", keys=("full_stop",)),
    Scene("right-to-left", (100, 30), open="بيت"),
    Scene("japanese", (100, 30), open="村のない駅"),
    Scene("author", (120, 40), open="The last keeper", keys=("G",)),
    Scene("welcome", (100, 30), empty=True),
    Scene("help", (100, 36), keys=("question_mark",)),
)


class DrawingEngine(RecordingEngine):
    """Draws the demo's own pictures at once, with what the engine draws with; asks for nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def send(self, request: Request) -> None:
        """Draws; keeps everything else."""
        if not isinstance(request, Draw):
            super().send(request)
            return
        name = urlsplit(request.url).path.removeprefix("/pictures/")
        data = (resources.files("feedreader.demo") / "pictures" / name).read_bytes()
        made = draw_picture(
            data, request.columns, request.rows, request.protocol, request.background, request.cell
        )
        assert isinstance(made, bytes)
        path = self._folder / f"drawing-{len(list(self._folder.glob('drawing-*')))}"
        path.write_bytes(made)
        self.say(Drawn(request.url, request.columns, request.rows, request.protocol, str(path)))


def demo_library(home: Path) -> Path:
    """The demo newsroom read through the real pipeline at NOON; the library's file."""
    path = home / "library.db"
    store = Store.open(path)
    library = Library(store, lambda: NOON)
    with Server(now=NOON) as server:
        for each in demo.feeds(server.base_url):
            feed = library.feeds.subscribe(each.url, each.title, each.folder)
            body, kind = _get(each.url)
            parsed = parse_feed(body, kind, each.url, NOON)
            stories = decide((), parsed.made).new
            store.articles.apply(
                feed.id, [prepare(each.article, each.text) for each in stories], [], [], NOON
            )
        _learn_authors(store, library)
        port = server.base_url.rsplit(":", 1)[1].strip("/")
    store.close()
    (home / "port").write_text(port)
    return path


def _get(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read(), answer.headers.get("Content-Type", "")


def _learn_authors(store: Store, library: Library) -> None:
    """What the article pages say of their authors, one page an author."""
    from feedreader.model.query import Place, Query

    seen = set()
    for article in library.lists.ids(Query(Place.ALL)):
        stored = store.articles.get(article)  # type: ignore[arg-type]
        if stored is None or not stored.article.url.startswith("http://127.0.0.1"):
            continue
        fresh = [author for author in stored.authors if author.id not in seen]
        if not fresh:
            continue
        found = {
            author.name: author for author in page_authors(_get(stored.article.url)[0], stored.article.url)
        }
        for author in fresh:
            seen.add(author.id)
            if author.profile.name in found:
                merged = merge(author.profile, found[author.profile.name])
                store.authors.save_profile(author.id, merged, stored.article.url, NOON)


async def picture(scene: Scene, library: Path, home: Path) -> str:
    """The scene as SVG, the same every time."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    path = home / f"{scene.name}.db"
    if not scene.empty:
        shutil.copyfile(library, path)
    app = FeedreaderApp(
        Services(
            open_library=lambda: Library(Store.open(path), lambda: NOON),
            engine=DrawingEngine(home),
            protocol=Protocol.QUADRANTS if scene.name != "narrow" else Protocol.HALF_BLOCKS,
            look=Look(theme=scene.theme),
            now=lambda: NOON + timedelta(minutes=1),
        )
    )
    async with app.run_test(size=scene.size) as pilot:
        await _settle(app, pilot)
        if scene.open:
            _open(app, scene.open)
            await _settle(app, pilot)
        for key in scene.keys:
            await pilot.press(key)
            await _settle(app, pilot)
        svg = app.export_screenshot(title="feedreader")
    return _same_every_time(svg, (home / "port").read_text())


def _open(app: FeedreaderApp, beginning: str) -> None:
    listed = app.reader.headlines
    for row in app.library.lists.rows(listed.ids):
        if row.title.startswith(beginning):
            listed.move_to_id(row.id)
            app.reader.read_article(row.id)
            return
    raise LookupError(beginning)


async def _settle(app: FeedreaderApp, pilot) -> None:  # type: ignore[no-untyped-def]
    for _ in range(200):
        await pilot.pause()
        if app.desk.idle:
            break
    await pilot.pause()


def _same_every_time(svg: str, port: str) -> str:
    """Without the font from elsewhere, the random identifier and the port of the day."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    svg = re.sub(r"terminal-\d+", "terminal-0", svg)
    svg = re.sub(r'(<text [^>]*textLength=")[\d.]+("[^>]*>)([^<]*)(</text>)', _measured, svg)
    return svg.replace(port, str(PORT)) if len(port) == len(str(PORT)) else svg


def _measured(found: re.Match[str]) -> str:
    """A text with its true length: wide characters take two cells, which the export forgets."""
    before, after, text, end = found.groups()
    return f"{before}{cell_len(unescape(text)) * CELL:g}{after}{text}{end}"
