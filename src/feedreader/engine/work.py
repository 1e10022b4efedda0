"""What the children do: the functions a `Call` may name. Pure, but for being slow and risky."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedreader.engine import author_work, page_work
from feedreader.model.feed import Failure, FailureKind, FeedInfo

if TYPE_CHECKING:
    from feedreader.content.page import FeedLink
    from feedreader.model.article import ArticleId
    from feedreader.model.author import Author
    from feedreader.normalise import Parsed
    from feedreader.normalise.made import Made
    from feedreader.store.records import KnownArticle, PreparedArticle


@dataclass(frozen=True, slots=True)
class Fresh:
    """A feed as it came, compared with what is stored, ready to be written: `changed` and
    `renamed` name the stored article that each replaces, `remarked` those that are as they were and
    get another digest."""

    info: FeedInfo
    new: tuple[PreparedArticle, ...] = ()
    changed: tuple[tuple[ArticleId, PreparedArticle], ...] = ()
    renamed: tuple[tuple[ArticleId, PreparedArticle], ...] = ()
    unchanged: int = 0
    remarked: tuple[tuple[ArticleId, str], ...] = ()


def prepare() -> None:
    """Imports what nearly every function needs, before the first call's time runs."""
    import lxml.etree  # noqa: F401

    from feedreader.content import convert  # noqa: F401
    from feedreader.normalise import article, decide  # noqa: F401
    from feedreader.parse import xmlfeed  # noqa: F401
    from feedreader.store import codec  # noqa: F401


def parse_feed(
    body: bytes, content_type: str, url: str, now: datetime, known: Sequence[KnownArticle]
) -> Fresh | Failure:
    """Reads a feed and packs what is new or different; what is known as it is costs nothing."""
    from feedreader.normalise.decide import decide, title_digest
    from feedreader.normalise.seen import mark_of
    from feedreader.store import codec

    marked = {mark_of(each.digest): each.id for each in known}
    parsed = read_feed(body, content_type, url, now, marked)
    if isinstance(parsed, Failure):
        return parsed
    decision = decide(known, parsed.made, {marked[mark] for mark in parsed.seen})

    def packed(made: Made) -> PreparedArticle:
        return codec.prepare(made.article, made.text, title_digest(made.article.title, made.text))

    return Fresh(
        parsed.info,
        tuple(packed(made) for made in decision.new),
        tuple((id_, packed(made)) for id_, made in decision.changed),
        tuple((id_, packed(made)) for id_, made in decision.renamed),
        decision.unchanged,
        decision.remarked,
    )


def read_feed(
    body: bytes, content_type: str, url: str, now: datetime, known: Collection[str] = ()
) -> Parsed | Failure:
    """Reads a feed, but for the entries whose marks are known. What is no feed is a Failure."""
    from feedreader.normalise import parse_feed as read
    from feedreader.parse import NotAFeed

    try:
        return read(body, content_type, url, now, known)
    except NotAFeed as error:
        return Failure(FailureKind.EMPTY if not body.strip() else FailureKind.NOT_A_FEED, str(error))


def page_authors(html: bytes, url: str) -> tuple[Author, ...]:
    """The authors that an article's page names."""
    from feedreader.content import page

    return page.page_authors(html, url)


def feed_links(html: bytes, url: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names."""
    from feedreader.content import page

    return page.feed_links(html, url)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "read_page": page_work.read_page,
    "see_page": page_work.see_page,
    "keep_picture": page_work.keep_picture,
    "draw_picture": page_work.draw_picture,
    "parse_feed": parse_feed,
    "read_feed": read_feed,
    "page_authors": page_authors,
    "who_wrote": author_work.who_wrote,
    "author_page": author_work.author_page,
    "wordpress_user": author_work.wordpress_user,
    "feed_links": feed_links,
}
