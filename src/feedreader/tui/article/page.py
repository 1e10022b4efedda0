"""A whole article as it is read: head, lead picture, body, enclosures, the author at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedreader.model.article import Enclosure, StoredArticle, Wholeness
from feedreader.model.document import Document, Figure, Mark, Picture, Span
from feedreader.text.urls import shown
from feedreader.tui.article.blocks import lay_out
from feedreader.tui.article.figures import caption_lines, plates
from feedreader.tui.article.flow import flow
from feedreader.tui.article.lines import BLANK, PLAIN, Line, Part, Role, Setting, line
from feedreader.tui.cells import wrap
from feedreader.tui.format import when


@dataclass(frozen=True, slots=True)
class Wording:
    """What the settings say about words on the page."""

    date_format: str = "%d %b %Y %H:%M"
    setting: Setting = PLAIN


def page_lines(stored: StoredArticle, width: int, wording: Wording) -> Iterator[Line]:
    """Everything but the author, lazily, in lines of at most `width` cells."""
    yield from head_lines(stored, width, wording)
    article = stored.article
    if article.lead is not None and not _begins_with(article.document, article.lead.url):
        yield BLANK
        yield from plates(Picture(article.lead.url, article.lead.alt), width, wording.setting)
        caption = (Span(article.lead.caption),) if article.lead.caption else ()
        yield from caption_lines(caption, article.lead.credit, width)
    yield BLANK
    empty = True
    for made in lay_out(article.document.blocks, width, setting=wording.setting):
        empty = False
        yield made
    if empty:
        words = (
            article.summary
            or "The feed gives no text for this article. Press o to open its page in the browser."
        )
        yield from flow((Span(words),), width)
    yield from _after(stored, width)


def _begins_with(document: Document, url: str) -> bool:
    """The text begins with a gallery that holds the lead picture: once is enough."""
    first = next((block for block in document.blocks[:3] if isinstance(block, Figure)), None)
    return first is not None and any(picture.url == url for picture in first.pictures)


def head_lines(stored: StoredArticle, width: int, wording: Wording) -> Iterator[Line]:
    """Headline, who and when."""
    article = stored.article
    yield from flow((Span(article.title),), width, Role.TITLE, Mark.STRONG)
    moment = article.published or stored.first_seen
    facts = [stored.feed_title, when(moment, wording.date_format), f"{article.minutes} min read"]
    if article.updated and article.published and (article.updated - article.published).total_seconds() > 3600:
        facts.append("updated " + when(article.updated, wording.date_format))
    for text in wrap(" · ".join(fact for fact in facts if fact), width):
        yield line(text, Role.META)
    kept = _kept(stored)
    if kept:
        for text in wrap(kept, width):
            yield line(text, Role.META)
    names = [author.profile.name for author in stored.authors] or [author.name for author in article.authors]
    if names:
        for text in wrap("By " + _joined(names), width):
            yield line(text, Role.NAME)


def _kept(stored: StoredArticle) -> str:
    """How whole the story is on this disk, and what is missing; nothing for a plain feed text."""
    told = {
        Wholeness.WHOLE: "⤓ Whole on this disk",
        Wholeness.PART: "⤓ In part on this disk",
        Wholeness.TEXT: "⤓ Full text, without pictures",
        Wholeness.FEED: "Feed text only" if stored.missing else "",
    }[stored.wholeness]
    return f"{told} · {stored.missing}" if told and stored.missing else told


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _after(stored: StoredArticle, width: int) -> Iterator[Line]:
    article = stored.article
    if article.enclosures:
        yield BLANK
    for enclosure in article.enclosures:
        words = enclosure.title or enclosure.url.rsplit("/", 1)[-1] or enclosure.url
        for text in wrap(f"⊕ {words}{_facts(enclosure)}", width, limit=2):
            yield line(text, Role.EMBED, Mark.NONE, enclosure.url)
    if article.tags:
        yield BLANK
        for text in wrap(" ".join("#" + tag.replace(" ", "-") for tag in article.tags), width):
            yield line(text, Role.META)
    if article.url:
        yield BLANK
        for number, text in enumerate(wrap(shown(article.url), width - 2, limit=3)):
            yield Line(
                (
                    Part("↗ " if number == 0 else "  ", Role.META),
                    Part(text, Role.META, Mark.NONE, article.url),
                )
            )


def _facts(enclosure: Enclosure) -> str:
    facts = [enclosure.mime]
    if enclosure.duration:
        facts.append(f"{max(1, round(enclosure.duration / 60))} min")
    if enclosure.length > 100_000:
        facts.append(f"{enclosure.length / 1e6:.1f} MB")
    told = ", ".join(fact for fact in facts if fact)
    return f" ({told})" if told else ""
