"""How a feed is doing, in lines: what it is, when it was asked and why it waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from feedreader.model.document import Mark, Span
from feedreader.model.feed import Feed
from feedreader.text.counts import plural
from feedreader.text.durations import age
from feedreader.text.urls import shown
from feedreader.tui.article.flow import flow
from feedreader.tui.article.lines import BLANK, Line, Role
from feedreader.tui.format import when


def health_lines(feed: Feed, now: datetime, width: int, pattern: str) -> Iterator[Line]:
    """The health screen's lines."""
    health = feed.health

    def ago(moment: datetime | None) -> str:
        if moment is None:
            return "never"
        told = age(max(0, int((now - moment).total_seconds())))
        return f"{when(moment, pattern)} ({'just now' if told == 'now' else told + ' ago'})"

    rows = [
        ("Address", shown(feed.url)),
        ("Site", shown(feed.site_url) if feed.site_url else ""),
        ("Format", feed.format.value if feed.format else "not known yet"),
        ("Language", feed.language),
        ("Folder", feed.folder),
        ("Tags", ", ".join(feed.tags)),
        ("Articles", f"{plural(feed.articles, 'article')}, {feed.unread:,} unread"),
        ("Last answered", ago(health.last_checked)),
        ("Last changed", ago(health.last_changed)),
        ("Next", _next(health.next_due, now, pattern)),
        ("Why", health.reason),
        ("About", feed.description),
    ]
    for label, value in rows:
        if value:
            yield from flow((Span(f"{label}: ", Mark.STRONG), Span(value)), width)
    if health.failure is not None:
        yield BLANK
        times = (
            f" {plural(health.failures_in_a_row, 'time')} in a row." if health.failures_in_a_row > 1 else ""
        )
        yield from flow(
            (Span("Trouble: ", Mark.STRONG), Span(health.failure.sentence + times)), width, Role.CREDIT
        )
    for warning in health.warnings:
        yield BLANK
        yield from flow((Span("Note: ", Mark.STRONG), Span(warning)), width)


def _next(due: datetime | None, now: datetime, pattern: str) -> str:
    if due is None:
        return "not planned"
    return "due now" if due <= now else when(due, pattern)
