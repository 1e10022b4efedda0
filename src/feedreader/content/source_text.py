"""Plain text -> Document: paragraphs at blank lines, line breaks kept, bare addresses as links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedreader.content.inline import merged
from feedreader.model.document import Document, Inlines, Paragraph, Span
from feedreader.text import clean, urls

_BLANK_LINES = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”„‘’«»]{2,2000}", re.IGNORECASE)
_BEHIND = ".,;:!?'*_~…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def from_text(text: str, base: str = "") -> Document:
    """Plain text as paragraphs. Blanks at the ends of lines go, inner ones collapse.

    Only whole addresses become links, so that `base` has nothing to add yet."""
    cleaned = clean.block(text).strip()
    return Document(
        tuple(Paragraph(spans) for part in _BLANK_LINES.split(cleaned) if (spans := _spans(part)))
    )


def _spans(paragraph: str) -> Inlines:
    lines = [" ".join(line.split()) for line in paragraph.splitlines()]
    return merged(_linked("\n".join(line for line in lines if line)))


def _linked(text: str) -> Iterator[Span]:
    at = 0
    for found in _ADDRESS.finditer(text):
        written = _trimmed(found[0])
        address = urls.web(written)
        if not address:
            continue
        if found.start() > at:
            yield Span(text[at : found.start()])
        yield Span(written, href=address)
        at = found.start() + len(written)
    if at < len(text):
        yield Span(text[at:])


def _trimmed(address: str) -> str:
    """Without the sentence's punctuation behind it; closing brackets stay where they were opened."""
    for _step in range(32):
        last = address[-1:]
        opening = _PAIRS.get(last)
        if last not in _BEHIND and (opening is None or address.count(opening) >= address.count(last)):
            return address
        address = address[:-1]
    return address.rstrip(_BEHIND + ")]}")
