"""JSON-LD (schema.org) of the pages: NewsArticle and Person, in the shapes that real sites use."""

from __future__ import annotations

import json
from typing import Any

from feedreader.demo.markup import rfc3339
from feedreader.demo.records import Linking, Person, Story


def article(story: Story, root: str) -> str:
    """The `script` of an article's page."""
    row: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{root}{story.path}#article",
        "inLanguage": story.language,
        "keywords": list(story.tags),
        "mainEntityOfPage": root + story.path,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": story.paper.title,
            "url": root + story.paper.home,
            "logo": {"@type": "ImageObject", "url": root + story.paper.icon},
        },
    }
    if story.title:
        row["headline"] = story.title
    if story.standfirst:
        row["description"] = story.standfirst
    if story.published:
        row["datePublished"] = rfc3339(story.published)
        row["dateModified"] = rfc3339(story.updated or story.published)
    if story.picture:
        row["image"] = _image(story, root)
    if story.paper.linking is Linking.GRAPH:
        return _script(_graph(story, row, root))
    if story.authors:
        row["author"] = _authors(story, root)
    return _script({"@context": "https://schema.org", **row})


def person(of: Person, root: str) -> str:
    """The `script` of an author's page."""
    return _script({"@context": "https://schema.org", **_whole(of, root)})


def _script(value: dict[str, Any]) -> str:
    # "</" would end the script early; JSON may escape the slash.
    text = json.dumps(value, ensure_ascii=True, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _image(story: Story, root: str) -> Any:
    assert story.picture is not None
    address = root + story.picture.path
    if story.paper.linking in (Linking.STRING, Linking.SINGLE):
        return address
    if story.paper.linking is Linking.LIST:
        return [address]
    return {
        "@type": "ImageObject",
        "url": address,
        "width": story.picture.width,
        "height": story.picture.height,
        "caption": story.picture.caption,
        "creditText": story.picture.credit,
    }


def _graph(story: Story, row: dict[str, Any], root: str) -> dict[str, Any]:
    persons = [{**_whole(author, root), "@id": _id(author, root)} for author in story.authors]
    refs = [{"@id": _id(author, root)} for author in story.authors]
    if refs:
        row["author"] = refs[0] if len(refs) == 1 else refs
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": story.paper.title, "item": root + story.paper.home}
        ],
    }
    return {"@context": "https://schema.org", "@graph": [row, crumbs, *persons]}


def _id(of: Person, root: str) -> str:
    return f"{root}{of.path}#person"


def _authors(story: Story, root: str) -> Any:
    match story.paper.linking:
        case Linking.STRING:
            return " and ".join(author.name for author in story.authors)
        case Linking.SINGLE:
            return _short(story.authors[0], root)
        case Linking.RELATIVE:
            return [_whole(author, "") for author in story.authors]
        case Linking.THING:
            return [{"@type": "Thing", "name": a.name, "url": root + a.path} for a in story.authors]
        case _:
            return [
                {"@type": _kind(a), "name": a.name, "url": root + a.path, "jobTitle": a.role}
                for a in story.authors
            ]


def _short(of: Person, root: str) -> dict[str, Any]:
    """As Ghost writes it: neither role nor biography."""
    row: dict[str, Any] = {"@type": _kind(of), "name": of.name, "url": root + of.path}
    if of.picture:
        row["image"] = {"@type": "ImageObject", "url": root + of.picture, "width": 200, "height": 200}
    if of.links:
        row["sameAs"] = list(of.links)
    return row


def _whole(of: Person, root: str) -> dict[str, Any]:
    row = _short(of, root)
    if of.picture:
        row["image"] = root + of.picture
    if of.is_person:
        row["worksFor"] = {"@type": "NewsMediaOrganization", "name": of.organisation}
    if of.role:
        row["jobTitle"] = of.role
    if of.bio:
        row["description"] = of.bio
    return row


def _kind(of: Person) -> str:
    return "Person" if of.is_person else "Organization"
