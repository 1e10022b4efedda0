"""Related stories' cards as real publishing systems write them.

`ghost`: Ghost's bookmark card (`kg-bookmark-card`). `wordpress`: WordPress's embed of another
story (`wp-embedded-content`), whose iframe a reader never loads. `plain`: a linked box as the
themes of many papers write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from feedreader.demo.records import Story

_PLACE = re.compile(r"<!-- card ([a-z]+/[a-z0-9-]+) (ghost|wordpress|plain) -->")


def expand(body: str, stories: Mapping[str, Story]) -> str:
    """`body` with every card's place filled. KeyError where a card names no story."""
    return _PLACE.sub(lambda found: card(stories[found[1]], found[2]), body)


def card(story: Story, style: str) -> str:
    """One card as HTML, its addresses as paths on the server."""
    return {"ghost": _ghost, "wordpress": _wordpress, "plain": plain}[style](story)


def _ghost(story: Story) -> str:
    author = story.authors[0].name if story.authors else story.paper.title
    thumbnail = ""
    if story.picture:
        thumbnail = (
            f'<div class="kg-bookmark-thumbnail"><img src="{story.picture.path}" '
            f'alt="{escape(story.picture.alt)}" /></div>'
        )
    return (
        '<figure class="kg-card kg-bookmark-card">'
        f'<a class="kg-bookmark-container" href="{story.path}"><div class="kg-bookmark-content">'
        f'<div class="kg-bookmark-title">{escape(story.title)}</div>'
        f'<div class="kg-bookmark-description">{escape(story.standfirst)}</div>'
        '<div class="kg-bookmark-metadata">'
        f'<img class="kg-bookmark-icon" src="{story.paper.icon}" alt="" />'
        f'<span class="kg-bookmark-author">{escape(story.paper.title)}</span>'
        f'<span class="kg-bookmark-publisher">{escape(author)}</span></div></div>'
        f"{thumbnail}</a></figure>"
    )


def _wordpress(story: Story) -> str:
    return (
        '<figure class="wp-block-embed is-type-wp-embed"><div class="wp-block-embed__wrapper">'
        '<blockquote class="wp-embedded-content" data-secret="demo">'
        f'<a href="{story.path}">{escape(story.title)}</a></blockquote>'
        '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" '
        f'title="{escape(story.title)} — {escape(story.paper.title)}" '
        f'src="{story.path}?embed=true" width="600" height="338"></iframe></div></figure>'
    )


def plain(story: Story) -> str:
    """A related story's card as a linked box with picture, headline and line below."""
    image = ""
    if story.picture:
        image = (
            f'<img class="related-card__image" src="{story.picture.path}" '
            f'alt="{escape(story.picture.alt)}" width="160" height="100" />'
        )
    return (
        f'<aside class="related-card"><a class="related-card__link" href="{story.path}">{image}'
        f'<h4 class="related-card__title">{escape(story.title)}</h4>'
        f'<p class="related-card__text">{escape(story.standfirst)}</p></a></aside>'
    )
