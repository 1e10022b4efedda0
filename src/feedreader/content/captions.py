"""A picture's caption and its credit, told apart."""

from __future__ import annotations

import re

from feedreader.content.flow import Flow
from feedreader.content.inline import cut, joined, stripped, text_in
from feedreader.content.tree import Element
from feedreader.model.document import Inlines
from feedreader.text import clean

_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|attribution|image-?source|img-?source|photo-?source|source"
    r"|author|byline|rights|agency|credit-?line|photo-?by|photo-?credit|bild-?autor|foto-?graf(?:o|in)?|foto-?credit|bild-?nachweis|bild-?quelle)(?:$|[\s_-]|__)"
    r"|(?:credit|copyright|attribution|photographer)",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|video|screenshots?|credits?"
    r"|courtesy|copyright|sources?|fotos?|fotografie|bild(?:er)?|bildquelle|bildnachweis|abbildung|grafik|quelle"
    r"|crédits?|crédit photo|imagen|imágen|créditos?|fuente|immagine|foto di|fonte|фото|источник|иллюстрация|коллаж|колаж|фотограф|image credit|photo credit|foto-?credits?|bildautor"
    r"|beeld|bron|zdjęcie|źródło|kuva)"
)
_BY = (
    r"(?:\s*(?:credits?|courtesy|quelle)?\s*[:：]\s*|\s*/\s*"
    r"|\s+(?:by|von|via|courtesy(?:\s+of)?|de|par|di|af|av|door)\s+(?:[:：]\s*)?)"
)
_AGENCIES = (
    r"(?:getty(?: images)?|reuters|afp|ap|ap photo|associated press|dpa|epa|shutterstock|alamy|istock|unsplash"
    r"|flickr|wikimedia(?: commons)?|bloomberg|xinhua|ansa|efe|tass|upi|imago|picture alliance|pexels|pixabay"
    r"|nasa|noaa|esa|adobe stock|zuma|keystone|apa|ritzau|scanpix|belga|anp|lusa|pap|tt|ntb"
    r"|cc by[a-z0-9 .-]*)"
)
_ONLY_AGENCIES = re.compile(rf"^\s*{_AGENCIES}(?:\s*[/,|]\s*{_AGENCIES})*\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,200})[)\]]\s*[.]?\s*$")
_STARTS_AS_CREDIT = re.compile(rf"(?:{_LABEL}{_BY}|©|\(c\)|courtesy\b|handout\b)", re.IGNORECASE)
_NAMES_AGENCY = re.compile(rf"(?:^|[/,|\s]){_AGENCIES}(?:$|[/,|\s])", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?:^|(?<=[.!?…»”\"'’)\]|\n–—-])\s*|\s+[|–—•·-]\s*|\s*,\s+(?={_LABEL}\s*[:：])|\s+(?=©|\(c\)|{_LABEL}\s*[:：]))"
    rf"((?:{_LABEL}{_BY}|©\s*|\(c\)\s*|courtesy of\s+)[^\n]{{2,200}}?)\s*$",
    re.IGNORECASE,
)
_STRIPPED_LABEL = re.compile(
    rf"^{_LABEL}(?:\s+(?:credits?|courtesy))?\s*[:：]\s*(?:©\s*(?=\w))?", re.IGNORECASE
)
_BEHIND_STOP = re.compile(r"[.!?…»”\"’)]\s+([^.!?…]{3,100})$")
_SLASHED = re.compile(r"^[^\W\d_][\w.' -]{1,40}\s?/\s?[^\W\d_][\w.' -]{1,40}$")
_SEPARATORS = " \t\n|–—•·-/,;:"


def read(flow: Flow, captions: list[Element], credits: list[Element]) -> tuple[Inlines, str]:
    """Caption and credit from their elements; a credit inside the caption is taken out of it."""
    inner = [below for caption in captions for below in _credits_in(caption)]
    found: list[str] = []
    for element in credits + inner:
        if element not in flow.context.taken:
            spans, _rest = flow.inlines(element)
            flow.context.taken.add(element)
            text = bare_credit(text_in(spans))
            if text and text not in found:
                found.append(text)
    lines = [flow.inlines(caption)[0] for caption in captions]
    caption = joined([line for line in lines if line])
    if not found:
        return split(caption)
    rest, further = split(_trimmed(caption))
    if further and not text_in(rest).strip():
        # Nothing but a further credit, or the same one once more.
        return (), clean.line(" / ".join([further] * (further not in found) + found), 300)
    return _trimmed(caption), clean.line(" / ".join(found), 300)


def split(caption: Inlines) -> tuple[Inlines, str]:
    """A caption without its credit, and the credit: "(Photo: X/Agency)" or "Photo by X" at the end."""
    text = text_in(caption)
    if len(text) > 5_000:
        return caption, ""
    if _ONLY_AGENCIES.match(text) or _is_name_and_agency(text):
        return (), clean.line(text)
    told = _told_apart(caption, text)
    if told is not None:
        return told
    found = _BRACKETED.search(text[-240:])
    offset = max(0, len(text) - 240)
    if found and _is_credit(found[1]):
        return cut(caption, 0, offset + found.start()), bare_credit(found[1])
    # Matches lazily from the left over the last 240 characters only: bounded work.
    found = _TRAILING.search(text[-240:])
    if found:
        start = offset + found.start(1)
        return _trimmed(cut(caption, 0, start)), bare_credit(found[1])
    return caption, ""


def _is_name_and_agency(text: str) -> bool:
    """ "Jane Doe/Reuters": names in capitals, then a house."""
    if len(text) > 80 or not (_SLASHED.match(text) and _NAMES_AGENCY.search(text)):
        return False
    words = text.partition("/")[0].split()
    return len(words) <= 4 and all(word[0].isupper() for word in words) and not words[0].endswith((".", ":"))


def _told_apart(caption: Inlines, text: str) -> tuple[Inlines, str] | None:
    """A last part behind a bar or a full stop, or in a style of its own, that names an agency:
    "... | **X/dpa**", "... in Ingolstadt. IMAGO/X"."""
    start = text.rfind("|") + 1
    if start < 2 and len(caption) > 1:
        start = len(text) - len(caption[-1].text)
    if start < 2:
        found = _BEHIND_STOP.search(text[-160:])
        start = max(0, len(text) - 160) + found.start(1) if found else 0
    if start < 2:
        return None
    last = text[start:].strip(_SEPARATORS)
    if (
        len(last) > 120
        or last.endswith(".")
        or not (_NAMES_AGENCY.search(last) or _STARTS_AS_CREDIT.match(last) or _SLASHED.match(last))
    ):
        return None
    return _trimmed(cut(caption, 0, start)), bare_credit(last)


def bare_credit(text: str) -> str:
    """A credit without brackets round it and without "Photo:" in front."""
    text = clean.line(text, 300).strip(_SEPARATORS)
    before = ""
    while text != before:
        before = text
        if text[:1] in "([" and text[-1:] in ")]" and len(text) > 2:
            text = text[1:-1].strip()
        text = _STRIPPED_LABEL.sub("", text).strip(_SEPARATORS)
    return text


def is_credit_text(text: str) -> bool:
    """Whether a line is nothing but a credit: "Photo: X", "© X", "X/AFP"."""
    return len(text) <= 160 and bool(_STARTS_AS_CREDIT.match(text.strip().strip("([")))


def _is_credit(text: str) -> bool:
    return bool(_STARTS_AS_CREDIT.match(text.strip()) or _NAMES_AGENCY.search(text))


def is_credit(element: Element) -> bool:
    """Whether an element's class or property says that it names a picture's maker."""
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if element.tag == "cite":
        return True
    return name != " " and bool(_CREDIT_CLASS.search(name))


def _credits_in(caption: Element) -> list[Element]:
    """The outermost credits inside a caption."""
    out: list[Element] = []
    below = iter(caption)
    waiting = [below]
    while waiting and len(waiting) < 60:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag not in {"img", "picture", "figure"} and is_credit(element):
            out.append(element)
        else:
            waiting.append(iter(element))
    return out


def _trimmed(caption: Inlines) -> Inlines:
    """Without the separator that stood before the credit."""
    text = text_in(caption)
    end = len(text.rstrip(" \t\n|–—•·,"))
    return stripped(caption) if end == len(text) else cut(caption, 0, end)
