"""Is a feed's text the story, or only its beginning? Pure, and cheap enough to ask before drawing."""

from __future__ import annotations

import re

from feedreader import content
from feedreader.model.article import Article
from feedreader.model.document import Document, Figure, Heading, ListBlock, Paragraph, Quote
from feedreader.normalise.continuing import MORE

LONG = 400
"""Words; who gives so many gives the story."""
SHORT = 150
"""Words in at most two paragraphs: a teaser. Summaries of newspapers have 15 to 60."""
_PARAGRAPHS = 2
_CUT = re.compile(r"(?:\.\.\.|…|\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|\[\+\d+ chars\]|»|→)\s*$")
_LAST = 120
"""Characters of the end in which a link such as "Read more" stands, with what it leads to."""
_SAID = re.compile(rf"(?:^|[\s.!?…\[(])(?:{'|'.join(map(re.escape, MORE))})(?![^\W_])[^.!?\n]{{0,60}}$")
_PUNCTUATION = " .:!…»›→>[]()-–—"


def is_teaser(article: Article) -> bool:
    """Whether the article's own page probably has more than its feed: the text is missing, breaks
    off, ends in "Read more", or is short and without paragraphs. What comes with a recording is
    told by that; a note without a headline is whole however short."""
    if not article.url or article.words > LONG:
        return False
    text = content.plain(article.document).strip()
    if not text:
        return not _is_recording(article)
    if breaks_off(text):
        return True
    if _is_recording(article) or _is_note(article.title, text):
        return False
    return article.words < SHORT and _paragraphs(article.document) <= _PARAGRAPHS


def breaks_off(text: str) -> bool:
    """Whether a text ends in the middle, or with a link to the rest of it."""
    if _CUT.search(text):
        return True
    last = text[-_LAST:].rpartition("\n")[2].casefold().strip(_PUNCTUATION)
    return _SAID.search(last) is not None


def _is_recording(article: Article) -> bool:
    return any(each.mime.startswith(("audio/", "video/")) for each in article.enclosures)


def _is_note(title: str, text: str) -> bool:
    """Whether the headline was made of the text itself, as it is for notes that have none."""
    shown = title.rstrip("….").strip()
    return len(shown) > 10 and text.startswith(shown)


def _paragraphs(document: Document) -> int:
    texts = sum(1 for each in document.blocks if isinstance(each, Paragraph | Heading | Quote | ListBlock))
    return texts + sum(2 for each in document.blocks if isinstance(each, Figure) and len(each.pictures) > 1)
