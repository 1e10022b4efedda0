"""A story's cost: the key that opens a long one with pictures, and a page made a Document."""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from tests.benchmarks.libraries import WORDS
from tests.benchmarks.terminal import Terminal

PARAGRAPHS, PICTURES = 62, 10


class _Pictures(BaseHTTPRequestHandler):
    """Ten photographs of 1200 x 800."""

    bodies: dict[str, bytes]
    feed: bytes

    def do_GET(self) -> None:
        body = self.feed if self.path == "/feed.xml" else self.bodies.get(self.path, b"")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed.xml" else "image/jpeg")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def photograph(seed: int) -> bytes:
    from PIL import Image

    small = Image.new("RGB", (12, 8))
    small.putdata([((x * 37 + seed * 91) % 256, (x * 53) % 256, (x * 71 + seed) % 256) for x in range(96)])
    out = io.BytesIO()
    small.resize((1200, 800), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def _feed(base: str) -> bytes:
    rows = []
    for number in range(PARAGRAPHS):
        words = " ".join(WORDS[(number * 7 + at) % len(WORDS)] for at in range(82))
        rows.append(f"<p>{words}</p>")
        if number % 6 == 0 and number // 6 < PICTURES:
            rows.append(f'<figure><img src="{base}/{number // 6}.jpg" width="1200" height="800"></figure>')
    stories = f"<item><title>Long story</title><link>{base}/story</link><description><![CDATA[{''.join(rows)}]]></description></item>"
    stories += (
        f"<item><title>Short story</title><link>{base}/short</link><description>Short.</description></item>"
    )
    return f'<rss version="2.0"><channel><title>Long</title><link>{base}/</link>{stories}</channel></rss>'.encode()


def opening(
    place: Path, command: list[str], environ: Callable[[Path], dict[str, str]], runs: int = 15
) -> None:
    """From Enter to the first screen of a 5,000-word story with ten pictures that are kept."""
    import subprocess

    print("\n# Opening a 5,000-word story with ten kept pictures: key to its first screen, ms")
    home = place / f"story-{os.getpid()}"
    home.mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    _Pictures.bodies = {f"/{number}.jpg": photograph(number) for number in range(PICTURES)}
    _Pictures.feed = _feed(base)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        subprocess.run(
            [*command, "add", f"{base}/feed.xml"], env=environ(home), check=True, capture_output=True
        )
        with Terminal(command, environ(home)) as terminal:
            terminal.until("Long story")
            terminal.settle()
            times = []
            terminal.key(b"\r", quiet=1.5)
            for _ in range(runs):
                terminal.key(b"J", quiet=0.3)
                took, _size = terminal.key(b"K", quiet=0.3)
                times.append(took * 1000)
        print(f"reader {median(times):.1f} (worst {max(times):.1f})", flush=True)
    finally:
        server.shutdown()
        server.server_close()
    _markdown_widget(runs=3)


def _markdown_widget(runs: int) -> None:
    """Textual's Markdown widget with the same words, the whole of it mounted and laid out."""
    import asyncio

    from textual.app import App, ComposeResult
    from textual.containers import VerticalScroll
    from textual.widgets import Markdown

    text = "\n\n".join(
        " ".join(WORDS[(n * 7 + at) % len(WORDS)] for at in range(82)) for n in range(PARAGRAPHS)
    )

    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            with VerticalScroll():
                yield Markdown("")

    async def once() -> float:
        app = Shown()
        async with app.run_test(size=(160, 45)) as pilot:
            began = time.perf_counter()
            await app.query_one(Markdown).update(text)
            await pilot.pause()
            return (time.perf_counter() - began) * 1000

    print(f"Textual's Markdown widget {median(asyncio.run(once()) for _ in range(runs)):.0f}", flush=True)


def pages(folder: Path, runs: int = 3) -> None:
    """Pages (HTML, also gzip) made stories, against trafilatura's bare extraction, interleaved."""
    print(f"\n# A page made a story: ms a page over {folder}")
    try:
        from trafilatura import bare_extraction
    except ImportError:
        print("trafilatura is not installed beside this Python: nothing to compare with")
        return
    from feedreader.content.extract import story

    ours, theirs = [], []
    for path in sorted(folder.glob("*.htm*")):
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        mine, peer = [], []
        for _ in range(runs):
            began = time.perf_counter()
            story(body, "https://site.example/story")
            middle = time.perf_counter()
            bare_extraction(body, with_metadata=True)
            mine.append(middle - began)
            peer.append(time.perf_counter() - middle)
        ours.append(median(mine) * 1000)
        theirs.append(median(peer) * 1000)
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    print(f"{len(ours)} pages: story {median(ours):.1f}  trafilatura {median(theirs):.1f}  (x{ratio:.2f} by page, "
          f"x{sum(ours) / sum(theirs):.2f} in all)", flush=True)  # fmt: skip


if __name__ == "__main__":
    pages(Path(sys.argv[1]))
