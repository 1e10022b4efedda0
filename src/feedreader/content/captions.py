"""A picture's caption and its credit, told apart."""

from __future__ import annotations

import re
from itertools import pairwise

from feedreader.content import makers
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
_PICTURE_CREDIT = re.compile(
    r"(?:image|img|photo|picture|foto|bild|media|caption|figure)s?[\s_-]*(?:copyright|credits?|author|source|autor|quelle|nachweis|rights|by)(?![a-z])"
    r"|(?:^|[\s_-])(?:copyright|photo-?credit|credit-?line)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ONLY_AGENCIES = re.compile(rf"^\s*{makers.AGENCIES}(?:\s*[/,|]\s*{makers.AGENCIES})*\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{2,200})[)\]）］】]\s*[.。]?\s*$")
_STARTS_AS_CREDIT = re.compile(
    rf"(?:{makers.LABEL}{makers.BY}|{makers.SIGN}|courtesy\b|handout\b|{makers.RIGHTS})", re.IGNORECASE
)
# "(Ida Holm for The Gull)", as American papers credit those who are not of the house.
_FOR_HOUSE = re.compile(r"^[A-ZÀ-Þ][\w.'’-]+(?: [\w.'’-]+){1,3} for (?:the |The )?[A-ZÀ-Þ][\w.'’ -]{1,40}$")
_ONLY_LABEL = re.compile(rf"^\W*(?:(?:image|photo|picture)\s+)?{makers.LABEL}\W*$", re.IGNORECASE)
_NAMES_AGENCY = re.compile(rf"(?:^|[/,|\s]){makers.AGENCIES}(?:$|[/,|\s])", re.IGNORECASE)
_TRAILING = re.compile(
    rf"""
    (?: (?: ^|(?<=[.!?…»”"'’)\]|\n–—-]) )\s*                # The quay. Photo by Ida Holm
      | \s+[|–—•·-]\s*                                      # The quay | © Ida Holm
      | \s*,\s+(?={makers.LABEL}\s*[:：])                   # The quay, photo: Ida Holm
      | \s+(?={makers.SIGN}|{makers.LABEL}\s*[:：＝=])      # The quay © Ida Holm
      | (?=（[Ｃｃ]）)                                       # 港（Ｃ）ロイター
    )
    ( (?: {makers.LABEL}{makers.BY}|{makers.SIGN}\s*|courtesy\ of\s+ )[^\n]{{2,200}}? )\s*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_FIRST = re.compile(
    rf"""
    (?:^|\s/\s)((?: [^/]{{2,60}}\s/\s )?[^/]{{2,60}}\bnuotr\.?)\s*$  # The quay / I. Holm / Gull nuotr.
    | [。＝、\s]([^\s。＝、]{{2,20}}(?:撮影|提供|供图))$               # 港＝田中撮影
    | 。\s*([^。]{{2,24}}[摄攝])$                                     # 港口。新华社记者李明摄
    | ＝\s*({makers.AGENCIES})$                                       # 港＝共同
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The maker before the word for it (Lithuanian, Japanese, Chinese)."""
_STRIPPED_LABEL = re.compile(
    rf"^(?:{makers.LABEL}(?:\s+(?:credits?|courtesy))?\s*(?:[:：＝=]|\.{{3}}|…)|（[Ｃｃ]）|fot\.\s)\s*(?:©\s*(?=\w))?",
    re.IGNORECASE,
)
_BEHIND_STOP = re.compile(r"(?:[.!?…»”\"’)]\s+|。\s*)([^.!?…。]{3,100})$")
_SLASHED = re.compile(r"^[^\W\d_][\w.' -]{1,40}\s?/\s?[^\W\d_][\w.' -]{1,40}$")
_RESERVES = re.compile(rf"^(?:copyright|{makers.RIGHTS})$", re.IGNORECASE)
_FEW_WORDS = 6
_SENTENCE = 50
"""Characters from which a line with a full stop is a sentence."""
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
    # Pages for wide and narrow screens say it twice.
    lines: dict[str, Inlines] = {}
    for element in captions:
        spans, _rest = flow.inlines(element)
        if spans:
            lines.setdefault(text_in(spans), spans)
    caption = joined(list(lines.values()))
    if not found:
        return split(caption)
    rest, further = split(_trimmed(caption))
    if further and not text_in(rest).strip():
        # Nothing but a further credit, or the same one once more.
        return (), _together([further] * (further not in found) + found)
    return _trimmed(caption), _together(found)


def _together(credits: list[str]) -> str:
    """Credits as one line; a reservation of rights goes on with who reserves them."""
    line = credits[0]
    for before, credit in pairwise(credits):
        line += f" {credit}" if _RESERVES.search(before) else f" / {credit}"
    return clean.line(line, 300)


def split(caption: Inlines) -> tuple[Inlines, str]:
    """A caption without its credit, and the credit: "(Photo: X/Agency)" or "Photo by X" at the end."""
    text = text_in(caption)
    if len(text) > 5_000:
        return caption, ""
    if _ONLY_AGENCIES.match(text) or _is_name_and_agency(text):
        return (), clean.line(text)
    named = _NAMED_FIRST.search(text[-240:])
    if named:
        start = max(0, len(text) - 240) + named.start(named.lastindex or 0)
        return _trimmed(cut(caption, 0, start)), bare_credit(text[start:])
    told = _told_apart(caption, text)
    if told is not None:
        return told
    found = _BRACKETED.search(text[-240:])
    offset = max(0, len(text) - 240)
    if found and _is_credit(found[1]):
        return cut(caption, 0, offset + found.start()), bare_credit(found[1])
    # Matches lazily from the left over the last 240 characters only: bounded work.
    found = _TRAILING.search(text[-240:])
    if found and not (found.start(1) == offset == 0 and _is_sentence(text)):
        start = offset + found.start(1)
        return _trimmed(cut(caption, 0, start)), bare_credit(found[1])
    before, slash, last = text.rpartition(" / ")
    if slash and _ONLY_AGENCIES.match(last):
        return cut(caption, 0, len(before)), last
    return caption, ""


def _is_sentence(text: str) -> bool:
    """ "Photos by Ida Holm show the quay.": what begins like a credit and says more."""
    return text.rstrip().endswith((".", "!", "?")) and len(text.split()) > _FEW_WORDS and ":" not in text[:30]


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


def is_only_credit(text: str) -> bool:
    """The same without being a sentence, or agencies' names alone: "AFP / Getty Images"."""
    text = text.strip()
    if text.endswith((".", "!", "?", "。")) and len(text) > _SENTENCE:
        return False
    return is_credit_text(text) or bool(len(text) <= 80 and _ONLY_AGENCIES.match(text))


def _is_credit(text: str) -> bool:
    text = text.strip()
    return bool(_STARTS_AS_CREDIT.match(text) or _NAMES_AGENCY.search(text) or _FOR_HOUSE.match(text))


def is_credit(element: Element) -> bool:
    """Whether an element's class or property says that it names a picture's maker."""
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if element.tag in {"cite", "footer"}:
        return True
    return name != " " and bool(_CREDIT_CLASS.search(name))


def is_of_a_picture(element: Element) -> bool:
    """Whether an element far from its picture names the picture's maker: "image-copyright"."""
    return bool(_PICTURE_CREDIT.search((element.get("class") or "")[:300]))


def _credits_in(caption: Element) -> list[Element]:
    """The outermost credits inside a caption."""
    out: list[Element] = []
    waiting = [iter(caption)]
    while waiting and len(waiting) < 60:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag not in {"img", "picture", "figure"} and (is_credit(element) or _tells(element)):
            out.append(element)
        else:
            waiting.append(iter(element))
    return out


def _tells(element: Element) -> bool:
    """Whether a part of a caption says by its own words that it is the credit: "Foto: X", or a label
    in an element of its own and a name behind it."""
    if (element.tail or "").strip():
        return False
    first = next(iter(element), None)
    if first is not None and not (element.text or "").strip():
        return bool(_ONLY_LABEL.match((first.text or "")[:40])) and len(element) > 1
    if first is not None or not element.text or len(element.text) > 160:
        return False
    text = element.text.strip()
    if is_only_credit(text):
        return not _ONLY_LABEL.match(text)
    # In an element of its own behind the caption: "IDA HOLM (EFE)".
    found = _BRACKETED.search(text)
    return (
        found is not None
        and found.start() > 0
        and len(text) <= 60
        and element.getprevious() is not None
        and bool(_ONLY_AGENCIES.match(found[1]))
    )


def _trimmed(caption: Inlines) -> Inlines:
    """Without the separator that stood before the credit."""
    text = text_in(caption)
    end = len(text.rstrip(" \t\n|–—•·,、＝／"))
    return stripped(caption) if end == len(text) else cut(caption, 0, end)
