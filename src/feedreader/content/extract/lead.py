"""The picture over a story: found before the body or at its start, with caption and credit apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feedreader.content import captions, figures, finish, images, jsonld, slides
from feedreader.content.extract.core import Marked
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.outline import Outline
from feedreader.content.extract.sameness import (
    declared,
    has_small_frame,
    is_among,
    is_small,
    is_standard,
    is_tiny,
    marks,
    same,
)
from feedreader.content.flow import Context, Flow
from feedreader.content.inline import PLAIN, text_in
from feedreader.content.tree import Element
from feedreader.model.article import LeadImage
from feedreader.model.document import Block, Embed, Figure, Paragraph, Picture, Span
from feedreader.text import clean
from feedreader.text.spelling import letters

_FACE = re.compile(
    r"avatar|author|byline|profile|headshot|logo|icon|badge|gravatar|sponsor|flag|emoji|portrait-small|rounded-full|img-circle",
    re.IGNORECASE,
)
_NEAR = 12
"""Elements behind a picture among which its caption may stand."""
_LOOSE = 900
"""Characters that a picture's surroundings may hold and still be about the picture."""


def before(
    outline: Outline,
    marked: Marked,
    core: int,
    headline: int,
    state: Context,
    wanted: Sequence[str],
    declared_at: int,
) -> Figure | None:
    """The picture between the page's top and its main element; `declared_at` is the place of the one
    that the page declares, or -1."""
    start = _start(outline, core, headline)
    if 0 <= declared_at < start:
        start = declared_at
    known_marks = marks(wanted)
    candidates: list[tuple[bool, int, Picture]] = []
    for place in range(start, core):
        element = outline.elements[place]
        if element.tag not in {"img", "amp-img"} or marked.out[place] or outline.skipped[place]:
            continue
        picture = images.picture(element, state.base)
        if picture is None or is_small(element, picture) or _is_face(outline, place):
            continue
        known = picture.url in wanted or is_among(picture.url, known_marks)
        if known or place > headline:
            candidates.append((known, place, picture))
    if not candidates:
        return None
    best = next((found for found in candidates if found[0]), candidates[0])
    return _figure(outline, best[1], core, headline, state, best[2])


def _start(outline: Outline, core: int, headline: int) -> int:
    """Where to look from: the start of what holds both headline and body."""
    if headline < 0:
        at = outline.parent[core]
        return max(0, at)
    at = headline
    while at > 0 and not outline.inside(core, at):
        at = outline.parent[at]
    return at


def _is_face(outline: Outline, place: int, steps: int = 4) -> bool:
    for _step in range(steps):
        element = outline.elements[place]
        if _FACE.search(element.get("class") or ""):
            return True
        place = outline.parent[place]
        if place < 0:
            break
    return False


def faces(outline: Outline, core: int) -> set[int]:
    """The places of pictures at the start of the main element that show who wrote it."""
    found: set[int] = set()
    read = 0
    for place in range(core + 1, outline.end[core]):
        read += outline.own[place]
        if read > _LOOSE:
            break
        element = outline.elements[place]
        if element.tag == "img" and (_is_face(outline, place, 2) or has_small_frame(element)):
            found.add(place)
    return found


def _figure(
    outline: Outline, place: int, core: int, headline: int, state: Context, picture: Picture
) -> Figure:
    """A picture with what its surroundings say of it."""
    around = place
    while outline.parent[around] > 0:
        above = outline.parent[around]
        if outline.inside(core, above) or outline.inside(headline, above) or outline.chars[above] > _LOOSE:
            break
        around = above
        if outline.elements[around].tag == "figure":
            break
    flow = Flow(state)
    flow.visit(outline.elements[around], PLAIN)
    for below in _behind(outline, around, core, headline):
        figures.late(flow, below, PLAIN)
    flow.flush()
    for block in _figures(_told(finish.finished(flow.blocks))):
        if any(same(shown.url, picture.url) for shown in block.pictures):
            return Figure((picture,), block.caption, block.credit)
    return Figure((picture,))


def _told(blocks: Sequence[Block]) -> Sequence[Block]:
    """A picture and lines, as a slide's: they are its caption if a maker is named in them."""
    pictures = list(_figures(blocks))
    lines = [text for block in blocks if isinstance(block, Paragraph) and (text := slides.uncounted(block))]
    if len(pictures) != 1 or pictures[0].caption or pictures[0].credit or len(lines) != 1:
        return blocks
    caption, credit = captions.split(lines[0])
    return (Figure(pictures[0].pictures, caption, credit),) if credit else blocks


def _behind(outline: Outline, around: int, core: int, headline: int) -> Iterator[Element]:
    """Caption and credit that stand right behind what holds a picture."""
    place, stop = outline.end[around], min(outline.end[around] + _NEAR, len(outline.elements))
    while place < stop and place != core and place != headline:
        element = outline.elements[place]
        if outline.chars[place] <= _LOOSE and figures.is_late(element):
            yield element
            place = outline.end[place]
        elif outline.own[place]:
            return
        else:
            place += 1


def _figures(blocks: Iterable[Block]) -> Iterable[Figure]:
    return (block for block in blocks if isinstance(block, Figure))


def split(
    blocks: Sequence[Block], found: Figure | None, facts: Facts
) -> tuple[LeadImage | None, tuple[Block, ...]]:
    """The lead picture, and the blocks without it.

    `found` is the picture before the body, if there is one; else the body's first picture is it
    where it stands before the text, or right behind the first paragraph and the page declares it."""
    wanted = declared(facts)
    place = None if found is not None else _at_start(blocks, wanted)
    kept = list(blocks)
    if place is not None:
        block = kept[place]
        assert isinstance(block, Figure)
        found = Figure(block.pictures[:1], block.caption, block.credit)
        kept[place : place + 1] = (
            [Figure(block.pictures[1:], block.caption, block.credit)] if len(block.pictures) > 1 else []
        )
    if found is None:
        return _undisplayed(kept, wanted, facts), tuple(kept)
    picture = found.pictures[0]
    kept = [block for block in kept if not _shows(block, picture.url)]
    caption, credit = clean.line(text_in(found.caption)), found.credit
    if credit:
        # What stood between the two.
        caption = caption.rstrip(" -–—|/,")
    declared_caption, declared_credit = _declared_caption(facts, picture.url)
    if not caption or letters(caption) == letters(facts.meta("description", "og:description")):
        caption = declared_caption
    credit = credit or declared_credit
    if not credit and picture.alt:
        # Agencies' captions come whole into the alternative text.
        credit = captions.split((Span(picture.alt),))[1]
    return LeadImage(picture.url, picture.alt, caption, credit), tuple(kept)


def _at_start(blocks: Sequence[Block], wanted: Sequence[str]) -> int | None:
    texts = 0
    for place, block in enumerate(blocks):
        if isinstance(block, Figure):
            known = any(same(block.pictures[0].url, address) for address in wanted)
            if (texts == 0 and not is_tiny(block.pictures[0])) or known:
                return place
        elif isinstance(block, Embed):
            return None
        elif isinstance(block, Paragraph) and len(text_in(block.spans)) > 60:
            texts += 1
            if texts > 1:
                return None
    return None


def _shows(block: Block, url: str) -> bool:
    return isinstance(block, Figure) and len(block.pictures) == 1 and same(block.pictures[0].url, url)


def _undisplayed(blocks: Sequence[Block], wanted: Sequence[str], facts: Facts) -> LeadImage | None:
    """The picture that a page declares but shows nowhere."""
    for address in wanted[:1]:
        if any(
            isinstance(block, Figure) and any(same(shown.url, address) for shown in block.pictures)
            for block in blocks
        ):
            return None
        if is_standard(address):
            return None
        caption, credit = _declared_caption(facts, address)
        return LeadImage(address, facts.meta("og:image:alt", "twitter:image:alt"), caption, credit)
    return None


def _declared_caption(facts: Facts, url: str) -> tuple[str, str]:
    """Caption and credit from the JSON-LD object of a picture."""
    for value in jsonld.listed(facts.story.get("image")):
        if not isinstance(value, dict):
            continue
        texts = {
            key: next((jsonld.plain(text, 1_000) for text in jsonld.texts(value.get(key))), "")
            for key in _KEYS
        }
        caption = texts["caption"] or texts["description"]
        credit = captions.bare_credit(
            texts["creditText"] or texts["copyrightNotice"] or texts["author"] or texts["creator"]
        )
        if caption or credit:
            return caption, credit
    return "", ""


_KEYS = ("caption", "description", "creditText", "copyrightNotice", "author", "creator")
