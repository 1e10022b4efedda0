"""Articles and files to keep: an article as a document of its own; names that stay in their folder,
files written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from html import escape
from pathlib import Path

from feedreader.content import html, markdown, pictures
from feedreader.errors import FeedreaderError
from feedreader.model.article import StoredArticle
from feedreader.model.author import Author
from feedreader.model.document import Block, Document, Figure, Heading, Mark, Paragraph, Picture, Span
from feedreader.text import dates

LONGEST = 120
"""Bytes: a file system's limit is 255 of them, and a headline may be all in four-byte letters."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def authors(stored: StoredArticle) -> tuple[Author, ...]:
    """Who wrote it: as the library knows them, else as the feed names them."""
    return tuple(each.profile for each in stored.authors) or stored.article.authors


def byline(stored: StoredArticle) -> str:
    """ "By A, B", empty where nobody is named."""
    names = ", ".join(filter(None, (each.name for each in authors(stored))))
    return f"By {names}" if names else ""


def date(stored: StoredArticle, pattern: str) -> str:
    """When it was published, else first seen, in the person's own zone."""
    return (stored.article.published or stored.first_seen).astimezone().strftime(pattern)


def markdown_page(stored: StoredArticle, pattern: str) -> str:
    """The article as Markdown, complete in itself: headline, authors, feed, date, address, lead
    picture with caption and credit, text. `pattern` is the date's, as in strftime."""
    article = stored.article
    facts = ", ".join(filter(None, (byline(stored), stored.feed_title, date(stored, pattern))))
    head: list[Block] = [Heading(1, (Span(_title(stored)),)), Paragraph((Span(facts),))]
    if article.url:
        head.append(Paragraph((Span(article.url, Mark.NONE, article.url),)))
    return markdown(Document((*head, *_body(stored).blocks))).rstrip("\n") + "\n"


def html_page(stored: StoredArticle, pattern: str) -> str:
    """The same as a page of HTML; its date is machine-readable."""
    article = stored.article
    title, url = escape(_title(stored)), escape(article.url)
    language = article.document.language or article.language
    moment = dates.rfc3339(article.published or stored.first_seen)
    time = f'<time datetime="{moment}">{escape(date(stored, pattern))}</time>'
    facts = ", ".join(filter(None, (escape(byline(stored)), escape(stored.feed_title), time)))
    lines = (
        "<!doctype html>",
        f'<html lang="{escape(language)}">' if language else "<html>",
        '<meta charset="utf-8">',
        f"<title>{title}</title>",
        "<article>",
        f'<h1><a href="{url}">{title}</a></h1>' if url else f"<h1>{title}</h1>",
        f"<p>{facts}</p>",
        f'<p><a href="{url}">{url}</a></p>' if url else "",
        html(_body(stored)).rstrip("\n"),
        "</article>",
        "</html>",
    )
    return "\n".join(filter(None, lines)) + "\n"


def _title(stored: StoredArticle) -> str:
    return stored.article.title or "(no title)"


def _body(stored: StoredArticle) -> Document:
    """The text, or what stands for it, under the lead picture."""
    article = stored.article
    blocks = article.document.blocks
    if not blocks and article.summary:
        blocks = (Paragraph((Span(article.summary),)),)
    lead = article.lead
    if lead is not None and all(each.url != lead.url for each in pictures(article.document)):
        caption = (Span(lead.caption),) if lead.caption else ()
        blocks = (Figure((Picture(lead.url, lead.alt),), caption, lead.credit), *blocks)
    return Document(blocks)


def file_name(title: str, ending: str) -> str:
    """A file's name out of a headline: no path, no surprise for any file system."""
    name = re.sub(r"[^\w.,'’()+-]+", " ", title).strip(" .")
    name = re.sub(r"\s+", "-", name).encode()[:LONGEST].decode("utf-8", "ignore").strip("-. ")
    if not name or name.split(".")[0].casefold() in _RESERVED:
        name = f"article-{name}".rstrip("-")
    return name.removeprefix("-") + ending


def write_out(path: Path, text: str) -> None:
    """Writes a new file whole, or raises FeedreaderError with a sentence and leaves what was
    there; an existing file is not overwritten."""
    try:
        if path.exists():
            raise FeedreaderError(f"{path} is there already; choose another name.")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".feedreader-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.link(temporary, path)
        finally:
            os.unlink(temporary)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "not a file's name"
        raise FeedreaderError(f"{path} could not be written: {told}.") from None


def typed_path(text: str) -> Path:
    """A path as a person types it, "~" for the home. Raises FeedreaderError."""
    try:
        return Path(text.strip()).expanduser()
    except (RuntimeError, ValueError):
        raise FeedreaderError("There is no such home folder.") from None
