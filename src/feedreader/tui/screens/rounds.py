"""The rounds' part: asking the engine for new articles, and what it answers."""

from __future__ import annotations

from feedreader.engine.messages import (
    AuthorPublished,
    Cancel,
    Downloaded,
    DownloadProgress,
    Drawn,
    EngineGone,
    Event,
    FeedDone,
    Older,
    OlderArrived,
    Online,
    PageOpened,
    ProfileKnown,
    Refresh,
    Refused,
    RoundEnded,
    RoundStarted,
    StoryKept,
    Subscribe,
    SubscribeChoices,
    Subscribed,
    Summary,
)
from feedreader.model.feed import Feed, FeedId
from feedreader.model.query import Place, Query
from feedreader.text.counts import plural
from feedreader.tui.panes import Pane
from feedreader.tui.screens.authors import AuthorPart
from feedreader.tui.screens.stories import StoryPart
from feedreader.tui.widgets.headline_list import HeadlineList

QUIET = 0.1
"""Seconds between two drawings of the progress; a first round sends hundreds of events."""
RELOAD = 1.0
"""Seconds between two readings of the list while articles arrive."""


class RoundPart(StoryPart, AuthorPart):
    """Refreshing, and everything the engine says."""

    def start_rounds(self) -> None:
        """Nothing is under way yet."""
        self._asked_by_hand = False
        self._arrived = False
        self._last_done: FeedDone | None = None
        self._subscribing: Subscribe | None = None
        self._progress: tuple[int, int] | None = None
        self._ticker = self.set_interval(RELOAD, self._reload_arrived, pause=True)

    # --- asking

    def action_refresh_all(self) -> None:
        """One polite round over every feed."""
        self._refresh(())

    def action_refresh_feed(self) -> None:
        """The feed under the cursor or of the open article, or the folder's feeds."""
        row = self.feed_list.current
        query = row.query if self.memory.pane is Pane.FEEDS and row else self.query_shown
        if query.place is Place.FOLDER and self.memory.pane in (Pane.FEEDS, Pane.HEADLINES):
            feeds = tuple(feed.id for feed in self.feed_by_id.values() if feed.folder == query.name)
        else:
            feed = self.with_feed()
            feeds = (feed.id,) if feed else ()
        if feeds:
            self._refresh(feeds)

    def with_feed(self) -> Feed | None:
        """The chosen feed; where there is none, that is said."""
        feed = self.chosen_feed()
        if feed is None:
            self.say("Put the cursor on a feed first.")
        return feed

    def chosen_feed(self) -> Feed | None:
        """The open article's feed while its pane is active; else the feed under the cursor of the feed
        list, the one that the list shows, or that of the article under the list's cursor."""
        if self.memory.pane in (Pane.ARTICLE, Pane.AUTHOR) and self.open_article is not None:
            return self.feed_by_id.get(self.open_article.feed_id)
        row = self.feed_list.current
        query = (row.query if row else Query()) if self.memory.pane is Pane.FEEDS else self.query_shown
        if query.place is Place.FEED and query.feed_id is not None:
            return self.feed_by_id.get(query.feed_id)
        if self.memory.pane is Pane.FEEDS:
            return None
        current = self.headlines.current_id
        headline = self.headlines.row(current) if current is not None else None
        return self.feed_by_id.get(headline.feed_id) if headline else None

    def _refresh(self, feeds: tuple[FeedId, ...]) -> None:
        if not self.feed_by_id:
            self.say("There is no feed yet: + adds one, c opens the catalogue.")
            return
        self._asked_by_hand = True
        # The demo changes between two refreshes, and nobody has to wait for its politeness.
        self.services.engine.send(Refresh(feeds, force=self.services.demo))

    def action_cancel_refresh(self) -> None:
        """Ends the round under way."""
        if self.status_line.status.total or self.status_line.status.note.startswith("offline"):
            self.services.engine.send(Cancel())
        else:
            self.say("No refresh is under way.")

    def refresh_due(self) -> None:
        """What is due by now, quietly."""
        now = self.services.now()
        due = any(
            (feed.health.next_due is not None and feed.health.next_due <= now)
            or (
                feed.health.last_checked is None
                and feed.health.next_due is None
                and feed.health.failure is None
            )
            for feed in self.feed_by_id.values()
        )
        if due and self.services.look.refresh_minutes and not self.status_line.status.total:
            self.services.engine.send(Refresh(due_only=True))

    def subscribe(self, request: Subscribe) -> None:
        """Subscribes; the answer comes as an event."""
        self._subscribing = request
        self.say(f"Looking at {request.url} …")
        self.services.engine.send(request)

    def on_headline_list_more_wanted(self, message: HeadlineList.MoreWanted) -> None:
        """Show More: the source's older pages."""
        if self.query_shown.feed_id is not None:
            self.headlines.more = "Bringing older articles …"
            self.headlines.refresh()
            self.services.engine.send(Older(self.query_shown.feed_id))

    # --- what the engine says

    def engine_said(self, event: Event) -> None:
        """One event, in the app's thread."""
        match event:
            case RoundStarted(total):
                self._last_done = None
                self._show_progress(0, total)
            case FeedDone():
                self._last_done = event
                self._arrived = self._arrived or event.new + event.changed > 0
                self._show_progress(event.done, event.total)
            case RoundEnded(summary):
                self._round_ended(summary)
            case Subscribed():
                self._subscribed(event)
            case SubscribeChoices():
                self._choose_feed(event)
            case OlderArrived(_, new, more):
                self._older_arrived(new, more)
            case ProfileKnown(article_id, changed):
                if changed and self.open_article is not None and self.open_article.id == article_id:
                    self._profile_known()
            case Online(online):
                self.update_status(offline=not online)
            case StoryKept():
                self.story_kept(event)
            case PageOpened():
                self.page_opened(event)
            case DownloadProgress():
                self.download_progress(event)
            case Downloaded():
                self.downloaded(event)
            case AuthorPublished():
                self.author_published(event)
            case Drawn():
                self.drawn(event)
            case Refused() | EngineGone():
                self._refused(event)
            case _:
                pass

    def _show_progress(self, done: int, total: int) -> None:
        if self._progress is None:
            self._ticker.resume()
            self.set_timer(QUIET, self._draw_progress)
        self._progress = (done, total)
        if not self.status_line.status.total:
            self.update_status(done=done, total=total)

    def _draw_progress(self) -> None:
        if self._progress is not None and self.status_line.status.total:
            done, total = self._progress
            self.update_status(done=done, total=total)
            self.set_timer(QUIET, self._draw_progress)

    def _reload_arrived(self) -> None:
        if self._arrived:
            self._arrived = False
            self.list_changed()
            self.counts_changed()

    def _round_ended(self, summary: Summary) -> None:
        self._progress = None
        self._ticker.pause()
        self.update_status(done=0, total=0, offline=summary.offline)
        self._arrived = False
        self.list_changed()
        self.counts_changed()
        if self._asked_by_hand:
            self._asked_by_hand = False
            keys = self.key_of("feed.info"), self.key_of("feed.refresh")
            self.say(
                told(summary, self._last_done, keys),
                bad=summary.failed > 0 and not summary.offline and not summary.new,
            )

    def _subscribed(self, event: Subscribed) -> None:
        self._subscribing = None
        if event.already:
            self.say(f"{event.title} is already among your feeds.")
        else:
            self.say(f"Added {event.title}: {plural(event.new, 'article')}.")
        self.counts_changed()
        self.show_place(Query(Place.FEED, feed_id=event.feed_id))
        self.show_pane(Pane.HEADLINES)

    def _choose_feed(self, event: SubscribeChoices) -> None:
        from feedreader.tui.screens.choose import ChooseScreen

        asked = self._subscribing or Subscribe(event.url)
        rows = [(choice.title or choice.url, choice.url) for choice in event.choices]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.subscribe(Subscribe(event.choices[index].url, asked.folder, asked.tags))

        self.app.push_screen(ChooseScreen("This site has several feeds. Which one?", rows), chosen)

    def _older_arrived(self, new: int, more: bool) -> None:
        self.say(f"{plural(new, 'older article')}." if new else "The source has no older articles.")
        self.counts_changed()
        self.at_desk(lambda lib: None, lambda _: self.list_changed())

    def _profile_known(self) -> None:
        if self.open_article is not None:
            self.open_article = self.library.articles.get(self.open_article.id)
            self.author_changed()

    def _refused(self, event: Refused | EngineGone) -> None:
        self._progress = None
        self._ticker.pause()
        self.update_status(done=0, total=0)
        if isinstance(event, Refused) and event.request_name == "Profile":
            return
        if isinstance(event, Refused) and event.request_name == "Older":
            self.list_changed()
        self.say(event.sentence, bad=True)


def told(summary: Summary, last: FeedDone | None = None, keys: tuple[str, str] = ("", "")) -> str:
    """A round in one sentence; `last` is how its last feed came out, which tells of a round over one
    when that may be asked again. `keys` show how a feed is and ask one."""
    health, ask = keys
    if summary.offline:
        return "Offline: nothing can be reached. Everything fetched before can be read."
    one = summary.asked == summary.skipped == 1 and not summary.cancelled
    if one and last is not None and last.sentence:
        return f"{last.title} is not asked again yet. {last.sentence}"
    parts = [plural(summary.new, "new article") if summary.new else "Nothing new"]
    if summary.changed:
        parts.append(f"{summary.changed} corrected")
    if summary.failed:
        parts.append(f"{plural(summary.failed, 'feed')} failed" + _tells(health, "why"))
    if summary.skipped:
        parts.append(f"{plural(summary.skipped, 'feed')} not asked again yet" + _tells(ask, "until when"))
    if summary.cancelled:
        parts.append("cancelled")
    return ", ".join(parts) + "."


def _tells(key: str, what: str) -> str:
    return f" ({key} on a feed tells {what})" if key else ""
