"""What stands at the ends of a body and is not part of it: date lines, bylines, labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedreader.content.extract import dates
from feedreader.content.extract.sameness import is_tiny
from feedreader.content.inline import text_in
from feedreader.model.author import Author
from feedreader.model.document import (
    Block,
    Card,
    DefinitionList,
    Embed,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Rule,
)
from feedreader.text.spelling import letters

_SENTENCE = 60
"""Characters from which a paragraph without a full stop is still taken for text."""
_NEAR = 5
"""Blocks from the first of the text among which a byline or a date may still stand."""
_ENDS = tuple('.!?…。！？:”"»’)）」')
_BY = re.compile(
    r"^(?:by|von|par|por|di|door|af|av|przez|автор|text|words|foto|written by|story by|from our|posted|published|updated|last updated"
    r"|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|geplaatst|oppdatert|publisert|opublikowano)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:share(?: this.*)?|teilen|partager|compartir|condividi|delen|dela|del|save|print|listen|comments?|\d+ (?:comments?|kommentare?|min.*)"
    r"|(?:\d+\s*)?min(?:ute)?s?(?: read)?|read more|read next|more|tags?|topics?|themen|filed under.*|mehr (?:lesen|zum thema|von|über).*|related.*"
    r"|zur startseite|weiterlesen|advertisement|anzeige|werbung|publicité|follow us.*|subscribe.*|newsletter.*|see also.*|recommended.*|image|audio|video"
    r"|fehler gefunden\??.*|our standards.*|more on this.*|あわせて読みたい|関連記事|weitere informationen|also read.*|lire aussi.*|leggi anche.*)\s*:?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:about the authors?|über (?:den autor|die autor(?:in|en))|zur person|à propos de l[’']auteur|sobre (?:el|la|o|a) autora?|sull[’']autore"
    r"|この記事を書いた人|(?:presse|media |press )?(?:kontakt|contacts?)|ansprechpartner(?:in)?|medienkontakt|あわせて読みたい|関連記事)\s*[:：]?$",
    re.IGNORECASE,
)
"""Lines behind which there is no story, only who wrote it or whom to ask."""
_BEHIND = 0.2
"""Share of a body's characters that may stand behind such a line."""
_POINTS = re.compile(
    r"^(?:(?:weitere|mehr) (?:infos?|informationen)|(?:for )?more (?:info|information)|plus d[’']infos?|más información|maggiori informazioni|alle infos?)\b.{0,120}$"
    r"|^.{0,80}\b(?:sign up here|subscribe here|hier (?:abonnieren|anmelden)|click here to (?:sign up|subscribe))\W*$"
    r"|^.{0,60}\bals pdf (?:herunterladen|downloaden)\W*$|^(?:download|print|get) (?:this|as|the) .{0,30}pdf\W*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    # The blanks round a mark belong to the words, so that each line is read in one way only.
    r"^\(?[\w.]{1,8}\s?(?:[/,][\w.\s]{1,16})*\)?$|^\((?:quelle|mit material|source)\b.{0,60}\)$",
    re.IGNORECASE,
)

_STAFF = re.compile(
    r"^\(?(?:additional )?(?:reporting|writing|editing|edited|compiled|translated) by\b.{0,300}$",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"^(?:yours|sincerely|best|love|cheers|regards|euere?|eure?|deine?|ihre?|liebe|viele|herzliche?|cordialement|bien à vous|saludos|un (?:saludo|abrazo)|tuo|tua|vostr[oa])\b",
    re.IGNORECASE,
)
"""How a letter ends; the name behind it belongs to it."""
_IS = re.compile(r"\s(?:is|was|are|ist|est|es|è|är|er|jest)\s")


def trimmed(blocks: Sequence[Block], title: str, authors: Sequence[Author]) -> tuple[Block, ...]:
    """A body's blocks without headline, byline and date line before it and labels behind it."""
    own = letters(title)
    people = [letters(author.name) for author in authors]
    first = next((place for place, block in enumerate(blocks) if _is_text(block, own, people)), len(blocks))
    # What has many short lines is made of them: a poem, a programme.
    first = min(first, _NEAR)
    kept = [block for block in blocks[:first] if not _leads(block, own, people)]
    near = blocks[first : first + _NEAR]
    kept += [
        block
        for block in near
        if not (isinstance(block, Paragraph) and _is_byline(text_in(block.spans).strip(), people))
    ]
    kept += blocks[first + _NEAR :]
    kept = _without_after(kept)
    while kept and _trails(kept[-1], people):
        kept.pop()
    # A page of one short line is that line.
    return tuple(kept) or tuple(block for block in blocks if isinstance(block, Paragraph | Figure))


def _without_after(blocks: list[Block]) -> list[Block]:
    """Without what stands behind a line that ends the story, where that is little."""
    sizes = [_size(block) for block in blocks]
    behind, total = 0, sum(sizes)
    for place in range(len(blocks) - 1, 0, -1):
        block = blocks[place]
        if (
            isinstance(block, Paragraph | Heading)
            and sizes[place] <= 40
            and _AFTER.match(text_in(block.spans).strip())
        ):
            return blocks[:place]
        behind += sizes[place]
        if behind > _BEHIND * total + 40:
            break
    return blocks


def _size(block: Block) -> int:
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return len(text_in(spans))
        case ListBlock(items):
            return sum(_size(part) for item in items for part in item)
        case DefinitionList(entries):
            return sum(len(text_in(term)) for entry in entries for term in entry.terms) + sum(
                _size(part) for entry in entries for part in entry.blocks
            )
    return 0 if isinstance(block, Rule | Card | Figure | Embed) else 1_000


def _is_text(block: Block, title: str, people: Sequence[str]) -> bool:
    """Whether a block is surely the story's text."""
    if not isinstance(block, Paragraph):
        return False
    text = text_in(block.spans)
    return len(text) >= _SENTENCE and not _is_byline(text, people) and letters(text) != title


def _leads(block: Block, title: str, people: Sequence[str]) -> bool:
    match block:
        case Heading(_, spans):
            own = letters(text_in(spans))
            return own == title or (len(own) > 20 and own in title)
        case Paragraph(spans):
            text = text_in(spans)
            return letters(text) == title or not text.endswith(_ENDS) or _is_byline(text, people)
        case ListBlock(items):
            return all(len(item) == 1 and _short(item[0], 40) for item in items)
        case Figure(pictures):
            return all(is_tiny(picture) for picture in pictures)
        case Rule():
            return True
    return False


def _is_byline(text: str, people: Sequence[str]) -> bool:
    if len(text) > 160 or _GREETS.match(text):
        return False
    own = letters(text)
    rest = own
    for name in people:
        rest = rest.replace(name, "", 1)
    if len(rest) < len(own):
        return len(rest) < 40 or bool(_BY.match(text))
    ends = text.endswith(_ENDS)
    if not ends and text.count(" | ") > 1:
        # Particulars in a row: day, section, number of comments.
        return True
    dated = 60 if ends else 120
    return bool(_BY.match(text) and len(text) < 80) or (len(text) < dated and dates.in_text(text) is not None)


def _trails(block: Block, people: Sequence[str]) -> bool:
    match block:
        case Heading() | Rule() | Card():
            return True
        case Paragraph(spans):
            text = text_in(spans).strip()
            linked = sum(len(span.text) for span in spans if span.href)
            if linked > 0.8 * len(text):
                return True
            if _STAFF.match(text) or (len(text) < 400 and _is_about(text, people)):
                return True
            if _GREETS.match(text):
                return False
            return bool(_LABEL.match(text) or _SIGNED.match(text) or _POINTS.match(text)) or (
                len(text) < 60 and _is_byline(text, people)
            )
        case ListBlock(items):
            return all(len(item) == 1 and (_linked(item[0]) or _short(item[0], 12)) for item in items)
    return False


def _is_about(text: str, people: Sequence[str]) -> bool:
    """Whether a paragraph says who an author is."""
    found = _IS.search(text[:80])
    return found is not None and letters(text[: found.start()]) in people


def _short(block: Block, limit: int) -> bool:
    return isinstance(block, Paragraph) and len(text_in(block.spans)) <= limit


def _linked(block: Block) -> bool:
    if isinstance(block, Card | Figure | Embed):
        return True
    if not isinstance(block, Paragraph):
        return False
    return sum(len(span.text) for span in block.spans if span.href) > 0.8 * len(text_in(block.spans))


def once(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without a second copy of a paragraph or picture (pages for wide and narrow screens in one);
    where much is said twice, it is meant so."""
    seen: set[object] = set()
    kept: list[Block] = []
    for block in blocks:
        key = _key(block)
        if key is None or key not in seen:
            kept.append(block)
        seen.add(key)
    texts = sum(_key(block) is not None for block in blocks)
    return tuple(kept) if 8 * (len(blocks) - len(kept)) <= texts else tuple(blocks)


def _key(block: Block) -> object:
    """What a copy shares; None where copies are no wonder."""
    match block:
        case Paragraph(spans) if len(text := text_in(spans)) >= _SENTENCE:
            return text
        case Figure(pictures):
            return tuple(picture.url for picture in pictures)
        case Card(url):
            return url
    return None
