"""The author panel's cost: from the key that opens a story to its author's picture beside it."""

from __future__ import annotations

import contextlib
import os
import select
import sqlite3
import subprocess
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

import pyte
from tests.benchmarks.libraries import WORDS
from tests.benchmarks.stories import photograph
from tests.benchmarks.terminal import Terminal

AUTHORS = 9
COLUMNS, ROWS = 160, 45
PANEL = 131
"""The author panel's first column on a screen of that size."""
_BLOCKS = {chr(code) for code in (*range(0x2580, 0x25A0), *range(0x1FB00, 0x1FB3C), *range(0x1CD00, 0x1CDE6))}
_PORTRAIT = 12
"""Cells of picture in the panel that make a portrait; rules and scrollbars have fewer in a row."""


class _Newsroom(BaseHTTPRequestHandler):
    """Stories whose pages alone say who their authors are, each with a page and a picture."""

    faces: dict[str, bytes]
    stories: list[str]

    def do_GET(self) -> None:
        kind, body = self._answer()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> tuple[str, bytes]:
        base = f"http://{self.headers['Host']}"
        room, _, number = self.path.strip("/").partition("/")
        if room == "feed.xml":
            return "application/rss+xml", _feed(base)
        if room == "faces":
            return "image/jpeg", self.faces.get(number, b"")
        if room == "stories":
            return "text/html", _story(base, int(number))
        if room == "people":
            return "text/html", _person(base, int(number))
        return "text/plain", b""

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _name(number: int) -> str:
    return f"Ada {chr(65 + number)}berg"


def _text(number: int) -> str:
    return " ".join(WORDS[(number * 5 + at) % len(WORDS)] for at in range(400))


def _feed(base: str) -> bytes:
    rows = "".join(
        f"<item><title>Story {number} of the benchmark</title><link>{base}/stories/{number}</link>"
        f"<dc:creator>{_name(number)}</dc:creator><description>{_text(number)}</description></item>"
        for number in range(AUTHORS)
    )
    start = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Panels</title>'
    return f"{start}<link>{base}/</link>{rows}</channel></rss>".encode()


def _story(base: str, number: int) -> bytes:
    person = (
        f'{{"@type": "Person", "name": "{_name(number)}", "url": "{base}/people/{number}", '
        f'"image": "{base}/faces/{number}", "jobTitle": "Harbour reporter"}}'
    )
    ld = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "author": {person}}}'
    return (
        f'<html><head><title>Story {number}</title><script type="application/ld+json">{ld}</script></head>'
        f"<body><article><h1>Story {number} of the benchmark</h1><p>{_text(number)}</p></article></body></html>"
    ).encode()


def _person(base: str, number: int) -> bytes:
    return (
        f'<html><body><div class="author-box"><img src="{base}/faces/{number}" alt="{_name(number)}">'
        f"<h1>{_name(number)}</h1><p>{_name(number)} has counted the ships of the strait for this paper "
        f"since the ferry was built.</p></div></body></html>"
    ).encode()


def portraits(place: Path, command: list[str], environ: Callable[[Path], dict[str, str]]) -> None:
    """Uncached: the story's page, the author's page and the picture are fetched, read and drawn.
    Cached: all of it is on the disk, in a reader that was started anew."""
    print("\n# Author panel: key to the author's name and picture beside the story, ms")
    home = place / f"panel-{os.getpid()}"
    home.mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Newsroom)
    _Newsroom.faces = {str(number): photograph(number) for number in range(AUTHORS)}
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/feed.xml"
        subprocess.run([*command, "add", address], env=environ(home), check=True, capture_output=True)
        # The first story's key opens panes and wakes the engine: not counted. The second reader
        # comes back to the last story and goes up again.
        for name, first, key in (("uncached", b"\r", b"J"), ("cached", b"", b"K")):
            names, pictures = _round(command, environ(home), first, key)
            _all_unread(home / "data" / "library.db")
            print(f"{name:>9}  name {median(names):.0f}  picture {median(pictures):.0f}"
                  f" (worst {max(pictures):.0f})", flush=True)  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()


def _all_unread(library: Path) -> None:
    """The list of the next round shows them all again."""
    with contextlib.closing(sqlite3.connect(library)) as db, db:
        db.execute("UPDATE articles SET read = 0")


def _round(
    command: list[str], environ: dict[str, str], first: bytes, key: bytes
) -> tuple[list[float], list[float]]:
    with Terminal(command, environ, COLUMNS, ROWS) as terminal:
        terminal.until("of the benchmark")
        terminal.settle(1.5)
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        stream.feed(terminal.output)
        if first:
            _shown(terminal, screen, stream, first, _name(0))
        numbers = range(1, AUTHORS) if first else reversed(range(AUTHORS - 1))
        times = [_shown(terminal, screen, stream, key, _name(number)) for number in numbers]
        terminal.key(b"q", quiet=0.5)
        return [name for name, _ in times], [picture for _, picture in times]


def _shown(
    terminal: Terminal, screen: pyte.Screen, stream: pyte.ByteStream, key: bytes, name: str
) -> tuple[float, float]:
    """Milliseconds from the key to the name and to the picture, by the bytes as they came."""
    came: list[tuple[float, bytes]] = []
    began = time.perf_counter()
    os.write(terminal.fd, key)
    # Read first and looked at afterwards: a screen of ours is slower than theirs.
    while select.select([terminal.fd], [], [], 0.8)[0]:
        chunk = terminal.read(0)
        came.append(((time.perf_counter() - began) * 1000, chunk))
    old, named, picture = _portrait(screen), 0.0, 0.0
    for at, chunk in came:
        stream.feed(chunk)
        if not named and any(name in row[PANEL:] for row in screen.display[2:]):
            named = at
        if named and not picture and _portrait(screen) not in ((), old):
            picture = at
    if not picture:
        raise TimeoutError("no portrait came")
    return named, picture


def _portrait(screen: pyte.Screen) -> tuple[object, ...]:
    """The cells of the panel that are a picture's, with their colours; empty for none."""
    cells = [screen.buffer[y][x] for y in range(2, ROWS - 1) for x in range(PANEL, COLUMNS - 2)]
    drawn = tuple(cell for cell in cells if cell.data in _BLOCKS)
    return drawn if len(drawn) >= _PORTRAIT else ()
