"""The papers that publish JSON: JSON Feed 1.1 (jsonfeed.org/version/1.1) and an API of its own."""

from __future__ import annotations

import json
from typing import Any

from feedreader.demo import LABEL
from feedreader.demo.edition import Edition
from feedreader.demo.markup import about, absolute, rfc3339
from feedreader.demo.records import Person, Story

# The Test Desk's story spells escape as a reference, which HTML turns into U+FFFD or drops.
# JSON can hold the character itself, so here it does.
_ESCAPE = ("&#27;", "\x1b")


def staple(edition: Edition, root: str) -> str:
    """JSON Feed 1.1, older pages by `next_url`."""
    paper = edition.paper
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.title,
        "home_page_url": root + paper.home,
        "feed_url": root + paper.feed,
        "description": about(paper, LABEL),
        "icon": root + paper.icon,
        "language": paper.language,
        "authors": [{"name": paper.title, "url": root + paper.home}],
    }
    if edition.number < edition.pages:
        feed["next_url"] = f"{root}{paper.feed}?page={edition.number + 1}"
    feed["items"] = [_staple_story(story, root) for story in edition.stories]
    return json.dumps(feed, indent=1)


def _staple_story(story: Story, root: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"tag:{story.paper.site},2024:{story.slug}",
        "url": root + story.path,
        "title": story.title,
        "summary": story.standfirst,
        "content_html": absolute(story.body, root).replace(*_ESCAPE),
        "image": root + story.picture.path if story.picture else "",
        "date_published": rfc3339(story.published) if story.published else "",
        "date_modified": rfc3339(story.updated) if story.updated else "",
        "authors": [_staple_author(author, root) for author in story.authors],
        "tags": list(story.tags),
        "attachments": [
            {
                "url": root + a.path,
                "mime_type": a.mime,
                "title": a.title,
                "size_in_bytes": a.size,
            }
            for a in story.attachments
        ],
    }
    return {name: value for name, value in row.items() if value}


def _staple_author(person: Person, root: str) -> dict[str, str]:
    row = {"name": person.name, "url": root + person.path}
    if person.picture:
        row["avatar"] = root + person.picture
    return row


def tideline(edition: Edition, root: str) -> str:
    """A newspaper's own API: not a feed format, but everything is there under other names."""
    more = edition.number < edition.pages
    address = f"{root}{edition.paper.feed}?page={edition.number + 1}" if more else None
    answer = {
        "status": "ok",
        "notice": LABEL,
        "source": {"name": edition.paper.title, "about": about(edition.paper, LABEL)},
        "results": [_tideline_story(story, root) for story in edition.stories],
        "next": address,
    }
    return json.dumps(answer, ensure_ascii=False)


def _tideline_story(story: Story, root: str) -> dict[str, Any]:
    byline = None
    if story.authors:
        byline = {"name": story.authors[0].name, "title": story.authors[0].role}
    picture = None
    if story.picture:
        picture = {
            "src": root + story.picture.path,
            "alt": story.picture.alt,
            "caption": story.picture.caption,
            "credit": story.picture.credit,
        }
    return {
        "id": story.slug,
        "headline": story.title,
        "permalink": root + story.path,
        "published_at": rfc3339(story.order),
        "byline": byline,
        "standfirst": story.standfirst,
        "body_html": absolute(story.body, root),
        "picture": picture,
        "topics": list(story.tags),
    }
