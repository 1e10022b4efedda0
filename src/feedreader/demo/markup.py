"""Small pieces that every page and feed is built of: escaping, addresses, dates, figures."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape

from feedreader.demo.records import Paper, Picture

_LOCAL = re.compile(r'\b(href|src|poster)="/')
# XML 1.0, 2.2: characters that a document may not hold, not even as references.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """`value` as XML or HTML text, and between double quotes."""
    return escape(_NOT_XML.sub("", value))


def cdata(value: str) -> str:
    """`value` as a CDATA section."""
    return f"<![CDATA[{_NOT_XML.sub('', value).replace(']]>', ']]]]><![CDATA[>')}]]>"


def absolute(html: str, root: str) -> str:
    """`html` with paths made absolute addresses under `root` (without a slash at its end)."""
    return _LOCAL.sub(rf'\1="{root}/', html)


def rfc822(when: datetime) -> str:
    """As RSS 2.0 wants it."""
    return when.strftime("%a, %d %b %Y %H:%M:%S +0000")


def rfc3339(when: datetime) -> str:
    """As Atom, JSON Feed and Open Graph want it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def figure(picture: Picture) -> str:
    """A lead picture with caption and credit, as agencies write them: "Caption. (Name/Agency)"."""
    credit = f' <span class="credit">({text(picture.credit)})</span>' if picture.credit else ""
    caption = f"<figcaption>{text(picture.caption)}{credit}</figcaption>"
    return (
        f'<figure class="lead"><img src="{picture.path}" alt="{text(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}" />{caption}</figure>'
    )


def about(paper: Paper, label: str) -> str:
    """What a feed says of itself."""
    return f"{paper.tagline} {label}."
