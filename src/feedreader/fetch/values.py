"""What goes into a fetch and what comes out. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from feedreader.model.feed import Failure, Validators

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.1"
PICTURE_ACCEPT = "image/webp, image/png, image/jpeg, image/gif, image/*;q=0.8, */*;q=0.1"

FEED_CAP = 32 * 1024 * 1024
"""Bytes of decoded body. The largest honest feeds (whole archives, podcasts of ten years) reach
about 20 MB."""


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. `cap` limits the decoded body in bytes. The host in `url` may be anywhere, for a
    person chose it; but once a host of the public internet has answered, no redirect leads into a
    private network. `untrusted` is for addresses that a
    stranger wrote (pictures, links in a page): such a request reaches public addresses only, and
    beside them the one server that `trust` names ("host:port", the port unless it is the scheme's
    own): the feed's own, which the person chose. User name and password in `url` are sent to that
    host alone."""

    url: str
    validators: Validators = field(default_factory=Validators)
    accept: str = FEED_ACCEPT
    cap: int = FEED_CAP
    untrusted: bool = False
    trust: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, or the word that nothing changed.

    `url` is the final address, without credentials. `status` is 200, 203, 226 (a delta, RFC 3229:
    articles that are missing from it were not removed) or 304. `content_type` is the header as
    sent, made clean. `moved_to` is the final address if every redirect on the way was permanent
    (301, 308), with the credentials where they still apply; else empty. `inside`: every server on
    the way, redirects included, answered from a private network. `max_age` is how many
    seconds the answer stays fresh (RFC 9111, 4.2.1), at most 7 days, None where the server does
    not say. `digest` is the SHA-256 of `body` in hex, empty when `not_modified`.
    `validators` are those of this answer; a 304 that carries none keeps those that were sent.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    validators: Validators
    moved_to: str = ""
    max_age: int | None = None
    digest: str = ""
    not_modified: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """An expected failure. `retry_after` is when the server allows the next request to `host`
    (429, 503; aware, UTC, at most 30 days away). `host` is the host that failed, with its port
    unless that is the scheme's own; it may be another than was asked, after a redirect."""

    failure: Failure
    retry_after: datetime | None = None
    host: str = ""
