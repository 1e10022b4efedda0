"""Feeds: subscriptions, their folders and tags, and how they are doing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from feedreader.model.feed import Failure, FailureKind, Feed, FeedFormat, FeedId, Health
from feedreader.store.database import Row, marks
from feedreader.store.polling import PollTable
from feedreader.store.values import authors_out, by_key, epoch, folded, moment, named_after, strings_out

_COLUMNS = (
    "f.id, f.url, f.shown, f.site_url, f.description, f.language, f.icon, f.format, f.folder, "
    "f.authors, f.next_url, coalesce(t.unread, 0), coalesce(t.articles, 0), f.last_checked, "
    "f.last_changed, f.next_due, f.due_reason, f.failure_kind, f.failure_sentence, "
    "f.failure_status, f.failures_in_a_row, f.warnings"
)
_FROM = f"SELECT {_COLUMNS} FROM feeds f LEFT JOIN tallies t ON t.feed_id = f.id"


class FeedTable(PollTable):
    """The feeds of a library. A removed one stays for a while, unseen, so that undo finds it."""

    def all(self) -> tuple[Feed, ...]:
        """Every living feed, by folder and then by title, without regard to case. The one that
        holds saved pages is no subscription and not among them."""
        tags = self._tags()
        rows = self._db.all(f"{_FROM} WHERE removed_at IS NULL AND hidden = 0")
        with self._db.understood():
            feeds = [_feed(row, tags.get(row[0], ())) for row in rows]
            return tuple(sorted(feeds, key=lambda feed: (folded(feed.folder), folded(feed.title), feed.id)))

    def get(self, feed: FeedId) -> Feed | None:
        """A living feed, or None."""
        row = self._db.one(f"{_FROM} WHERE f.id = ? AND removed_at IS NULL", (feed,))
        tags = self.tags(feed)
        with self._db.understood():
            return _feed(row, tags) if row else None

    def by_url(self, url: str) -> FeedId | None:
        """The living feed with exactly this address."""
        row = self._db.one("SELECT id FROM feeds WHERE url = ? AND removed_at IS NULL", (url,))
        return FeedId(row[0]) if row else None

    def removed_by_url(self, url: str) -> FeedId | None:
        """The feed with this address that was removed last and is still kept."""
        row = self._db.one(
            "SELECT id FROM feeds WHERE url = ? AND removed_at IS NOT NULL ORDER BY removed_at DESC", (url,)
        )
        return FeedId(row[0]) if row else None

    def title(self, feed: FeedId) -> str:
        """The title that is shown, also of a removed feed; empty when there is none."""
        row = self._db.one("SELECT shown FROM feeds WHERE id = ?", (feed,))
        return str(row[0]) if row else ""

    def custom_title(self, feed: FeedId) -> str:
        """The name that the person gave a feed; empty for none."""
        row = self._db.one("SELECT custom_title FROM feeds WHERE id = ?", (feed,))
        return str(row[0]) if row else ""

    def add(
        self,
        url: str,
        now: datetime,
        *,
        title: str = "",
        folder: str = "",
        tags: Sequence[str] = (),
        site_url: str = "",
    ) -> FeedId:
        """A new feed, due at once. The caller knows that no living one has the address."""
        with self._db.write():
            new = FeedId(
                self._db.insert(
                    "INSERT INTO feeds (url, custom_title, shown, site_url, folder, added) VALUES (?,?,?,?,?,?)",
                    (url, title, title or named_after(url), site_url, folder, epoch(now)),
                )
            )
            self._db.run("INSERT INTO tallies (feed_id) VALUES (?)", (new,))
            self.set_tags(new, tags)
        return new

    def set_title(self, feed: FeedId, title: str) -> None:
        """The person's name for a feed; empty to show the feed's own again."""
        with self._db.write():
            self._db.run("UPDATE feeds SET custom_title = ? WHERE id = ?", (title, feed))
            self._show(feed)

    def set_folder(self, feeds: Iterable[int], folder: str) -> None:
        """Puts feeds into a folder; empty for none."""
        with self._db.write():
            self._db.many("UPDATE feeds SET folder = ? WHERE id = ?", [(folder, feed) for feed in feeds])

    def set_tags(self, feed: FeedId, tags: Sequence[str]) -> None:
        """A feed's tags, in this order; the same one in another case counts once."""
        with self._db.write():
            self._db.run("DELETE FROM feed_tags WHERE feed_id = ?", (feed,))
            self._db.many(
                "INSERT INTO feed_tags VALUES (?, ?, ?, ?)",
                [(feed, place, key, name) for place, (key, name) in enumerate(by_key(tags))],
            )

    def tags(self, feed: FeedId) -> tuple[str, ...]:
        """A feed's tags."""
        return self._tags(feed).get(feed, ())

    def set_removed(self, feeds: Iterable[int], at: datetime | None) -> tuple[FeedId, ...]:
        """Removes feeds softly, or brings them back (`at` None), with all they had. Returns those
        that were changed: one whose address another living feed has by now cannot come back."""
        done = []
        with self._db.write():
            for feed in feeds:
                if at is None:
                    changed = self._db.run(
                        "UPDATE feeds SET removed_at = NULL WHERE id = ? AND removed_at IS NOT NULL AND "
                        "NOT EXISTS (SELECT 1 FROM feeds o WHERE o.url = feeds.url AND o.removed_at IS NULL)",
                        (feed,),
                    )
                else:
                    changed = self._db.run(
                        "UPDATE feeds SET removed_at = ? WHERE id = ? AND removed_at IS NULL",
                        (epoch(at), feed),
                    )
                if changed:
                    done.append(FeedId(feed))
        return tuple(done)

    def removed(self, before: datetime) -> tuple[FeedId, ...]:
        """Feeds that were removed before a moment."""
        rows = self._db.all("SELECT id FROM feeds WHERE removed_at < ? ORDER BY id", (epoch(before),))
        return tuple(FeedId(row[0]) for row in rows)

    def delete(self, feeds: Sequence[FeedId]) -> None:
        """Deletes feeds and their articles for good."""
        with self._db.write():
            self._db.many("DELETE FROM feeds WHERE id = ?", [(feed,) for feed in feeds])

    def folders(self) -> tuple[str, ...]:
        """The folders that hold a feed, in order."""
        rows = self._db.all("SELECT DISTINCT folder FROM feeds WHERE folder <> '' AND removed_at IS NULL")
        return tuple(sorted((row[0] for row in rows), key=folded))

    def in_folder(self, folder: str) -> tuple[FeedId, ...]:
        """The living feeds of a folder (without regard to case)."""
        rows = self._db.all("SELECT id, folder FROM feeds WHERE removed_at IS NULL")
        wanted = folded(folder)
        return tuple(FeedId(feed) for feed, name in rows if folded(name) == wanted)

    def named(self, text: str) -> tuple[FeedId, ...]:
        """The living feeds whose title or address contains a text (case and accents aside)."""
        rows = self._db.all("SELECT id, shown, url FROM feeds WHERE removed_at IS NULL")
        wanted = folded(text)
        return tuple(FeedId(feed) for feed, shown, url in rows if wanted in folded(shown) or wanted in url)

    def used_tags(self) -> tuple[str, ...]:
        """The tags on feeds, in order."""
        rows = self._db.all(
            "SELECT key, min(name) FROM feed_tags JOIN feeds ON id = feed_id "
            "WHERE removed_at IS NULL GROUP BY key ORDER BY key"
        )
        return tuple(row[1] for row in rows)

    def _tags(self, feed: FeedId | None = None) -> dict[int, tuple[str, ...]]:
        where, values = ("", ()) if feed is None else (f"WHERE feed_id IN ({marks(1)})", (feed,))
        found: dict[int, tuple[str, ...]] = {}
        for each, name in self._db.all(
            f"SELECT feed_id, name FROM feed_tags {where} ORDER BY feed_id, place", values
        ):
            found[each] = (*found.get(each, ()), name)
        return found


def _feed(row: Row, tags: tuple[str, ...]) -> Feed:
    failure = Failure(FailureKind(row[17]), row[18], row[19]) if row[17] else None
    return Feed(
        id=FeedId(row[0]),
        url=row[1],
        title=row[2],
        site_url=row[3],
        description=row[4],
        language=row[5],
        icon=row[6],
        format=FeedFormat(row[7]) if row[7] else None,
        folder=row[8],
        tags=tags,
        authors=authors_out(row[9]),
        next_url=row[10],
        unread=row[11],
        articles=row[12],
        health=Health(
            last_checked=moment(row[13]),
            last_changed=moment(row[14]),
            next_due=moment(row[15]),
            reason=row[16],
            failure=failure,
            failures_in_a_row=row[20],
            warnings=strings_out(row[21]),
        ),
    )
