"""What a raw feed says of itself, made ours. Pure."""

from __future__ import annotations

from feedreader.model.feed import FeedInfo
from feedreader.normalise import authors, titles
from feedreader.normalise.addresses import base_of
from feedreader.normalise.article import document_of, language_tag
from feedreader.parse.raw import RawFeed, RawText
from feedreader.text import clean, urls

_TITLE = 200
_DESCRIPTION = 1000
_WARNINGS = 20


def to_feed(raw: RawFeed, url: str) -> FeedInfo:
    """The feed's record; `url` is the address it was got from, after redirects. Never raises."""
    from feedreader import content

    base = base_of(raw, url)
    title = titles.title(RawText(raw.title, "html" if titles.looks_like_html(raw.title) else "text"))
    description = raw.description
    if titles.looks_like_html(description) or "&" in description:
        description = content.plain(document_of(RawText(description, "html"), base))
    return FeedInfo(
        format=raw.format,
        title=titles.cut(title, _TITLE),
        site_url=urls.without_trackers(urls.web(raw.link, url)),
        feed_url=urls.web(raw.self_url, url) or url,
        description=titles.cut(clean.line(description, 4 * _DESCRIPTION), _DESCRIPTION),
        language=language_tag(raw.language),
        icon=urls.web(raw.icon, base),
        authors=authors.from_raw(raw.people, base, title),
        next_url=urls.web(raw.next_url, url),
        hub_url=urls.web(raw.hub_url, url),
        pace=raw.pace,
        warnings=tuple(clean.line(warning, 300) for warning in raw.warnings[:_WARNINGS]),
    )
