"""What the children do with pages and pictures: functions that a `Call` may name. Pure, but for being
slow and risky."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedreader.model.article import Article
from feedreader.model.feed import Failure, FailureKind, FeedInfo

if TYPE_CHECKING:
    from feedreader.media.records import Kept
    from feedreader.store.records import PreparedArticle


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read. `kind` and `sentence` as in `content.extract.Story`; `url` is the
    address that the page gives itself. `prepared` has the page's authors, tags and picture."""

    kind: str
    sentence: str
    url: str
    words: int
    prepared: PreparedArticle


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page looked at as a feed of one article."""

    kind: str
    sentence: str
    info: FeedInfo
    article: Article


def read_page(body: bytes, url: str, content_type: str, known: Article | str) -> ReadPage:
    """The story on a page, packed for the library: joined with the article that is known (without
    its document), or by itself under the address given in its place."""
    from feedreader.content import extract, plain
    from feedreader.normalise import story as making
    from feedreader.normalise.decide import title_digest
    from feedreader.store import codec

    story = extract.story(body, url, content_type=content_type)
    article = making.to_article(story, known) if isinstance(known, str) else making.joined(known, story)
    text = plain(article.document)
    packed = codec.prepare(article, text, title_digest(article.title, text))
    return ReadPage(story.kind.value, story.sentence, story.url, article.words, packed)


def see_page(body: bytes, url: str, content_type: str) -> SeenPage:
    """The story on a page, to be shown and not stored."""
    from feedreader.content import extract
    from feedreader.normalise import story as making

    story = extract.story(body, url, content_type=content_type)
    article = making.to_article(story, story.url or url)
    return SeenPage(story.kind.value, story.sentence, making.page_info(story, url), article)


def keep_picture(data: bytes) -> tuple[Kept, bytes] | Failure:
    """A stranger's picture as it is kept: checked, at reading size, in our own encoding. A refused
    one is a Failure; its sentence is empty for a tracker, which nobody misses."""
    from feedreader.media.records import Refusal
    from feedreader.media.shrink import shrink

    found = shrink(data)
    if isinstance(found, Refusal):
        return Failure(FailureKind.REFUSED, "" if found.tracker else found.sentence)
    return found


def draw_picture(
    data: bytes, columns: int, rows: int, protocol: str, background: str, cell: tuple[int, int]
) -> bytes | Failure:
    """A kept picture drawn for a terminal: `Cells.to_bytes`, or `Sheet.to_bytes` of its graphics."""
    from feedreader.media import pixels, sheets, symbols
    from feedreader.media.records import SYMBOLS, Protocol, Refusal

    way, ground = Protocol(protocol), int(background.removeprefix("#"), 16)
    if way in SYMBOLS:
        cells = symbols.draw(data, columns, rows, ground, protocol=way)
        return (
            Failure(FailureKind.REFUSED, cells.sentence) if isinstance(cells, Refusal) else cells.to_bytes()
        )
    png = pixels.png(data, columns * cell[0], rows * cell[1], background=ground)
    if isinstance(png, Refusal):
        return Failure(FailureKind.REFUSED, png.sentence)
    made = sheets.sheet(png, columns, rows, way, image_number(data, columns, rows, background))
    return Failure(FailureKind.REFUSED, made.sentence) if isinstance(made, Refusal) else made.to_bytes()


def image_number(data: bytes, columns: int, rows: int, background: str) -> int:
    """The number that a drawing has in kitty's protocol (24 bits, so that it is a colour)."""
    from hashlib import blake2b

    told = blake2b(data, digest_size=16, key=f"{columns}x{rows}{background}".encode())
    return int.from_bytes(told.digest()[:3], "big") or 1
