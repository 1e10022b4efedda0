"""Whether a feed gives a story or only its beginning. Pure."""

from __future__ import annotations

import re

from feedreader import content
from feedreader.model.article import Article
from feedreader.model.document import Paragraph

SHORT = 700
"""Characters. A story of less may be whole (a wire report), so other signs count, too."""
LONG = 2_500
"""Characters from which on a text is a story, whatever it ends in."""

_CUT = re.compile(
    r"(?:\.\.\.|…|\[\s*(?:…|\.\.\.|&hellip;)\s*\]|\[\+\d+ chars\]"
    r"|(?:continue reading|read more|read the full|full story|weiterlesen|mehr lesen|lire la suite|lire plus"
    r"|leer más|seguir leyendo|continua a leggere|leggi tutto|lees verder|läs mer|czytaj (?:dalej|więcej)"
    r"|читати (?:далі|більше)|читать (?:далее|дальше)|続きを読む|阅读全文)[^.!?]{0,60})[\s.»›→>\]]*$",
    re.IGNORECASE,
)


def is_teaser(article: Article) -> bool:
    """Whether the page very likely has more text than the feed gave: none at all, a text that
    says it was cut, or one or two short paragraphs that are no more than the summary."""
    if not article.url:
        return False
    text = content.plain(article.document).strip()
    if not text:
        return True
    if len(text) >= LONG:
        return False
    if _CUT.search(text):
        return True
    paragraphs = sum(isinstance(block, Paragraph) for block in article.document.blocks)
    others = len(article.document.blocks) - paragraphs
    return len(text) < SHORT and paragraphs <= 2 and others == 0
