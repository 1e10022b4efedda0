"""Records of what makes an article whole: whose text is shown, and its pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from feedreader.model.article import ArticleId, Wholeness
from feedreader.model.feed import FeedId

PictureId = NewType("PictureId", int)

SAVED_PAGES = "feedreader:saved-pages"
"""The address of the feed that holds pages saved one by one; nothing that could be fetched."""
SAVED_PAGES_TITLE = "Saved pages"


class TextSource(StrEnum):
    """Whose text of an article is shown."""

    FEED = "feed"
    PAGE = "page"


class TextPolicy(StrEnum):
    """Which text of a feed's articles is wanted; `DEFAULT` follows the settings."""

    DEFAULT = "default"
    AUTO = "auto"
    FEED = "feed"
    PAGE = "page"


class PicturePolicy(StrEnum):
    """Whether a feed's pictures are fetched and shown; `DEFAULT` follows the settings."""

    DEFAULT = "default"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class OfflineState:
    """How whole an article is. `missing` is one sentence, empty when nothing is. `page_checked`
    is None when its page was not read yet, or says more by now; before `next_try` a page that
    failed is not asked again. `other`: the other text is kept, too."""

    wholeness: Wholeness = Wholeness.FEED
    missing: str = ""
    source: TextSource = TextSource.FEED
    page_checked: datetime | None = None
    next_try: datetime | None = None
    other: bool = False


class PictureState(StrEnum):
    """How asking for a picture came out: `REFUSED` is no picture that is shown, `FAILED` did
    not come; `WANTED` was never asked for."""

    WANTED = "wanted"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


class PictureRole(StrEnum):
    """What a picture is to an article."""

    LEAD = "lead"
    BODY = "body"
    AVATAR = "avatar"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that was asked for. `digest` (hexadecimal) and `extension` name its file, the
    size is in pixels and `size` in bytes; all empty unless it is kept. `sentence` says why it is
    not. `tracker`: it was never meant to be seen, and nobody misses it."""

    id: PictureId
    url: str
    state: PictureState
    digest: str = ""
    extension: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    sentence: str = ""
    fetched_at: datetime | None = None
    last_used: datetime | None = None

    @property
    def tracker(self) -> bool:
        """Whether it was refused because it is no picture for people."""
        return self.state is PictureState.REFUSED and not self.sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a download may make whole: its page's address, how whole it is, its feed,
    and when a download last did what it could (epoch seconds, 0 for never)."""

    id: ArticleId
    url: str
    wholeness: Wholeness
    looked_at: int
    feed: FeedId


@dataclass(frozen=True, slots=True)
class EvictablePicture:
    """A kept file and who needs it: `starred`, `unread` and `read` count the articles that show
    it. `last_used` in epoch seconds, `size` in bytes."""

    digest: str
    extension: str
    size: int
    last_used: int
    starred: int = 0
    unread: int = 0
    read: int = 0
    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class OfflineTotals:
    """The library's whole stories in figures: articles by wholeness (those of which nothing was
    tried are not counted), pictures and their bytes, pictures that were refused or failed."""

    articles: tuple[tuple[Wholeness, int], ...] = ()
    pictures: int = 0
    bytes: int = 0
    without: int = 0
