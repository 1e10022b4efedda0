"""What the reader and the engine say to each other: requests down the pipe, events up it.

Plain frozen values. A request brings any number of progress events and ends with one event of
its own: `RoundEnded`, `Subscribed` or `SubscribeChoices`, `OlderArrived`, `ProfileKnown`,
`Inspected`, and so on; or, for any of them, `Refused`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from feedreader.model.article import Article, ArticleId, Wholeness
from feedreader.model.author import AuthorId
from feedreader.model.feed import FailureKind, FeedId, FeedInfo

# --- requests


@dataclass(frozen=True, slots=True)
class Refresh:
    """One polite round over `feeds`, all of them when empty: a person's own, which asks also
    before a feed's time, but keeps to what the servers want. With `due_only` (timers), feeds
    that are not due are no part of the round. `force` asks whatever a server said. Ends with
    `RoundEnded`."""

    feeds: tuple[FeedId, ...] = ()
    force: bool = False
    due_only: bool = False


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Subscribes to `url`, a feed or a site as the person typed it. `pick` chooses among
    several feeds of a site, counted from 1; 0 asks back with `SubscribeChoices`."""

    url: str
    folder: str = ""
    tags: tuple[str, ...] = ()
    pick: int = 0


@dataclass(frozen=True, slots=True)
class Older:
    """Fetches one more page of older stories of a feed. Ends with `OlderArrived`."""

    feed_id: FeedId


@dataclass(frozen=True, slots=True)
class Profile:
    """Looks for the authors on the article's own page, then, for what is still missing, on theirs.
    Ends with `ProfileKnown`."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class Inspect:
    """Reads a feed without storing it. `target` is an address, or, where `body` is given, the
    name of what was read; `base` is the address that its relative links start from."""

    target: str
    body: bytes | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Ends everything under way; a round under way says `RoundEnded` with `cancelled`."""


@dataclass(frozen=True, slots=True)
class FullText:
    """Fetches the article's page and keeps the story as the page shows it. Ends with
    `StoryKept`, also when the page gave nothing: its sentence then says why."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Brings the story at `url`, which an article shows as a card or a link, into the library
    unless it is there. Ends with `PageOpened`."""

    url: str


@dataclass(frozen=True, slots=True)
class Download:
    """Makes articles whole for reading without a network: full text, pictures, avatars, related
    stories one level deep. Without `articles`, those that the settings' policy names. Ends with
    `Downloaded`; can be cancelled, and goes on where it was when asked again."""

    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws a picture into `columns` x `rows` cells of a terminal that can do `protocol`
    (media.records.Protocol). It is taken from the library, else fetched, but with `unless_metered`
    not where each byte costs money. `background` is "#rrggbb", `cell` the pixels of a cell. Ends with `Drawn`."""

    url: str
    columns: int
    rows: int
    protocol: str
    background: str = "#000000"
    cell: tuple[int, int] = (10, 20)
    unless_metered: bool = False


Request = Refresh | Subscribe | Older | Profile | Inspect | FullText | OpenPage | Download | Draw | Cancel


# --- events


class Outcome(StrEnum):
    """How one feed of a round came out."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """A round begins over `total` feeds."""

    total: int


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed of the round is done; its stories are in the library. `sentence` says why it
    failed or was skipped, or which rule a forced request broke; empty otherwise. `done` of `total`
    counts the round."""

    feed_id: FeedId
    title: str
    outcome: Outcome
    new: int
    changed: int
    sentence: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A round in figures: fetched + unchanged + failed + skipped = asked. `offline`: nothing
    at all could be reached, or nothing could have been. `seconds` of wall time."""

    asked: int
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    new: int = 0
    changed: int = 0
    seconds: float = 0.0
    offline: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """The round is over; the last event of a `Refresh`."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The feed is in the library with `new` stories; `already` when it was there before."""

    feed_id: FeedId
    title: str
    new: int
    already: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the feeds that a site offers."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class SubscribeChoices:
    """The site at `url` offers several feeds: ask again with `pick` (from 1), or with one of
    these addresses."""

    url: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OlderArrived:
    """Older stories are in the library; `more` when yet another page exists."""

    feed_id: FeedId
    new: int
    more: bool


@dataclass(frozen=True, slots=True)
class ProfileKnown:
    """The article's page, and the authors' own, were looked at (or had been, lately); `changed`
    when the authors' profiles in the library now say more than before the request. With `more`
    the request goes on: another source is being asked, and one more of these will come."""

    article_id: ArticleId
    changed: bool
    more: bool = False


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the reader makes of a feed; `url` is where it was found in the end."""

    info: FeedInfo
    articles: tuple[Article, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that could not be done: the name of its class, one sentence for the person,
    and the kind of failure where it is one that a feed can have."""

    request_name: str
    sentence: str
    kind: FailureKind | None = None


@dataclass(frozen=True, slots=True)
class Online:
    """The network went away, or came back; sent on a change only."""

    online: bool


@dataclass(frozen=True, slots=True)
class StoryKept:
    """An article was made more whole. `sentence` says what is missing and why, empty when
    nothing is."""

    article_id: ArticleId
    wholeness: Wholeness
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PageOpened:
    """The story at `url` is in the library as `article_id`."""

    url: str
    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """`done` of `total` articles, and the bytes fetched so far."""

    done: int
    total: int
    size: int


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A download in figures; `reason` says why it ended early (budget, metered line, cancelled),
    empty when it did not. whole + in_part + failed = asked."""

    asked: int
    whole: int = 0
    in_part: int = 0
    failed: int = 0
    size: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture is drawn: the file at `path` holds media.records.Cells, or a terminal's own
    graphics for `protocol`. `path` is empty where there is nothing to draw; `sentence` says why, and
    `waits` that only the line was too dear to fetch it."""

    url: str
    columns: int
    rows: int
    protocol: str
    path: str = ""
    sentence: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class AuthorPublished:
    """A refresh brought a story by an author whom the person follows and wants to hear of."""

    author_id: AuthorId
    name: str
    article_id: ArticleId
    title: str


@dataclass(frozen=True, slots=True)
class EngineGone:
    """The engine ended unexpectedly; made by the client, never sent by the engine. The next
    request starts another."""

    sentence: str


Event = (
    RoundStarted
    | FeedDone
    | RoundEnded
    | Subscribed
    | SubscribeChoices
    | OlderArrived
    | ProfileKnown
    | Inspected
    | Refused
    | Online
    | StoryKept
    | PageOpened
    | DownloadProgress
    | Downloaded
    | Drawn
    | AuthorPublished
    | EngineGone
)

FINAL_EVENTS = (
    RoundEnded,
    Subscribed,
    SubscribeChoices,
    OlderArrived,
    ProfileKnown,
    Inspected,
    StoryKept,
    PageOpened,
    Downloaded,
    Drawn,
    Refused,
    EngineGone,
)
"""Events after which the request that brought them is over."""
