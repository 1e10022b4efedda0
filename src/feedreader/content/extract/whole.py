"""Page -> Story: the order of the steps."""

from __future__ import annotations

from feedreader.content import authorbox, jsonld, page, render_text
from feedreader.content.extract import body, core, dates, edges, facts, kinds, lead, outline, source, titles
from feedreader.content.extract.records import Story, StoryKind
from feedreader.content.tree import Element
from feedreader.model.author import Author
from feedreader.model.document import Document
from feedreader.text import clean, durations, urls


def read(html: bytes, url: str, content_type: str) -> Story:
    """See `content.extract.story`."""
    refused = kinds.refused(html, content_type)
    if refused:
        return Story(StoryKind.NOT_AN_ARTICLE, url=urls.web(url), sentence=refused)
    text = source.text(html, content_type)
    root = source.root(text)
    if root is None:
        return Story(StoryKind.NOT_AN_ARTICLE, url=urls.web(url), sentence=kinds.EMPTY)
    return _story(root, facts.gather(root, url))


def _story(root: Element, known: facts.Facts) -> Story:
    title, headline = titles.find(root, known)
    authors = _authors(root, known.url)
    published = dates.published(root, known, headline)
    plan = outline.of(root)
    marked = core.mark(plan, plan.places.get(headline, -1) if headline is not None else -1)
    chosen = core.find(plan, marked, plan.places.get(headline, -1) if headline is not None else -1)
    state = body.context(known.base)
    left = marked.gone | core.dense(plan, marked, chosen)
    elements = [plan.elements[place] for place in left]
    made = body.blocks(plan.elements[chosen], [*elements, *([headline] if headline is not None else [])], state)
    picture = None
    document = Document(edges.trimmed(made, title), clean.line(known.language, 35))
    words, _minutes = durations.reading_minutes(render_text.plain(document), known.language)
    return Story(
        StoryKind.ARTICLE,
        title,
        url=known.url,
        published=published,
        authors=authors,
        lead=picture,
        document=document,
        words=words,
    )


def _authors(root: Element, url: str) -> tuple[Author, ...]:
    found = (
        jsonld.authors(root, url) or authorbox.marked(root, url) or page._meta(root) or authorbox.byline(root, url)
    )
    return tuple(authorbox.completed(author, root, url, len(found)) for author in page._once(found))
