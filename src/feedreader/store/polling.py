"""What the engine keeps with a feed: validators, schedule, failures, and who is polling it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from feedreader.model.feed import Failure, FailureKind, FeedId, FeedInfo, Validators
from feedreader.store import records
from feedreader.store.database import Database, Row
from feedreader.store.values import (
    authors_in,
    epoch,
    moment,
    named_after,
    numbers_in,
    numbers_out,
    pace_in,
    pace_out,
    strings_in,
)

_STATE = (
    "SELECT id, url, shown, site_url, next_url, etag, last_modified, body_digest, parser_version, "
    "last_checked, last_changed, next_due, due_reason, failure_kind, failure_sentence, "
    "failure_status, failures_in_a_row, moved_to, moved_seen, interval, hits, pace, inside FROM feeds"
)


class PollTable:
    """The polling half of the feeds."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def due(self, now: datetime) -> tuple[FeedId, ...]:
        """Living feeds whose next request may be made and that nobody is polling, longest due
        first."""
        rows = self._db.all(
            "SELECT id FROM feeds INDEXED BY feeds_due WHERE removed_at IS NULL AND next_due <= ? "
            "AND claimed_until <= ? ORDER BY next_due, id",
            (epoch(now), epoch(now)),
        )
        return tuple(FeedId(row[0]) for row in rows)

    def claim(
        self, feeds: Sequence[FeedId], claimant: str, now: datetime, lease: timedelta
    ) -> tuple[FeedId, ...]:
        """Takes feeds for polling, so that no other process polls them before `now + lease`.
        Returns those that were free (or already ours), in the order asked; the rest are being
        polled by another."""
        taken = []
        with self._db.write():
            for feed in feeds:
                if self._db.run(
                    "UPDATE feeds SET claimed_until = ?, claimant = ? WHERE id = ? AND removed_at IS NULL "
                    "AND (claimed_until <= ? OR claimant = ?)",
                    (epoch(now + lease), claimant, feed, epoch(now), claimant),
                ):
                    taken.append(feed)
        return tuple(taken)

    def release(self, feeds: Sequence[FeedId], claimant: str) -> None:
        """Gives back feeds that this claimant still holds."""
        with self._db.write():
            self._db.many(
                "UPDATE feeds SET claimed_until = 0, claimant = '' WHERE id = ? AND claimant = ?",
                [(feed, claimant) for feed in feeds],
            )

    def polling(self, feed: FeedId) -> records.PollState | None:
        """All that the next request depends on; None for an unknown or removed feed, and for the one
        that holds saved pages, which is never asked for."""
        row = self._db.one(f"{_STATE} WHERE id = ? AND removed_at IS NULL AND hidden = 0", (feed,))
        with self._db.understood():
            return _state(row) if row else None

    def all_polling(self) -> tuple[records.PollState, ...]:
        """The state of every living feed, for the start of a round."""
        rows = self._db.all(f"{_STATE} WHERE removed_at IS NULL AND hidden = 0 ORDER BY id")
        with self._db.understood():
            return tuple(map(_state, rows))

    def record_check(self, feed: FeedId, result: records.PollResult) -> None:
        """Stores what a poll left behind, and ends its claim."""
        failure = result.failure
        with self._db.write():
            self._db.run(
                "UPDATE feeds SET etag = ?, last_modified = ?, body_digest = ?, parser_version = ?, "
                "next_due = ?, due_reason = ?, failure_kind = ?, failure_sentence = ?, "
                "failure_status = ?, failures_in_a_row = ?, moved_to = ?, moved_seen = ?, "
                "interval = ?, hits = ?, inside = ?, last_checked = coalesce(?, last_checked), "
                "last_changed = coalesce(?, last_changed), claimed_until = 0, claimant = '' WHERE id = ?",
                (
                    result.validators.etag,
                    result.validators.last_modified,
                    result.body_digest,
                    result.parser_version,
                    epoch(result.next_due),
                    result.reason,
                    failure.kind if failure else "",
                    failure.sentence if failure else "",
                    failure.status if failure else 0,
                    result.failures_in_a_row,
                    result.moved_to,
                    result.moved_seen,
                    result.interval,
                    numbers_in(result.hits),
                    result.inside,
                    epoch(result.checked),
                    epoch(result.changed),
                    feed,
                ),
            )
            if result.info is not None:
                self._record_info(feed, result.info)
            if result.url:
                self._move(feed, result.url)

    def set_next_url(self, feed: FeedId, url: str) -> None:
        """Where still older articles are; empty when there are none."""
        with self._db.write():
            self._db.run("UPDATE feeds SET next_url = ? WHERE id = ?", (url, feed))

    def _record_info(self, feed: FeedId, info: FeedInfo) -> None:
        self._db.run(
            "UPDATE feeds SET format = ?, title = ?, site_url = ?, description = ?, language = ?, "
            "icon = ?, authors = ?, next_url = ?, hub_url = ?, pace = ?, warnings = ? WHERE id = ?",
            (
                info.format,
                info.title,
                info.site_url,
                info.description,
                info.language,
                info.icon,
                authors_in(info.authors),
                info.next_url,
                info.hub_url,
                pace_in(info.pace),
                strings_in(info.warnings),
                feed,
            ),
        )
        self._show(feed)

    def _move(self, feed: FeedId, url: str) -> None:
        """The feed's new address, unless another living feed already has it."""
        self._db.run(
            "UPDATE feeds SET url = ?, moved_to = '', moved_seen = 0 WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM feeds o WHERE o.url = ? AND o.removed_at IS NULL AND o.id <> feeds.id)",
            (url, feed, url),
        )
        self._show(feed)

    def _show(self, feed: FeedId) -> None:
        """Settles the title that is shown: the person's, else the feed's, else what its address says."""
        row = self._db.one("SELECT custom_title, title, url FROM feeds WHERE id = ?", (feed,))
        if row:
            shown = row[0] or row[1] or named_after(row[2])
            self._db.run("UPDATE feeds SET shown = ? WHERE id = ?", (shown, feed))


def _state(row: Row) -> records.PollState:
    return records.PollState(
        id=FeedId(row[0]),
        url=row[1],
        title=row[2],
        site_url=row[3],
        next_url=row[4],
        validators=Validators(row[5], row[6]),
        body_digest=row[7],
        parser_version=row[8],
        last_checked=moment(row[9]),
        last_changed=moment(row[10]),
        next_due=moment(row[11]),
        reason=row[12],
        failure=Failure(FailureKind(row[13]), row[14], row[15]) if row[13] else None,
        failures_in_a_row=row[16],
        moved_to=row[17],
        moved_seen=row[18],
        interval=row[19],
        hits=numbers_out(row[20]),
        pace=pace_out(row[21]),
        inside=bool(row[22]),
    )
