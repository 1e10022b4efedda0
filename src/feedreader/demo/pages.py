"""An article's page: the whole story with everything that a news site puts on and round it."""

from __future__ import annotations

from feedreader.demo import cards, frame, linked
from feedreader.demo.markup import figure, rfc3339, text
from feedreader.demo.newsroom import Newsroom
from feedreader.demo.records import Linking, Person, Story

_FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rss+xml",
    "json_feed": "application/feed+json",
    "api": "application/json",
}


def article(newsroom: Newsroom, story: Story, root: str) -> str:
    """The page of a story, complete."""
    return frame.page(
        title=f"{story.title} — {story.paper.title}" if story.title else story.paper.title,
        head=_head(story, root),
        body=_body(newsroom, story, root),
        language=story.language,
        papers=newsroom.papers,
    )


def alternate(story_or_paper: Story, root: str) -> str:
    """The `link` to the paper's feed."""
    paper = story_or_paper.paper
    kind = _FEED_TYPES[paper.shape]
    return f'<link rel="alternate" type="{kind}" title="{text(paper.title)}" href="{root}{paper.feed}">'


def _head(story: Story, root: str) -> str:
    address = root + story.path
    rows = [
        f'<link rel="canonical" href="{address}">',
        alternate(story, root),
        f'<link rel="icon" href="{story.paper.icon}">',
        _meta("name", "description", story.standfirst),
        _meta("property", "og:type", "article"),
        _meta("property", "og:site_name", story.paper.title),
        _meta("property", "og:title", story.title),
        _meta("property", "og:description", story.standfirst),
        _meta("property", "og:url", address),
        _meta("property", "og:locale", story.language),
        _meta("name", "twitter:card", "summary_large_image"),
    ]
    if story.picture:
        rows.append(_meta("property", "og:image", root + story.picture.path))
        rows.append(_meta("property", "og:image:alt", story.picture.alt))
    if story.published:
        rows.append(_meta("property", "article:published_time", rfc3339(story.published)))
    if story.updated:
        rows.append(_meta("property", "article:modified_time", rfc3339(story.updated)))
    rows += [_meta("property", "article:tag", tag) for tag in story.tags]
    if story.paper.linking is Linking.STRING and story.authors:
        rows.append(_meta("name", "author", ", ".join(author.name for author in story.authors)))
    if story.paper.linking is Linking.THING and story.authors:
        rows.append(_meta("property", "article:author", root + story.authors[0].path))
    rows.append(linked.article(story, root))
    return "\n".join(row for row in rows if row)


def _meta(name: str, value: str, content: str) -> str:
    return f'<meta {name}="{value}" content="{text(content)}">' if content else ""


def _body(newsroom: Newsroom, story: Story, root: str) -> str:
    kicker = f'<p class="kicker">{text(story.tags[0])}</p>' if story.tags else ""
    title = f'<h1 class="article-title">{text(story.title)}</h1>' if story.title else ""
    standfirst = f'<p class="standfirst">{text(story.standfirst)}</p>' if story.standfirst else ""
    lead = figure(story.picture) if story.picture else ""
    tags = "".join(f'<li><a rel="tag" href="{story.paper.home}">{text(tag)}</a></li>' for tag in story.tags)
    boxes = "".join(_author_box(author) for author in story.authors)
    return (
        f'<main><article class="article" id="article">\n<header>{kicker}{title}{standfirst}'
        f"{_byline(story)}</header>\n{frame.share(root + story.path)}\n{lead}\n"
        f'<div class="article-body entry-content">\n{_inline_files(story)}{story.body}\n</div>\n'
        f'<ul class="tags">{tags}</ul>\n{boxes}\n</article>\n'
        f"{_related(newsroom, story)}\n{frame.newsletter(story.paper)}\n{frame.comments()}</main>"
    )


def _byline(story: Story) -> str:
    names = " and ".join(
        f'<a class="byline__name" rel="author" href="{author.path}">{text(author.name)}</a>'
        for author in story.authors
    )
    by = f'<span class="byline">By {names}</span>' if names else ""
    date = ""
    if story.published:
        shown = f"{story.published:%d %B %Y, %H:%M}"
        date = f'<time datetime="{rfc3339(story.published)}">{shown}</time>'
    changed = ""
    if story.updated:
        changed = f' <span class="updated">Updated {story.updated:%d %B %Y, %H:%M}</span>'
    return f'<p class="meta">{by} {date}{changed}</p>' if by or date else ""


def _author_box(author: Person) -> str:
    if not author.is_person:
        return f'<div class="author-box"><p class="author-box__name">{text(author.name)}</p></div>'
    image = (
        f'<img class="author-box__avatar" src="{author.picture}" alt="{text(author.name)}" '
        'width="200" height="200" />'
    )
    first = author.bio.partition(". ")[0].rstrip(".")
    return (
        f'<div class="author-box"><a href="{author.path}">{image}</a>'
        f'<p class="author-box__name"><a rel="author" href="{author.path}">{text(author.name)}</a></p>'
        f'<p class="author-box__role">{text(author.role)}</p>'
        f'<p class="author-box__bio">{text(first)}.</p>'
        f'<a class="author-box__more" href="{author.path}">Read more</a></div>'
    )


def _inline_files(story: Story) -> str:
    """Recordings stand over the text, as "listen to this story" does."""
    return "".join(
        f'<audio controls src="{a.path}" title="{text(a.title)}"></audio>\n'
        for a in story.attachments
        if a.mime.startswith("audio/")
    )


def _related(newsroom: Newsroom, story: Story) -> str:
    others = [s for s in newsroom.of(story.paper, later=False) if s.key != story.key and s.title][:3]
    boxes = "".join(cards.plain(other) for other in others)
    return f'<section class="related"><h2>More from {text(story.paper.title)}</h2>{boxes}</section>'
