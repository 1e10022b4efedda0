"""HTML and plain text -> Document; Document -> plain text, Markdown, HTML; what is inside one.

Strangers' HTML comes in here and nowhere else. What comes out holds only clean text (`text.clean`)
and absolute http(s) or mailto addresses. Imports lxml at the first call of `from_html`.
"""

from __future__ import annotations

from feedreader.content.collect import cards, links, pictures
from feedreader.content.prose import prose
from feedreader.content.render_html import html
from feedreader.content.render_markdown import markdown
from feedreader.content.render_text import plain
from feedreader.content.source_text import from_text
from feedreader.model.document import Document

FALLS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a fault of ours in reading some stranger's markup may end in. It may cost that text, never what
stands beside it: whoever reads many takes these and goes on with the plain words."""

__all__ = [
    "FALLS",
    "cards",
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
