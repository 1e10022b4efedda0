"""A whole article for `show`: as text, as Markdown, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from feedreader import content
from feedreader.cli.plain import joined, when
from feedreader.model.author import Author
from feedreader.text import dates

if TYPE_CHECKING:
    from feedreader.cli.plain import Sheet
    from feedreader.model.article import StoredArticle

Show = Callable[["Sheet", "StoredArticle", str, int], None]


def text(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """For reading, by eye or by a screen reader: everything in the order in which it is said."""
    article = stored.article
    sheet.strong(article.title or "(no title)")
    sheet.flow(
        joined((_byline(stored), stored.feed_title, _date(stored, pattern), f"{article.minutes} min read"))
    )
    if article.url:
        sheet.say(article.url)
    sheet.say()
    if article.lead and (
        told := joined((article.lead.caption or article.lead.alt, article.lead.credit), " ")
    ):
        sheet.body(f"Picture: {told}", measure)
        sheet.say()
    sheet.body(content.plain(article.document) or article.summary or "The feed gives no text.", measure)
    for line in _behind(stored):
        sheet.say()
        sheet.body(line, measure)


def _behind(stored: StoredArticle) -> list[str]:
    """What stands under the text: files, comments, tags, and who wrote it."""
    article = stored.article
    lines = [f"File: {joined((each.title, each.mime, each.url))}" for each in article.enclosures]
    if article.comments_url:
        lines.append(f"Comments: {article.comments_url}")
    if article.tags:
        lines.append(f"Tags: {joined(article.tags)}")
    for author in _authors(stored):
        about = joined((author.name, author.role, author.organisation))
        if author.bio:
            lines.append(f"About {about}: {author.bio}")
        elif author.role or author.organisation:
            lines.append(f"About the author: {about}")
    return lines


def markdown(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """CommonMark, with the headline as its first heading."""
    article = stored.article
    sheet.say(f"# {_escaped(article.title) or '(no title)'}")
    sheet.say()
    facts = joined((_escaped(_byline(stored)), _escaped(stored.feed_title), _date(stored, pattern)))
    sheet.say(facts + (f"\n<{article.url}>" if article.url else ""))
    body = content.markdown(article.document) or _escaped(article.summary)
    if body.strip():
        sheet.say()
        sheet.say(body.rstrip("\n"))


def html(sheet: Sheet, stored: StoredArticle, pattern: str, measure: int) -> None:
    """An article element; its date is machine-readable."""
    from html import escape

    article = stored.article
    sheet.say("<article>")
    title = escape(article.title or "(no title)")
    sheet.say(f'<h1><a href="{escape(article.url)}">{title}</a></h1>' if article.url else f"<h1>{title}</h1>")
    moment = article.published or stored.first_seen
    time = f'<time datetime="{dates.rfc3339(moment)}">{escape(when(moment, pattern))}</time>'
    sheet.say(f"<p>{joined((escape(_byline(stored)), escape(stored.feed_title), time))}</p>")
    body = content.html(article.document) or (f"<p>{escape(article.summary)}</p>" if article.summary else "")
    if body:
        sheet.say(body.rstrip("\n"))
    sheet.say("</article>")


def _authors(stored: StoredArticle) -> tuple[Author, ...]:
    return tuple(each.profile for each in stored.authors) or stored.article.authors


def _byline(stored: StoredArticle) -> str:
    names = joined([author.name for author in _authors(stored)])
    return f"By {names}" if names else ""


def _date(stored: StoredArticle, pattern: str) -> str:
    return when(stored.article.published or stored.first_seen, pattern)


def _escaped(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return "".join("\\" + char if char in "\\`*_[]<>#&" else char for char in text)


FORMATS: Mapping[str, Show] = {"text": text, "markdown": markdown, "html": html}
"""By the word behind --format."""
