"""A whole article for `show`: as text, as Markdown, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from feedreader import content
from feedreader.cli.plain import joined
from feedreader.model.document import (
    Aside,
    Block,
    Card,
    DefinitionList,
    ListBlock,
    Paragraph,
    Quote,
    Span,
)
from feedreader.tui import saving

if TYPE_CHECKING:
    from feedreader.cli.plain import Sheet
    from feedreader.model.article import LeadImage, StoredArticle

Show = Callable[["Sheet", "StoredArticle", str, int], None]


def text(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """For reading, by eye or by a screen reader: everything in the order in which it is said."""
    article = stored.article
    sheet.strong(article.title or "(no title)")
    facts = (
        saving.byline(stored),
        stored.feed_title,
        saving.date(stored, pattern),
        f"{article.minutes} min read",
    )
    sheet.flow(joined(facts))
    if article.url:
        sheet.say(article.url)
    sheet.say()
    if told := _picture(article.lead):
        sheet.body(f"Picture: {told}", measure)
        sheet.say()
    document = replace(article.document, blocks=_with_addresses(article.document.blocks))
    sheet.body(content.plain(document) or article.summary or "The feed gives no text.", measure)
    for line in _behind(stored):
        sheet.say()
        sheet.body(line, measure)


def _picture(lead: LeadImage | None) -> str:
    """What the lead picture shows, and whose it is."""
    if lead is None:
        return ""
    return joined((lead.caption or lead.alt, f"({lead.credit})" if lead.credit else ""), " ")


def _behind(stored: StoredArticle) -> list[str]:
    """What stands under the text: files, comments, tags, and who wrote it."""
    article = stored.article
    lines = [f"File: {joined((each.title, each.mime, each.url))}" for each in article.enclosures]
    if article.comments_url:
        lines.append(f"Comments: {article.comments_url}")
    if article.tags:
        lines.append(f"Tags: {joined(article.tags)}")
    for author in saving.authors(stored):
        about = joined((author.name, author.role, author.organisation))
        if author.bio:
            lines.append(f"About {about}: {author.bio}")
        elif author.role or author.organisation:
            lines.append(f"About the author: {about}")
    return lines


def _with_addresses(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with every related story's card as a text that says what it is and where it leads."""
    return tuple(map(_with_address, blocks))


def _with_address(block: Block) -> Block:
    match block:
        case Card(url, title, summary, _, site):
            told = (f"Related story: {title}" if title else "Related story", summary, site, url)
            return Paragraph((Span("\n".join(filter(None, told))),))
        case Quote(inner) | Aside(inner):
            return replace(block, blocks=_with_addresses(inner))
        case ListBlock(items):
            return replace(block, items=tuple(map(_with_addresses, items)))
        case DefinitionList(entries):
            told_entries = tuple(replace(each, blocks=_with_addresses(each.blocks)) for each in entries)
            return replace(block, entries=told_entries)
        case _:
            return block


def markdown(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """CommonMark, complete in itself, with the headline as its first heading."""
    sheet.say(saving.markdown_page(stored, pattern).rstrip("\n"))


def html(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """A page of HTML, complete in itself, with the story as an article element."""
    page = saving.html_page(stored, pattern).rstrip("\n")
    # It says that it is UTF-8; where the stream is not, every letter is written so that this holds.
    sheet.say(page if sheet.utf8 else page.encode("ascii", "xmlcharrefreplace").decode())


FORMATS: Mapping[str, Show] = {"text": text, "markdown": markdown, "html": html}
"""By the word behind --format."""
