"""Full-page extraction: the HTML of a story's page -> the story, as a value.

The one door is `story`. Imports lxml at the first call.
"""

from __future__ import annotations

from feedreader.content.extract.records import Story, StoryKind

__all__ = ["Story", "StoryKind", "story"]


def story(html: bytes, url: str, *, content_type: str = "") -> Story:
    """The story on a page. `url` is the page's final address, `content_type` the HTTP header's value.

    Never raises, whatever the bytes: a page without a story has another kind than `article` and one
    sentence that says why. Time and memory grow linearly with at most `source.LARGEST` bytes."""
    from feedreader.content.extract.whole import read

    return read(html, url, content_type)
