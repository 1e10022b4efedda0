"""The papers that publish XML: RSS 2.0, Atom 1.0 (RFC 4287) and RSS 1.0 (RDF)."""

from __future__ import annotations

from feedreader.demo import LABEL
from feedreader.demo.edition import Edition
from feedreader.demo.markup import about, absolute, cdata, figure, rfc822, rfc3339, text
from feedreader.demo.records import Person, Picture, Story

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_RSS_NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:fh="http://purl.org/syndication/history/1.0"'
)
_RDF_NAMES = (
    'xmlns="http://purl.org/rss/1.0/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def lantern(edition: Edition, root: str) -> str:
    """RSS 2.0 as WordPress writes it: whole text in content:encoded, dc:creator, Media RSS.

    Older pages stand behind `?paged=2`, which the feed does not announce."""
    return _rss(edition, root, "", [_lantern_story(s, root) for s in edition.stories])


def kite(edition: Edition, root: str) -> str:
    """RSS 2.0 with `author` as "mail (Name)", older issues by RFC 5005 `prev-archive`."""
    feed = root + edition.paper.feed
    links = []
    if edition.number > 1:
        links.append(f'<fh:archive/><atom:link rel="current" href="{feed}"/>')
    if edition.number < edition.pages:
        # RFC 5005, 4: archives are numbered from the oldest, so that their addresses stay.
        older = edition.pages - edition.number
        links.append(f'<atom:link rel="prev-archive" href="{root}/kite/archive/{older}.xml"/>')
    return _rss(edition, root, "".join(links), [_kite_story(s, root) for s in edition.stories])


def _rss(edition: Edition, root: str, extra: str, stories: list[str]) -> str:
    paper = edition.paper
    title, home = text(paper.title), root + paper.home
    return (
        f'{_DECLARATION}<rss version="2.0" {_RSS_NAMES}>\n<channel>\n<title>{title}</title>\n'
        f"<link>{home}</link>\n<description>{text(about(paper, LABEL))}</description>\n"
        f"<language>{paper.language}</language>\n<ttl>30</ttl>\n"
        f"<lastBuildDate>{rfc822(edition.changed)}</lastBuildDate>\n"
        "<generator>feedreader demo newsroom</generator>\n"
        f"<image><url>{root}{paper.icon}</url><title>{title}</title><link>{home}</link></image>\n"
        f'<atom:link rel="self" type="application/rss+xml" href="{root}{paper.feed}"/>\n'
        f"{extra}\n" + "\n".join(stories) + "\n</channel>\n</rss>\n"
    )


def _rss_head(story: Story, root: str) -> str:
    title = f"<title>{text(story.title)}</title>" if story.title else ""
    date = f"<pubDate>{rfc822(story.published)}</pubDate>" if story.published else ""
    tags = "".join(f"<category>{cdata(tag)}</category>" for tag in story.tags)
    return f"{title}<link>{root}{story.path}</link>{date}{tags}"


def _lantern_story(story: Story, root: str) -> str:
    creators = "".join(f"<dc:creator>{cdata(a.name)}</dc:creator>" for a in story.authors)
    media = _media(story.picture, root) if story.picture else ""
    files = "".join(
        f'<enclosure url="{root}{a.path}" type="{a.mime}" length="{a.size}"/>'
        f"<itunes:duration>{a.seconds}</itunes:duration>"
        for a in story.attachments[:1]
    )
    return (
        f"<item>{_rss_head(story, root)}{creators}"
        f'<guid isPermaLink="false">tag:{story.paper.site},2024:{story.slug}</guid>'
        f"<description>{cdata(story.standfirst)}</description>"
        f"<content:encoded>{cdata(absolute(story.body, root))}</content:encoded>{media}{files}"
        f"<comments>{root}{story.path}#comments</comments></item>"
    )


def _kite_story(story: Story, root: str) -> str:
    author = "".join(f"<author>{a.email} ({text(a.name)})</author>" for a in story.authors[:1])
    lead = figure(story.picture) if story.picture else ""
    direction = ' dir="rtl"' if story.language == "ar" else ""
    body = f'<div lang="{story.language}"{direction}>{lead}\n{story.body}</div>'
    return (
        f'<item xml:lang="{story.language}">{_rss_head(story, root)}{author}'
        f"<guid>{root}{story.path}</guid><dc:language>{story.language}</dc:language>"
        f"<description>{text(story.standfirst)}</description>"
        f"<content:encoded>{cdata(absolute(body, root))}</content:encoded></item>"
    )


def _media(picture: Picture, root: str) -> str:
    return (
        f'<media:content url="{root}{picture.path}" medium="image" width="{picture.width}" '
        f'height="{picture.height}"><media:title type="plain">{text(picture.alt)}</media:title>'
        f'<media:description type="plain">{text(picture.caption)}</media:description>'
        f'<media:credit role="photographer">{text(picture.credit)}</media:credit></media:content>'
    )


def harbour(edition: Edition, root: str) -> str:
    """Atom 1.0: xhtml content with addresses relative to `xml:base`, every author of a story."""
    paper = edition.paper
    stories = "\n".join(_harbour_story(story, root) for story in edition.stories)
    return (
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{paper.language}" '
        f'xml:base="{root}{paper.home}">\n<title>{text(paper.title)}</title>\n'
        f"<subtitle>{text(about(paper, LABEL))}</subtitle>\n<id>tag:{paper.site},2024:feed</id>\n"
        f"<updated>{rfc3339(edition.changed)}</updated>\n"
        f'<link rel="self" href="{root}{paper.feed}"/>\n<link rel="alternate" href="{paper.home}"/>\n'
        f"<icon>{root}{paper.icon}</icon>\n<rights>{LABEL}</rights>\n"
        f"<author><name>{text(paper.title)}</name></author>\n{stories}\n</feed>\n"
    )


def _harbour_story(story: Story, root: str) -> str:
    authors = "".join(_atom_author(author, root) for author in story.authors)
    tags = "".join(f'<category term="{text(tag)}"/>' for tag in story.tags)
    lead = figure(story.picture) if story.picture else ""
    # Paths of the paper's own stories become relative, so that xml:base has work to do.
    body = f"{lead}{story.body}".replace(f'href="{story.paper.home}', 'href="')
    return (
        f"<entry><title>{text(story.title)}</title>"
        f"<id>tag:{story.paper.site},2024:{story.slug}</id>"
        f'<link rel="alternate" type="text/html" href="{story.path}"/>{authors}{tags}'
        f"<published>{rfc3339(story.order)}</published>"
        f"<updated>{rfc3339(story.updated or story.order)}</updated>"
        f'<summary type="text">{text(story.standfirst)}</summary>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content>'
        "</entry>"
    )


def _atom_author(person: Person, root: str) -> str:
    email = f"<email>{person.email}</email>" if person.email else ""
    uri = f"<uri>{root}{person.path}</uri>" if person.is_person else ""
    return f"<author><name>{text(person.name)}</name>{uri}{email}</author>"


def orrery(edition: Edition, root: str) -> str:
    """RSS 1.0: teasers only; the whole text stands on the page."""
    paper = edition.paper
    address = root + paper.feed
    order = "".join(f'<rdf:li rdf:resource="{root}{s.path}"/>' for s in edition.stories)
    stories = "\n".join(_orrery_story(story, root) for story in edition.stories)
    return (
        f'{_DECLARATION}<rdf:RDF {_RDF_NAMES}>\n<channel rdf:about="{address}">\n'
        f"<title>{text(paper.title)}</title>\n<link>{root}{paper.home}</link>\n"
        f"<description>{text(about(paper, LABEL))}</description>\n"
        f"<dc:language>{paper.language}</dc:language>\n<dc:date>{rfc3339(edition.changed)}</dc:date>\n"
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>\n"
        f'<image rdf:resource="{root}{paper.icon}"/>\n'
        f"<items><rdf:Seq>{order}</rdf:Seq></items>\n</channel>\n"
        f'<image rdf:about="{root}{paper.icon}"><title>{text(paper.title)}</title>'
        f"<url>{root}{paper.icon}</url><link>{root}{paper.home}</link></image>\n"
        f"{stories}\n</rdf:RDF>\n"
    )


def _orrery_story(story: Story, root: str) -> str:
    names = " and ".join(author.name for author in story.authors)
    creator = f"<dc:creator>{text(names)}</dc:creator>" if names else ""
    date = f"<dc:date>{rfc3339(story.published)}</dc:date>" if story.published else ""
    tags = "".join(f"<dc:subject>{text(tag)}</dc:subject>" for tag in story.tags)
    link = root + story.path
    return (
        f'<item rdf:about="{link}"><title>{text(story.title)}</title><link>{link}</link>'
        f"<description>{text(story.standfirst)}</description>{creator}{date}{tags}</item>"
    )
