"""Organising subscriptions: adding, removing, naming, sorting into folders and tags."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedreader.errors import NotFoundError, UsageError
from feedreader.library.undo import TAGS_APART, Change, change
from feedreader.model.feed import Feed, FeedId
from feedreader.store import Store
from feedreader.store.records import Step, StepKind
from feedreader.store.values import folded
from feedreader.text import clean
from feedreader.text.counts import plural
from feedreader.text.urls import same_page, web

if TYPE_CHECKING:
    from feedreader.opml import Outline, Subscriptions

KEPT = timedelta(days=30)
"""How long a removed feed can be brought back."""

_LISTED = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `refused` holds what is no web address, as it stood in the file."""

    added: int
    already: int
    refused: tuple[str, ...] = ()
    change: Change | None = None


class Feeds:
    """The person's feeds. Every change is one step of undo."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[Feed, ...]:
        """Every feed, by folder and then by title."""
        return self._store.feeds.all()

    def get(self, feed: FeedId) -> Feed:
        """A feed. Raises `NotFoundError`."""
        found = self._store.feeds.get(feed)
        if found is None:
            raise NotFoundError(f"There is no feed {feed}; `feedreader feeds` shows them.")
        return found

    def find(self, text: str) -> Feed:
        """The feed that a person names by number, address (its own or its site's) or title, whole
        or in part. Raises `NotFoundError`, and `UsageError` when several are meant."""
        named = text.strip()
        feeds = self.all()
        if named.isascii() and named.isdigit():
            return self.get(FeedId(int(named[:18])))
        wanted = folded(named)
        for found in (
            [feed for feed in feeds if feed.url == named],
            [feed for feed in feeds if same_page(feed.url, named)],
            [feed for feed in feeds if folded(feed.title) == wanted],
            [feed for feed in feeds if same_page(feed.site_url, named)],
            [feed for feed in feeds if wanted and wanted in folded(feed.title)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                some = ", ".join(f"{feed.id} {feed.title}" for feed in found[:_LISTED])
                more = " …" if len(found) > _LISTED else ""
                raise UsageError(
                    f"Several feeds are meant by “{clean.line(named, 100)}”: {some}{more}. Give the number."
                )
        raise NotFoundError(f"No feed is “{clean.line(named, 100)}”; `feedreader feeds` shows them.")

    def folders(self) -> tuple[str, ...]:
        """The folders that hold a feed."""
        return self._store.feeds.folders()

    def tags(self) -> tuple[str, ...]:
        """The tags on feeds."""
        return self._store.feeds.used_tags()

    def subscribe(self, url: str, title: str = "", folder: str = "", tags: Sequence[str] = ()) -> Feed:
        """The feed at an address: the one that is there (left as it is), one that was removed and
        comes back with its articles, or a new one. Raises `UsageError` for what is no web
        address."""
        address = web(url)
        if not address:
            raise UsageError(f"“{clean.line(url, 200)}” is not a web address; it starts with https://")
        with self._store.write():
            known = self._store.feeds.by_url(address)
            if known is not None:
                return self.get(known)
            steps: list[Step] = []
            feed = self._add(address, title, folder, tags, "", steps)
            self._journal(f"Added the feed {self._store.feeds.title(feed)}", steps)
            return self.get(feed)

    def unsubscribe(self, feed: FeedId) -> Change:
        """Removes a feed with its articles; for 30 days undo brings all of it back."""
        title = self.get(feed).title
        with self._store.write():
            self._store.feeds.set_removed((feed,), self._clock())
            return self._journal(f"Removed the feed {title}", [_step(StepKind.REMOVED, feed, "0", "1")])

    def rename(self, feed: FeedId, title: str) -> Change | None:
        """The person's own name for a feed; empty to show the feed's own again. None when
        nothing was different."""
        old = self.get(feed)
        name = clean.line(title, 300)
        with self._store.write():
            before = self._store.feeds.custom_title(feed)
            if before == name:
                return None
            self._store.feeds.set_title(feed, name)
            new = self.get(feed).title
            return self._journal(
                f"Renamed the feed {old.title} to {new}", [_step(StepKind.TITLE, feed, before, name)]
            )

    def move(self, feed: FeedId, folder: str) -> Change | None:
        """Puts a feed into a folder; empty for none. None when it was there already."""
        old = self.get(feed)
        name = clean.line(folder, 100)
        if old.folder == name:
            return None
        with self._store.write():
            self._store.feeds.set_folder((feed,), name)
            to = f"to the folder {name}" if name else f"out of the folder {old.folder}"
            return self._journal(
                f"Moved the feed {old.title} {to}", [_step(StepKind.FOLDER, feed, old.folder, name)]
            )

    def set_tags(self, feed: FeedId, tags: Sequence[str]) -> Change | None:
        """A feed's tags, in this order. None when nothing was different."""
        old = self.get(feed)
        with self._store.write():
            self._store.feeds.set_tags(feed, _clean_tags(tags))
            new = self._store.feeds.tags(feed)
            if new == old.tags:
                return None
            step = _step(StepKind.TAGS, feed, TAGS_APART.join(old.tags), TAGS_APART.join(new))
            named = ", ".join(new)
            sentence = f"Tagged the feed {old.title}: {named}" if new else f"Took the tags off {old.title}"
            return self._journal(sentence, [step])

    def import_outlines(self, outlines: Iterable[Outline], refused: Sequence[str] = ()) -> Imported:
        """Subscribes to all of a list in one step of undo. `refused` is what reading the file
        already refused, and is told again with what is refused here."""
        added, already, no_address = 0, 0, list(refused)
        steps: list[Step] = []
        seen: set[str] = set()
        with self._store.write():
            for outline in outlines:
                url = web(outline.url)
                if not url:
                    no_address.append(clean.line(outline.url, 200))
                elif url in seen or self._store.feeds.by_url(url) is not None:
                    already += 1
                else:
                    self._add(
                        url, outline.title, outline.folder, outline.tags, outline.site_url, steps, listed=True
                    )
                    added += 1
                seen.add(url)
            done = self._journal(f"Imported {plural(added, 'feed')}", steps) if steps else None
        return Imported(added, already, tuple(no_address), done)

    def export(self, title: str = "feedreader") -> Subscriptions:
        """Every feed as a subscription list."""
        from feedreader.opml import Outline, Subscriptions

        outlines = tuple(
            Outline(feed.url, feed.title, feed.site_url, feed.folder, feed.tags) for feed in self.all()
        )
        return Subscriptions(title, outlines, ())

    def purge(self, now: datetime) -> int:
        """Deletes for good what was removed more than 30 days ago; returns how many feeds."""
        gone = self._store.feeds.removed(now - KEPT)
        if gone:
            with self._store.write():
                self._store.feeds.delete(gone)
                self._store.journal.forget_lost()
        return len(gone)

    def _add(
        self,
        url: str,
        title: str,
        folder: str,
        tags: Sequence[str],
        site_url: str,
        steps: list[Step],
        *,
        listed: bool = False,
    ) -> FeedId:
        """A new feed, or one that was removed: it comes back as it was, but for what is given; one
        that is `listed` also to no folder and no tags."""
        name, place, kept = clean.line(title, 300), clean.line(folder, 100), _clean_tags(tags)
        feeds = self._store.feeds
        old = feeds.removed_by_url(url)
        if old is None:
            new = feeds.add(url, self._clock(), title=name, folder=place, tags=kept, site_url=web(site_url))
            steps.append(_step(StepKind.REMOVED, new, "1", "0"))
            return new
        feeds.set_removed((old,), None)
        steps.append(_step(StepKind.REMOVED, old, "1", "0"))
        back = self.get(old)
        if name and name != back.title:
            steps.append(_step(StepKind.TITLE, old, feeds.custom_title(old), name))
            feeds.set_title(old, name)
        if (place or listed) and place != back.folder:
            steps.append(_step(StepKind.FOLDER, old, back.folder, place))
            feeds.set_folder((old,), place)
        if (kept or listed) and kept != back.tags:
            steps.append(_step(StepKind.TAGS, old, TAGS_APART.join(back.tags), TAGS_APART.join(kept)))
            feeds.set_tags(old, kept)
        return old

    def _journal(self, sentence: str, steps: Sequence[Step]) -> Change:
        return change(self._store.journal.add(sentence, steps, self._clock()), sentence, steps)


def _step(kind: StepKind, feed: FeedId, before: str, after: str) -> Step:
    return Step(kind, array("q", [feed]), before, after)


def _clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in (clean.line(tag, 60) for tag in tags) if name)
