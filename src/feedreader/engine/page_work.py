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
    packed = codec.prepare(article, plain(article.document), title_digest(article))
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
    """A kept picture drawn for a terminal: `Cells.to_bytes`, or the terminal's own graphics."""
    from feedreader.media import iterm2, kitty, pixels, sixel, symbols
    from feedreader.media.records import Cells, Protocol, Refusal

    way, ground = Protocol(protocol), int(background.removeprefix("#"), 16)
    width, height = columns * cell[0], rows * cell[1]
    found: Cells | bytes | Refusal
    if way is Protocol.SIXEL:
        found = sixel.encode(data, width, height, ground)
    elif way in (Protocol.KITTY, Protocol.ITERM2):
        found = pixels.png(data, width, height, background=ground)
    else:
        found = symbols.draw(data, columns, rows, ground, protocol=way)
    if isinstance(found, Refusal):
        return Failure(FailureKind.REFUSED, found.sentence)
    if isinstance(found, Cells):
        return found.to_bytes()
    if way is Protocol.KITTY:
        return kitty.transmit(found, image_number(data, columns, rows, background), columns, rows)
    return iterm2.encode(found, columns, rows) if way is Protocol.ITERM2 else found


def image_number(data: bytes, columns: int, rows: int, background: str) -> int:
    """The number that a drawing has in kitty's protocol (24 bits, so that it is a colour)."""
    from hashlib import blake2b

    told = blake2b(data, digest_size=16, key=f"{columns}x{rows}{background}".encode())
    return int.from_bytes(told.digest()[:3], "big") or 1
