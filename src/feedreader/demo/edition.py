"""One page of a paper's feed as it stands at a moment: which stories, in which version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from feedreader.demo.newsroom import Newsroom
from feedreader.demo.records import Paper, Story


@dataclass(frozen=True, slots=True)
class Edition:
    """Page `number` (1 is the newest) of `pages`; `changed` is when it last changed."""

    paper: Paper
    stories: tuple[Story, ...]
    number: int
    pages: int
    changed: datetime


def edition(newsroom: Newsroom, paper: Paper, number: int = 1, *, later: bool = False) -> Edition:
    """The page of the feed; `later` as it stands from the second poll on. Raises LookupError
    for a page that there is not."""
    stories = tuple(version(newsroom, s, later=later) for s in newsroom.of(paper, later=later))
    pages = -(-len(stories) // paper.page_size)
    if not 1 <= number <= pages:
        raise LookupError(f"{paper.title} has {pages} pages")
    start = (number - 1) * paper.page_size
    shown = stories[start : start + paper.page_size]
    changed = max(story.updated or story.order for story in shown)
    return Edition(paper, shown, number, pages, changed)


def version(newsroom: Newsroom, story: Story, *, later: bool) -> Story:
    """The story before or after its correction; most have none."""
    if not (later and story.correction):
        return story
    return replace(
        story,
        title=story.corrected_title or story.title,
        body=f"{story.body}\n<p><em>{story.correction}</em></p>",
        updated=newsroom.now,
    )
