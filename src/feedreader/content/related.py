"""Related stories' cards: a link with a title, perhaps a line, a picture and a site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from feedreader.content import images
from feedreader.content.flow import Flow
from feedreader.content.hidden import is_hidden
from feedreader.content.inline import Style, text_in
from feedreader.content.tree import Element, says_anything, short_text, text_of
from feedreader.model.document import Aside, Block, Card, Paragraph
from feedreader.text import clean

LONGEST = 700
"""Characters of text in one card; a box with more is part of the story."""
_MOST_LINKS = 12
_MOST_ELEMENTS = 400
"""Elements of one card."""

_TITLE = re.compile(r"title|headline|heading|\bhed\b|graf--strong|markup--strong", re.IGNORECASE)
_SUMMARY = re.compile(
    r"description|summary|excerpt|standfirst|subtitle|\bdek\b|teaser-?text|caption|\blead\b|markup--em",
    re.IGNORECASE,
)
_SITE = re.compile(r"publisher|site|source|domain|provider|publication-name", re.IGNORECASE)
_PLAIN_PARTS = re.compile(r"author|byline|date|time|icon|metadata", re.IGNORECASE)
LABEL = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|learn|view)\s+(?:also|more|next|too|this)|also\s+(?:read|see|on\b.*)|related(?:\s+(?:story|stories"
    r"|articles?|posts?|content|reading|coverage|news|links?))?|more\s+(?:stories|on\s+this|from\b.*|like\s+this|reading|news)"
    r"|recommended(?:\s+(?:reading|stories|for\s+you))?|further\s+reading|don.t\s+miss|you\s+(?:may|might)\s+also\s+like"
    r"|(?:à\s+)?lire\s+(?:aussi|également|plus)|lesen\s+sie\s+(?:auch|mehr|dazu)|mehr\s+(?:zum\s+thema|dazu|lesen)|lesetipps?"
    r"|auch\s+interessant|leggi\s+anche|lea(?:\s+(?:también|además|más))|lee(?:\s+(?:también|además|más))|te\s+puede\s+interesar"
    r"|leia\s+(?:também|mais)|veja\s+também|lees\s+(?:ook|meer)|läs\s+(?:också|mer)|les\s+også|læs\s+også|lue\s+myös"
    r"|czytaj\s+(?:też|także|więcej)|zobacz\s+(?:też|także)|читайте\s+(?:также|ещё|еще)|смотрите\s+также|по\s+теме"
    r"|читайте\s+також|關連|関連記事|相关阅读|延伸閱讀)\W*$",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def bookmark(flow: Flow, element: Element, style: Style) -> bool:
    """A card that a writer put in by its address: Ghost, WordPress, Substack, Medium, Notion."""
    if element.tag not in {"figure", "div", "a", "blockquote", "section", "article", "p"}:
        return False
    card = _card(flow, element)
    if card is None:
        return False
    flow.add(card)
    caption = next(element.iter("figcaption"), None)
    if caption is not None:
        flow.add(*flow.inside(caption))
    return True


def wordpress_frame(flow: Flow, element: Element, style: Style) -> bool:
    """The frame that WordPress puts behind a wp-embedded-content quotation: the card says it all."""
    return element.tag == "iframe" and flow.blocks[-1:] != [] and isinstance(flow.blocks[-1], Card)


def related(flow: Flow, element: Element, style: Style) -> bool:
    """A box of "read also": every link a card, under the box's heading if that says more than that."""
    if element.tag in {"a", "body", "article", "main", "span", "p", "li"}:
        return False
    links = _addresses(flow, element)
    if not links or len(links) > _MOST_LINKS or short_text(element, LONGEST * len(links)) is None:
        return False
    if len(links) == 1:
        card = _card(flow, element)
        if card is None:
            return False
        flow.add(card)
        return True
    cards: list[Block] = []
    for part in _parts(flow, element, 0):
        card = _card(flow, part)
        if card is not None and card not in cards:
            cards.append(card)
    if {block.url for block in cards if isinstance(block, Card)} != set(links):
        return False
    heading = next(
        (
            clean.line(text_of(below))
            for below in element.iter(*sorted(_HEADINGS))
            if not len(_addresses(flow, below))
        ),
        "",
    )
    if heading and not LABEL.match(heading):
        flow.add(Aside(tuple(cards), heading))
    else:
        flow.add(*cards)
    return True


def from_paragraph(block: Paragraph) -> Card | None:
    """A paragraph "Read also: <a>Title</a>" as a card."""
    spans = block.spans
    if len(spans) > 6 or len(spans[0].text) > 60:
        return None
    links = {span.href for span in spans if span.href}
    if len(links) != 1 or not (address := links.pop()).startswith("http"):
        return None
    before = clean.line(text_in(span for span in spans[: [bool(span.href) for span in spans].index(True)]))
    title = clean.line(text_in(span for span in spans if span.href))
    after = [
        span for place, span in enumerate(spans) if not span.href and any(left.href for left in spans[:place])
    ]
    if len(title) < 12 or not LABEL.match(before) or re.search(r"\w", text_in(after)):
        return None
    return Card(address, title)


def _addresses(flow: Flow, element: Element) -> list[str]:
    """The addresses an element links to, each once; one more than a box may have where it has many."""
    found: dict[str, None] = {}
    for link in element.iter("a"):
        address = flow.context.link(link.get("href"))
        if address.startswith("http") and address not in found and not _is_mute(link):
            found[address] = None
            if len(found) > _MOST_LINKS:
                break
    return list(found)


def _is_mute(link: Element) -> bool:
    return next(link.iter("img"), None) is None and not says_anything(link)


def _parts(flow: Flow, element: Element, depth: int) -> Iterable[Element]:
    """The smallest parts of a box that hold one address each."""
    for child in element:
        count = len(_addresses(flow, child))
        if count == 1:
            yield child
        elif count > 1 and depth < 8:
            yield from _parts(flow, child, depth + 1)


def _card(flow: Flow, element: Element) -> Card | None:
    links = [flow.context.link(element.get("href"))] if element.tag == "a" else _addresses(flow, element)
    if len(links) != 1 or not links[0].startswith("http") or short_text(element, LONGEST) is None:
        return None
    if next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return None
    parts = _Parts()
    parts.read(element, flow.context.base, 0)
    title = parts.title or (parts.link_text or parts.lines.pop(0) if parts.link_text or parts.lines else "")
    if not title:
        return None
    lines = [line for line in parts.lines if line != title and not LABEL.match(line)]
    summary = parts.summary or " ".join(lines)
    return Card(links[0], title, "" if summary == title else summary, parts.image, parts.site)


class _Parts:
    """What a card holds, told by class names, else by order."""

    def __init__(self) -> None:
        self.title = self.summary = self.site = self.image = self.link_text = ""
        self.lines: list[str] = []

    def read(self, element: Element, base: str, depth: int) -> None:
        if element.tag in {"script", "style", "svg", "iframe", "time", "figcaption"} or is_hidden(
            element, element.keys()
        ):
            return
        if element.tag == "img":
            picture = images.picture(element, base)
            if (
                picture is not None
                and not images.is_icon(element)
                and "icon" not in (element.get("class") or "")
            ):
                self.image = self.image or picture.url
            return
        if not self._named(element) and depth < 40:
            self._below(element, base, depth)

    def _named(self, element: Element) -> bool:
        """Takes an element whose class or tag says what it is."""
        name = element.get("class") or ""
        if next(element.iter("img"), None) is not None:
            return False
        text = clean.line(text_of(element))
        if not text:
            return True
        if (element.tag in _HEADINGS or _TITLE.search(name)) and not self.title:
            if not LABEL.match(text):
                self.title = text
            return True
        if _SUMMARY.search(name) and not self.summary and text != self.title:
            self.summary = text
            return True
        if (_SITE.search(name) or element.tag == "cite") and not len(element) and len(text) <= 60:
            self.site = self.site or text
            return True
        if _PLAIN_PARTS.search(name) and not len(element) and element.tag != "a":
            return True
        if element.tag in {"a", "p", "strong", "em", "li"} and not len(element):
            self._line(text, element.tag == "a")
            return True
        return False

    def _below(self, element: Element, base: str, depth: int) -> None:
        if (
            element.tag == "a"
            and not self.title
            and next(element.iter("img", "div", "p", "h1", "h2", "h3", "h4", "strong"), None) is None
        ):
            self._line(clean.line(text_of(element)), True)
            return
        self._line(clean.line(element.text or ""), element.tag == "a")
        for child in element:
            self.read(child, base, depth + 1)
            self._line(clean.line(child.tail or ""), False)

    def _line(self, text: str, linked: bool) -> None:
        if not text or LABEL.match(text):
            return
        if linked and not self.link_text:
            self.link_text = text
        else:
            self.lines.append(text)
