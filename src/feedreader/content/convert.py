"""HTML -> Document: the tables of what tags and classes mean, and the order of the passes.

The conversion is the sanitiser: only what a handler takes in becomes part of a Document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedreader.content import (
    blocks,
    code,
    embeds,
    figures,
    finish,
    footnotes,
    maths,
    phrases,
    related,
    tables,
    tree,
)
from feedreader.content.flow import Context, Flow, Handle, Rule, TooMuch
from feedreader.content.inline import PLAIN
from feedreader.content.source_text import from_text
from feedreader.content.tree import Element, names
from feedreader.model.document import EMPTY_DOCUMENT, Block, Document
from feedreader.text import clean, urls

# Later ones win: maths keeps some scripts, media some of what phrases leaves out.
HANDLERS: dict[str, Handle] = (
    phrases.HANDLERS
    | blocks.HANDLERS
    | code.HANDLERS
    | tables.HANDLERS
    | figures.HANDLERS
    | embeds.HANDLERS
    | maths.HANDLERS
)
HANDLERS["mjx-container"] = lambda flow, element, style: (maths.wrapped(flow, element, style), None)[1]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{pattern})(?=$|[\s_-])", re.IGNORECASE)


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"(?:^|\s)embed(?:\s|$)"), embeds.ours),
    (
        re.compile(
            r"(?:^|\s)(?:math|katex|katex-display|katex-mathml|arithmatex|mwe-math-element\S*|mathjax-block)(?:\s|$)"
        ),
        maths.wrapped,
    ),
    (re.compile(r"(?:^|\s)MathJax(?:_Display|_SVG|_CHTML)?(?:\s|$)"), maths.mathjax_shown),
    (re.compile(r"(?:^|\s)(?:latex|tex|mathtex|wp-katex-eq)(?:\s|$)"), maths.latex_picture),
    (
        re.compile(r"(?:^|\s)(?:highlighttable|rouge-table|highlight|hljs-ln|codehilitetable)(?:\s|$)"),
        code.highlighted,
    ),
    (re.compile(r"instagram-media"), embeds.post),
    (
        re.compile(
            r"kg-bookmark-card|wp-embedded-content(?!-)|embedded-post(?!-)|mixtapeEmbed(?!-)|digest-post-embed|bookmark-card"
        ),
        related.bookmark,
    ),
    (re.compile(r"wp-embedded-content"), related.wordpress_frame),
    (
        _words(
            r"related|read-?(?:also|more|next)|see-?also|recirc\w*|recommended|recommendations?|inline-(?:story|article)|story-card"
            r"|article-card|teaser|teaser-box|promo|lire-aussi|leggi-anche|also-read|related-?(?:article|post|story|content|link)s?"
        ),
        related.related,
    ),
    (re.compile(r"gallery|slideshow|carousel|image-?grid|tiled-", re.IGNORECASE), figures.gallery),
    (
        re.compile(r"caption|legend|figure|image|img|photo|picture|media|bild|foto", re.IGNORECASE),
        figures.captioned,
    ),
)
_WALKED = names("div section article main body aside form td span center")
"""Elements that hold a body whatever they are called; others mean something themselves."""
SPECIAL = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _rule in RULES), re.IGNORECASE)
_IN_PAGE = re.compile(r"href\s*=\s*[\"']?[^\"'>\s]{0,2000}#", re.IGNORECASE)


def convert(html: str, base: str, title: str = "") -> Document:
    """See `content.from_html`."""
    body, language = tree.fragment(html)
    if body is None:
        return EMPTY_DOCUMENT
    state = context(urls.web(_base(body, base), base) or base, sum(1 for _ in body.iter()))
    notes = footnotes.find(body, state) if "#" in html and _IN_PAGE.search(html) else []
    return Document(read([body], notes, state, title), clean.line(language, 35))


def context(base: str, elements: int) -> Context:
    """The state of a conversion of so many elements."""
    return Context(base, HANDLERS, RULES, SPECIAL, elements)


def read(
    mains: Sequence[Element], notes: list[tuple[str, Element]], state: Context, title: str = ""
) -> tuple[Block, ...]:
    """The blocks of several elements, one after another, and the footnotes behind them; nothing but
    the words where the elements are nested as nobody would."""
    try:
        flow = Flow(state)
        for main in mains:
            flow.flush()
            if main.tag in _WALKED:
                flow.walk(main)
            else:
                flow.visit(main, PLAIN)
        flow.flush()
        gathered = footnotes.read(flow, notes) if notes else None
        done = finish.finished(flow.blocks, title)
    except (RecursionError, TooMuch):
        return tuple(block for main in mains for block in from_text(tree.paragraphs_of(main)).blocks)
    return (*done, gathered) if gathered is not None else done


def _base(body: Element, base: str) -> str:
    declared = next(body.iter("base"), None)
    return (declared.get("href") or "") if declared is not None else base
