"""Footnotes: who refers to what, the notes without their links back, gathered at the end."""

from __future__ import annotations

import re
from itertools import islice

from feedreader.content.flow import Context, Flow
from feedreader.content.inline import cut, text_in
from feedreader.content.tree import Element, classes, says_anything, short_text, text_of
from feedreader.model.document import Block, Footnote, Footnotes, Paragraph
from feedreader.text import clean, urls

MOST = 2_000

_STEPS = 40
"""Elements round a link back up to its note."""
_BLANKS = 200
"""Characters of a link's text, with the blanks that lay out the source."""

_FRAGMENT = re.compile(
    r"(?:fn|footnote|note|_?ftn|_?edn|endnote|cite_note|user-content-fn|sdfootnote|easy-footnote-bottom|foot|sn|ref-?note)"
    r"s?[-_:.]?\w*",
    re.IGNORECASE,
)
_BACK_FRAGMENT = re.compile(
    r"(?:fn-?_?-?ref|footnote-?(?:ref|anchor)|_ftnref|_ednref|cite_ref|user-content-fnref|r?fnr|back|ref)",
    re.IGNORECASE,
)
_REFERENCE_CLASS = re.compile(
    r"footnote-?ref|footnote-anchor|noteref|footnote__ref|footnote-link|easy-footnote", re.IGNORECASE
)
_BACK_CLASS = re.compile(
    r"footnote-?back|backlink|footnote-number|reversefootnote|back-?ref|footnote-return|data-footnote-backref",
    re.IGNORECASE,
)
_BACK_TEXT = re.compile(
    r"[\s\[(]*(?:[↩↵⏎↑↥⤴^«⇧🔙][\ufe0e\ufe0f^\s\])]*|(?:back|return|jump up|zurück|retour)\b.{0,20})",
    re.IGNORECASE,
)
_BRACKETS = "[](){} \t\n\r\xa0."
_HOLDERS = frozenset({"li", "p", "div", "dd", "td", "aside", "section", "tr"})


def find(root: Element, context: Context) -> list[tuple[str, Element]]:
    """Marks the references, notes and back-links of a tree in `context`; the notes with their labels."""
    speaking: dict[Element, bool] = {}
    candidates = [link for link in root.iter("a") if _refers(link, context.base)]
    if not candidates or len(candidates) > MOST:
        return []
    targets: dict[str, Element] = {}
    for element in root.iter():
        for name in ("id", "name"):
            value = element.get(name)
            if value:
                targets.setdefault(value, element)
    labels: dict[Element, str] = {}
    used: set[str] = set()
    for link in candidates:
        target = targets.get((link.get("href") or "").rpartition("#")[2])
        note = _note(target, link) if target is not None else None
        if note is None:
            continue
        if note not in speaking:
            speaking[note] = says_anything(note)
        if not speaking[note]:
            continue
        if note not in labels:
            label = clean.line(text_of(link), 40).strip(_BRACKETS)
            labels[note] = label if label and label not in used else _free(used)
            used.add(labels[note])
        context.references[link] = labels[note]
    _spare_containers(labels, context)
    context.taken.update(labels)
    for link in root.iter("a"):
        if any(above in labels for above in islice(link.iterancestors(), _STEPS)):
            _mark_back_link(link, context)
    return [(label, note) for note, label in labels.items()]


def read(flow: Flow, found: list[tuple[str, Element]]) -> Footnotes | None:
    """The notes as a block, in the order in which the text refers to them."""
    notes: list[Footnote] = []
    for label, element in found:
        blocks = _without_number(flow.inside(element), label)
        if blocks:
            notes.append(Footnote(label, blocks))
    return Footnotes(tuple(notes)) if notes else None


def _refers(link: Element, base: str) -> bool:
    href = link.get("href")
    if not href or "#" not in href or href.endswith("#"):
        return False
    if href[0] != "#" and not (base and urls.same_page(urls.web(href, base), base)):
        return False
    fragment = href.rpartition("#")[2]
    if (link.get("role") or "") == "doc-backlink" or _BACK_CLASS.search(classes(link)):
        return False
    if (
        (link.get("role") or "") == "doc-noteref"
        or (link.get("rel") or "") == "footnote"
        or _REFERENCE_CLASS.search(classes(link))
    ):
        return True
    text = (short_text(link, _BLANKS) or "").strip()
    if not text or len(text) > 12 or _BACK_TEXT.fullmatch(text):
        return False
    raised = any(above.tag == "sup" for above in (*_up(link, 2), *link))
    bare = text.strip(_BRACKETS)
    short = len(bare) <= 4 and (bare.isdigit() or not bare.isalpha() or len(bare) <= 2)
    if _BACK_FRAGMENT.match(fragment) and not raised:
        return False
    return short and (raised or bool(_FRAGMENT.fullmatch(fragment)))


def _up(element: Element, steps: int) -> list[Element]:
    out: list[Element] = []
    for above in element.iterancestors():
        if len(out) == steps:
            break
        out.append(above)
    return out


def _note(target: Element, link: Element) -> Element | None:
    """The block that is the note; none where it would hold its own reference."""
    holder: Element | None = target
    while holder is not None and holder.tag not in _HOLDERS:
        holder = holder.getparent()
    if holder is None:
        return None
    parent = holder.getparent()
    if holder.tag == "td" and parent is not None:
        holder = parent
    return None if any(above is holder for above in link.iterancestors()) else holder


def _free(used: set[str]) -> str:
    number = len(used) + 1
    while str(number) in used:
        number += 1
    return str(number)


def _spare_containers(labels: dict[Element, str], context: Context) -> None:
    """Where every note stands in a box of footnotes, what else is in it (a rule, "Notes") goes."""
    for above in {above for note in labels for above in _up(note, 3)}:
        if above.tag in {"section", "div", "aside", "footer"} and (
            "footnote" in classes(above) or above.get("role") == "doc-endnotes"
        ):
            for child in above:
                if child.tag in {"hr", "h1", "h2", "h3", "h4", "h5", "h6"}:
                    context.taken.add(child)


def _mark_back_link(link: Element, context: Context) -> None:
    """Leaves out a link in a note if it leads back."""
    href = link.get("href") or ""
    if "#" not in href or link in context.references:
        return
    fragment = href.rpartition("#")[2]
    named = _BACK_CLASS.search(classes(link)) or link.get("role") == "doc-backlink" or link.get("rev")
    text = (short_text(link, _BLANKS) or "").strip()
    if named or _BACK_TEXT.fullmatch(text) or (_BACK_FRAGMENT.match(fragment) and len(text) <= 8):
        parent = link.getparent()
        around = short_text(parent, _BLANKS) if parent is not None and parent.tag in {"sup", "span"} else None
        alone = around is not None and around.strip() == text
        context.taken.add(parent if alone and parent is not None else link)


def _without_number(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """Word processors write the number again in front of the note."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        text = text_in(first.spans)
        for form in (f"[{label}]", f"({label})", f"{label}."):
            if text.startswith(form):
                rest = cut(first.spans, len(form))
                return (Paragraph(rest), *blocks[1:]) if rest else blocks[1:]
    return blocks
