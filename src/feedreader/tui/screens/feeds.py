"""The feeds' part: add, import, catalogue, edit, health, unsubscribe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from feedreader import opml
from feedreader.engine.messages import Refresh, Subscribe
from feedreader.errors import OpmlError, UsageError
from feedreader.library import Change, Imported, Library, PicturePolicy, TextPolicy
from feedreader.model.feed import Feed
from feedreader.model.query import Place, Query
from feedreader.text.clean import error as clean_error
from feedreader.text.counts import plural
from feedreader.tui.format import sentence
from feedreader.tui.health import health_lines
from feedreader.tui.saving import typed_path
from feedreader.tui.screens.rounds import RoundPart

LARGEST_IMPORT = 20_000_000
P = TypeVar("P", TextPolicy, PicturePolicy)


class FeedPart(RoundPart):
    """Subscriptions, from the keyboard."""

    def action_add_feed(self) -> None:
        """Asks for an address."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        # An address that led to nothing is there again, to be mended.
        last = self._subscribing
        example = "example.org or https://example.org/feed.xml"
        fields = (
            Field("address", "Address of a feed or a site", example, last.url if last else ""),
            Field("folder", "Folder (may stay empty)", "", last.folder if last else ""),
        )
        self.app.push_screen(PromptScreen("Add a feed", fields), self._address_given)

    def _address_given(self, given: dict[str, str] | None) -> None:
        if given and given["address"].strip():
            self.subscribe(Subscribe(given["address"].strip(), folder=given["folder"].strip()))

    def action_import_feeds(self) -> None:
        """Asks for a file: OPML, or newsboat's urls."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        usual = next((path for path in _newsboat_paths() if path.is_file()), None)
        fields = (Field("file", "OPML file, or newsboat's urls file", "~/feeds.opml", str(usual or "")),)
        self.app.push_screen(PromptScreen("Import feeds", fields), self._file_given)

    def _file_given(self, given: dict[str, str] | None) -> None:
        if not given or not given["file"].strip():
            return

        def work(library: Library) -> Imported:
            path = typed_path(given["file"])
            listed = opml.read(read_list(path))
            return library.feeds.import_outlines(listed.outlines, listed.refused)

        self.at_desk(work, self._imported)

    def _imported(self, done: Imported) -> None:
        parts = [f"Imported {plural(done.added, 'feed')}"]
        if done.already:
            parts.append(f"{plural(done.already, 'was', 'were')} there already")
        if done.refused:
            parts.append(f"{plural(len(done.refused), 'line')} left out")
            self._tell_left_out(done.refused)
        self.say(
            "; ".join(parts).rstrip(".") + ". Press u to undo.", bad=not done.added and bool(done.refused)
        )
        self.counts_changed()
        if done.added:
            self.services.engine.send(Refresh(due_only=True))

    def _tell_left_out(self, sentences: tuple[str, ...]) -> None:
        """Every line of a list that was left out, and why."""
        from feedreader.model.document import Span
        from feedreader.tui.article.flow import flow
        from feedreader.tui.article.lines import Line
        from feedreader.tui.screens.lines import LinesScreen

        def lines(width: int) -> Iterator[Line]:
            for each in sentences:
                yield from flow((Span(f"· {each}"),), width)

        self.app.push_screen(LinesScreen("Left out of the import", lines))

    def action_catalogue(self) -> None:
        """Good feeds by topic."""
        from feedreader.tui.screens.catalogue import CatalogueScreen

        known = frozenset(feed.url for feed in self.feed_by_id.values())
        self.app.push_screen(CatalogueScreen(known), self._catalogue_chosen)

    def _catalogue_chosen(self, outlines: tuple[opml.Outline, ...] | None) -> None:
        if outlines:
            self.at_desk(lambda lib: lib.feeds.import_outlines(outlines), self._imported)

    # --- one feed

    def action_edit_feed(self) -> None:
        """Name and folder."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        feed = self.with_feed()
        if feed is None:
            return

        offline = self.library.offline
        text, pictures = offline.text_policy(feed.id).value, offline.picture_policy(feed.id).value

        def given(values: dict[str, str] | None) -> None:
            if values is not None:
                self.at_desk(lambda lib: _edit(lib, feed, values), then)

        def then(now: PicturePolicy) -> None:
            self.counts_changed()
            if now.value != pictures:
                self.pictures_changed()

        fields = (
            Field("title", "Name", feed.title, feed.title),
            Field("folder", "Folder", "", feed.folder),
            Field("text", "Full text: default, auto, feed or page", "default", text),
            Field("pictures", "Pictures: default, on or off", "default", pictures),
        )
        self.app.push_screen(PromptScreen("Edit feed", fields), given)

    def action_feed_pictures(self) -> None:
        """The feed's pictures: as the settings say, or not."""
        feed = self.with_feed()
        if feed is None:
            return
        default = self.services.look.pictures

        def work(library: Library) -> Change | None:
            was = library.offline.picture_policy(feed.id)
            return library.offline.set_picture_policy(feed.id, next_policy(was, default))

        def then(change: Change | None) -> None:
            if change is not None:
                self.say(f"{sentence(change.sentence)} Press u to undo.")
            self.pictures_changed()

        self.at_desk(work, then)

    def action_remove_feed(self) -> None:
        """Unsubscribes; undo brings all back."""
        feed = self.with_feed()
        if feed is not None:
            self.at_desk(lambda lib: lib.feeds.unsubscribe(feed.id), self._removed)

    def _removed(self, change: Change) -> None:
        self.say(f"{sentence(change.sentence)} Press u to undo.")
        self.counts_changed()
        if self.query_shown.place is Place.FEED:
            self.show_place(Query(Place.UNREAD))
        else:
            self.list_reread()

    def action_feed_info(self) -> None:
        """How the feed is doing, and why it waits."""
        from feedreader.tui.screens.lines import LinesScreen

        feed = self.with_feed()
        if feed is not None:
            now, pattern = self.services.now(), self.services.look.date_format
            self.app.push_screen(
                LinesScreen(feed.title, lambda width: health_lines(feed, now, width, pattern))
            )


def next_policy(was: PicturePolicy, default: str) -> PicturePolicy:
    """The rule after `was`: as the settings say (`default`), then what differs from that."""
    others = [each for each in (PicturePolicy.ON, PicturePolicy.OFF) if each.value != default]
    order = [PicturePolicy.DEFAULT, *others]
    return order[(order.index(was) + 1) % len(order)] if was in order else PicturePolicy.DEFAULT


def _edit(library: Library, feed: Feed, values: dict[str, str]) -> PicturePolicy:
    """Keeps what was typed; gives the rule for pictures that holds now."""
    given = {name: value.strip() for name, value in values.items()}
    text = _one_of(TextPolicy, given["text"] or "default", "Full text")
    pictures = _one_of(PicturePolicy, given["pictures"] or "default", "Pictures")
    if given["title"] != feed.title:
        library.feeds.rename(feed.id, given["title"])
    if given["folder"] != feed.folder:
        library.feeds.move(feed.id, given["folder"])
    library.offline.set_text_policy(feed.id, text)
    library.offline.set_picture_policy(feed.id, pictures)
    return pictures


def _one_of(kind: type[P], word: str, label: str) -> P:
    try:
        return kind(word.lower())
    except ValueError:
        raise UsageError(
            f"{label} is one of {', '.join(kind)}; “{word}” is not. Nothing was changed."
        ) from None


def _newsboat_paths() -> tuple[Path, ...]:
    home = Path.home()
    return (home / ".newsboat/urls", home / ".config/newsboat/urls", home / ".newsbeuter/urls")


def read_list(path: Path) -> bytes:
    """A subscription list's bytes. Raises OpmlError with a sentence."""
    try:
        if path.stat().st_size > LARGEST_IMPORT:
            raise OpmlError("This file is too large for a list of feeds (over 20 MB).")
        return path.read_bytes()
    except OSError as error:
        raise OpmlError(f"{clean_error(str(path))} could not be read: {error.strerror or 'error'}.") from None
    except ValueError:
        raise OpmlError("This is no name of a file.") from None
