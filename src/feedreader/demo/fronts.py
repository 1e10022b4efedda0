"""Pages that lead to others: the start page, a paper's front page, the masthead, an author's page."""

from __future__ import annotations

from collections.abc import Iterable

from feedreader.demo import LABEL, frame, linked, pages
from feedreader.demo.markup import rfc3339, text
from feedreader.demo.newsroom import Newsroom
from feedreader.demo.records import Paper, Person, Story


def start(newsroom: Newsroom, root: str) -> str:
    """All papers, with every feed announced in the head."""
    stories = (newsroom.of(paper)[0] for paper in newsroom.papers)
    head = "\n".join(pages.alternate(story, root) for story in stories)
    rows = "".join(
        f'<li><a href="{p.home}">{text(p.title)}</a>: {text(p.tagline)} <a href="{p.feed}">Feed</a></li>'
        for p in newsroom.papers
    )
    body = f"<main><h1>The demo newsroom</h1><p>{LABEL}.</p><ul>{rows}</ul></main>"
    return _plain(newsroom, "The demo newsroom", head, body)


def front(newsroom: Newsroom, paper: Paper, root: str) -> str:
    """A paper's front page."""
    stories = newsroom.of(paper, later=False)
    body = (
        f'<main><h1>{text(paper.title)}</h1><p class="tagline">{text(paper.tagline)}</p>'
        f'<ul class="headlines">{_headlines(stories)}</ul></main>'
    )
    return _plain(newsroom, paper.title, pages.alternate(stories[0], root), body)


def people(newsroom: Newsroom) -> str:
    """The masthead."""
    rows = "".join(
        f'<li><a href="{p.path}">{text(p.name)}</a>, {text(p.role)}</li>'
        for p in newsroom.people
        if p.is_person
    )
    return _plain(newsroom, "People", "", f"<main><h1>People</h1><ul>{rows}</ul></main>")


def person(newsroom: Newsroom, of: Person, root: str) -> str:
    """An author's page: picture, role, biography, links, stories."""
    image = f'<img class="u-photo" src="{of.picture}" alt="{text(of.name)}" width="200" height="200">'
    links = "".join(f'<li><a rel="me" href="{link}">{text(_host(link))}</a></li>' for link in of.links)
    role = f'<p class="p-job-title role">{text(of.role)}</p>' if of.role else ""
    bio = f'<p class="p-note bio">{text(of.bio)}</p>' if of.bio else ""
    body = (
        f'<main><section class="h-card profile">{image if of.picture else ""}'
        f'<h1 class="p-name">{text(of.name)}</h1>{role}{bio}'
        f'<p class="p-org">{text(of.organisation)}</p><ul class="links">{links}</ul></section>'
        f'<h2>Stories</h2><ul class="headlines">{_headlines(newsroom.by(of))}</ul></main>'
    )
    head = [
        f'<link rel="canonical" href="{root}{of.path}">',
        f'<meta property="og:type" content="profile"><meta property="og:title" content="{text(of.name)}">',
        f'<meta name="description" content="{text(of.bio[:250])}">',
        linked.person(of, root),
    ]
    if of.picture:
        head.insert(1, f'<meta property="og:image" content="{root}{of.picture}">')
    return _plain(newsroom, of.name, "\n".join(head), body)


def missing(newsroom: Newsroom) -> str:
    """The 404 page."""
    body = (
        "<main><h1>Not in this edition</h1><p>There is no such page. The gulls may have had it; "
        'try the <a href="/">list of papers</a>.</p></main>'
    )
    return _plain(newsroom, "Not found", "", body)


def _plain(newsroom: Newsroom, title: str, head: str, body: str) -> str:
    return frame.page(title=title, head=head, body=body, language="en", papers=newsroom.papers)


def _headlines(stories: Iterable[Story]) -> str:
    return "".join(
        f'<li><a href="{s.path}" lang="{s.language}">{text(s.title or "(no title)")}</a> '
        f'<time datetime="{rfc3339(s.order)}">{s.order:%d %b}</time></li>'
        for s in stories
    )


def _host(address: str) -> str:
    return address.split("/", 3)[2]
