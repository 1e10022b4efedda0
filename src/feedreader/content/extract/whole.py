"""Page -> Story: the order of the steps."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from feedreader.content import FALLS, authormarks, convert, fault, render_text, source_text, tree
from feedreader.content.extract import (
    body,
    core,
    dates,
    edges,
    facts,
    heads,
    kinds,
    lead,
    outline,
    people,
    prepare,
    sameness,
    source,
    titles,
)
from feedreader.content.extract.records import Story, StoryKind
from feedreader.content.tree import Element
from feedreader.model.article import LeadImage
from feedreader.model.author import Author
from feedreader.model.document import Block, Document
from feedreader.text import clean, durations, urls

_CAPTIONED = 900
"""Characters of a small box over the headline that is a picture with its caption."""
_BODY_LEAST = 400
"""Characters from which a body in JSON-LD is the story where the page itself shows none."""


def read(html: bytes, url: str, content_type: str) -> Story:
    """See `content.extract.story`."""
    refused = kinds.refused(html, content_type)
    if refused:
        return Story(StoryKind.NOT_AN_ARTICLE, url=urls.web(url), sentence=refused)
    text = source.text(html, content_type)
    if "text/plain" in content_type or ("<" not in text and "html" not in content_type):
        return _plain_text(text, url)
    root = source.root(text)
    if root is None:
        return Story(StoryKind.NOT_AN_ARTICLE, url=urls.web(url), sentence=kinds.EMPTY)
    try:
        return _story(root, facts.gather(root, url))
    except FALLS:
        fault(url)
        return _plain_story(root, url)


def _plain_story(root: Element, url: str) -> Story:
    """All that a page says, line by line, where it cannot be told what of it is the story."""
    title = next((clean.line(found.text) for found in root.iter("title")), "")
    text = tree.paragraphs_of(root)
    document = source_text.from_text(text)
    words = durations.reading_minutes(text)[0] if document.blocks else 0
    kind = StoryKind.ARTICLE if words else StoryKind.NOT_AN_ARTICLE
    return Story(kind, title, url=urls.web(url), document=document, words=words, sentence=kinds.PLAIN)


def _plain_text(text: str, url: str) -> Story:
    document = source_text.from_text(text)
    if not document.blocks:
        return Story(StoryKind.NOT_AN_ARTICLE, url=urls.web(url), sentence=kinds.EMPTY)
    words, _minutes = durations.reading_minutes(text)
    name = unquote(urlsplit(urls.web(url)).path.rstrip("/").rpartition("/")[2])
    return Story(StoryKind.ARTICLE, clean.line(name, 200), url=urls.web(url), document=document, words=words)


def _story(root: Element, known: facts.Facts) -> Story:
    title, headline = titles.find(root, known)
    authors = people.authors(root, known)
    translators = authormarks.translators(root, known.url)
    published = dates.published(root, known, headline)
    tags = heads.tags(root, known)
    plan, picture, made, before, named = _body(root, known, title, headline, authors)
    authors = people.with_translators(named or authors, translators)
    language = heads.language(known)
    text = render_text.plain(Document(made))
    words, _minutes = durations.reading_minutes(text, language)
    kind, sentence = kinds.judged(root, known, plan, words if text else 0, text)
    if kind not in {StoryKind.ARTICLE, StoryKind.CONSENT} and (given := _given(known)) is not None:
        made, kind, sentence = given.blocks, StoryKind.ARTICLE, ""
        words, _minutes = durations.reading_minutes(render_text.plain(given), language)
    return Story(
        kind,
        title,
        subtitle=heads.subtitle(known, made, before),
        url=heads.address(known),
        site_name=heads.site_name(known),
        language=language,
        published=published,
        updated=dates.updated(known, published),
        authors=authors,
        lead=picture,
        summary=heads.summary(known, made),
        tags=tags,
        document=Document(made, language),
        words=words if made else 0,
        sentence=sentence,
    )


def _body(
    root: Element, known: facts.Facts, title: str, headline: Element | None, authors: tuple[Author, ...]
) -> tuple[outline.Outline, LeadImage | None, tuple[Block, ...], int, tuple[Author, ...]]:
    """The outline, the lead picture, the body's blocks, how many elements stood before the body, and
    who is named there, where nobody but the site is known."""
    prepare.prepare(root)
    plan = outline.of(root)
    wanted = sameness.declared(known)
    top = plan.places.get(headline, -1) if headline is not None else -1
    declared_at = sameness.shown(plan, known.base, wanted, top)
    marked = core.mark(plan, top, declared_at)
    chosen = core.find(plan, marked, top)
    parts = core.parts(plan, marked, chosen, top)
    left = marked.gone | {place for part in parts for place in core.dense(plan, marked, part)}
    left |= _over(plan, marked, chosen, top) | lead.faces(plan, chosen)
    state = convert.context(known.base, len(plan.elements))
    found = lead.before(plan, marked, chosen, top, state, wanted, declared_at)
    made = body.blocks(
        [plan.elements[place] for place in parts], [plan.elements[place] for place in left], state
    )
    named = (
        people.linked(plan, top, chosen, known.base)
        or people.spoken(people.lines(plan, top, chosen, made))
        or people.sourced(made, known)
        if people.is_only_the_site(authors, known)
        else ()
    )
    picture, made = lead.split(edges.trimmed(made, title, (*authors, *named)), found, known)
    return plan, picture, edges.once(made), parts.index(chosen), named


def _given(known: facts.Facts) -> Document | None:
    """The body that a page without text gives in its JSON-LD."""
    text = known.story.get("articleBody")
    if not isinstance(text, str) or len(text) < _BODY_LEAST:
        return None
    if "</p>" in text or "<p>" in text:
        return convert.convert(text[:2_000_000], known.base)
    return source_text.from_text(text[:2_000_000])


def _over(plan: outline.Outline, marked: core.Marked, chosen: int, headline: int) -> set[int]:
    """The roots of what stands over the headline inside the main element, pictures apart, and the
    headline itself."""
    if headline < 0 or not plan.inside(headline, chosen):
        return set()
    before = sum(
        plan.own[at] for at in range(chosen, headline) if not marked.out[at] and not plan.inside(headline, at)
    )
    if 4 * before > marked.clean[chosen]:
        # A heading in the middle of the story.
        return set()
    found = {headline}
    place = chosen + 1
    while place < headline:
        element = plan.elements[place]
        if plan.inside(headline, place):
            place += 1
        elif next(element.iter("img"), None) is None:
            found.add(place)
            place = plan.end[place]
        else:
            # What stands with a picture is its caption.
            place = plan.end[place] if plan.chars[place] < _CAPTIONED else place + 1
    return found
