"""Pages with stories, and feeds that give only their beginnings, for the engine's tests."""

from __future__ import annotations

from tests.engine.newsroom import Newsroom, Reply
from tests.media.pictures import encoded, photograph, scene

HTML = "text/html; charset=utf-8"
WORDS = "The ferry left the quay at dusk with nine people and a goat on board, and nobody spoke of the fog. "


def story_page(
    number: int | str,
    *,
    pictures: tuple[str, ...] = (),
    cards: tuple[str, ...] = (),
    author: str = "Ada Example",
    paragraphs: int = 8,
    head: str = "",
) -> Reply:
    """A story's page as a small news site makes it."""
    text = "".join(f"<p>Paragraph {n} of {number}. {WORDS * 2}</p>" for n in range(paragraphs))
    figures = "".join(
        f'<figure><img src="{url}" alt="A view" width="600" height="400"><figcaption>Seen at dusk.</figcaption></figure>'
        f"<p>{WORDS}</p>"
        for url in pictures
    )
    boxes = "".join(
        f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="{url}">'
        '<div class="kg-bookmark-content"><div class="kg-bookmark-title">Another story</div>'
        '<div class="kg-bookmark-description">What came of it</div></div></a></figure>'
        f"<p>{WORDS}</p>"
        for url in cards
    )
    return Reply(
        f'<!doctype html><html lang="en"><head><title>Story {number} - Site</title>'
        f'<meta property="og:type" content="article"><meta name="author" content="{author}">{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><main><article><h1>Story {number}</h1>"
        f"{text}{figures}{boxes}</article></main></body></html>".encode(),
        content_type=HTML,
    )


def picture(kind: str = "PNG", width: int = 600, height: int = 400) -> Reply:
    """A picture of some kilobytes."""
    image = photograph(width, height) if kind == "JPEG" else scene(width, height)
    return Reply(encoded(image, kind), content_type=f"image/{kind.lower()}")


def teasers(
    newsroom: Newsroom, *numbers: int, site: str = "", description: str = "Only the beginning …"
) -> Reply:
    """A feed of teasers whose stories stand at /1, /2 and so on; the first is the newest."""
    root = site or newsroom.url("")
    rows = "".join(
        f"<item><title>Story {n}</title><link>{root}/{n}</link><guid isPermaLink='false'>s{n}</guid>"
        f"<pubDate>Mon, {28 - n:02d} Apr 2024 10:00:00 GMT</pubDate><description>{description}</description></item>"
        for n in numbers
    )
    text = f"<rss version='2.0'><channel><title>Teasers</title><link>{root}/</link>{rows}</channel></rss>"
    return Reply(text.encode())
