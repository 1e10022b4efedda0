"""The author's panel, and the same as a card at the end of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from feedreader.model.article import Headline
from feedreader.model.author import AuthorKind, StoredAuthor
from feedreader.model.document import Mark, Picture, Span
from feedreader.model.feed import Feed
from feedreader.text.durations import age
from feedreader.text.urls import shown
from feedreader.tui.article.figures import plates
from feedreader.tui.article.flow import flow
from feedreader.tui.article.lines import BLANK, PLAIN, Line, Part, Role, Setting, line
from feedreader.tui.cells import clip, wrap
from feedreader.tui.format import plural

BIO_LINES = 5
AVATAR_COLUMNS = 16
READ_MORE, OPEN, LINK, FOLLOW = "more", "open:", "link:", "follow"
"""What Enter does on a line: opens the biography, an article by id, or an address; follows."""


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """What is known: the author with the newest stories, or, without one, the feed."""

    author: StoredAuthor | None
    stories: tuple[Headline, ...] = ()
    feed: Feed | None = None
    earlier: tuple[str, ...] = ()
    """Earlier roles with their dates, in words."""
    spellings: tuple[str, ...] = ()
    """Other ways in which the name is written."""
    number: int = 1
    of: int = 1
    """Which of several authors this is."""


def author_lines(
    page: AuthorPage, width: int, now: int, *, whole_bio: bool = False, setting: Setting = PLAIN
) -> Iterator[Line]:
    """The panel's lines of at most `width` cells."""
    if page.author is None:
        yield from _feed_lines(page, width, now)
        return
    profile = page.author.profile
    if profile.avatar and setting.room(Picture(profile.avatar), 1)[1]:
        yield from plates(
            Picture(profile.avatar, profile.name, 400, 400), min(width, AVATAR_COLUMNS), setting, left=True
        )
        yield BLANK
    for text in wrap(profile.name, width):
        yield line(text, Role.NAME, Mark.STRONG)
    if profile.kind is AuthorKind.ORGANISATION:
        yield line("Organisation", Role.META)
    for text in wrap(", ".join(part for part in (profile.role, profile.organisation) if part), width):
        yield line(text, Role.META)
    if profile.avatar and not setting.room(Picture(profile.avatar), 1)[1]:
        words = clip("▣ Picture: " + shown(profile.avatar), width)
        yield Line((Part(words, Role.PICTURE, Mark.NONE, profile.avatar),), LINK + profile.avatar)
    for text in page.earlier:
        yield from (line(row, Role.CAPTION) for row in wrap(text, width))
    if page.spellings:
        yield from (line(row, Role.CAPTION) for row in wrap("Also: " + ", ".join(page.spellings), width))
    if profile.bio:
        yield BLANK
        yield from _bio(profile.bio, width, whole_bio)
    yield BLANK
    word = "★ Following" if page.author.followed else "☆ Follow"
    yield Line((Part(word, Role.ACTION),), FOLLOW)
    addresses = list(dict.fromkeys(url for url in (profile.url, *profile.links) if url))
    if addresses:
        yield BLANK
    for url in addresses[:8]:
        yield Line(
            (Part("↗ ", Role.ACTION), Part(clip(shown(url), width - 2), Role.META, Mark.NONE, url)),
            LINK + url,
        )
    yield BLANK
    yield from _seen(page.author, width)
    yield from _stories(f"More by {profile.name}", page.stories, width, now)


def _bio(bio: str, width: int, whole: bool) -> Iterator[Line]:
    lines = list(flow((Span(bio),), width))
    if whole or len(lines) <= BIO_LINES + 1:
        yield from lines
        return
    yield from lines[:BIO_LINES]
    yield Line((Part("▸ Read more", Role.ACTION),), READ_MORE)


def _seen(author: StoredAuthor, width: int) -> Iterator[Line]:
    words = plural(author.articles, "story", "stories") + f", {author.unread:,} unread"
    if author.first_seen:
        words += f", here since {datetime.fromtimestamp(author.first_seen, UTC).strftime('%b %Y')}"
    for text in wrap(words, width):
        yield line(text, Role.META)


def _stories(title: str, stories: Sequence[Headline], width: int, now: int) -> Iterator[Line]:
    if not stories:
        return
    yield BLANK
    for text in wrap(title, width):
        yield line(text, Role.HEADING, Mark.STRONG)
    for story in stories:
        sign = Part("· " if story.read else "● ", Role.MARKER)
        for number, text in enumerate(wrap(story.title, width - 2, limit=2)):
            marks = Mark.NONE if story.read else Mark.STRONG
            lead = sign if number == 0 else Part("  ", Role.MARKER)
            yield Line((lead, Part(text, Role.BODY, marks)), f"{OPEN}{story.id}")
        told = f"{story.feed_title} · {age(max(0, now - story.published))}"
        yield Line((Part("  " + clip(told, width - 2), Role.META),), f"{OPEN}{story.id}")


def _feed_lines(page: AuthorPage, width: int, now: int) -> Iterator[Line]:
    feed = page.feed
    if feed is None:
        yield from flow((Span("Open an article to see who wrote it."),), width, Role.META)
        return
    for text in wrap(feed.title, width):
        yield line(text, Role.NAME, Mark.STRONG)
    yield from flow((Span("The feed does not say who wrote this."),), width, Role.META)
    if feed.description:
        yield BLANK
        yield from flow((Span(feed.description),), width)
    if feed.site_url:
        yield BLANK
        yield Line(
            (Part("↗ ", Role.ACTION), Part(clip(shown(feed.site_url), width - 2), Role.META)),
            LINK + feed.site_url,
        )
    yield BLANK
    yield line(clip(f"{plural(feed.articles, 'article')}, {feed.unread:,} unread", width), Role.META)
    yield from _stories(f"More from {feed.title}", page.stories, width, now)
