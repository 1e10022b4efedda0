"""HTML and plain text -> Document; Document -> plain text, Markdown, HTML; what is inside one.

Strangers' HTML comes in here and nowhere else. What comes out holds only clean text (`text.clean`)
and absolute http(s) or mailto addresses. Imports lxml at the first call of `from_html`.
"""

from __future__ import annotations

import logging

from feedreader.content.collect import cards, links, pictures
from feedreader.content.prose import prose
from feedreader.content.render_html import html
from feedreader.content.render_markdown import markdown
from feedreader.content.render_text import plain
from feedreader.content.source_text import from_text
from feedreader.model.document import Document
from feedreader.text import clean

FALLS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a fault of ours in reading some stranger's markup may end in. It may cost the layout of that one
text, never its words nor what stands beside it: whoever reads an entry or a page takes these, notes the
fault and goes on with the plain words."""

MOST_FEEDS = 50
"""Feeds of one page that are looked at."""
_FRAMES = -12
"""The innermost calls tell where it was; of one that called itself there are a thousand."""

__all__ = [
    "FALLS",
    "MOST_FEEDS",
    "cards",
    "fault",
    "from_html",
    "from_text",
    "html",
    "links",
    "markdown",
    "pictures",
    "plain",
    "prose",
]


def from_html(html: str, base: str, *, title: str = "") -> Document:
    """A body of HTML as a Document. Never raises for any input; time linear in its length.

    `base` is the address that relative ones are resolved against (empty: those are left out).
    A first heading that repeats `title` is left out. The highest heading gets level 2."""
    from feedreader.content.convert import convert

    return convert(html, base, title)


def fault(where: str) -> None:
    """Logs the fault of ours that is being handled, with its traceback, as the borders do: its text
    is shown plain, and this is all that tells why. `where` is the address it was read from."""
    from traceback import format_exc

    said = clean.block(f"{where}\n{format_exc(limit=_FRAMES)}")
    logging.getLogger(__name__).error("a text is shown plain: %s", said)
