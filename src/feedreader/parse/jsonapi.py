"""The answer of any JSON API that lists stories: which of its arrays is the list.

There is no standard for it. Arrays of objects are gathered from anywhere in the answer; those
at one place of its structure ("sections / articles") count together; and the place whose
objects look most like stories (title, address, date, text, picture) is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedreader.model.feed import FeedFormat
from feedreader.parse import jsonstory
from feedreader.parse.jsonvalues import Record, record, scalar
from feedreader.parse.raw import RawFeed
from feedreader.parse.refusal import NotAFeed

MOST = 20_000
"""Stories of one answer that are read."""

DEEP = 8
"""Levels of arrays and objects that are searched."""

SAMPLE = 20
"""Objects of one place that are judged."""

STORY = 4
"""From this mean quality on, a place holds stories: what is inside them (related stories, tags)
is not another list."""

_NEXT = ("next_url", "nextUrl", "next_page", "nextPage", "next", "next_page_url")


@dataclass(frozen=True, slots=True)
class _Place:
    """Objects found at one place of the structure, and how much they look like stories."""

    objects: list[Record]
    quality: float

    @property
    def score(self) -> float:
        """Quality counts for more than number: a menu of 50 sections is no list of stories."""
        return self.quality**2 * min(len(self.objects), 30)


def read(value: object, url: str = "", warnings: tuple[str, ...] = ()) -> RawFeed:
    """The stories in the JSON `value`. Raises NotAFeed where there are none."""
    best = max(_places(value), key=lambda place: (place.quality >= STORY, place.score), default=None)
    if best is None or best.score == 0:
        raise NotAFeed("This is JSON, but not a list of stories.")
    stories = [story for story in map(jsonstory.flattened, best.objects) if jsonstory.quality(story)]
    top = record(value)
    return RawFeed(
        format=FeedFormat.JSON_API,
        title=scalar(top.get("title")) or scalar(top.get("name")),
        link=_web(top, "home_page_url", "homepage", "link", "site_url"),
        description=scalar(top.get("description")),
        language=scalar(top.get("language")),
        next_url=_next(top),
        warnings=warnings,
        entries=tuple(jsonstory.entry(story) for story in stories[:MOST]),
    )


def _places(value: object) -> Iterator[_Place]:
    """Arrays of objects, level by level; those of one structural place together."""
    level: list[Sequence[object]] = [value] if isinstance(value, list) else []
    objects = [value] if isinstance(value, dict) else []
    for _ in range(DEEP):
        groups: dict[str, list[Record]] = {}
        for array in level:
            groups.setdefault("", []).extend(one for one in array if isinstance(one, dict))
        for parent in objects:
            for key, inside in parent.items():
                if isinstance(inside, list):
                    groups.setdefault(key, []).extend(one for one in inside if isinstance(one, dict))
        following: list[Record] = [v for parent in objects for v in parent.values() if isinstance(v, dict)]
        for found in groups.values():
            place = _Place(found[:MOST], _quality(found))
            if place.quality:
                yield place
            if place.quality < STORY:
                following += found
        level, objects = [], following[:MOST]
        if not objects:
            return


def _quality(objects: list[Record]) -> float:
    """Mean quality of a sample; 0 where not even half of it could be stories."""
    sample = [jsonstory.quality(jsonstory.flattened(one)) for one in objects[:SAMPLE]]
    if not sample or sum(map(bool, sample)) * 2 < len(sample):
        return 0
    return sum(sample) / len(sample)


def _web(source: Record, *keys: str) -> str:
    texts = (scalar(source.get(key)) for key in keys)
    return next((t for t in texts if t.startswith(("http://", "https://"))), "")


def _next(top: Record) -> str:
    """The address of the next page, where the answer names one."""
    for source in (top, *(record(top.get(k)) for k in ("links", "paging", "pagination", "meta", "_links"))):
        for key in _NEXT:
            text = scalar(source.get(key)) or scalar(record(source.get(key)).get("href"))
            if text.startswith(("http://", "https://", "/", "?")):
                return text
    return ""
