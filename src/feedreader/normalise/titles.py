"""Titles and summaries: one clean line from whatever a feed puts there. Pure."""

from __future__ import annotations

import html
import re

from feedreader.parse.raw import RawText
from feedreader.text import clean

LONGEST_TITLE = 500
LONGEST_SUMMARY = 300
WORDS = 80
"""Characters of a title made from the text's first words."""
UNTITLED = "Untitled"

_LOOKED_AT = 50_000
_READ = 20 * LONGEST_SUMMARY
_SIGNED = 4 * LONGEST_SUMMARY
"""Characters of the longest text at whose end a publishing system's sentence would show."""
_KEPT = 2 * LONGEST_SUMMARY
"""Characters of a line whose end can still matter."""
_MOST_MORE = 200
"""Characters at a line's end that hold all that `_MORE` can match; it is slow to look through more."""
_TAGS = (
    "a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|center|cite|code|dd|del|details|"
    "dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|math|nav|"
    "ol|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|"
    "svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_ELEMENT = re.compile(rf"</?(?:{_TAGS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:br|p|div|li|h[1-6]|td|tr)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# What plain text never means literally. Named references such as "&lt;" it may: they stay.
_DIRT = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|quot|apos|nbsp|rsquo|lsquo|rdquo|ldquo|hellip|[mn]dash);"
)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s[^<>]{0, 300}?)?/?&gt;", re.IGNORECASE)
_APPEARED = re.compile(r"\s*The post .{1,300}? (?:first )?appeared (?:first )?on .{1,200}$", re.DOTALL)
_MORE = re.compile(
    r"\s*(?:\[?\s*(?:\u2026|\.\.\.)\s*\]?)?\s*(?:\(?(?:continue reading|read more|read the rest|weiterlesen|"
    r"mehr lesen|lire la suite|leer m\u00e1s|continua a leggere)\b.{0,120})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\u3002\uff01\uff1f\u2026][\"'\u201d\u2019)\]]*(?=\s|$)|[\u3002\uff01\uff1f]")


def title(raw: RawText | None) -> str:
    """A title as one clean line, "" where there is none. Of HTML the known tags go and the
    references are resolved once, so that "1 < 2", "vec<int>" and "&lt;b&gt;" read as meant; plain
    text is taken literally but for references that nobody writes on purpose."""
    return clean.line(_flat(raw, 8 * LONGEST_TITLE), LONGEST_TITLE) if raw is not None else ""


def teaser(raw: RawText) -> str:
    """A feed's own summary of a text, as `summary` gives it. Tags go without a parser: a summary
    is short, and often the whole body again, which would be converted twice."""
    if raw.kind == "html" and escaped_twice(raw.value):
        raw = RawText(unescape(raw.value), "html")
    elif raw.kind != "html" and looks_like_html(raw.value):
        raw = RawText(raw.value, "html")
    return _ended(clean.line(_unsigned(_flat(raw, _READ)), _KEPT))


def _flat(raw: RawText, limit: int) -> str:
    text = raw.value[:limit]
    if "<" in text and raw.kind == "html":
        text = _ELEMENT.sub("", _BLOCK.sub(" ", _HIDDEN.sub(" ", _COMMENT.sub("", text))))
        # A tag that the limit cut through.
        text = re.sub(r"<[^<>]*$", "", text) if len(raw.value) > limit else text
    if "&" in text:
        text = html.unescape(text) if raw.kind == "html" else _DIRT.sub(lambda m: html.unescape(m[0]), text)
    return text


def from_text(plain: str) -> str:
    """A title for a story without one: the first sentence of its text where that is short, else
    its first words. "" for an empty text."""
    first = clean.line(plain.lstrip()[: WORDS * 10].partition("\n\n")[0])
    match = _SENTENCE.search(first)
    if match and 0 < match.end() <= WORDS:
        return first[: match.end()].rstrip("\u3002.")
    return cut(first, WORDS)


def summary(plain: str) -> str:
    """A clean text's beginning in one line of at most 300 characters, cut between words, without
    the phrases that publishing systems put at its end."""
    # White space goes first: where there is none but blanks, `clean.line` has next to nothing to do.
    words = " ".join(_unsigned(plain)[:_READ].split())
    return _ended(clean.line(words[: 2 * _KEPT], _KEPT))


def _unsigned(text: str) -> str:
    return _APPEARED.sub("", text) if len(text) < _SIGNED else text


def _ended(line: str) -> str:
    """A line without "continue reading" at its end, cut to a summary's length."""
    end = max(0, len(line) - _MOST_MORE)
    text = (line[:end] + _MORE.sub(" \u2026", line[end:])).strip()
    return cut("" if text == "\u2026" else text, LONGEST_SUMMARY)


def cut(text: str, limit: int) -> str:
    """`text`, a clean line, or its first words and "\u2026", at most `limit` characters together."""
    if len(text) <= limit:
        return text
    space = text.rfind(" ", limit // 2, limit)
    if space > 0:
        return text[:space].rstrip(" ,;:.-\u2013\u2014\u2026") + "\u2026"
    # Scripts without spaces are cut between characters; a mark is not torn from its letter.
    return clean.line(text, limit)


def looks_like_html(text: str) -> bool:
    """Whether a text that calls itself plain holds HTML elements."""
    return "<" in text and _ELEMENT.search(text) is not None


def escaped_twice(text: str) -> bool:
    """Whether an HTML text is markup that was escaped once too often: no real tag in it, but
    written-out ones."""
    return "&lt;" in text and _ESCAPED_TAG.search(text[:_LOOKED_AT]) is not None and not looks_like_html(text)


def unescape(text: str) -> str:
    """Character references resolved, once."""
    return html.unescape(text)
